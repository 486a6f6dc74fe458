"""The package that lies on the desk, read again when a file of it has changed."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from media_tools.build.jobs import Job, jobs_of
from scenarios.load.draft import Draft, load_draft
from scenarios.load.files import strays
from scenarios.model import Case, Package

State = Literal["ready", "old", "missing"]
"""Of media: made from this text, made from another one, or not there."""
MOST_FILES = 20_000
"""Files of a folder that are looked at; more than that is no package."""


@dataclass(frozen=True)
class Look:
    """A package at one moment.

    Attributes:
        stamp: stands for its files as they were.
        draft: what can be read of it.
        states: case/scene and case/exhibit -> whether the media are there.
    """

    stamp: str
    draft: Draft
    states: Mapping[str, State]

    def state(self, case: str, name: str) -> State:
        """Whether the media of a scene or an exhibit are there."""
        return self.states.get(f"{case}/{name}", "missing")


class Desk:
    """Reads a package, and reads it again only when something in its folder has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._last: Look | None = None
        self._read: dict[str, Case] = {}

    def stamp(self) -> str:
        """Stands for the names, sizes and times of all files."""
        seen = hashlib.sha256()
        count = 0
        for parent, folders, names in os.walk(self.folder):
            folders.sort()
            for name in sorted(names):
                path = Path(parent) / name
                facts = _facts(path)
                seen.update(f"{path.relative_to(self.folder)}\0{facts}\0".encode(errors="surrogateescape"))
                count += 1
            if count > MOST_FILES:
                break
        return seen.hexdigest()[:16]

    def look(self) -> Look:
        """The package as it is now."""
        with self._lock:
            stamp = self.stamp()
            if self._last is None or self._last.stamp != stamp:
                draft = load_draft(self.folder)
                self._last = Look(stamp, draft, _states(self.folder, draft.package))
                self._remember(draft)
            return self._last

    def case(self, name: str) -> Case | None:
        """A case as it is now; while it cannot be read, as it was, so that a page that shows it is not torn apart."""
        self.look()
        return self._read.get(name)

    def _remember(self, draft: Draft) -> None:
        cases = {case.id: case for case in (draft.package.cases if draft.package else ())}
        self._read = {**self._read, **cases} if draft.problems else cases


def _facts(path: Path) -> str:
    try:
        found = path.lstat()
    except OSError:
        return "gone"
    return f"{found.st_size} {found.st_mtime_ns}"


def _states(folder: Path, package: Package | None) -> dict[str, State]:
    # where a link or a file beyond all measure is about, no medium is opened
    if package is None or any(strays(folder)):
        return {}
    there = {f"{case.id}/{name}" for case in package.cases for name in (*case.media, *case.sidecars)}
    states: dict[str, State] = dict.fromkeys(there, "ready")
    for job in jobs_of(package):
        # what was recorded was made from no text of the package
        if job.label in there and job.kind != "recording" and not _is_current(job, folder):
            states[job.label] = "old"
        states.setdefault(job.label, "missing")
    return states


def _is_current(job: Job, folder: Path) -> bool:
    """Whether media are of this text; a sidecar that cannot be read is told elsewhere."""
    try:
        return job.is_current(folder)
    except (OSError, ValueError, AttributeError):
        return False
