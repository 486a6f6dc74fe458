"""What a candidate may say again and again has an end, which no honest sitting comes to."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from forms import two_cases
from sittings import Sitting

from player.engine import command as cmd
from player.engine import event as ev
from player.engine.bounds import MAX_CONNECTS, MAX_DRAFT, MAX_DRAFTS, MAX_NOTES, MAX_PAUSES
from player.errors import Full, InvalidResponse, TooMany

MINUTE = timedelta(minutes=1)
REST = 0.5
"""Seconds for which the page lets an answer rest before it sends a draft of it."""


def asking() -> Sitting:
    return Sitting(two_cases()).start().play(until="why")


def keep(sitting: Sitting, events: Sequence[ev.Event]) -> Sitting:
    """The same sitting, after events that were recorded earlier."""
    sitting.append(events)
    sitting.crash()
    return sitting


def drafts(sitting: Sitting, count: int) -> Sitting:
    saved = ev.DraftSaved(at=sitting.now, item="why", response={"choices": ["b"]})
    return keep(sitting, [saved] * count)


def notes(sitting: Sitting, count: int) -> Sitting:
    return keep(sitting, [ev.Noted(at=sitting.now, kind="hidden", data={})] * count)


def pauses(sitting: Sitting, count: int) -> Sitting:
    pair = (ev.Suspended(at=sitting.now, clock_stops=True), ev.Resumed(at=sitting.now))
    return keep(sitting, pair * count)


BOUNDS = {
    "drafts": (drafts, MAX_DRAFTS, lambda s: cmd.SaveDraft(s.epoch, "why", {})),
    "notes": (notes, MAX_NOTES, lambda s: cmd.Note(s.epoch, "hidden", {})),
    "pauses": (pauses, MAX_PAUSES, lambda s: cmd.Suspend(s.epoch)),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_as_many_as_the_bound_are_kept_and_one_more_is_refused(name: str) -> None:
    fill, most, once_more = BOUNDS[name]
    sitting = fill(asking(), most - 1)
    sitting.handle(once_more(sitting))
    if sitting.state.stage == "suspended":
        sitting.resume()
    before = (list(sitting.events), sitting.state)
    with pytest.raises(Full):
        sitting.handle(once_more(sitting))
    assert (sitting.events, sitting.state) == before


@pytest.mark.parametrize("name", BOUNDS)
def test_a_sitting_that_is_full_can_still_be_answered_to_its_end(name: str) -> None:
    fill, most, _ = BOUNDS[name]
    sitting = fill(asking(), most).submit().disconnect().connect().play(until="closed")
    assert sitting.state.reason == "completed"
    assert sitting.rebuilt() == sitting.state


def test_what_was_kept_of_an_answer_still_counts_when_there_is_no_room_for_more() -> None:
    sitting = drafts(asking(), MAX_DRAFTS)
    sitting.handle(cmd.Close("window"))
    assert sitting.state.responses["one", "why"].raw == {"choices": ["b"]}


def test_the_bound_counts_the_drafts_of_all_questions_together() -> None:
    sitting = drafts(asking(), MAX_DRAFTS).submit()
    assert sitting.state.drafts == {}
    sitting.play(until="depth")
    with pytest.raises(Full, match="Submit each answer"):
        sitting.draft(value=1)


def test_an_hour_of_nothing_but_changes_has_room_for_all_its_drafts() -> None:
    assert 3600 / REST < MAX_DRAFTS


@pytest.mark.parametrize("kind", [cmd.SaveDraft, cmd.Submit, cmd.Note])
def test_what_is_too_long_to_be_kept_is_refused(kind: type) -> None:
    sitting = asking()
    whole = "x" * (MAX_DRAFT - len('{"x": ""}'))
    what = "stall" if kind is cmd.Note else "why"
    with pytest.raises(InvalidResponse, match="too long"):
        sitting.handle(kind(sitting.epoch, what, {"x": whole + "x"}))
    sitting.handle(cmd.SaveDraft(sitting.epoch, "why", {"x": whole}))
    assert sitting.state.drafts["one", "why"].raw == {"x": whole}


# --- connections ---


def connected(sitting: Sitting, times: int) -> Sitting:
    for _ in range(times):
        sitting.connect()
    return sitting


def test_in_a_minute_an_attempt_is_connected_to_so_often_and_not_more() -> None:
    sitting = connected(Sitting(two_cases()).start(), MAX_CONNECTS - 1)
    assert sitting.epoch == MAX_CONNECTS
    before = list(sitting.events)
    with pytest.raises(TooMany, match="Wait a minute"):
        sitting.connect()
    assert sitting.events == before
    # whoever has the sitting keeps it
    sitting.reach()


def test_the_minute_counts_on_through_a_restart_of_the_server() -> None:
    sitting = connected(Sitting(two_cases()).start(), MAX_CONNECTS - 1)
    sitting.crash()
    with pytest.raises(TooMany):
        sitting.connect()


@pytest.mark.parametrize("waited", [MINUTE - timedelta(microseconds=1), MINUTE])
def test_a_minute_later_it_can_be_connected_to_again(waited: timedelta) -> None:
    sitting = connected(Sitting(two_cases()).start(), MAX_CONNECTS - 1)
    sitting.now += waited
    if waited < MINUTE:
        with pytest.raises(TooMany):
            sitting.connect()
    else:
        assert connected(sitting, MAX_CONNECTS).epoch == 2 * MAX_CONNECTS


def test_a_line_that_breaks_every_second_is_never_kept_out() -> None:
    sitting = Sitting(two_cases()).start()
    for _ in range(600):
        sitting.disconnect().wait(1).connect()
    assert sitting.epoch == 601
