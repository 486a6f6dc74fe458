"""No sequence of commands, repeats, reorderings, connections, clocks and crashes breaks a promise of the attempt.

Hypothesis plays a hostile world against the loop of the server. What must hold is written a second time,
in `oracle`, from the events alone.
"""

from collections.abc import Mapping
from typing import Any

from forms import exhibit, keys_of, mark, plans, segment
from hypothesis import settings
from hypothesis.stateful import invariant
from oracle import Ledger, released_steps
from sittings import Sitting
from world import Place, World

from player.engine import event as ev
from player.engine.form import Rendition
from player.engine.release import release
from player.engine.view import Addresses, view

ADDRESSES = Addresses(media=lambda medium: medium.digest, result="/result")
OF_TIME_ALONE = (ev.ItemExpired, ev.CaseExpired, ev.CaseEnded, ev.ItemOpened, ev.SegmentReleased, ev.Closed)


class Promises(World):
    """What must hold after every step."""

    @invariant()
    def every_acknowledged_answer_is_there_unchanged(self) -> None:
        responses = self.sitting.state.responses
        for place, raw in self.submitted.items():
            assert responses[place].raw == raw
            assert not responses[place].expired

    @invariant()
    def every_item_has_one_answer_at_most(self) -> None:
        ends = ends_of_items(self.sitting)
        assert len(ends) == len(dict(ends))
        given = {place: raw for place, raw in ends if raw is not None}
        assert given == {place: response.raw for place, response in self.sitting.state.responses.items()}

    @invariant()
    def a_draft_is_there_until_its_item_is_over(self) -> None:
        ended = dict(ends_of_items(self.sitting))
        for place, raw in self.drafted.items():
            assert place in ended or self.sitting.state.drafts[place].raw == raw

    @invariant()
    def a_message_is_recorded_once(self) -> None:
        assert self.sitting.messages == {message: seq for message, (seq, _) in self.acknowledged.items()}

    @invariant()
    def a_refused_command_leaves_nothing_behind(self) -> None:
        assert all(isinstance(event, OF_TIME_ALONE) for event in self.refused)

    @invariant()
    def time_never_runs_backwards_in_the_events(self) -> None:
        times = [event.at for event in self.sitting.events]
        assert times == sorted(times)
        assert (self.sitting.state.seq, self.sitting.state.at) == (len(times), times[-1])

    @invariant()
    def limits_hold_and_no_more_lost_time_is_forgiven_than_allowed(self) -> None:
        ledger = Ledger(self.sitting.allowance)
        for event in self.sitting.events:
            ledger.enter(event)
        assert ledger.faults == []
        assert ledger.forgiven <= self.sitting.allowance + 1e-6
        left = self.sitting.state.outage.left
        assert abs(self.sitting.allowance - ledger.forgiven - left) < 1e-3

    @invariant()
    def no_medium_can_be_fetched_early(self) -> None:
        sitting = self.sitting
        may = {medium for step in self._steps() for medium in media_of(sitting, *step)}
        if self._reviewed(sitting.state.case):
            of = next(case for case in sitting.form.cases if case.id == sitting.state.case)
            may |= {r for name in of.exhibits for r in exhibit(of.id, name).renditions}
        assert set(release(sitting.form, sitting.state).renditions) <= may

    @invariant()
    def nothing_is_told_early(self) -> None:
        sitting, steps = self.sitting, self._steps()
        now = view(sitting.form, keys_of(sitting.form), sitting.state, sitting.now, ADDRESSES)
        told = now.model_dump_json()
        for plan in plans(sitting.form):
            for kind, name in plan.steps:
                if (plan.case, kind, name) not in steps:
                    assert mark("cue", plan.case, name) not in told
                    assert mark("stem", plan.case, name) not in told or self._reviewed(plan.case)
                assert mark("rationale", plan.case, name) not in told or self._reviewed(plan.case)

    @invariant()
    def a_closed_sitting_stays_as_it_is(self) -> None:
        closings = [event for event in self.sitting.events if isinstance(event, ev.Closed)]
        assert bool(closings) == (self.sitting.state.stage == "closed")
        assert closings == self.sitting.events[-len(closings) or len(self.sitting.events) :]

    def _steps(self) -> set[tuple[str, str, str]]:
        return released_steps(self.sitting.events)

    def _reviewed(self, case: str) -> bool:
        state = self.sitting.state
        return state.mode == "practice" and state.stage == "intermission" and state.case == case


def ends_of_items(sitting: Sitting) -> list[tuple[Place, Mapping[str, Any] | None]]:
    """Every end of an item in the events, with what was recorded."""
    case, found = "", []
    for event in sitting.events:
        case = event.case if isinstance(event, ev.CaseOpened) else case
        if isinstance(event, ev.ResponseSubmitted | ev.ItemExpired):
            found.append(((case, event.item), event.response))
    return found


def media_of(sitting: Sitting, case: str, kind: str, name: str) -> tuple[Rendition, ...]:
    """The media that a step of a case shows."""
    if kind == "segment":
        return segment(case, name).renditions
    of = next(of for of in sitting.form.cases if of.id == case)
    return tuple(r for shown in of.items[name].exhibits for r in exhibit(case, shown).renditions)


TestPromises = Promises.TestCase
TestPromises.settings = settings(max_examples=120, stateful_step_count=40)
