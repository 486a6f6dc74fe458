"""A scene along one axis of time, in the units of its drawing: what the template turns into SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from media_tools.captions.model import Cue
from media_tools.check.finding import Finding, Severity, clock
from media_tools.check.subject import is_sound

if TYPE_CHECKING:
    from media_tools.check.inspect import Inspection

WIDTH = 1000
"""Units from the beginning of a scene to its end."""
WAVE = 56
"""Units of height of the sound."""
_STEPS = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
_TICKS = 12
_LETTER = 6.2


@dataclass(frozen=True)
class Bar:
    """Something that lasts: its place and width, what it says, what fits into it."""

    x: float
    width: float
    text: str
    fits: str = ""
    sound: bool = False


@dataclass(frozen=True)
class Mark:
    """A moment: its place and what it says."""

    x: float
    text: str
    severity: Severity = "note"


@dataclass(frozen=True)
class Heard:
    """What a time line is drawn of beside captions and findings; times in seconds.

    Attributes:
        outline: the loudest of the sound from beginning to end, from 0 to 1.
        speech: where somebody speaks.
    """

    duration: float
    outline: Sequence[float]
    speech: Sequence[tuple[float, float]]
    timepoints: Sequence[float]


class Moment(Protocol):
    """A finding as a time line needs it."""

    @property
    def time(self) -> float | None: ...  # noqa: D102 (a field of it)
    @property
    def what(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> Severity: ...  # noqa: D102


@dataclass(frozen=True)
class Timeline:
    """All that is drawn of a scene.

    Attributes:
        wave: the outline of its sound, as an SVG path.
        speech, cues: bars.
        timepoints, findings: marks.
        ticks: marks of the axis.
    """

    wave: str
    speech: tuple[Bar, ...]
    cues: tuple[Bar, ...]
    timepoints: tuple[Mark, ...]
    findings: tuple[Mark, ...]
    ticks: tuple[Mark, ...]


def timeline(seen: "Inspection", findings: Sequence[Finding]) -> Timeline | None:
    """The time line of a scene; None for an exhibit, and for a scene that could not be read."""
    subject = seen.subject
    if subject is None or subject.duration <= 0:
        return None
    heard = Heard(subject.duration, seen.outline, seen.speech, subject.timepoints)
    return drawn(heard, subject.tracks[0].cues, findings)


def drawn(heard: Heard, cues: Sequence[Cue], findings: Iterable[Moment]) -> Timeline:
    """The time line of a scene that lasts for some time, with one of its caption tracks."""
    scale = WIDTH / heard.duration
    return Timeline(
        wave=_path(heard.outline),
        speech=tuple(
            _bar(start, end, scale, f"{clock(start)} to {clock(end)}") for start, end in heard.speech
        ),
        cues=tuple(_bar(cue.start, cue.end, scale, cue.text, sound=is_sound(cue)) for cue in cues),
        timepoints=tuple(Mark(_at(time, scale), clock(time)) for time in heard.timepoints),
        findings=tuple(
            Mark(_at(one.time, scale), one.what, one.severity) for one in findings if one.time is not None
        ),
        ticks=tuple(_ticks(heard.duration, scale)),
    )


def _at(time: float, scale: float) -> float:
    return round(min(max(time * scale, 0.0), float(WIDTH)), 1)


def _bar(start: float, end: float, scale: float, text: str, *, sound: bool = False) -> Bar:
    x = _at(start, scale)
    width = max(1.0, round(_at(end, scale) - x, 1))
    letters = int((width - 8) / _LETTER)
    cut = text if len(text) <= letters else f"{text[: letters - 1]}…"
    return Bar(x, width, text, cut if letters > 1 else "", sound)


def _path(outline: Sequence[float]) -> str:
    """The sound as an area around its middle line."""
    if not outline:
        return ""
    middle, step = WAVE / 2, WIDTH / len(outline)
    peak = max(*outline, 0.05)
    heights = [max(0.5, value / peak * (middle - 2)) for value in outline]
    upper = [f"{n * step:.1f} {middle - height:.1f}" for n, height in enumerate(heights)]
    lower = [f"{n * step:.1f} {middle + height:.1f}" for n, height in enumerate(heights)]
    return f"M{' L'.join([*upper, *reversed(lower)])} Z"


def _ticks(duration: float, scale: float) -> list[Mark]:
    step = next((step for step in _STEPS if duration / step <= _TICKS), _STEPS[-1])
    times = (number * step for number in range(int(duration / step) + 1))
    return [Mark(_at(time, scale), _short(time)) for time in times if time <= duration - step / 3]


def _short(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:.0f}:{rest:02.0f}" if rest == int(rest) else f"{minutes:.0f}:{rest:04.1f}"
