"""The use cases of a review: look, decide, observe, suggest, sign off, send back.

Every entry is written in a transaction of its own, behind those that were read; whoever comes second is told to try again.
"""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from player.errors import Full, NotAllowed, NotFound, ReviewRefused
from player.publish.library import Library
from player.review.scenes import ReviewedScene, scenes_in
from player.review.texts import passage_at
from player.signoff.authorship import is_author
from player.signoff.checklist import Answer
from player.signoff.digest import Place
from player.signoff.entry import (
    ENTRY,
    Concern,
    Decision,
    Entry,
    Observation,
    Part,
    Suggestion,
    Verdict,
    Withdrawal,
)
from player.signoff.review import MOST, By, Review, concerns_of, key_of, review_of, send_back, sign
from player.signoff.standing import SignOffs, Standing, VersionStanding, place_in
from player.store import ReviewEntry, Store, Unit, User, Version
from scenarios.model.text import MAX_TEXT

Make = Callable[["SceneFile"], Entry]


@dataclass(frozen=True)
class SceneFile:
    """A scene under review, as it is now.

    Attributes:
        entries: everything that was said of it, the first first.
    """

    version: Version
    scene: ReviewedScene
    standing: Standing
    entries: tuple[ReviewEntry, ...]
    review: Review
    authors: tuple[str, ...]

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """Findings and observations with what was decided."""
        return concerns_of(self.review, self.scene.findings)


@dataclass(frozen=True)
class VersionFile:
    """A version under review; `scenes` is empty where it was published before there were reviews."""

    version: Version
    standing: VersionStanding
    scenes: tuple[ReviewedScene, ...]
    authors: tuple[str, ...]


class ReviewDesk:
    """Brings what reviewers say to the record."""

    def __init__(
        self, store: Store, library: Library, signoffs: SignOffs, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._library = library
        self._signoffs = signoffs
        self._clock = clock

    def offered(self) -> list[VersionFile]:
        """The version of each area that is offered now, by title; one that is gone from the instance hides no other."""
        files = []
        with self._store.read() as unit:
            for version in unit.versions.all_offered():
                with suppress(NotFound):
                    files.append(self._version(unit, version))
        return files

    def version(self, version: str) -> VersionFile:
        """One version.

        Raises:
            NotFound: there is none of this name.
        """
        with self._store.read() as unit:
            return self._version(unit, _known(unit, version))

    def is_offered(self, version: Version) -> bool:
        """Whether candidates meet this version now, and not another one of its area."""
        with self._store.read() as unit:
            now = unit.versions.offered(version.area)
        return now is not None and now.id == version.id

    def look(self, version: str, place: Place) -> SceneFile:
        """One scene.

        Raises:
            NotFound: there is none, or it was published before there were reviews.
        """
        with self._store.read() as unit:
            return self._scene(unit, version, place)

    def scenes(self, version: str) -> list[SceneFile]:
        """Every scene of a version, in the order in which a candidate meets them.

        Raises:
            NotFound: there is no such version.
        """
        with self._store.read() as unit:
            file = self._version(unit, _known(unit, version))
            return [self._file(unit, file, scene) for scene in file.scenes]

    def decide(
        self, user: User, version: str, place: Place, *, finding: str, verdict: Verdict, reason: str
    ) -> SceneFile:
        """Accept a finding, which has to be mended then, or reject it, which can stay as it is.

        Raises:
            NotAllowed: the reviewer is an author of the package.
            NotFound: the scene has no such finding.
            ReviewRefused: no reason is given.
        """

        def make(file: SceneFile) -> Entry:
            if finding not in {key_of(found) for found in file.scene.findings}:
                raise NotFound("There is no such finding in this scene.")
            return Decision(finding=finding, verdict=verdict, reason=_words(reason, "Say why."))

        return self._write(user, version, place, make)

    def observe(self, user: User, version: str, place: Place, time: float | None, what: str) -> SceneFile:
        """Add a finding at a media time in seconds, or of the whole scene.

        Raises:
            NotAllowed: the reviewer is an author of the package.
            ReviewRefused: nothing is said, or the time lies outside the scene.
        """

        def make(file: SceneFile) -> Entry:
            if time is not None and not 0 <= time <= file.scene.material.duration:
                raise ReviewRefused([f"The scene lasts {file.scene.material.duration:.1f} s."])
            return Observation(key=secrets.token_hex(8), time=time, what=_words(what, "Say what is wrong."))

        return self._write(user, version, place, make)

    def suggest(
        self, user: User, version: str, place: Place, *, part: Part, language: str, line: int, after: str
    ) -> SceneFile:
        """Suggest another text for a passage; the author is given it as a patch.

        Raises:
            NotAllowed: the reviewer is an author of the package.
            NotFound: no passage begins in this line.
            ReviewRefused: the text is none, or the one that stands there.
        """

        def make(file: SceneFile) -> Entry:
            passage = passage_at(file.scene.material, part, language, line)
            if passage is None:
                raise NotFound("Nothing of this scene begins in that line.")
            text = _words(after, "Write the text as it should be.").replace("\r\n", "\n")
            if text == passage.raw:
                raise ReviewRefused(["That is the text that stands there."])
            if "\n\n" in text or "-->" in text:
                raise ReviewRefused(["A suggestion is one passage: no empty line, and no arrow, in it."])
            return Suggestion(
                key=secrets.token_hex(8), part=part, language=language, line=line, before=passage.raw, after=text
            )  # fmt: skip

        return self._write(user, version, place, make)

    def withdraw(self, user: User, version: str, place: Place, key: str, reason: str) -> SceneFile:
        """Take an observation or a suggestion back.

        Raises:
            NotAllowed: the reviewer is an author of the package.
            NotFound: there is none of this name.
        """

        def make(file: SceneFile) -> Entry:
            if key not in file.review.observations and key not in file.review.suggestions:
                raise NotFound("There is nothing of this name that could be taken back.")
            return Withdrawal(key=key, reason=_words(reason, "Say why."))

        return self._write(user, version, place, make)

    def sign(
        self,
        user: User,
        version: str,
        place: Place,
        checklist: Mapping[str, Answer],
        *,
        demonstration: bool = False,
    ) -> SceneFile:
        """Sign a scene off.

        Raises:
            NotAllowed: the reviewer is an author of the package.
            ReviewRefused: something is not decided, to be mended, or not answered; says what.
        """
        return self._write(
            user,
            version,
            place,
            lambda file: sign(file.review, file.scene.findings, checklist, demonstration=demonstration),
        )

    def send_back(self, user: User, version: str, place: Place, reason: str) -> SceneFile:
        """Send a scene back to its authors; an earlier sign-off holds no more.

        Raises:
            NotAllowed: the reviewer is an author of the package.
            ReviewRefused: no reason is given.
        """

        def make(file: SceneFile) -> Entry:
            words = _words(reason, "Say what has to be done.")
            return send_back(file.review, file.scene.findings, words)

        return self._write(user, version, place, make)

    def _write(self, user: User, version: str, place: Place, make: Make) -> SceneFile:
        with self._store.write() as unit:
            before = self._scene(unit, version, place)
            check_reviewer(user, before.authors)
            if before.review.count >= MOST:
                raise Full("So much has been said of this scene that no more is kept.")
            entry = make(before)
            unit.reviews.append(
                ReviewEntry(
                    digest=before.standing.digest,
                    number=before.review.count + 1,
                    version_id=version,
                    reviewer_id=user.id,
                    name=user.name,
                    email=user.email or "",
                    at=self._clock(),
                    kind=entry.kind,
                    body=ENTRY.dump_json(entry).decode(),
                )
            )
            return self._scene(unit, version, place)

    def _version(self, unit: Unit, version: Version) -> VersionFile:
        material = self._library.material(version.id)
        standing = self._signoffs.of(unit, version.id)
        scenes = self._scenes(version.id)
        return VersionFile(version, standing, scenes, material.authors if material else ())

    def _scenes(self, version: str) -> tuple[ReviewedScene, ...]:
        material = self._library.material(version)
        if material is None:
            return ()
        return tuple(scenes_in(self._library.form(version), material, self._library.examined(version)))

    def _scene(self, unit: Unit, version: str, place: Place) -> SceneFile:
        file = self._version(unit, _known(unit, version))
        place_in(file.standing, place)
        return self._file(unit, file, next(scene for scene in file.scenes if scene.place == place))

    def _file(self, unit: Unit, file: VersionFile, scene: ReviewedScene) -> SceneFile:
        standing = place_in(file.standing, scene.place)
        entries = unit.reviews.of(standing.digest)
        review = review_of((ENTRY.validate_json(one.body), By(one.name, one.email)) for one in entries)
        return SceneFile(file.version, scene, standing, tuple(entries), review, file.authors)


def check_reviewer(user: User, authors: tuple[str, ...]) -> None:
    """Whether somebody may say anything of a package.

    Raises:
        NotAllowed: they are no reviewer, or one of its authors.
    """
    if user.role != "reviewer" or user.guest:
        raise NotAllowed("Only reviewers review.")
    if is_author(authors, user.name, user.email):
        raise NotAllowed("You are an author of this package, and nobody reviews their own.")


def _known(unit: Unit, version: str) -> Version:
    found = unit.versions.get(version)
    if found is None:
        raise NotFound("There is no such version.")
    return found


def _words(given: str, lacking: str) -> str:
    words = given.replace("\r\n", "\n").strip()
    if not words:
        raise ReviewRefused([lacking])
    if len(words) > MAX_TEXT:
        raise ReviewRefused([f"Write {MAX_TEXT} characters at most."])
    return words
