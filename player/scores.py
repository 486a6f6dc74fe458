"""Results: made when a sitting is over, made again when somebody marks an answer or corrects a key.

Nothing is overwritten. Each new result stands beside the ones before it, with the digest of its keys, the
number of markings it knows, and what changed; so each can be made again from what is kept.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from player.engine.form import Form
from player.engine.report import Basis, differences, provisional, report
from player.engine.scoring import Marks, waits
from player.engine.state import Attempt, Place, rebuild
from player.errors import MarkRefused, NotFound
from player.publish.corrections import keep_keys
from player.publish.library import Library
from player.store import AttemptRecord, Correction, Marking, Report, Store, Unit, Version
from scenarios.model.key import Keys
from scenarios.model.package import Mode

MAX_NAME, MAX_REASON = 200, 2000
"""Characters of who has marked or corrected, and why."""


@dataclass(frozen=True)
class Waiting:
    """An answer that waits for a marker."""

    attempt: str
    case: str
    item: str
    closed_at: str
    stem: str
    answer: str


@dataclass(frozen=True)
class Replayed:
    """A result as it was reported, as the events give it now, and where the two differ, as dotted paths."""

    number: int
    reported: dict[str, Any]
    made: dict[str, Any]
    differences: tuple[str, ...]


class Scores:
    """Results of sittings that are over."""

    def __init__(self, store: Store, library: Library, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._library = library
        self._clock = clock

    def add(self, unit: Unit, record: AttemptRecord, state: Attempt, at: datetime) -> Report:
        """The next result of an attempt that is closed, under the keys that hold now.

        Raises:
            NotFound: the version is not in the database.
            Conflict: somebody else has added one in this moment.
        """
        unit.versions.hold(record.version_id)
        earlier = unit.attempts.reports(record.id)
        made = self._made(unit, record, state, earlier)
        body = json.dumps(made, sort_keys=True)
        new = Report(record.id, len(earlier) + 1, made["keys"], at, body)
        unit.attempts.add_report(new)
        return new

    def replay(self, attempt: str) -> tuple[AttemptRecord, Attempt, tuple[Replayed, ...]]:
        """Rebuild an attempt from its events alone, and make each of its results again with its own keys.

        Where it is over and has none, because that is gone, one is made that differs in everything; where it
        goes on, one that has not been reported, and differs in nothing.

        Raises:
            NotFound: there is no such attempt.
        """
        with self._store.read() as unit:
            record, state = self._closed_or_not(unit, attempt)
            reports = unit.attempts.reports(attempt)
            again = tuple(
                self._again(unit, record, state, reports[:i], each) for i, each in enumerate(reports)
            )
            if reports:
                return record, state, again
            made = self._made(unit, record, state, ())
        found = tuple(differences({}, made)) if state.stage == "closed" else ()
        return record, state, (Replayed(0, {}, made, found),)

    def waiting(self, mode: Mode = "exam") -> Iterator[Waiting]:
        """The answers that wait for a marker, in the order in which their sittings were made."""
        with self._store.read() as unit:
            records = unit.attempts.reported(mode)
        for record in records:
            yield from self._waiting(record)

    def _waiting(self, record: AttemptRecord) -> list[Waiting]:
        with self._store.read() as unit:
            latest = unit.attempts.reports(record.id)[-1].plain()
            state = self._state(unit, record)
        form = self._library.form(record.version_id)
        return [_wait_of(record, state, form, place, latest) for place in provisional(latest)]

    def marks(self, attempt: str) -> Marks:
        """What markers gave for the answers of an attempt."""
        with self._store.read() as unit:
            return dict(_places(unit.attempts.markings(attempt)))

    def mark(self, attempt: str, place: Place, fraction: float, by: str, reason: str) -> Report:
        """Give a part of the points (0 to 1) for an answer that the key does not know; the last marking counts.

        Raises:
            NotFound: there is no such attempt.
            MarkRefused: it is not over, or this is no answer that a marker judges.
        """
        if not 0 <= fraction <= 1:
            raise MarkRefused(f"A mark is a part of the points from 0 to 1, not {fraction:g}.")
        _check_words(by, reason)
        with self._store.write() as unit:
            record, state = self._closed_or_not(unit, attempt)
            self._check_marked(unit, record, state, place)
            now, number = self._clock(), len(unit.attempts.markings(attempt)) + 1
            unit.attempts.add_marking(Marking(attempt, number, *place, fraction, by, now, reason))
            return self.add(unit, record, state, now)

    def correct(self, version: Version, keys: Keys, by: str, reason: str) -> bool:
        """Let corrected keys hold for a version; whether they are others than before.

        Raises:
            MarkRefused: nobody is named, or no reason.
        """
        _check_words(by, reason)
        digest = keep_keys(keys, self._library)
        with self._store.write() as unit:
            unit.versions.hold(version.id)
            if unit.versions.keys(version.id) == digest:
                return False
            number = len(unit.versions.corrections(version.id)) + 1
            unit.versions.correct(Correction(version.id, number, digest, by, self._clock(), reason))
        return True

    def rescore(self, version: Version) -> Iterator[Report]:
        """New results of all sittings of a version that were not reported with the keys that hold now.

        Each is made in a transaction of its own, so that nobody who sits waits for all of them; what is
        interrupted goes on when it is done again.
        """
        with self._store.read() as unit:
            records = unit.attempts.of_version(version.id)
        for record in records:
            if new := self._rescored(record):
                yield new

    def _rescored(self, record: AttemptRecord) -> Report | None:
        with self._store.write() as unit:
            unit.versions.hold(record.version_id)
            reports = unit.attempts.reports(record.id)
            if not reports or reports[-1].key_digest == unit.versions.keys(record.version_id):
                return None
            return self.add(unit, record, self._state(unit, record), self._clock())

    def preview(self, version: Version, keys: Keys) -> Iterator[tuple[str, dict[str, Any]]]:
        """The results that corrected keys would give, by attempt; nothing is kept."""
        form = self._library.form(version.id)
        with self._store.read() as unit:
            records = unit.attempts.of_version(version.id)
        for record in records:
            with self._store.read() as unit:
                reports = unit.attempts.reports(record.id)
                state, basis = self._state(unit, record), self._basis(unit, record, reports)
            if reports:
                yield record.id, report(form, keys, state, _pinned(version, ""), basis)

    def _made(
        self, unit: Unit, record: AttemptRecord, state: Attempt, earlier: Sequence[Report]
    ) -> dict[str, Any]:
        """The result that holds now."""
        version = unit.versions.get(record.version_id)
        digest = unit.versions.keys(record.version_id)
        if version is None or digest is None:
            raise NotFound("The version of this sitting is not in the database.")
        form, keys = self._library.form(version.id), self._library.keys(version.id, digest)
        basis = self._basis(unit, record, earlier)
        return report(form, keys, state, _pinned(version, digest), basis)

    def _basis(self, unit: Unit, record: AttemptRecord, earlier: Sequence[Report]) -> Basis:
        return _basis_of(unit.attempts.markings(record.id), earlier)

    def _again(
        self, unit: Unit, record: AttemptRecord, state: Attempt, earlier: list[Report], reported: Report
    ) -> Replayed:
        """A result made again, with the keys and the markings that it was made with."""
        version = unit.versions.get(record.version_id)
        if version is None:
            raise NotFound("The version of this sitting is not in the database.")
        form, keys = self._library.form(version.id), self._library.keys(version.id, reported.key_digest)
        body = reported.plain()
        basis = _basis_of(unit.attempts.markings(record.id)[: body.get("markings", 0)], earlier)
        made = report(form, keys, state, _pinned(version, reported.key_digest), basis)
        return Replayed(reported.number, body, made, tuple(differences(body, made)))

    def _closed_or_not(self, unit: Unit, attempt: str) -> tuple[AttemptRecord, Attempt]:
        record = unit.attempts.get(attempt)
        if record is None:
            raise NotFound(f"There is no sitting {attempt!r}.")
        return record, self._state(unit, record)

    def _state(self, unit: Unit, record: AttemptRecord) -> Attempt:
        rules = self._library.form(record.version_id).rules(record.mode)
        return rebuild(unit.attempts.events(record.id), rules.outage_seconds)

    def _check_marked(self, unit: Unit, record: AttemptRecord, state: Attempt, place: Place) -> None:
        if state.stage != "closed":
            raise MarkRefused("This sitting is not over: its answers are marked when it is.")
        keys = self._library.keys(record.version_id, unit.versions.keys(record.version_id))
        key = keys.get(place[0], {}).get(place[1])
        if key is None:
            raise MarkRefused(f"This sitting has no question {place[0]}/{place[1]}.")
        answer = state.responses.get(place)
        if not waits(key, answer.raw if answer else None):
            raise MarkRefused("The key itself judges this answer: correct the key instead, and rescore.")


def _pinned(version: Version, keys: str) -> dict[str, str]:
    return {"version": version.id, "form": version.form_digest, "keys": keys}


def _basis_of(markings: list[Marking], earlier: Sequence[Report]) -> Basis:
    """What a result builds on; one before it that has been damaged is none."""
    before = earlier[-1].plain() if earlier else {}
    return Basis(_places(markings), before or None)


def _places(markings: list[Marking]) -> list[tuple[Place, float]]:
    return [((marking.case_id, marking.item_id), marking.fraction) for marking in markings]


def _wait_of(
    record: AttemptRecord, state: Attempt, form: Form, place: Place, reported: dict[str, Any]
) -> Waiting:
    case = next(case for case in form.cases if case.id == place[0])
    answer = str(state.responses[place].raw["text"])
    return Waiting(record.id, *place, reported["closed_at"], case.items[place[1]].stem, answer)


def _check_words(by: str, reason: str) -> None:
    if not 0 < len(by.strip()) <= MAX_NAME or not 0 < len(reason.strip()) <= MAX_REASON:
        raise MarkRefused("Say who you are, in 200 characters at most, and why, in 2000 at most.")
