"""A press: an instance that packages are published into, and what can be told of it from outside."""

from dataclasses import dataclass, field
from pathlib import Path

from signed import sign_off
from tiny import AREA

from player.engine.form import Form, FormCase, Segment
from player.publish.library import Library
from player.publish.publishing import publish_package
from player.store import Store, Version

Footprint = dict[str, tuple[int, int, int]]
"""Each file of a folder with its inode, its size and when it was changed."""


@dataclass
class Press:
    """An instance with a database."""

    instance: Path
    store: Store
    url: str = ""
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        self.instance.mkdir(parents=True, exist_ok=True)
        self.library = Library(self.instance)

    @classmethod
    def below(cls, folder: Path) -> "Press":
        """An empty instance with a database on SQLite."""
        url = f"sqlite:///{folder}/test.db"
        return cls(folder / "instance", Store.open(url), url)

    def publish(self, folder: Path, *, webm: bool = False) -> tuple[Version, bool]:
        """Publish a package, with a library that remembers nothing."""
        return publish_package(folder, Library(self.instance), self.store, webm=webm)

    def sign_off(self, version: Version) -> Version:
        """Have every scene of a version signed off, so that it can be sat as an exam."""
        sign_off(self.store, Library(self.instance), version)
        return version

    def offered(self, area: str = AREA) -> str | None:
        """The version that somebody who begins now would sit."""
        with self.store.read() as unit:
            version = unit.versions.offered(area)
        return version.id if version else None

    def form(self, version: Version) -> Form:
        """The form of a version, read from disk."""
        return Library(self.instance).form(version.id)

    def case(self, version: Version, name: str) -> FormCase:
        """One case of a version."""
        return next(case for case in self.form(version).cases if case.id == name)

    def segment(self, version: Version, case: str, name: str) -> Segment:
        """One segment of a version."""
        return next(segment for segment in self.case(version, case).segments if segment.id == name)

    def medium(self, segment: Segment, number: int = 0) -> Path:
        """The file of a segment."""
        return self.library.blob(segment.renditions[number].digest)

    def footprint(self) -> Footprint:
        """Everything that publishing has written."""
        return {
            path.relative_to(self.instance).as_posix(): (stat.st_ino, stat.st_size, stat.st_mtime_ns)
            for path in sorted(self.instance.rglob("*"))
            if path.is_file() and (stat := path.stat())
        }

    def versions(self) -> list[str]:
        """The names in the folder of versions, hidden ones included."""
        folder = self.instance / "versions"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def leftovers(self) -> list[str]:
        """Files that were never finished."""
        return [path.name for path in self.instance.rglob(".part-*")]
