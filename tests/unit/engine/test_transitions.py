"""The transition table: what is in it is done and ends where it says; what is not is refused and changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import get_args

import pytest
from forms import answer_to, two_cases
from sittings import Sitting

from player.engine import command as cmd
from player.engine.attempt import TRANSITIONS, advance, apply, settle
from player.engine.command import Command
from player.engine.state import Attempt, Stage
from player.errors import AttemptClosed, IllegalTransition, InvalidResponse, ItemClosed, Superseded
from scenarios.model.package import DeliveryRules, Mode

STAGES = get_args(Stage)
COMMANDS = get_args(Command)
PAIRS = list(product(STAGES, COMMANDS))


def at(stage: Stage, mode: Mode = "exam") -> Sitting:
    """A sitting that is in a stage."""
    sitting = Sitting(two_cases(), mode=mode)
    if stage == "initial":
        return sitting
    sitting.start()
    if stage == "suspended":
        return sitting.reach().suspend()
    if stage == "closed":
        sitting.handle(cmd.Close("withdrawn"))
        return sitting
    return sitting.play(until=stage)


def command(kind: type, attempt: Attempt) -> Command:
    """A command of a kind that is right in every other respect."""
    item = attempt.item or "why"
    made: dict[type, Callable[[], Command]] = {
        cmd.Start: cmd.Start,
        cmd.Connect: cmd.Connect,
        cmd.Disconnect: lambda: cmd.Disconnect(attempt.epoch),
        cmd.Reach: lambda: cmd.Reach(attempt.epoch, attempt.segment),
        cmd.SaveDraft: lambda: cmd.SaveDraft(attempt.epoch, item, {"choices": ["b"]}),
        cmd.Submit: lambda: cmd.Submit(attempt.epoch, item, {"choices": ["b"]}),
        cmd.Continue: lambda: cmd.Continue(attempt.epoch),
        cmd.Suspend: lambda: cmd.Suspend(attempt.epoch),
        cmd.Resume: lambda: cmd.Resume(attempt.epoch),
        cmd.Note: lambda: cmd.Note(attempt.epoch, "stall", {}),
        cmd.Accommodate: lambda: cmd.Accommodate(1.5, breaks=True),
        cmd.Bound: lambda: cmd.Bound(attempt.at + timedelta(days=180)),
        cmd.Close: lambda: cmd.Close("withdrawn"),
    }
    return made[kind]()


def test_every_command_and_every_stage_is_known_to_the_table() -> None:
    assert {stage for stage, _ in TRANSITIONS} == set(STAGES) - {"closed"}
    assert {kind for _, kind in TRANSITIONS} == set(COMMANDS)


@pytest.mark.parametrize(("stage", "kind"), sorted(TRANSITIONS, key=str))
def test_what_is_in_the_table_gives_events_and_ends_where_the_table_says(stage: Stage, kind: type) -> None:
    sitting = at(stage)
    events = apply(sitting.form, sitting.state, command(kind, sitting.state), sitting.now)
    after = advance(sitting.state, events)
    assert events
    assert after.stage in TRANSITIONS[stage, kind].leads_to
    assert after.seq == sitting.state.seq + len(events)


@pytest.mark.parametrize(("stage", "kind"), sorted(set(PAIRS) - set(TRANSITIONS), key=str))
def test_what_is_not_in_the_table_is_refused_and_changes_nothing(stage: Stage, kind: type) -> None:
    sitting = at(stage)
    before = list(sitting.events)
    with pytest.raises(AttemptClosed if stage == "closed" else IllegalTransition):
        sitting.handle(command(kind, sitting.state))
    assert sitting.events == before
    assert sitting.state == sitting.rebuilt()


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_every_outcome_that_the_table_promises_can_come(mode: Mode) -> None:
    reached: dict[tuple[Stage, type], set[Stage]] = {}
    sitting = Sitting(two_cases(), mode=mode).start()
    while sitting.state.stage != "closed":
        before = sitting.state.stage
        step = {"playing": (cmd.Reach, sitting.reach), "asking": (cmd.Submit, sitting.submit)}
        kind, act = step.get(before, (cmd.Continue, sitting.go_on))
        act()
        reached.setdefault((before, kind), set()).add(sitting.state.stage)
    assert reached["playing", cmd.Reach] == {"asking", "playing", "intermission"} | (
        {"closed"} if mode == "exam" else set()
    )
    assert reached["asking", cmd.Submit] == {"asking", "playing"}
    assert reached["intermission", cmd.Continue] == {"playing"} | (
        {"closed"} if mode == "practice" else set()
    )


@pytest.mark.parametrize("stage", sorted({stage for stage, kind in TRANSITIONS if kind is cmd.Suspend}))
def test_a_suspended_sitting_goes_on_at_the_same_point(stage: Stage) -> None:
    sitting = at(stage)
    before = sitting.state
    sitting.suspend().connect().resume()
    place = ("stage", "case", "segment", "item", "responses", "drafts", "ended")
    assert [getattr(sitting.state, name) for name in place] == [getattr(before, name) for name in place]


EPOCHS = [kind for kind in COMMANDS if "epoch" in kind.__dataclass_fields__]


@pytest.mark.parametrize("kind", EPOCHS)
@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"initial", "closed"}))
def test_an_older_connection_is_told_that_another_has_taken_over_whatever_it_asks(
    stage: Stage, kind: type
) -> None:
    sitting = at(stage)
    stale = command(kind, sitting.state)
    sitting.connect()
    before = sitting.state
    with pytest.raises(Superseded):
        sitting.handle(stale)
    assert sitting.state == before


def test_a_connection_counts_as_the_writer_only_once_its_candidate_has_answered_or_gone_on() -> None:
    sitting = at("asking")
    assert (sitting.epoch, sitting.state.writer) == (1, 1)
    # as when a line breaks before its welcome, twice
    sitting.connect().disconnect().connect()
    sitting.handle(cmd.Note(sitting.epoch, "hidden", {}))
    assert (sitting.epoch, sitting.state.writer) == (3, 1)
    assert sitting.draft(choices=[]).state.writer == 3
    assert sitting.connect().suspend().state.writer == 4
    assert sitting.connect().rebuilt().writer == 4


def test_a_connection_that_never_was_may_not_write() -> None:
    sitting = at("asking")
    with pytest.raises(Superseded):
        sitting.handle(cmd.Submit(sitting.epoch + 1, "why", {"choices": ["a"]}))


def test_an_answer_that_does_not_fit_is_refused_and_the_item_stays_open() -> None:
    sitting = at("asking")
    before = list(sitting.events)
    with pytest.raises(InvalidResponse):
        sitting.handle(cmd.Submit(sitting.epoch, "why", {"choices": ["z"]}))
    assert sitting.events == before
    assert sitting.state.item == "why"


@pytest.mark.parametrize("kind", [cmd.Submit, cmd.SaveDraft])
def test_how_sure_somebody_is_of_what_does_not_ask_for_it_is_refused(
    kind: type[cmd.Submit | cmd.SaveDraft],
) -> None:
    sitting = Sitting(two_cases()).start().play(until="side")
    before = list(sitting.events)
    with pytest.raises(InvalidResponse, match="not asked"):
        sitting.handle(kind(sitting.epoch, "side", {"choices": ["a"]}, "certain"))
    assert sitting.events == before
    sitting.handle(kind(sitting.epoch, "side", {"choices": ["a"]}))
    assert len(sitting.events) > len(before)


def test_an_answer_to_another_item_is_refused_with_the_reason() -> None:
    sitting = Sitting(two_cases(exam=DeliveryRules(item_seconds=10))).start().play(until="depth")
    sitting.wait(20).look()
    assert sitting.state.item == "side"
    for item, error in (("depth", ItemClosed), ("why", IllegalTransition), ("nothing", IllegalTransition)):
        with pytest.raises(error):
            sitting.handle(cmd.Submit(sitting.epoch, item, {"choices": ["a"]}))
        with pytest.raises(error):
            sitting.handle(cmd.SaveDraft(sitting.epoch, item, {}))


def test_the_end_of_a_segment_that_is_not_played_is_refused() -> None:
    sitting = at("playing")
    with pytest.raises(IllegalTransition):
        sitting.handle(cmd.Reach(sitting.epoch, "scan/1"))


def test_nothing_is_applied_before_what_is_overdue_has_been_settled() -> None:
    sitting = Sitting(two_cases(exam=DeliveryRules(item_seconds=10))).start().reach().wait(60)
    assert settle(sitting.form, sitting.state, sitting.now)
    with pytest.raises(IllegalTransition):
        apply(sitting.form, sitting.state, cmd.Submit(1, "why", {"choices": ["a"]}), sitting.now)


def test_closing_takes_what_was_saved_of_the_open_answer() -> None:
    sitting = at("asking").draft(choices=["b"])
    sitting.handle(cmd.Close("window"))
    taken = sitting.state.responses["one", "why"]
    assert (taken.raw, taken.expired) == ({"choices": ["b"]}, True)


def test_an_unfitting_draft_is_never_taken_for_an_answer() -> None:
    sitting = at("asking").draft(choices=["a", "b"])
    sitting.handle(cmd.Close("window"))
    assert sitting.state.responses == {}


@pytest.mark.parametrize("multiplier", [0, -1, 0.5, float("nan"), float("inf"), 1000])
def test_an_accommodation_that_makes_no_sense_cannot_be_asked_for(multiplier: float) -> None:
    with pytest.raises(ValueError, match="multiplier"):
        cmd.Accommodate(multiplier, breaks=False)


def test_a_draft_is_gone_once_its_item_is_answered() -> None:
    sitting = at("asking").draft(choices=["b"])
    assert list(sitting.state.drafts) == [("one", "why")]
    assert sitting.submit().state.drafts == {}


def test_answers_are_kept_as_they_were_given() -> None:
    sitting = at("asking")
    item = sitting.form.cases[0].items["why"]
    sitting.handle(cmd.Submit(sitting.epoch, "why", answer_to(item, 2), "certain"))
    kept = sitting.state.responses["one", "why"]
    assert (kept.raw, kept.confidence, kept.expired) == ({"choices": ["c"]}, "certain", False)
