"""What may be asked of an attempt. Every command is a frozen value; none knows the time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

Confidence = Literal["guess", "fairly", "certain"]
CloseReason = Literal["completed", "window", "withdrawn", "annulled"]
NoteKind = Literal["stall", "media-error", "hidden", "exhibit"]

MAX_MULTIPLIER = 10
"""Of limits, by accommodation: the usual ones are 1.25, 1.5 and 2."""


@dataclass(frozen=True)
class Start:
    """The candidate begins: the first segment is released and the case's clock starts."""


@dataclass(frozen=True)
class Connect:
    """A browser takes over the attempt; it becomes the only one that may write."""


@dataclass(frozen=True)
class Disconnect:
    """The connection of this epoch is gone."""

    epoch: int


@dataclass(frozen=True)
class Reach:
    """The candidate has come to the end of the released segment."""

    epoch: int
    segment: str


@dataclass(frozen=True)
class SaveDraft:
    """An unfinished answer, kept so that nothing is lost."""

    epoch: int
    item: str
    response: Mapping[str, JsonValue]
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Submit:
    """An answer, for good."""

    epoch: int
    item: str
    response: Mapping[str, JsonValue]
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Continue:
    """On from the end of a case: to the next one, or to the result."""

    epoch: int


@dataclass(frozen=True)
class Suspend:
    """A pause; the attempt can be resumed later and elsewhere."""

    epoch: int


@dataclass(frozen=True)
class Resume:
    """On from where the attempt was suspended."""

    epoch: int


@dataclass(frozen=True)
class Note:
    """Something worth keeping that changes nothing: a stall, the use of an exhibit."""

    epoch: int
    kind: NoteKind
    data: Mapping[str, JsonValue]


@dataclass(frozen=True)
class Accommodate:
    """Staff grant an individual change of delivery: limits times `multiplier`, and breaks that stop the clock.

    Raises:
        ValueError: the multiplier would take time away, or gives it without bounds.
    """

    multiplier: float
    breaks: bool

    def __post_init__(self) -> None:
        if not 1 <= self.multiplier <= MAX_MULTIPLIER:
            raise ValueError(f"the multiplier has to be from 1 to {MAX_MULTIPLIER}, not {self.multiplier}")


@dataclass(frozen=True)
class Bound:
    """The attempt ends at a time at the latest, with what was acknowledged until then."""

    until: datetime


@dataclass(frozen=True)
class Close:
    """The attempt ends with what was acknowledged."""

    reason: CloseReason


Command = (
    Start
    | Connect
    | Disconnect
    | Reach
    | SaveDraft
    | Submit
    | Continue
    | Suspend
    | Resume
    | Note
    | Accommodate
    | Bound
    | Close
)
