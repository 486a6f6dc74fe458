"""Whether a version is signed off: scene by scene, from the last verdict on exactly what is in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from player.errors import NotFound
from player.publish.library import Library
from player.signoff.authorship import is_author
from player.signoff.digest import Place, scene_digests
from player.signoff.entry import ENTRY, Signed
from player.store import ReviewEntry, Unit

State = Literal["waiting", "signed", "demonstration", "returned"]
"""Nobody has said anything final; signed off; signed off for show, on a demonstration; sent back."""
HOLDS: tuple[State, ...] = ("signed", "demonstration")


@dataclass(frozen=True)
class Standing:
    """Where a scene stands: the digest of what is in it, and the verdict that holds, if there is one."""

    digest: str
    state: State
    verdict: ReviewEntry | None

    @property
    def holds(self) -> bool:
        """Whether it may be sat as an exam."""
        return self.state in HOLDS


@dataclass(frozen=True)
class VersionStanding:
    """Where a version stands; `scenes` is empty for one of before there were reviews, which nobody can sign off."""

    scenes: Mapping[Place, Standing]

    @property
    def complete(self) -> bool:
        """Whether every scene is signed off."""
        return bool(self.scenes) and all(scene.holds for scene in self.scenes.values())

    @property
    def shown(self) -> bool:
        """Whether it hangs on sign-offs that are for show."""
        return any(scene.state == "demonstration" for scene in self.scenes.values())

    @property
    def open(self) -> int:
        """How many scenes are not signed off."""
        return sum(not scene.holds for scene in self.scenes.values())


class SignOffs:
    """Reads from the record whether versions are signed off.

    Args:
        library: where the versions are.
        demo: whether this is a demonstration, where sign-offs for show count.
    """

    def __init__(self, library: Library, *, demo: bool = False) -> None:
        self._library = library
        self._demo = demo
        # a version never changes, and neither do its digests
        self._digests = lru_cache(maxsize=64)(self._read_digests)

    def digests(self, version: str) -> Mapping[Place, str]:
        """The digest of each scene of a version; none where it was published before there were reviews.

        Raises:
            NotFound: the version is not in the instance.
        """
        return self._digests(version)

    def _read_digests(self, version: str) -> Mapping[Place, str]:
        material = self._library.material(version)
        return scene_digests(self._library.form(version), material) if material else {}

    def of(self, unit: Unit, version: str) -> VersionStanding:
        """Where a version stands now.

        Raises:
            NotFound: the version is not in the instance.
        """
        digests, material = self.digests(version), self._library.material(version)
        verdicts = unit.reviews.verdicts(set(digests.values()))
        authors = material.authors if material else ()
        return VersionStanding(
            {
                place: standing_of(digest, verdicts.get(digest), authors, demo=self._demo)
                for place, digest in digests.items()
            }
        )


def standing_of(digest: str, verdict: ReviewEntry | None, authors: Iterable[str], *, demo: bool) -> Standing:
    """Where a scene stands.

    What somebody signed off who is an author of this version counts for nothing, and neither does a sign-off for show
    anywhere but on a demonstration.
    """
    if verdict is None or is_author(authors, verdict.name, verdict.email):
        return Standing(digest, "waiting", None)
    entry = ENTRY.validate_json(verdict.body)
    if not isinstance(entry, Signed):
        return Standing(digest, "returned", verdict)
    if entry.demonstration:
        return Standing(digest, "demonstration", verdict) if demo else Standing(digest, "waiting", None)
    return Standing(digest, "signed", verdict)


def place_in(standing: VersionStanding, place: Place) -> Standing:
    """Where one scene stands.

    Raises:
        NotFound: the version has no such scene.
    """
    if place not in standing.scenes:
        raise NotFound("This version has no scene of this name that could be reviewed.")
    return standing.scenes[place]
