"""What a browser is told: enough to show the sitting without any memory of its own."""

from datetime import timedelta

import pytest
from forms import forms, keys_of, two_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import Sitting

from player.engine import command as cmd
from player.engine.disguise import alias
from player.engine.form import Form
from player.engine.view import Addresses, StateView, view
from scenarios.model.package import DeliveryRules

ADDRESSES = Addresses(media=lambda rendition: f"/media/{rendition.digest[:8]}", result="/result")
TIMED = DeliveryRules(item_seconds=30, case_seconds=300)


def told(sitting: Sitting) -> StateView:
    """What a browser is told now."""
    return view(sitting.form, keys_of(sitting.form), sitting.state, sitting.now, ADDRESSES)


def test_before_it_begins_a_sitting_has_no_case() -> None:
    seen = told(Sitting(two_cases()))
    assert (seen.stage, seen.case, seen.phases, seen.result) == ("initial", None, (), None)


def test_a_closed_sitting_tells_where_its_result_is_and_nothing_else() -> None:
    sitting = Sitting(two_cases()).start().reach()
    sitting.handle(cmd.Close("withdrawn"))
    seen = told(sitting)
    assert seen.result == "/result"
    assert (seen.case, seen.question, seen.answers, seen.item_clock, seen.case_clock) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_where_a_case_stands_is_told_in_numbers() -> None:
    seen = told(Sitting(two_cases()).start().play(until="side"))
    assert seen.case is not None
    assert (seen.case.number, seen.case.of, seen.case.answered, seen.case.items) == (1, 2, 2, 3)
    assert seen.number == 3
    assert [phase.state for phase in seen.phases] == ["now", "ahead"]


def test_the_phases_of_a_case_that_has_ended_are_done() -> None:
    seen = told(Sitting(two_cases()).start().play(until="intermission"))
    assert [phase.state for phase in seen.phases] == ["done", "done"]


def test_a_draft_is_told_with_its_question_and_with_no_other() -> None:
    sitting = Sitting(two_cases()).start().reach().draft(choices=["b"])
    sitting.crash()
    shown = {"choices": [alias("7/one", "why", "b")]}
    assert told(sitting).draft == shown
    assert told(sitting.suspend()).draft is None
    assert told(sitting.resume()).draft == shown
    assert told(sitting.submit().play(until="depth")).draft is None


def test_how_sure_a_candidate_is_of_a_draft_is_told_with_it() -> None:
    sitting = Sitting(two_cases()).start().reach()
    assert told(sitting).draft_confidence is None
    sitting.handle(cmd.SaveDraft(1, "why", {"choices": []}, "fairly"))
    sitting.crash()
    assert told(sitting).draft_confidence == "fairly"
    assert told(sitting.suspend()).draft_confidence is None
    assert told(sitting.resume()).draft_confidence == "fairly"
    assert told(sitting.submit().play(until="depth")).draft_confidence is None


def test_answers_of_the_case_are_told_in_the_order_of_their_questions() -> None:
    sitting = Sitting(two_cases(exam=DeliveryRules(item_seconds=30))).start().reach()
    sitting.handle(cmd.Submit(1, "why", {"choices": ["b"]}, "fairly"))
    sitting.play(until="depth").wait(40).look()
    first, second = told(sitting).answers
    assert (first.item, first.response, first.confidence, first.expired) == (
        "why",
        {"choices": [alias("7/one", "why", "b")]},
        "fairly",
        False,
    )
    assert (second.item, second.response, second.expired) == ("depth", None, True)


def test_answers_of_another_case_are_not_told() -> None:
    sitting = Sitting(two_cases()).start().play(until="intermission").go_on()
    assert told(sitting).answers == ()


def test_clocks_tell_what_is_left_and_whether_they_run() -> None:
    sitting = Sitting(two_cases(exam=TIMED)).start().reach().wait(12)
    seen = told(sitting)
    assert seen.item_clock is not None
    assert seen.case_clock is not None
    assert (seen.item_clock.limit, seen.item_clock.remaining, seen.item_clock.running) == (30, 18, True)
    assert (seen.case_clock.remaining, seen.case_clock.running) == (288, True)
    paused = told(sitting.suspend().wait(100))
    assert paused.item_clock is not None
    assert (paused.item_clock.remaining, paused.item_clock.running) == (18, False)


def test_a_clock_that_waits_for_late_mail_tells_nothing_below_nought() -> None:
    seen = told(Sitting(two_cases(exam=TIMED)).start().reach().wait(31))
    assert seen.item_clock is not None
    assert (seen.item_clock.remaining, seen.stage) == (0, "asking")


def test_no_clock_is_told_where_nothing_is_limited() -> None:
    seen = told(Sitting(two_cases()).start().reach())
    assert (seen.item_clock, seen.case_clock) == (None, None)


@pytest.mark.parametrize("back", [1, 3600, 100_000])
def test_a_server_clock_that_jumps_back_never_shows_more_time_than_there_is(back: float) -> None:
    sitting = Sitting(two_cases(exam=TIMED)).start().reach()
    sitting.now -= timedelta(seconds=back)
    seen = told(sitting)
    assert seen.item_clock is not None
    assert seen.item_clock.remaining == 30


def test_a_review_tells_every_item_of_its_case_with_what_it_earned() -> None:
    sitting = Sitting(two_cases(), mode="practice").start().reach()
    sitting.handle(cmd.Submit(1, "why", {"choices": ["a"]}))
    sitting.play(until="intermission")
    assert [(of.item, of.fraction) for of in told(sitting).review] == [("why", 1), ("depth", 0), ("side", 1)]


@settings(max_examples=40)
@given(form=forms(), mode=st.sampled_from(["exam", "practice"]))
def test_what_is_told_can_be_read_back_and_hangs_on_the_events_alone(form: Form, mode: str) -> None:
    sitting = Sitting(form, mode=mode).start()
    while sitting.state.stage != "closed":
        seen = told(sitting)
        assert StateView.model_validate_json(seen.model_dump_json()) == seen
        sitting.crash()
        assert told(sitting) == seen
        {"playing": sitting.reach, "asking": sitting.submit, "intermission": sitting.go_on}[seen.stage]()
