"""What captions are cut from, and what they are: timed words and noises, and cues. All times in seconds."""

from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True)
class TimedWord:
    """A written word, as it stands between white space, and when it is heard."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Turn:
    """What one speaker says in one go; `speaker` is the name that captions show."""

    speaker: str
    words: tuple[TimedWord, ...]


@dataclass(frozen=True)
class Noise:
    """A sound that matters; `text` is what it is called, without brackets."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Cue:
    """A caption: plain text, line by line.

    Attributes:
        start, end: when it is shown, exact to the millisecond.
        lines: plain text; never empty in a cue that is shown.
        speaker: who is heard first in it; None where nobody is named.
        identifier: the cue's name in its file; empty for none.
        settings: WebVTT settings as written (`line:0 align:start`); empty for none.
        markup: the cue's text with its WebVTT tags, where it came from a file; None where it is made here.
    """

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None
    identifier: str = ""
    settings: str = ""
    markup: str | None = None

    @property
    def text(self) -> str:
        """All lines as one text."""
        return " ".join(self.lines)

    @property
    def duration(self) -> float:
        """How long it is shown."""
        return self.end - self.start


@dataclass(frozen=True, order=True)
class Deviation:
    """One departure from a format: the line (from 1), what is wrong, and what would be right."""

    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        """The deviation as `line: what; fix`."""
        return f"{self.line}: {self.what}; {self.fix}"


def milliseconds(seconds: float | Decimal) -> int:
    """A media time in whole milliseconds, halves away from zero."""
    return int((Decimal(repr(float(seconds))) * 1000).to_integral_value("ROUND_HALF_UP"))


def within(cues: tuple[Cue, ...], start: float, end: float) -> tuple[Cue, ...]:
    """The cues of a segment from `start` to `end`, with times that count from its start.

    A cue that reaches over an edge is cut there.
    """
    return tuple(
        replace(cue, start=_since(max(cue.start, start), start), end=_since(min(cue.end, end), start))
        for cue in cues
        if cue.start < end and cue.end > start
    )


def _since(time: float, start: float) -> float:
    return (milliseconds(time) - milliseconds(start)) / 1000
