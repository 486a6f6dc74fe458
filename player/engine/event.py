"""What happened in an attempt. The events are the truth: state, scores and reports are rebuilt from them.

An event says what was decided, so that reading it needs no rule: a later change of the rules does
not change what an old event means.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue, TypeAdapter

from player.engine.command import CloseReason, Confidence, NoteKind
from scenarios.model.package import Mode
from scenarios.model.text import Frozen


class EventBase(Frozen):
    """What all events share: when it happened, in UTC, by the server's clock."""

    at: datetime


class Created(EventBase):
    """The attempt exists, pinned to a published version and its keys."""

    type: Literal["created"] = "created"
    mode: Mode
    version: str
    seed: int


class Started(EventBase):
    """The candidate began."""

    type: Literal["started"] = "started"


class Connected(EventBase):
    """A browser took over; older epochs may not write any more."""

    type: Literal["connected"] = "connected"
    epoch: int


class Disconnected(EventBase):
    """The connection was lost; outage time is counted from here."""

    type: Literal["disconnected"] = "disconnected"


class CaseOpened(EventBase):
    """A case began; its limit in seconds, accommodation included."""

    type: Literal["case-opened"] = "case-opened"
    case: str
    limit: float | None


class SegmentReleased(EventBase):
    """From here on a segment may be fetched."""

    type: Literal["segment-released"] = "segment-released"
    segment: str


class SegmentReached(EventBase):
    """The candidate came to the end of a segment."""

    type: Literal["segment-reached"] = "segment-reached"
    segment: str


class ItemOpened(EventBase):
    """From here on an item and its exhibits may be seen; its limit in seconds, accommodation included."""

    type: Literal["item-opened"] = "item-opened"
    item: str
    limit: float | None


class DraftSaved(EventBase):
    """An unfinished answer."""

    type: Literal["draft-saved"] = "draft-saved"
    item: str
    response: Mapping[str, JsonValue]
    confidence: Confidence | None = None


class ResponseSubmitted(EventBase):
    """An answer, raw as it was given, the calibration (mm for each pixel) by which it was measured, and what was shown."""

    type: Literal["response-submitted"] = "response-submitted"
    item: str
    response: Mapping[str, JsonValue]
    confidence: Confidence | None = None
    calibration: tuple[float, float] | None = None
    measured: tuple[float, ...] | None = None


class ItemExpired(EventBase):
    """The time of an item was over; its draft, where it fits the item, became the answer."""

    type: Literal["item-expired"] = "item-expired"
    item: str
    response: Mapping[str, JsonValue] | None
    confidence: Confidence | None = None
    calibration: tuple[float, float] | None = None
    measured: tuple[float, ...] | None = None


class CaseExpired(EventBase):
    """The time of a case was over; its unopened items stay without an answer."""

    type: Literal["case-expired"] = "case-expired"
    case: str


class CaseEnded(EventBase):
    """Nothing of the case is open any more."""

    type: Literal["case-ended"] = "case-ended"
    case: str


class Suspended(EventBase):
    """The attempt pauses; whether its clocks stop."""

    type: Literal["suspended"] = "suspended"
    clock_stops: bool


class Resumed(EventBase):
    """The attempt goes on."""

    type: Literal["resumed"] = "resumed"


class Noted(EventBase):
    """Something worth keeping that changes nothing."""

    type: Literal["noted"] = "noted"
    kind: NoteKind
    data: Mapping[str, JsonValue]


class Accommodated(EventBase):
    """An accommodation was granted; it holds for what is open and what will open."""

    type: Literal["accommodated"] = "accommodated"
    multiplier: float
    breaks: bool


class Bounded(EventBase):
    """From here on it was known when the attempt ends at the latest."""

    type: Literal["bounded"] = "bounded"
    until: datetime


class Closed(EventBase):
    """The attempt is over."""

    type: Literal["closed"] = "closed"
    reason: CloseReason


Event = Annotated[
    Created
    | Started
    | Connected
    | Disconnected
    | CaseOpened
    | SegmentReleased
    | SegmentReached
    | ItemOpened
    | DraftSaved
    | ResponseSubmitted
    | ItemExpired
    | CaseExpired
    | CaseEnded
    | Suspended
    | Resumed
    | Noted
    | Accommodated
    | Bounded
    | Closed,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads an event from its JSON."""
