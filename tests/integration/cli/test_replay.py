"""`sonocase replay`: a sitting is scored again from its events, and what was tampered with is told."""

import json
import sqlite3
from contextlib import closing

import pytest
from clinics import Clinic, Sat
from commands import Desk
from forms import two_cases

AS_REPORTED = "state and scores are as reported"


@pytest.fixture
def sat(desk: Desk) -> Sat:
    """A sitting that is over, and has its report."""
    return Clinic(desk.database(), desk.instance).open(two_cases()).play(until="closed")


def tamper(desk: Desk, statement: str, *values: str) -> None:
    """Change what may not be changed, as somebody with the file in their hands could."""
    with closing(sqlite3.connect(desk.instance / "sonocase.db")) as opened, opened:
        for table in ("reports", "events"):
            opened.execute(f"DROP TRIGGER {table}_no_update")
            opened.execute(f"DROP TRIGGER {table}_no_delete")
        assert opened.execute(statement, values).rowcount == 1


def test_a_sitting_as_it_was_reported_is_told_to_be_so(desk: Desk, sat: Sat) -> None:
    told = desk.run("replay", sat.attempt)
    assert (told.code, told.err) == (0, "")
    (kept,) = sat.clinic.delivery.reports(sat.attempt)
    *_, score, verdict = told.out.splitlines()
    assert score == f"score {kept.plain()['percent']:.2f} %, cut score 60 %"
    assert verdict == AS_REPORTED
    plain = desk.run("replay", sat.attempt, "--json")
    assert (plain.code, json.loads(plain.out)) == (0, kept.plain())


def test_a_sitting_that_goes_on_has_nothing_to_differ_from(desk: Desk) -> None:
    sat = Clinic(desk.database(), desk.instance).open(two_cases()).play(until="why")
    told = desk.run("replay", sat.attempt)
    assert told.code == 0
    assert told.out.splitlines()[-1] == "nothing has been reported of it yet"


def test_a_sitting_that_nobody_knows_is_refused(desk: Desk) -> None:
    told = desk.run("replay", "f" * 32)
    assert (told.code, told.out, told.error) == (1, "", f"There is no sitting {'f' * 32!r}.")


def test_a_report_that_was_tampered_with_is_told_field_by_field(desk: Desk, sat: Sat) -> None:
    (kept,) = sat.clinic.delivery.reports(sat.attempt)
    forged = kept.plain() | {"percent": 99.5, "passed": True}
    true = kept.plain()["percent"]
    tamper(desk, "UPDATE reports SET body = ?", json.dumps(forged))
    told = desk.run("replay", sat.attempt)
    assert told.code == 1
    assert set(told.out.splitlines()[-2:]) == {
        f"percent: 99.5 was reported, {true} is what the events give",
        "passed: true was reported, false is what the events give",
    }
    plain = desk.run("replay", sat.attempt, "--json")
    assert (plain.code, json.loads(plain.out)["percent"]) == (1, true)
    assert len(plain.err.splitlines()) == 2


FORGED = {
    "a report that is no report": ("UPDATE reports SET body = 'nothing'", "percent: nothing was reported"),
    "a report that was removed": ("DELETE FROM reports", "percent: nothing was reported"),
    "an answer that was changed": (
        "UPDATE events SET body = replace(body, '\"a\"', '\"b\"') WHERE type = 'response-submitted' AND body LIKE '%\"why\"%' AND seq < 10",
        "percent: 33.3",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_nothing_of_a_sitting_that_is_over_can_be_changed_unseen(desk: Desk, sat: Sat, name: str) -> None:
    statement, words = FORGED[name]
    tamper(desk, statement)
    told = desk.run("replay", sat.attempt)
    assert told.code == 1
    assert words in told.out
    assert AS_REPORTED not in told.out
