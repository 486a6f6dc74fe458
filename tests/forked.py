"""The `sonocase` command in processes that are forked from one in which it is imported already.

Each is a process of its own, with its own arguments, folder, environment and exit code, and runs what the installed
command runs; only the second that the imports take is saved. One command of a test should go the long way too.
"""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path

from commands import Told

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["player.app", "player.cli.sonocase", "player.certification.cli"])


def run(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Told:
    """Run `sonocase` with these words to its end, in a folder."""
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept) / "out", Path(kept) / "err"
        process = _CONTEXT.Process(target=_become, args=(list(words), folder, dict(environment), out, err))
        process.start()
        process.join()
        assert process.exitcode is not None
        return Told(process.exitcode, out.read_text(), err.read_text())


def _become(words: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    """Be the command."""
    for stream, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["sonocase", *words]
    from player.cli import main

    main()
