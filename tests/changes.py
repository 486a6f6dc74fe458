"""Interrupts a program at a chosen change of a folder: by an exception, or by SIGKILL.

As a program of its own: `changes.py PACKAGE INSTANCE DATABASE NUMBER` publishes a package and is killed
before the change with this number, counted from 1.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_watching: list[Callable[[str], None]] = []


def _hook(event: str, details: tuple[object, ...]) -> None:
    """Python tells of every change before it is made."""
    if not _watching or not details or not isinstance(details[0], str | os.PathLike):
        return
    writes = event == "open" and isinstance(details[2], int) and details[2] & _WRITING
    if writes or event in _CHANGES:
        _watching[-1](os.fspath(details[0]))


sys.addaudithook(_hook)


@contextmanager
def at_change(folder: Path, number: int, interrupt: Callable[[], None]) -> Iterator[list[str]]:
    """Interrupt what the block does just before its change of a folder with this number; gives all changes."""
    seen: list[str] = []

    def watch(path: str) -> None:
        if path.startswith(str(folder)):
            seen.append(path)
            if len(seen) == number:
                interrupt()

    _watching.append(watch)
    try:
        yield seen
    finally:
        _watching.remove(watch)


def _publish(package: Path, instance: Path, database: str, number: int) -> None:
    from presses import Press

    from player.store import Store

    press = Press(instance, Store.open(database))
    with at_change(instance, number, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        press.publish(package)


if __name__ == "__main__":
    _publish(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
