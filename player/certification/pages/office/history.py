"""The whole history of an application: who, when, what, and from what to what."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from player.certification.application import event as ev
from player.certification.application.event import Event
from player.certification.application.state import Application, Stage, evolve, rebuild
from player.certification.pages.candidate.history import SAID
from player.certification.pages.office.telling import STAGES
from player.certification.policy import Policy


@dataclass(frozen=True)
class Told:
    """One line of the history; `before` and `after` are states in words, where the event has changed it."""

    at: datetime
    who: str
    said: str
    before: str = ""
    after: str = ""


def history_of(policy: Policy, events: Sequence[Event], name: Callable[[str], str]) -> list[Told]:
    """Everything that happened, the latest first; nothing is left out."""
    if not events:
        return []
    state = rebuild(events[:1])
    told = [Told(state.at, name(events[0].by), "Application begun.", after=STAGES[state.stage])]
    for event in events[1:]:
        after = evolve(state, event)
        told.append(_told(policy, after, event, name, (state.stage, after.stage)))
        state = after
    return list(reversed(told))


def _told(
    policy: Policy, state: Application, event: Event, name: Callable[[str], str], stages: tuple[Stage, Stage]
) -> Told:
    say = _SAID[type(event)]
    before, after = (STAGES[stage] for stage in stages)
    words = " ".join(say(policy, state, event))
    if before == after:
        return Told(event.at, name(event.by), words)
    return Told(event.at, name(event.by), words, before, after)


Words = Iterator[str]


def _person(state: Application, evaluator: str) -> str:
    return next(each.person.name for each in state.evaluators if each.id == evaluator)


def _drawn(_: Policy, __: Application, event: ev.AuditDrawn) -> Words:
    if event.rate >= 1:
        yield "To be audited, whatever chance says."
        return
    yield f"Drawn for an audit: chance gave {event.draw:.3f}, and below {event.rate:g} is drawn."


def _turned_down(policy: Policy, state: Application, event: ev.EvaluatorTurnedDown) -> Words:
    ways = {
        "declined": "has declined",
        "unknown": "does not know the candidate",
        "bounced": "could not be reached",
    }
    yield f"{_person(state, event.evaluator)} {ways[event.how]}: {policy.title_of(event.area)}."
    if event.said:
        yield event.said


def _named(policy: Policy, state: Application, event: ev.EvaluatorNamed) -> Words:
    instead = f" in the place of {_person(state, event.instead_of)}" if event.instead_of else ""
    yield f"Named {event.person.name} ({event.person.email}){instead}: {policy.title_of(event.area)}."


def _flagged(policy: Policy, state: Application, event: ev.EvaluatorFlagged) -> Words:
    yield f"Flagged {_person(state, event.evaluator)}, {policy.title_of(event.area)}: {event.reason}"


def _settled(policy: Policy, state: Application, event: ev.FlagsSettled) -> Words:
    yield f"Looked at what is flagged about {_person(state, event.evaluator)}, {policy.title_of(event.area)}:"
    yield event.reason


def _reminded(policy: Policy, state: Application, event: ev.EvaluatorReminded) -> Words:
    way = "was reminded" if event.by == ev.SYSTEM else "was sent the letter once more"
    yield f"{_person(state, event.evaluator)} {way}: {policy.title_of(event.area)}."


def _accommodated(_: Policy, __: Application, event: ev.Accommodated) -> Words:
    breaks = "with breaks" if event.breaks else "without breaks"
    yield f"Accommodation: {event.multiplier:g} times the time, {breaks}."
    yield f"Reason: {event.reason.rstrip('.')}. Approved by {event.approver}."


def _proposed(policy: Policy, _: Application, event: ev.Proposed) -> Words:
    yield f"Proposed to {event.outcome}: {policy.title_of(event.target)}. A second registrar has to agree."
    if event.said:
        yield event.said


def _decided(policy: Policy, state: Application, event: ev.Decided) -> Words:
    yield from SAID[ev.Decided](policy, state, event)
    yield f"The rules recommended to {event.recommendation.outcome}."
    if event.outcome == "award" and event.said:
        yield event.said


_SAID: Mapping[type, Callable[[Policy, Application, Any], Words]] = {
    **SAID,
    ev.AuditDrawn: _drawn,
    ev.EvaluatorNamed: _named,
    ev.EvaluatorFlagged: _flagged,
    ev.FlagsSettled: _settled,
    ev.EvaluatorReminded: _reminded,
    ev.EvaluatorTurnedDown: _turned_down,
    ev.Accommodated: _accommodated,
    ev.Proposed: _proposed,
    ev.Decided: _decided,
}
"""What each event says to staff; where it is not said otherwise, what the candidate reads."""
