"""Periodic time: heartbeats and breaths that fit a whole number of times into a clip, so that it loops."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, exp, pi, sin

Amplitude = Callable[[float], float]
"""Seconds -> how far something is taken."""


@dataclass(frozen=True)
class Cycle:
    """Something that repeats every `period` seconds."""

    period: float

    @property
    def per_minute(self) -> float:
        """How often it comes in a minute."""
        return 60 / self.period

    def phase(self, seconds: float) -> float:
        """How much of the cycle has passed: 0 to 1."""
        return (seconds / self.period) % 1.0

    def wave(self, seconds: float, lag: float = 0.0) -> float:
        """A sine, -1 to 1, that begins at 0 and rises."""
        return sin(2 * pi * (seconds / self.period - lag))

    def moments(self, phase: float, until: float) -> tuple[float, ...]:
        """Every time before `until` seconds at which the cycle is at a phase."""
        count = round(until / self.period)
        return tuple((turn + phase) * self.period for turn in range(count))


@dataclass(frozen=True)
class Clock:
    """A loop of `seconds`."""

    seconds: float

    def cycle(self, per_minute: float, multiple: int = 1) -> Cycle:
        """The cycle nearest to a rate of which a whole number, a multiple of `multiple`, fits the loop."""
        turns = max(1, round(per_minute * self.seconds / 60 / multiple)) * multiple
        return Cycle(self.seconds / turns)


def through(keys: Sequence[tuple[float, float]], phase: float) -> float:
    """A smooth periodic curve through (phase, value) keys that never overshoots (Fritsch-Carlson).

    The first key has to be at phase 0; the curve returns to it at phase 1.
    """
    points = [(keys[-1][0] - 1, keys[-1][1]), *keys, (1.0, keys[0][1]), (1 + keys[1][0], keys[1][1])]
    at = max(i for i in range(1, len(points) - 2) if points[i][0] <= phase)
    before, (x0, y0), (x1, y1), after = points[at - 1 : at + 3]
    width = x1 - x0
    slope0, slope1 = _slope(before, (x0, y0), (x1, y1)), _slope((x0, y0), (x1, y1), after)
    t = (phase - x0) / width
    return (
        (1 + 2 * t) * (1 - t) ** 2 * y0
        + t * (1 - t) ** 2 * width * slope0
        + t * t * (3 - 2 * t) * y1
        - t * t * (1 - t) * width * slope1
    )


def _slope(before: tuple[float, float], here: tuple[float, float], after: tuple[float, float]) -> float:
    one = (here[1] - before[1]) / (here[0] - before[0])
    other = (after[1] - here[1]) / (after[0] - here[0])
    return 0.0 if one * other <= 0 else 2 * one * other / (one + other)


def bump(phase: float, centre: float, width: float) -> float:
    """A periodic bell of height 1 around a phase; `width` is its standard deviation."""
    away = (phase - centre + 0.5) % 1.0 - 0.5
    return exp(-0.5 * (away / width) ** 2)


def breath(cycle: Cycle, seconds: float) -> float:
    """Depth of a quiet breath, 0 (end-expiration) to 1 (end-inspiration); expiration is longer and rests."""
    return through(((0.0, 0.0), (0.12, 0.18), (0.36, 1.0), (0.62, 0.28), (0.82, 0.03)), cycle.phase(seconds))


def swell(phase: float) -> float:
    """A raised cosine: 0 at phase 0, 1 at phase 0.5."""
    return 0.5 - 0.5 * cos(2 * pi * phase)
