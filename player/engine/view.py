"""What a candidate's browser is told of an attempt: one message that holds all it may know.

It is made from the gate (`release`), so it cannot hold anything that has not been released. A browser
that gets it needs no other memory: it is sent after every change, and after every reconnect. Its parts
are dataclasses, made of what has been validated before: to validate them again at every message is what
a server with many candidates would do most of its time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from player.engine.attempt import case_of
from player.engine.command import Confidence
from player.engine.disguise import disguised, seed_of
from player.engine.form import Cue, Form, FormCase, FormExhibit, Rendition, ScriptLine, Segment
from player.engine.measure import NOTHING, measured_in
from player.engine.present import explain, present
from player.engine.release import Release, release
from player.engine.response import Raw
from player.engine.scoring import scored
from player.engine.state import Attempt, Stage
from player.engine.timing import Clock, Outage
from scenarios.model.key import Key, Keys
from scenarios.model.package import Mode
from scenarios.model.text import Frozen

Plain = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class SourceView:
    """An encoding of a medium: its address, good for this attempt alone, and its type."""

    src: str
    type: str


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A released segment; `media` is empty where it may not be played again."""

    id: str
    scene: str
    phase: str
    title: str | None
    kind: Literal["audio", "video"]
    duration: float
    media: tuple[SourceView, ...]
    cues: Mapping[str, tuple[Cue, ...]]
    script: Mapping[str, tuple[ScriptLine, ...]]
    descriptions: Mapping[str, tuple[Cue, ...]]
    asks: int


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """Ultrasound media of the open item."""

    id: str
    view: str
    description: str
    kind: Literal["cine", "still"]
    media: tuple[SourceView, ...]
    frames: int
    rate: float | None
    size: tuple[int, int]
    mm_per_px: tuple[float, float] | None
    marker: Literal["left", "right"] | None
    simulated: bool
    regions: tuple[tuple[int, int, int, int], ...]
    zero_depth: float | None


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase on the way through the encounter."""

    id: str
    title: str
    state: Literal["done", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class ClockView:
    """A limit and what is left of it, in seconds, at the time of the message."""

    limit: float
    remaining: float
    running: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer that has been recorded, beside the question it belongs to."""

    item: str
    question: Plain
    response: Plain | None
    confidence: Confidence | None
    expired: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """An item of a practice case that is over: what was answered, what is right, and why."""

    item: str
    question: Plain
    response: Plain | None
    fraction: float
    points: float
    provisional: bool
    explanation: Plain


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case that the candidate is in."""

    id: str
    title: str
    patient: str
    setting: str
    number: int
    of: int
    answered: int
    items: int


class StateView(Frozen):
    """Everything a browser may know of an attempt at one moment."""

    type: Literal["state"] = "state"
    seq: int
    now: datetime
    stage: Stage
    mode: Mode
    area: str
    replay: Literal["none", "scene", "case"]
    pause_stops_clock: bool
    languages: tuple[str, ...]
    case: CaseView | None
    phases: tuple[PhaseView, ...]
    segments: tuple[SegmentView, ...]
    question: Plain | None
    number: int | None
    draft: Plain | None
    draft_confidence: Confidence | None
    exhibits: tuple[ExhibitView, ...]
    answers: tuple[AnswerView, ...]
    item_clock: ClockView | None
    case_clock: ClockView | None
    review: tuple[ReviewView, ...]
    result: str | None


@dataclass(frozen=True)
class Addresses:
    """How a browser reaches things: a medium, and the result page."""

    media: Callable[[Rendition], str]
    result: str


def view(form: Form, keys: Keys, attempt: Attempt, now: datetime, addresses: Addresses) -> StateView:
    """What the candidate of an attempt may know now.

    Args:
        form: the form that the attempt is pinned to.
        keys: its keys; used for the review of a practice case that is over, and for nothing else.
        attempt: its state, settled at `now`.
        now: the server's time, in UTC.
        addresses: how media and the result are reached.
    """
    released = release(form, attempt)
    case = case_of(form, attempt) if attempt.case and attempt.stage != "closed" else None
    return StateView(
        seq=attempt.seq,
        now=now,
        stage=attempt.stage,
        mode=attempt.mode,
        area=form.title,
        replay=form.rules(attempt.mode).replay,
        pause_stops_clock=attempt.breaks or form.rules(attempt.mode).suspended_clock == "stops",
        languages=form.languages,
        case=_case(form, case, attempt) if case else None,
        phases=_phases(case, attempt) if case else (),
        segments=tuple(_segment(segment, released, addresses) for segment in released.segments),
        question=_question(case, attempt, released.item) if case and released.item else None,
        number=_number(case, released.item) if case and released.item else None,
        draft=_draft(case, attempt, released.item) if case and released.item else None,
        draft_confidence=_sureness(case, attempt, released.item) if case and released.item else None,
        exhibits=tuple(_exhibit(name, exhibit, addresses) for name, exhibit in released.exhibits),
        answers=_answers(case, attempt) if case and released.segments else (),
        item_clock=_clock(attempt.item_clock, max(now, attempt.at), attempt.outage),
        case_clock=_clock(attempt.case_clock, max(now, attempt.at), attempt.outage),
        review=_review(case, keys[case.id], attempt) if case and released.review else (),
        result=addresses.result if attempt.stage == "closed" else None,
    )


def asked(case: FormCase) -> tuple[str, ...]:
    """The items of a case in the order in which they open."""
    return tuple(item for segment in case.segments for item in segment.asks)


def _case(form: Form, case: FormCase, attempt: Attempt) -> CaseView:
    answered = sum(1 for of, _ in attempt.responses if of == case.id)
    return CaseView(
        id=case.id,
        title=case.title,
        patient=case.patient,
        setting=case.setting,
        number=form.cases.index(case) + 1,
        of=len(form.cases),
        answered=answered,
        items=len(asked(case)),
    )


def _phases(case: FormCase, attempt: Attempt) -> tuple[PhaseView, ...]:
    names = [phase.id for phase in case.phases]
    current = next((segment.phase for segment in case.segments if segment.id == attempt.segment), names[0])
    here = len(names) if attempt.case in attempt.ended else names.index(current)
    return tuple(
        PhaseView(
            id=phase.id, title=phase.title, state="done" if i < here else "now" if i == here else "ahead"
        )
        for i, phase in enumerate(case.phases)
    )


def _sources(renditions: tuple[Rendition, ...], addresses: Addresses) -> tuple[SourceView, ...]:
    return tuple(SourceView(src=addresses.media(rendition), type=rendition.mime) for rendition in renditions)


def _segment(segment: Segment, released: Release, addresses: Addresses) -> SegmentView:
    return SegmentView(
        id=segment.id,
        scene=segment.scene,
        phase=segment.phase,
        title=segment.title,
        kind=segment.kind,
        duration=segment.duration,
        media=_sources(segment.renditions, addresses) if segment.id in released.playable else (),
        cues=segment.cues,
        script=segment.script,
        descriptions=segment.descriptions,
        asks=len(segment.asks),
    )


def _exhibit(name: str, exhibit: FormExhibit, addresses: Addresses) -> ExhibitView:
    facts = exhibit.model_dump(exclude={"renditions"})
    return ExhibitView(id=name, media=_sources(exhibit.renditions, addresses), **facts)


def _question(case: FormCase, attempt: Attempt, item: str) -> Plain:
    return present(item, case.items[item], seed_of(attempt, case.id), case.exhibits)


def _draft(case: FormCase, attempt: Attempt, item: str) -> Plain | None:
    draft = attempt.drafts.get((case.id, item))
    return None if draft is None else _shown(case, attempt, item, draft.raw)


def _sureness(case: FormCase, attempt: Attempt, item: str) -> Confidence | None:
    draft = attempt.drafts.get((case.id, item))
    return None if draft is None else draft.confidence


def _shown(case: FormCase, attempt: Attempt, item: str, raw: Raw) -> Plain:
    return disguised(seed_of(attempt, case.id), item, case.items[item], raw)


def _number(case: FormCase, item: str) -> int:
    return asked(case).index(item) + 1


def _answers(case: FormCase, attempt: Attempt) -> tuple[AnswerView, ...]:
    done = [name for name in asked(case) if (case.id, name) in {*attempt.responses, *attempt.expired}]
    return tuple(_answer(case, attempt, name) for name in done)


def _answer(case: FormCase, attempt: Attempt, name: str) -> AnswerView:
    place = (case.id, name)
    response = attempt.responses.get(place)
    return AnswerView(
        item=name,
        question=_question(case, attempt, name),
        response=_shown(case, attempt, name, response.raw) if response else None,
        confidence=response.confidence if response else None,
        expired=place in attempt.expired,
    )


def _clock(clock: Clock, now: datetime, outage: Outage) -> ClockView | None:
    remaining = clock.remaining(now, outage)
    if clock.limit is None or remaining is None:
        return None
    return ClockView(limit=clock.limit, remaining=remaining, running=clock.since is not None)


def _review(case: FormCase, keys: Mapping[str, Key], attempt: Attempt) -> tuple[ReviewView, ...]:
    return tuple(review_item(case, name, keys[name], attempt) for name in asked(case))


def review_item(
    case: FormCase, name: str, key: Key, attempt: Attempt, mark: float | None = None
) -> ReviewView:
    """An item of a practice case that is over; `mark` is what a marker gave for it."""
    response, item = attempt.responses.get((case.id, name)), case.items[name]
    raw = response.raw if response else None
    measured = measured_in(item, response, case.images) if response else NOTHING
    score = scored(case, name, key, raw, mark=mark, measured=measured)
    return ReviewView(
        item=name,
        question=_question(case, attempt, name),
        response=_shown(case, attempt, name, raw) if raw is not None else None,
        fraction=score.fraction,
        points=item.points,
        provisional=score.provisional,
        explanation=explain(name, item, key, seed_of(attempt, case.id), measured),
    )
