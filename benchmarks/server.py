"""The real server as a process: `sonocase run` on a free port, watched from outside and stopped again."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

STARTS_WITHIN = 120.0
STOPS_WITHIN = 20.0
"""Seconds; a server that takes longer is given up."""
POLL = 0.01
"""Seconds between two questions whether the server answers: the precision of a start-up time."""


@dataclass
class Server:
    """A running server. `started` is how many seconds it took until it answered."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> float:
        """Resident memory of all its processes, in MiB."""
        held: int = sum(part.memory_info().rss for part in self._parts())
        return held / 2**20

    def cpu(self) -> float:
        """Seconds of processor time that all its processes have used."""
        used: float = sum(sum(part.cpu_times()[:2]) for part in self._parts())
        return used

    def waited(self) -> float:
        """Seconds that its threads were ready to run and had no core; 0 where the system does not tell.

        It is the second figure of https://docs.kernel.org/scheduler/sched-stats.html, in nanoseconds.
        """
        tasks = (
            task for part in self._parts() for task in Path(f"/proc/{part.pid}/task").glob("*/schedstat")
        )
        return sum(_wait_of(task) for task in tasks) / 1e9

    def _parts(self) -> list[psutil.Process]:
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]


def _wait_of(task: Path) -> int:
    try:
        return int(task.read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):  # the thread has ended meanwhile
        return 0


@contextmanager
def run_server(instance: Path, *, database: str = "", options: tuple[str, ...] = ()) -> Iterator[Server]:
    """Serve an instance until the block ends.

    Args:
        instance: its folder.
        database: SONOCASE_DATABASE_URL; SQLite in the instance where it is empty.
        options: further words for `sonocase run`.

    Raises:
        RuntimeError: it did not answer in time, or stopped; with the end of what it said.
    """
    port, log = free_port(), instance / "server.log"
    env = _environment(SONOCASE_INSTANCE=str(instance), SONOCASE_DATABASE_URL=database, PORT=str(port))
    command = [str(Path(sys.executable).with_name("sonocase")), "run", *options]
    start = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
    try:
        _wait_until_well(process, port, log)
        yield Server(process, port, time.perf_counter() - start)
    finally:
        _stop(process)


def _environment(**settings: str) -> dict[str, str]:
    """These settings, and none of whoever runs the benchmarks."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SONOCASE_")} | settings


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_well(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with (
            suppress(URLError, ConnectionError, TimeoutError),
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer,
        ):
            if json.load(answer)["status"] == "ok":
                return
        time.sleep(POLL)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-500:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        for part in psutil.Process(process.pid).children(recursive=True):
            part.kill()
        process.kill()
        process.wait()
