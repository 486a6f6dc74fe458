"""The state machine of an attempt: commands in, events out.

`TRANSITIONS` is the whole of it: for each stage and command, what is done and where it may lead. A
pair that is not in the table raises `IllegalTransition` and changes nothing. The diagram in
`docs/protocol.md` is drawn from the table.

Time passes in `settle`: limits that are over become events, stamped with the moment at which they
were over. `apply` refuses to work on a state that is not settled, so that no answer can slip in
after its limit and none that was acknowledged can be lost to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from player.engine import command as cmd
from player.engine import event as ev
from player.engine.bounds import check_length, check_pace, check_room
from player.engine.command import Command
from player.engine.event import Event
from player.engine.form import Form, FormCase, Segment
from player.engine.measure import read_off
from player.engine.response import Raw, calibration_of, check_confidence, check_response, fits
from player.engine.state import Attempt, Stage, evolve
from player.engine.usage import check_use
from player.errors import AttemptClosed, IllegalTransition, ItemClosed, Superseded
from scenarios.model.item import Item

Events = tuple[Event, ...]
Handler = Callable[[Form, Attempt, Any, datetime], Events]


@dataclass(frozen=True)
class Transition:
    """What a command does in a stage, and the stages in which it may end."""

    handler: Handler
    leads_to: tuple[Stage, ...]


def apply(form: Form, attempt: Attempt, command: Command, now: datetime) -> Events:
    """What a command gives rise to, at least one event.

    Args:
        form: the form that the attempt is pinned to.
        attempt: its state, settled at `now`.
        command: what is asked.
        now: the server's time, in UTC.

    Raises:
        IllegalTransition: the command does not belong here; nothing changes.
        Superseded: another connection has taken over, whatever this one asks.
        InvalidResponse: an answer does not fit its item; nothing changes.
        Full: there is no room for more of it.
        TooMany: more connections than a page makes.
    """
    if settle(form, attempt, now):
        raise IllegalTransition("A time limit has passed; the attempt has to be settled first.")
    if attempt.stage == "closed":
        raise AttemptClosed("This sitting is over; nothing can be added to it.")
    if getattr(command, "epoch", attempt.epoch) != attempt.epoch:
        raise Superseded("This sitting was opened in another window, which now has it.")
    transition = TRANSITIONS.get((attempt.stage, type(command)))
    if transition is None:
        raise _refusal(attempt, command)
    return transition.handler(form, attempt, command, max(now, attempt.at))


def settle(form: Form, attempt: Attempt, now: datetime) -> Events:
    """The events of all limits that are over at `now`, in their order; none where nothing is over.

    Where the clock was set back, it is still no earlier than what has happened.
    """
    return tuple(_overdue(form, attempt, max(now, attempt.at)))


def advance(attempt: Attempt, events: Events) -> Attempt:
    """The state after events."""
    for event in events:
        attempt = evolve(attempt, event)
    return attempt


def case_of(form: Form, attempt: Attempt) -> FormCase:
    """The case that the candidate is in.

    Raises:
        KeyError: the attempt has not begun.
    """
    return {case.id: case for case in form.cases}[attempt.case]


def segment_of(form: Form, attempt: Attempt) -> Segment:
    """The segment that was released last.

    Raises:
        KeyError: the attempt has not begun.
    """
    case = case_of(form, attempt)
    return case.segments[position_of(case, attempt.segment)]


def position_of(case: FormCase, segment: str) -> int:
    """Where a segment stands in its case, from 0.

    Raises:
        KeyError: the case has no such segment.
    """
    # by name: two models are compared field by field, down to the last caption
    for position, each in enumerate(case.segments):
        if each.id == segment:
            return position
    raise KeyError(segment)


def _refusal(attempt: Attempt, command: Command) -> IllegalTransition:
    if isinstance(command, cmd.Submit | cmd.SaveDraft):
        return _no_such_item(attempt, command.item)
    return IllegalTransition(f"'{_name(type(command))}' does not belong where the sitting is now.")


def _no_such_item(attempt: Attempt, item: str) -> IllegalTransition:
    place = (attempt.case, item)
    if place in attempt.expired:
        return ItemClosed("The time for this question is over; what was saved until then counts.")
    if place in attempt.responses:
        return IllegalTransition("This question has been answered.")
    return IllegalTransition("This question is not open.")


def _begin(form: Form, attempt: Attempt, _: cmd.Start, now: datetime) -> Events:
    return (ev.Started(at=now), *_open_case(form, attempt, form.cases[0], now))


def _open_case(form: Form, attempt: Attempt, case: FormCase, now: datetime) -> Events:
    return (
        ev.CaseOpened(
            at=now, case=case.id, limit=_limit(form.rules(attempt.mode).case_seconds, case.seconds, attempt)
        ),
        ev.SegmentReleased(at=now, segment=case.segments[0].id),
    )


def _limit(rule: int | None, own: int | None, attempt: Attempt) -> float | None:
    """The limit in seconds: a mode that has none keeps none, one that has takes the case's or item's own."""
    return None if rule is None else (own or rule) * attempt.multiplier


def _connect(_: Form, attempt: Attempt, __: cmd.Connect, now: datetime) -> Events:
    check_pace(attempt, now)
    return (ev.Connected(at=now, epoch=attempt.epoch + 1),)


def _disconnect(_: Form, __: Attempt, ___: cmd.Disconnect, now: datetime) -> Events:
    return (ev.Disconnected(at=now),)


def _reach(form: Form, attempt: Attempt, command: cmd.Reach, now: datetime) -> Events:
    if command.segment != attempt.segment:
        raise IllegalTransition("Another part of the recording is being played.")
    reached = ev.SegmentReached(at=now, segment=attempt.segment)
    return (reached, *_onward(form, attempt, segment_of(form, attempt).asks, now))


def _onward(form: Form, attempt: Attempt, asks: tuple[str, ...], now: datetime) -> Events:
    """The next item of this timepoint, else the next segment, else the end of the case."""
    case = case_of(form, attempt)
    if asks:
        limit = _limit(form.rules(attempt.mode).item_seconds, case.items[asks[0]].seconds, attempt)
        return (ev.ItemOpened(at=now, item=asks[0], limit=limit),)
    following = case.segments[position_of(case, attempt.segment) + 1 :]
    if following:
        return (ev.SegmentReleased(at=now, segment=following[0].id),)
    return _end_case(form, attempt, now)


def _end_case(form: Form, attempt: Attempt, now: datetime) -> Events:
    ended = ev.CaseEnded(at=now, case=attempt.case)
    if attempt.case == form.cases[-1].id and attempt.mode == "exam":
        return (ended, ev.Closed(at=now, reason="completed"))
    return (ended,)


def _after_item(form: Form, attempt: Attempt, item: str, now: datetime) -> Events:
    asks = segment_of(form, attempt).asks
    return _onward(form, attempt, asks[asks.index(item) + 1 :], now)


def _save_draft(form: Form, attempt: Attempt, command: cmd.SaveDraft, now: datetime) -> Events:
    if command.item != attempt.item:
        raise _no_such_item(attempt, command.item)
    check_room(attempt, command)
    check_length(command.response)
    check_confidence(case_of(form, attempt).items[command.item], command.confidence)
    return (
        ev.DraftSaved(at=now, item=command.item, response=command.response, confidence=command.confidence),
    )


def _submit(form: Form, attempt: Attempt, command: cmd.Submit, now: datetime) -> Events:
    if command.item != attempt.item:
        raise _no_such_item(attempt, command.item)
    check_length(command.response)
    case = case_of(form, attempt)
    item = case.items[command.item]
    check_response(item, command.response, case.images)
    check_confidence(item, command.confidence)
    submitted = ev.ResponseSubmitted(
        at=now,
        item=command.item,
        response=command.response,
        confidence=command.confidence,
        calibration=calibration_of(item, case.images),
        measured=_shown(item, command.response, case),
    )
    return (submitted, *_after_item(form, attempt, command.item, now))


def _continue(form: Form, attempt: Attempt, _: cmd.Continue, now: datetime) -> Events:
    names = [case.id for case in form.cases]
    following = form.cases[names.index(attempt.case) + 1 :]
    return (
        _open_case(form, attempt, following[0], now)
        if following
        else (ev.Closed(at=now, reason="completed"),)
    )


def _suspend(form: Form, attempt: Attempt, command: cmd.Suspend, now: datetime) -> Events:
    check_room(attempt, command)
    stops = attempt.breaks or form.rules(attempt.mode).suspended_clock == "stops"
    return (ev.Suspended(at=now, clock_stops=stops),)


def _resume(_: Form, __: Attempt, ___: cmd.Resume, now: datetime) -> Events:
    return (ev.Resumed(at=now),)


def _note(form: Form, attempt: Attempt, command: cmd.Note, now: datetime) -> Events:
    check_room(attempt, command)
    check_length(command.data)
    if command.kind == "exhibit":
        check_use(case_of(form, attempt), attempt, command.data)
    return (ev.Noted(at=now, kind=command.kind, data=command.data),)


def _accommodate(_: Form, __: Attempt, command: cmd.Accommodate, now: datetime) -> Events:
    return (ev.Accommodated(at=now, multiplier=command.multiplier, breaks=command.breaks),)


def _bound(_: Form, __: Attempt, command: cmd.Bound, now: datetime) -> Events:
    return (ev.Bounded(at=now, until=command.until),)


def _close(form: Form, attempt: Attempt, command: cmd.Close, now: datetime) -> Events:
    return (*_take_draft(form, attempt, now), ev.Closed(at=now, reason=command.reason))


def _take_draft(form: Form, attempt: Attempt, now: datetime) -> Events:
    """The open item ends, and what was saved of its answer counts if it fits."""
    if attempt.stage_within != "asking":
        return ()
    case, draft = case_of(form, attempt), attempt.drafts.get((attempt.case, attempt.item))
    item = case.items[attempt.item]
    if draft is None or not fits(item, draft.raw, case.images):
        return (ev.ItemExpired(at=now, item=attempt.item, response=None),)
    taken = ev.ItemExpired(
        at=now,
        item=attempt.item,
        response=draft.raw,
        confidence=draft.confidence,
        calibration=calibration_of(item, case.images),
        measured=_shown(item, draft.raw, case),
    )
    return (taken,)


def _shown(item: Item, raw: Raw, case: FormCase) -> tuple[float, ...] | None:
    return read_off(item, raw, case.images).lengths or None


def _overdue(form: Form, attempt: Attempt, now: datetime) -> Iterator[Event]:
    while events := _next_overdue(form, attempt, now):
        yield from events
        attempt = advance(attempt, events)


def _next_overdue(form: Form, attempt: Attempt, now: datetime) -> Events:
    case_end, item_end = (
        clock.deadline(attempt.outage) for clock in (attempt.case_clock, attempt.item_clock)
    )
    until = attempt.until if attempt.stage != "closed" else None
    if until and until <= now and not any(end and end < until for end in (case_end, item_end)):
        at = max(until, attempt.at)
        return (*_take_draft(form, attempt, at), ev.Closed(at=at, reason="window"))
    if case_end and case_end <= now and not (item_end and item_end < case_end):
        at = max(case_end, attempt.at)
        expired = ev.CaseExpired(at=at, case=attempt.case)
        return (*_take_draft(form, attempt, at), expired, *_end_case(form, attempt, at))
    if item_end and item_end <= now:
        at = max(item_end, attempt.at)
        return (*_take_draft(form, attempt, at), *_after_item(form, attempt, attempt.item, at))
    return ()


def _name(command: type) -> str:
    return command.__name__.lower()


_ONGOING: tuple[Stage, ...] = ("playing", "asking", "intermission")
_ONWARD: tuple[Stage, ...] = ("asking", "playing", "intermission", "closed")

TRANSITIONS: dict[tuple[Stage, type], Transition] = {
    ("initial", cmd.Start): Transition(_begin, ("playing",)),
    ("playing", cmd.Reach): Transition(_reach, _ONWARD),
    ("asking", cmd.SaveDraft): Transition(_save_draft, ("asking",)),
    ("asking", cmd.Submit): Transition(_submit, _ONWARD),
    ("intermission", cmd.Continue): Transition(_continue, ("playing", "closed")),
    ("suspended", cmd.Resume): Transition(_resume, _ONGOING),
    **{(stage, cmd.Suspend): Transition(_suspend, ("suspended",)) for stage in _ONGOING},
    **{(stage, cmd.Note): Transition(_note, (stage,)) for stage in _ONGOING},
    **{(stage, cmd.Connect): Transition(_connect, (stage,)) for stage in (*_ONGOING, "suspended")},
    **{(stage, cmd.Disconnect): Transition(_disconnect, (stage,)) for stage in (*_ONGOING, "suspended")},
    **{
        (stage, cmd.Accommodate): Transition(_accommodate, (stage,))
        for stage in ("initial", *_ONGOING, "suspended")
    },
    **{(stage, cmd.Bound): Transition(_bound, (stage,)) for stage in ("initial", *_ONGOING, "suspended")},
    **{(stage, cmd.Close): Transition(_close, ("closed",)) for stage in ("initial", *_ONGOING, "suspended")},
}
"""(stage, command) -> what is done, and where it may lead. Whatever is not here is refused."""
