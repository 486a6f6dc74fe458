"""General flashes and red flashes, by the thresholds of WCAG 2.2, 2.3.1; frames are streamed, none is kept.

The picture is taken to fill a screen of 1024 x 768 and is looked at in cells of 16 pixels, half a degree.
In each cell every swing of relative luminance is followed from its lowest to its highest value: one of
10 % or more whose darker end lies below 0.80 is a change, and a pair of opposing changes is a flash. So a
slow swing counts as one change however many frames it takes, and flicker below the threshold counts for
nothing. A moment is unsafe when the cells that have had more than three flashes in the second before it
fill more than a quarter of any field of 341 x 256 pixels (10 degrees).

What it does not do: a finely chequered pattern is averaged inside its cell, as WCAG exempts it; spatial
patterns that do not flash are not looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from media_tools.check.profile import Flashes
from media_tools.encode import Frame

CELL = 16
"""Pixels of the screen along one side of a cell."""
SAMPLES = 4
"""Samples along one side of a cell."""
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)
_RED_SCALE = 320.0
_LINEAR_UNTIL = 0.04045
_TINY = 1e-6
_SECOND = 1.0
_ROUNDING = 1e-6

Cells = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Hazard:
    """A stretch of a video that flashes: what kind, from when to when, and the most of a field that does."""

    red: bool
    start: float
    end: float
    share: float


def sample_size(size: tuple[int, int], rules: Flashes) -> tuple[int, int]:
    """Width and height to which the frames of a video are brought before they are looked at."""
    scale = min(rules.screen[0] / size[0], rules.screen[1] / size[1])
    across, down = (max(1, round(side * scale / CELL)) for side in size)
    return across * SAMPLES, down * SAMPLES


def hazards(frames: Iterable[tuple[float, Frame]], rules: Flashes) -> list[Hazard]:
    """Every stretch of a video that breaks the thresholds.

    Args:
        frames: (seconds, RGB image) of the size that `sample_size` gives.
        rules: the thresholds.
    """
    moments = list(_unsafe(frames, rules))
    return [
        hazard for red in (False, True) for hazard in _joined([m for m in moments if m.red == red])
    ]  # fmt: skip


def _unsafe(frames: Iterable[tuple[float, Frame]], rules: Flashes) -> Iterator[Hazard]:
    """Moments at which too much of a field has flashed too often in the second before."""
    general: _Swings | None = None
    red: _Swings | None = None
    last: Frame | None = None
    for time, frame in frames:
        if last is not None and np.array_equal(frame, last):
            continue
        last = frame
        luminance, redness, saturated = _look(frame, rules)
        if general is None or red is None:
            everywhere = np.ones(luminance.shape, np.bool_)
            general = _Swings(luminance, rules.change, rules.per_second)
            red = _Swings(redness, rules.red_change, rules.per_second)
        changed = general.follow(time, luminance, luminance < rules.darker_below, everywhere)
        changed_red = red.follow(time, redness, everywhere, saturated)
        for is_red, swings, new in ((False, general, changed), (True, red, changed_red)):
            share = _densest(swings.flashing(time), rules) if new else 0.0
            if share > rules.area:
                yield Hazard(is_red, max(0.0, time - _SECOND), time, share)


class _Swings:
    """Each cell's swings between low and high, and when it last changed.

    Attributes:
        low, high: the value at either end of the present swing.
        low_fit, high_fit: whether that end is such that a change from or to it counts.
        rising: the direction of the last change: 1, -1, or 0 before the first.
        times: of the last changes, the oldest first.
    """

    def __init__(self, first: Cells, change: float, per_second: int) -> None:
        self.low, self.high = first.copy(), first.copy()
        self.low_fit = self.high_fit = np.zeros(first.shape, np.bool_)
        self.rising = np.zeros(first.shape, np.int8)
        self.times = np.full((2 * per_second + 1, *first.shape), -np.inf, np.float32)
        self._change = change

    def follow(self, time: float, value: Cells, low_fit: Flags, high_fit: Flags) -> bool:
        """Take in the next frame, and tell whether any cell has changed by it."""
        lower, higher = value <= self.low, value >= self.high
        self.low, self.low_fit = np.where(lower, value, self.low), np.where(lower, low_fit, self.low_fit)
        self.high, self.high_fit = (
            np.where(higher, value, self.high),
            np.where(higher, high_fit, self.high_fit),
        )
        up = (self.rising <= 0) & (value - self.low >= self._change) & self.low_fit & high_fit
        down = (self.rising >= 0) & (self.high - value >= self._change) & self.high_fit & low_fit
        changed = up | down
        if not changed.any():
            return False
        # what comes next is measured from here
        self.low, self.low_fit = np.where(changed, value, self.low), np.where(changed, low_fit, self.low_fit)
        self.high, self.high_fit = (
            np.where(changed, value, self.high),
            np.where(changed, high_fit, self.high_fit),
        )
        self.rising = np.where(up, 1, np.where(down, -1, self.rising)).astype(np.int8)
        self.times[:, changed] = np.roll(self.times[:, changed], -1, axis=0)
        self.times[-1, changed] = time
        return True

    def flashing(self, time: float) -> Flags:
        """The cells that have changed so often in the last second that it is too many flashes."""
        return np.asarray(time - self.times[0] < _SECOND - _ROUNDING, np.bool_)


@cache
def _linear() -> npt.NDArray[np.float32]:
    """Linear light for each of 256 levels of sRGB."""
    level = np.arange(256) / 255
    curve = np.where(level <= _LINEAR_UNTIL, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)
    return curve.astype(np.float32)


def _look(frame: Frame, rules: Flashes) -> tuple[Cells, Cells, Flags]:
    """Relative luminance of each cell, its redness, and whether that is a saturated red."""
    height, width = (side // SAMPLES for side in frame.shape[:2])
    light = _linear()[frame].reshape(height, SAMPLES, width, SAMPLES, 3).mean(axis=(1, 3))
    red = light[..., 0]
    redness = np.maximum(0, red - light[..., 1] - light[..., 2]) * _RED_SCALE
    return light @ _WEIGHTS, redness, red >= rules.red_share * np.maximum(light.sum(axis=2), _TINY)


def _densest(flags: Flags, rules: Flashes) -> float:
    """The largest share of a field that flagged cells fill, wherever in the picture the field lies."""
    area = rules.field[0] * rules.field[1] / CELL**2
    if flags.sum() <= rules.area * area:
        return float(flags.sum() / area)
    across, down = (
        min(round(side / CELL), most) for side, most in zip(rules.field, flags.shape[::-1], strict=True)
    )
    sums = np.pad(flags.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    inside = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
    return float(inside.max() / area)


def _joined(moments: list[Hazard]) -> Iterator[Hazard]:
    """Moments that follow one another as one stretch."""
    held: Hazard | None = None
    for moment in moments:
        if held is None or moment.start > held.end:
            if held:
                yield held
            held = moment
        else:
            held = Hazard(held.red, held.start, moment.end, max(held.share, moment.share))
    if held:
        yield held
