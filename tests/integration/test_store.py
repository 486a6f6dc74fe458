"""The store on SQLite and on PostgreSQL: what is written stays, and the database itself sees to it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from clinics import put_version
from forms import T0, two_cases

from player.engine import event as ev
from player.errors import Conflict, NotFound, SignInRefused
from player.publish.library import Library
from player.store import AttemptRecord, Claim, Correction, Marking, Report, Store, Unit, User, Version
from player.store.tables import APPEND_ONLY

BORN = ev.Created(at=T0, mode="exam", version="v", seed=7)
STARTED = ev.Started(at=T0 + timedelta(seconds=1))
ENDED = ev.Closed(at=T0 + timedelta(seconds=2), reason="withdrawn")


@pytest.fixture
def attempt(store: Store, tmp_path: Path) -> str:
    """An attempt with one event and one report."""
    version = put_version(Library(tmp_path), store, two_cases())
    with store.write() as unit:
        user = unit.accounts.add_guest(T0)
        unit.attempts.add(AttemptRecord("a1", user.id, version.id, "exam", T0))
        unit.attempts.append("a1", 0, [BORN], "message-1")
        unit.attempts.add_report(Report("a1", 1, version.key_digest, T0, "{}"))
        unit.attempts.add_marking(Marking("a1", 1, "one", "why", 0.5, "Dr Example", T0, "As good."))
        unit.versions.correct(Correction(version.id, 1, "k" * 64, "Dr Example", T0, "A slip."))
    return "a1"


def rows(store: Store, table: str) -> list[Any]:
    with store.read() as unit:
        return list(unit._connection.execute(sa.select(sa.text("*")).select_from(sa.table(table))))


CHANGES = [
    "UPDATE {} SET at = NULL",
    "UPDATE {} SET at = at",
    "DELETE FROM {}",
    "DELETE FROM {} WHERE 1 = 1",
]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_or_remove_what_happened(
    store: Store, attempt: str, table: str, statement: str
) -> None:
    before = rows(store, table)
    assert attempt
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store._engine.begin() as connection:
        connection.execute(sa.text(statement.format(table)))
    assert rows(store, table) == before


def test_the_database_refuses_roundabout_ways_too(store: Store, attempt: str) -> None:
    kind = store._engine.dialect.name
    ways = {
        "sqlite": [
            "INSERT OR REPLACE INTO events SELECT attempt_id, seq, at, type, message_id, 'x' FROM events"
        ],
        "postgresql": [f"TRUNCATE {table} CASCADE" for table in (*APPEND_ONLY, "attempts")],
    }
    upsert = "INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT (attempt_id, seq) DO UPDATE SET body = 'x'"
    for statement in (*ways[kind], upsert):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), store._engine.begin() as connection:
            connection.execute(sa.text(statement))
    for table in ("attempts", "versions", "users"):
        with pytest.raises(sa.exc.IntegrityError), store._engine.begin() as connection:
            connection.execute(sa.delete(sa.table(table)))
    with store.read() as unit:
        assert unit.attempts.events(attempt) == [BORN]


def test_events_come_back_as_they_were_in_their_order(store: Store, attempt: str) -> None:
    with store.write() as unit:
        unit.attempts.append(attempt, 1, [STARTED, ENDED], "message-2")
    with store.read() as unit:
        assert unit.attempts.events(attempt) == [BORN, STARTED, ENDED]
        assert unit.attempts.events(attempt, after=2) == [ENDED]


def test_a_claim_tells_whose_attempt_it_is_how_far_it_is_and_what_was_recorded(
    store: Store, attempt: str
) -> None:
    hour = timedelta(hours=1)
    with store.write() as unit:
        record = unit.attempts.get(attempt)
        assert record
        unit.attempts.append(attempt, 1, [STARTED, ENDED], "message-2")
        unit.accounts.open_session("own", record.user_id, T0, T0 + hour)
        unit.accounts.open_session("other", unit.accounts.add_guest(T0).id, T0, T0 + hour)
        claims = [unit.attempts.claim(attempt, "own", T0, name) for name in (None, "message-2", "message-3")]
        keys = "k" * 64
        assert claims == [Claim(record, 3, recorded, keys) for recorded in (None, 2, None)]
        for of, token_hash, now, refusal in (
            (attempt, "own", T0 + hour, SignInRefused),
            (attempt, "unknown", T0, SignInRefused),
            (attempt, "other", T0, NotFound),
            ("a9", "own", T0, NotFound),
        ):
            with pytest.raises(refusal):
                unit.attempts.claim(of, token_hash, now, "message-2")


@pytest.mark.parametrize(
    ("seq", "message"), [(0, "message-2"), (0, None), (1, "message-1")], ids=["number", "number", "message"]
)
def test_a_number_and_a_message_are_recorded_once_and_a_conflict_leaves_nothing(
    store: Store, attempt: str, seq: int, message: str | None
) -> None:
    with pytest.raises(Conflict), store.write() as unit:
        unit.attempts.append(attempt, seq, [STARTED, ENDED], message)
    with store.read() as unit:
        assert unit.attempts.events(attempt) == [BORN]


def test_the_same_message_may_belong_to_two_attempts(store: Store, attempt: str) -> None:
    with store.write() as unit:
        record = unit.attempts.get(attempt)
        assert record
        unit.attempts.add(AttemptRecord("a2", record.user_id, record.version_id, "exam", T0))
        unit.attempts.append("a2", 0, [BORN], "message-1")


def test_of_connections_that_race_for_a_number_one_wins(store: Store, attempt: str) -> None:
    barrier = Barrier(6)

    def write(number: int) -> bool:
        barrier.wait()
        try:
            with store.write() as unit:
                unit.attempts.append(attempt, 1, [STARTED], f"racer-{number}")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        won = list(threads.map(write, range(6)))
    assert sum(won) == 1
    assert len(rows(store, "events")) == 2


def test_a_block_that_fails_leaves_nothing(store: Store) -> None:
    def fail(unit: Unit) -> None:
        unit.accounts.add_guest(T0)
        raise RuntimeError

    with pytest.raises(RuntimeError), store.write() as unit:
        fail(unit)
    assert rows(store, "users") == []


def test_a_reader_waits_for_no_writer_and_sees_only_what_is_committed(store: Store) -> None:
    with store.write() as unit:
        unit.accounts.add_guest(T0)
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(rows, store, "users").result(timeout=5) == []
            with store.read() as other:
                assert other.accounts.by_email("nobody@example.org") is None
    assert len(rows(store, "users")) == 1


@pytest.mark.parametrize(
    "breach",
    [
        lambda unit: unit.attempts.add(AttemptRecord("a2", "no user", "no version", "exam", T0)),
        lambda unit: unit.attempts.append("no attempt", 0, [BORN]),
        lambda unit: unit._connection.execute(sa.text("INSERT INTO heartbeat VALUES (2, '2026-01-05')")),
        lambda unit: unit._connection.execute(sa.text("UPDATE users SET role = 'king'")),
        lambda unit: unit._connection.execute(sa.text("UPDATE attempts SET mode = 'fun'")),
        lambda unit: unit._connection.execute(
            sa.text("INSERT INTO events VALUES ('a1', 0, '2026-01-05', 'x', NULL, '{}')")
        ),
        lambda unit: unit.attempts.add_report(Report("a1", 1, "k", T0, "{}")),
    ],
)
def test_what_must_hold_also_stands_in_the_database(
    store: Store, attempt: str, breach: Callable[[Unit], object]
) -> None:
    assert attempt
    with pytest.raises((sa.exc.IntegrityError, Conflict)), store.write() as unit:
        breach(unit)


# --- times ---


def test_times_are_kept_in_utc_to_the_microsecond(store: Store) -> None:
    east = datetime(2026, 1, 5, 14, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with store.write() as unit:
        unit.attempts.beat(east)
        unit.attempts.beat(east)
    with store.read() as unit:
        assert unit.attempts.last_beat() == east
        assert unit.attempts.last_beat().tzinfo == UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = T0.replace(tzinfo=None)
    with pytest.raises(sa.exc.StatementError, match="without a zone"), store.write() as unit:
        unit.attempts.beat(naive)


# --- published versions ---


def version_of(number: int, area: str = "cardiac", title: str = "Cardiac") -> Version:
    when = T0 + timedelta(days=number)
    return Version(f"v{number}", area, title, f"1.0.{number}", "f" * 64, "k" * 64, when)


def test_the_version_published_last_is_offered_even_if_it_is_an_older_one_again(store: Store) -> None:
    with store.write() as unit:
        assert unit.versions.add(version_of(1))
        assert not unit.versions.add(version_of(1))
        assert unit.versions.add(version_of(2))
        assert unit.versions.offered("cardiac") == version_of(2)
        again = Version(**{**vars(version_of(1)), "published_at": T0 + timedelta(days=3)})
        assert unit.versions.add(again)
        assert unit.versions.offered("cardiac") == version_of(1)
        assert unit.versions.get("v2") == version_of(2)
        assert unit.versions.get("v9") is None
        assert unit.versions.offered("lung") is None


def test_one_version_of_each_area_is_offered_by_title(store: Store) -> None:
    with store.write() as unit:
        for number, area in enumerate(["lung", "cardiac", "lung"]):
            unit.versions.add(version_of(number, area, area.title()))
        assert [(of.title, of.id) for of in unit.versions.all_offered()] == [
            ("Cardiac", "v1"),
            ("Lung", "v2"),
        ]


# --- attempts ---


def test_the_latest_attempt_of_a_user_comes_first_and_of_others_none(store: Store, attempt: str) -> None:
    with store.write() as unit:
        first = unit.attempts.get(attempt)
        assert first
        later = AttemptRecord("a2", first.user_id, first.version_id, "practice", T0 + timedelta(days=1))
        unit.attempts.add(later)
        other: User = unit.accounts.add_guest(T0)
        assert unit.attempts.of_user(first.user_id) == [later, first]
        assert unit.attempts.of_user(other.id) == []


def test_an_attempt_is_open_from_its_beginning_to_its_end(store: Store, attempt: str) -> None:
    found = []
    for seq, event in ((0, None), (1, STARTED), (2, ENDED)):
        with store.write() as unit:
            if event:
                unit.attempts.append(attempt, seq, [event])
            found.append([record.id for record in unit.attempts.open_ones()])
    assert found == [[], ["a1"], []]
