"""Time limits: the server tells that one is over, without being asked, and takes what was saved until then."""

import pytest
from forms import two_cases
from houses import House, an_answer, fresh

from player.engine import command as cmd
from player.engine.event import CaseExpired, Closed, ItemExpired, ResponseSubmitted
from player.engine.timing import LATENCY
from scenarios.model.package import DeliveryRules

ITEM, CASE = 30, 60
ALMOST = 1.0
"""Seconds that are left when a browser connects."""


def item_rules() -> DeliveryRules:
    return DeliveryRules(item_seconds=ITEM)


def test_the_end_of_a_questions_time_is_told_without_being_asked(house: House) -> None:
    seat = house.seat(two_cases(exam=item_rules()), ago=ITEM + LATENCY - ALMOST).at("why")
    line, state = seat.line()
    assert state["item_clock"]["limit"] == ITEM
    assert state["item_clock"]["remaining"] == 0
    told = line.hear()
    assert (told["type"], told["stage"], told["question"]) == ("state", "playing", None)
    assert told["answers"][0]["expired"]
    (expired,) = seat.of(ItemExpired)
    assert expired.response is None
    line.close()


def test_a_draft_counts_when_the_time_is_over_and_a_late_answer_does_not(house: House) -> None:
    seat = house.seat(two_cases(exam=item_rules()), ago=ITEM + LATENCY - ALMOST).at("why")
    line, state = seat.line()
    assert line.ask("draft", fresh(), item="why", response=an_answer(state, [1]))["type"] == "ack"
    assert line.hear()["stage"] == "playing"
    late = line.ask("submit", "message-a", item="why", response=an_answer(state, [0]))
    assert (late["type"], late["code"]) == ("error", "item-closed")
    (expired,) = seat.of(ItemExpired)
    assert expired.response == {"choices": ["b"]}
    assert seat.of(ResponseSubmitted) == []
    line.close()


def test_the_end_of_a_cases_time_is_told_without_being_asked(house: House) -> None:
    seat = house.seat(two_cases(exam=DeliveryRules(case_seconds=CASE)), ago=CASE + LATENCY - ALMOST)
    line, state = seat.line()
    assert state["case_clock"]["limit"] == CASE
    told = line.hear()
    assert (told["type"], told["stage"]) == ("state", "intermission")
    assert len(seat.of(CaseExpired)) == 1
    line.close()


def test_more_time_that_staff_grant_is_shown_at_the_next_word(house: House) -> None:
    seat = house.seat(two_cases(exam=item_rules())).at("why")
    line, state = seat.line()
    seat.sat.clinic.delivery.order(seat.attempt, cmd.Accommodate(2.0, breaks=False))
    assert line.ask("submit", fresh(), item="depth", response={})["type"] == "error"
    told = line.hear_until("state")
    assert told["item_clock"]["limit"] == 2 * state["item_clock"]["limit"]
    line.close()


@pytest.mark.parametrize("mode", ["exam", "practice"])
def test_the_last_case_that_runs_out_of_time_ends_as_its_mode_says(house: House, mode: str) -> None:
    rules = DeliveryRules(case_seconds=CASE)
    seat = house.seat(two_cases(exam=rules, practice=rules), mode, ago=CASE + LATENCY - ALMOST)  # type: ignore[arg-type]
    seat.at("intermission").sat.step()
    line, _ = seat.line()
    told = line.hear()
    assert told["stage"] == ("closed" if mode == "exam" else "intermission")
    assert len(seat.of(Closed)) == (mode == "exam")
    assert len(seat.sat.clinic.delivery.reports(seat.attempt)) == (mode == "exam")
    line.close()
