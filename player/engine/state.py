"""The state of an attempt, and how each event changes it. Rebuilding is folding the events in their order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import Any, Literal

from pydantic import JsonValue

from player.engine import event as ev
from player.engine.command import CloseReason, Confidence
from player.engine.event import Event
from player.engine.timing import Clock, Minute, Outage
from scenarios.model.package import Mode

Stage = Literal["initial", "playing", "asking", "intermission", "suspended", "closed"]
"""QTI's test session calls the middle three `interacting`."""

_STEPS = (
    ev.CaseOpened,
    ev.SegmentReached,
    ev.DraftSaved,
    ev.ResponseSubmitted,
    ev.Suspended,
    ev.Resumed,
)
"""What only a candidate gives rise to, and what makes an answer that another window has kept an old one."""

STOPPED = Clock()
NO_OUTAGE = Outage()
NEVER = Minute()

Place = tuple[str, str]
"""A case and one of its items."""


@dataclass(frozen=True)
class Draft:
    """An unfinished answer, and how sure the candidate is of it so far."""

    raw: Mapping[str, JsonValue]
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Response:
    """An answer as recorded; `expired` where the item's time was over and its draft was taken.

    `calibration` is that of the image, in mm for each pixel, where something was measured on it; `measured` what was
    shown of it, in the item's unit, which answers from before it was recorded do not have.
    """

    raw: Mapping[str, JsonValue]
    at: datetime
    confidence: Confidence | None = None
    expired: bool = False
    calibration: tuple[float, float] | None = None
    measured: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Attempt:
    """One candidate's run through a form.

    Attributes:
        seq: how many events made this state.
        at: when the last of them happened.
        resume_to: the stage that goes on after a suspension.
        epoch: the connection that may write; 0 before the first.
        writer: the connection whose candidate last answered or went on; 0 before any has.
        case, segment, item: where the candidate is; empty where there is none.
        multiplier: of every limit, by accommodation.
        until: when it ends at the latest; None where nothing is set.
        drafted, notes, pauses: how many of them have been kept.
        connects: how many there were in this minute.
    """

    seq: int
    at: datetime
    mode: Mode
    version: str
    seed: int
    stage: Stage = "initial"
    resume_to: Stage | None = None
    epoch: int = 0
    writer: int = 0
    case: str = ""
    segment: str = ""
    item: str = ""
    ended: tuple[str, ...] = ()
    responses: Mapping[Place, Response] = field(default_factory=dict)
    expired: frozenset[Place] = frozenset()
    drafts: Mapping[Place, Draft] = field(default_factory=dict)
    case_clock: Clock = STOPPED
    item_clock: Clock = STOPPED
    outage: Outage = NO_OUTAGE
    multiplier: float = 1.0
    until: datetime | None = None
    breaks: bool = False
    drafted: int = 0
    notes: int = 0
    pauses: int = 0
    connects: Minute = NEVER
    reason: CloseReason | None = None

    @property
    def stage_within(self) -> Stage:
        """The stage, looking through a suspension."""
        return self.resume_to or self.stage

    @property
    def limited(self) -> bool:
        """Whether a limit is running."""
        return any(clock.limit is not None and clock.since for clock in (self.case_clock, self.item_clock))


def rebuild(events: Iterable[Event], outage_seconds: float) -> Attempt:
    """The state that events lead to.

    Args:
        events: all events of an attempt, `Created` first.
        outage_seconds: the allowance of the form's delivery rules.

    Raises:
        TypeError: the first event is not `Created`.
    """
    first, *rest = events
    if not isinstance(first, ev.Created):
        raise TypeError(f"an attempt begins with 'created', not with {first.type!r}")
    born = Attempt(
        seq=1,
        at=first.at,
        mode=first.mode,
        version=first.version,
        seed=first.seed,
        outage=Outage(left=outage_seconds),
    )
    return reduce(evolve, rest, born)


def evolve(attempt: Attempt, event: Event) -> Attempt:
    """The state after one more event."""
    changed = _EVOLVE[type(event)](_written_down(attempt, event.at), event)
    writer = attempt.epoch if isinstance(event, _STEPS) else attempt.writer
    return replace(changed, seq=attempt.seq + 1, at=max(attempt.at, event.at), writer=writer)


def _to(attempt: Attempt, stage: Stage, **changes: Any) -> Attempt:
    """Move to a stage; a suspended attempt stays suspended and will resume there."""
    if attempt.stage == "suspended":
        return replace(attempt, resume_to=stage, **changes)
    return replace(attempt, stage=stage, **changes)


def _unchanged(attempt: Attempt, _: Event) -> Attempt:
    return attempt


def _connected(attempt: Attempt, event: ev.Connected) -> Attempt:
    connects = attempt.connects.again(event.at)
    return replace(attempt, epoch=event.epoch, outage=attempt.outage.over(), connects=connects)


def _written_down(attempt: Attempt, now: datetime) -> Attempt:
    """During an outage: what the clocks have counted until now, and what was used of the allowance.

    It is done at every event, because an event may start or stop the limits that use the allowance.
    """
    outage = attempt.outage
    if outage.since is None:
        return attempt
    return replace(
        attempt,
        case_clock=attempt.case_clock.settled(now, outage),
        item_clock=attempt.item_clock.settled(now, outage),
        outage=outage.charged(now) if attempt.limited else replace(outage, since=now),
    )


def _disconnected(attempt: Attempt, event: ev.Disconnected) -> Attempt:
    return replace(attempt, outage=replace(attempt.outage, since=event.at))


def _case_opened(attempt: Attempt, event: ev.CaseOpened) -> Attempt:
    clock = Clock(limit=event.limit, since=event.at)
    return _to(attempt, "playing", case=event.case, segment="", item="", case_clock=clock)


def _segment_released(attempt: Attempt, event: ev.SegmentReleased) -> Attempt:
    return _to(attempt, "playing", segment=event.segment, item="", item_clock=STOPPED)


def _item_opened(attempt: Attempt, event: ev.ItemOpened) -> Attempt:
    return _to(attempt, "asking", item=event.item, item_clock=Clock(limit=event.limit, since=event.at))


def _draft_saved(attempt: Attempt, event: ev.DraftSaved) -> Attempt:
    drafts = {**attempt.drafts, (attempt.case, event.item): Draft(event.response, event.confidence)}
    return replace(attempt, drafts=drafts, drafted=attempt.drafted + 1)


def _submitted(attempt: Attempt, event: ev.ResponseSubmitted) -> Attempt:
    return _answered(attempt, event.item, _response(event, event.response))


def _item_expired(attempt: Attempt, event: ev.ItemExpired) -> Attempt:
    response = None if event.response is None else _response(event, event.response, expired=True)
    answered = _answered(attempt, event.item, response)
    return replace(answered, expired=attempt.expired | {(attempt.case, event.item)})


def _response(
    event: ev.ResponseSubmitted | ev.ItemExpired, raw: Mapping[str, JsonValue], *, expired: bool = False
) -> Response:
    return Response(
        raw,
        event.at,
        event.confidence,
        expired=expired,
        calibration=event.calibration,
        measured=event.measured,
    )


def _answered(attempt: Attempt, item: str, response: Response | None) -> Attempt:
    place = (attempt.case, item)
    drafts = {other: draft for other, draft in attempt.drafts.items() if other != place}
    responses = {**attempt.responses, place: response} if response else attempt.responses
    return replace(attempt, responses=responses, drafts=drafts, item_clock=STOPPED)


def _case_ended(attempt: Attempt, event: ev.CaseEnded) -> Attempt:
    stopped = {"case_clock": STOPPED, "item_clock": STOPPED, "item": ""}
    return _to(attempt, "intermission", ended=(*attempt.ended, event.case), **stopped)


def _suspended(attempt: Attempt, event: ev.Suspended) -> Attempt:
    paused = replace(attempt, stage="suspended", resume_to=attempt.stage, pauses=attempt.pauses + 1)
    if not event.clock_stops:
        return paused
    return replace(
        paused,
        case_clock=paused.case_clock.stopped(event.at, paused.outage),
        item_clock=paused.item_clock.stopped(event.at, paused.outage),
    )


def _resumed(attempt: Attempt, event: ev.Resumed) -> Attempt:
    stage = attempt.resume_to or "playing"
    running = stage in {"playing", "asking"}
    return replace(
        attempt,
        stage=stage,
        resume_to=None,
        case_clock=attempt.case_clock.started(event.at) if running else attempt.case_clock,
        item_clock=attempt.item_clock.started(event.at) if stage == "asking" else attempt.item_clock,
    )


def _noted(attempt: Attempt, _: ev.Noted) -> Attempt:
    return replace(attempt, notes=attempt.notes + 1)


def _accommodated(attempt: Attempt, event: ev.Accommodated) -> Attempt:
    factor = event.multiplier / attempt.multiplier
    return replace(
        attempt,
        multiplier=event.multiplier,
        breaks=event.breaks,
        case_clock=attempt.case_clock.scaled(factor),
        item_clock=attempt.item_clock.scaled(factor),
    )


def _bounded(attempt: Attempt, event: ev.Bounded) -> Attempt:
    return replace(attempt, until=event.until)


def _closed(attempt: Attempt, event: ev.Closed) -> Attempt:
    return replace(
        attempt,
        stage="closed",
        resume_to=None,
        item="",
        reason=event.reason,
        case_clock=Clock(),
        item_clock=Clock(),
    )


_EVOLVE: dict[type, Callable[[Attempt, Any], Attempt]] = {
    ev.Started: _unchanged,
    ev.Connected: _connected,
    ev.Disconnected: _disconnected,
    ev.CaseOpened: _case_opened,
    ev.SegmentReleased: _segment_released,
    ev.SegmentReached: _unchanged,
    ev.ItemOpened: _item_opened,
    ev.DraftSaved: _draft_saved,
    ev.ResponseSubmitted: _submitted,
    ev.ItemExpired: _item_expired,
    ev.CaseExpired: _unchanged,
    ev.CaseEnded: _case_ended,
    ev.Suspended: _suspended,
    ev.Resumed: _resumed,
    ev.Noted: _noted,
    ev.Accommodated: _accommodated,
    ev.Bounded: _bounded,
    ev.Closed: _closed,
}
