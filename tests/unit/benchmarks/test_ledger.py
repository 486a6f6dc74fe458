"""The ledger: it finds what is lost, changed, or kept twice."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from clinics import Clinic, Sat
from forms import two_cases

from benchmarks.ledger import Audit, audit
from benchmarks.plan import make_plan
from player.engine import command as cmd
from player.store import Store

Spoil = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Sat, list[dict[str, Any]]]]:
    """A database with a whole sitting, and what its candidate has sent."""
    folder = tmp_path_factory.mktemp("ledger")
    store = Store.open(f"sqlite:///{folder / 'sonocase.db'}")
    sat = Clinic(store, folder).open(two_cases())
    messages = list(_sent(sat))
    store.close()
    return folder / "sonocase.db", sat, messages


def _sent(sat: Sat) -> Iterator[dict[str, Any]]:
    """Sit to the end as a candidate of the load does; the messages, every one acknowledged."""
    for number, step in enumerate(make_plan(sat.form)):
        message: dict[str, Any] = {"type": step.type, "id": f"m{number}", **step.fields}
        if "item" in message:
            message["response"] = dict(sat.right_answer())
        sat.handle(_command(sat.state.epoch, message), message["id"])
        yield {"attempt": sat.attempt, "message": message, "acked": True}


def _command(epoch: int, message: dict[str, Any]) -> cmd.Command:
    match message["type"]:
        case "reached":
            return cmd.Reach(epoch, message["segment"])
        case "draft":
            return cmd.SaveDraft(epoch, message["item"], message["response"])
        case "submit":
            return cmd.Submit(epoch, message["item"], message["response"])
    return cmd.Continue(epoch)


@pytest.fixture
def audited(sitting: tuple[Path, Sat, list[dict[str, Any]]], tmp_path: Path) -> Callable[[Spoil], Audit]:
    """Audits a copy of the sitting's events that a test has spoilt; the copy has nothing that would stop it."""
    whole, sat, messages = sitting

    def spoil_and_audit(spoil: Spoil) -> Audit:
        copy = tmp_path / "copy.db"
        connection = sqlite3.connect(copy)
        connection.execute("ATTACH ? AS whole", (str(whole),))
        connection.execute("CREATE TABLE events AS SELECT * FROM whole.events")
        spoil(connection)
        connection.commit()
        connection.close()
        return audit(f"sqlite:///{copy}", messages, sat.form)

    return spoil_and_audit


def test_the_ledger_finds_every_message_of_a_sitting_once(audited: Callable[[Spoil], Audit]) -> None:
    sent = len(make_plan(two_cases()))
    assert audited(lambda _: None) == Audit(acknowledged=sent, lost=0, twice=0)


@pytest.mark.parametrize("kind", ["response-submitted", "draft-saved", "segment-reached"])
def test_the_ledger_finds_what_is_lost(audited: Callable[[Spoil], Audit], kind: str) -> None:
    found = audited(
        _run("DELETE FROM events WHERE rowid = (SELECT min(rowid) FROM events WHERE type = ?)", kind)
    )
    assert (found.lost, found.twice) == (1, 0)


def test_the_ledger_finds_an_answer_that_is_not_the_one_that_was_sent(
    audited: Callable[[Spoil], Audit],
) -> None:
    def change(connection: sqlite3.Connection) -> None:
        where = "message_id IS NOT NULL AND type = 'response-submitted' AND json_extract(body, '$.item') = 'depth'"
        changed = connection.execute(
            f"UPDATE events SET body = json_set(body, '$.response.value', 99.5) WHERE {where}"  # noqa: S608 (a constant)
        )
        assert changed.rowcount == 1

    assert audited(change).lost == 1


def test_the_ledger_finds_a_message_that_is_kept_twice(audited: Callable[[Spoil], Audit]) -> None:
    twice = "INSERT INTO events SELECT * FROM events WHERE type = ? LIMIT 1"
    assert audited(_run(twice, "draft-saved")).twice == 1


def test_the_ledger_finds_an_answer_that_is_kept_under_two_messages(
    audited: Callable[[Spoil], Audit],
) -> None:
    def repeat(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO events (attempt_id, seq, at, type, message_id, body) SELECT attempt_id, seq + 0.5, at, type,"
            " 'another', body FROM events WHERE type = 'response-submitted' LIMIT 1"
        )

    assert audited(repeat).twice == 1


def _run(statement: str, *values: str) -> Spoil:
    def spoil(connection: sqlite3.Connection) -> None:
        assert connection.execute(statement, values).rowcount == 1

    return spoil
