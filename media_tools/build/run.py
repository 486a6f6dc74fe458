"""Running jobs: as many at a time as there are cores, each in a process of its own.

A job writes into a folder of its own, and its files are moved into the package together when all of
them are there; one that lies there already, to the byte, is left alone. Whatever stops a build, Ctrl-C included, ends its processes and leaves no half file.
"""

import filecmp
import os
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from media_tools.build.jobs import Job, stage_of
from media_tools.errors import EncodingFailed
from media_tools.reproduce import end, start, undisturbed

Tell = Callable[[Job], None]


@dataclass(frozen=True)
class _Running:
    job: Job
    process: "subprocess.Popen[str]"
    target: Path


def build(folder: Path, jobs: Sequence[Job], target: Path, tell: Tell, *, workers: int | None = None) -> None:
    """Do jobs, and put their files below `target`, which may be the package's folder itself.

    Args:
        folder: the package.
        jobs: what to make.
        target: where the files go, below the case's name.
        tell: is told of each job that is done.
        workers: processes at a time; as many as there are cores by default.

    Raises:
        EncodingFailed: a job failed, with its own line; others that were running have been ended.
    """
    with tempfile.TemporaryDirectory(prefix=".build-", dir=target) as scratch:
        for stage in sorted({stage_of(job) for job in jobs}):
            waiting = [job for job in jobs if stage_of(job) == stage]
            for done in _run(folder, waiting, Path(scratch), workers or os.cpu_count() or 1):
                with undisturbed():
                    _move(done.target, target / done.job.case)
                tell(done.job)


def _run(folder: Path, waiting: list[Job], scratch: Path, workers: int) -> Iterator[_Running]:
    running: list[_Running] = []
    with _ended_at_last(running):
        while waiting or running:
            while waiting and len(running) < workers:
                with undisturbed():
                    running.append(_begin(folder, waiting.pop(0), scratch))
            done = _wait(running)
            running.remove(done)
            yield done


@contextmanager
def _ended_at_last(running: list[_Running]) -> Iterator[None]:
    try:
        yield
    finally:
        for each in running:
            end(each.process)


def _begin(folder: Path, job: Job, scratch: Path) -> _Running:
    target = Path(tempfile.mkdtemp(dir=scratch))
    arguments = [str(folder.resolve()), job.case, job.kind, job.name, str(target)]
    return _Running(job, start("media_tools.build.process", arguments), target)


def _wait(running: Sequence[_Running]) -> _Running:
    """The next one to end well; what one says before it ends badly becomes the error."""
    with selectors.DefaultSelector() as selector:
        for each in running:
            if each.process.stderr:
                selector.register(each.process.stderr, selectors.EVENT_READ, each)
        while True:
            for key, _ in selector.select():
                done: _Running = key.data
                said = done.process.stderr.read() if done.process.stderr else ""
                if done.process.wait() != 0:
                    raise EncodingFailed(f"{done.job.label}: {_last(said)}")
                return done


def _last(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "stopped without a word"


def _move(made: Path, target: Path) -> None:
    # a sidecar comes last: until it is there, whatever cuts this short leaves a job that is not up to date
    for path in sorted(made.rglob("*"), key=lambda path: (path.suffix == ".json", path)):
        if path.is_file():
            place = target / path.relative_to(made)
            place.parent.mkdir(parents=True, exist_ok=True)
            if not _is_there(path, place):
                path.replace(place)
    shutil.rmtree(made)


def _is_there(path: Path, place: Path) -> bool:
    """Whether a file is as it was made already, and so is not touched."""
    return place.is_file() and filecmp.cmp(path, place, shallow=False)
