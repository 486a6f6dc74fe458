"""Measuring on a rendered image, as a person with calipers would: from edge to edge of what is seen."""

from dataclasses import dataclass
from math import dist

import numpy as np

from media_tools.phantom.images import Floats, Grey, blur, sample
from media_tools.phantom.probe import Point

_ACROSS = 3
"""Pixels to each side of the caliper that are averaged: speckle is no edge."""
_STEP = 0.25
"""Pixels from one sample of the profile to the next."""
_FAINTEST = 14.0
"""Grey levels by which a wall has to stand out."""


@dataclass(frozen=True)
class Span:
    """A measured distance: its ends in pixels."""

    start: Point
    end: Point

    @property
    def pixels(self) -> float:
        """Its length."""
        return dist(self.start, self.end)


def measure(image: Grey, ends: tuple[Point, Point], reach: float, edge: str = "inner") -> Span | None:
    """Find the edges near the ends of a caliper.

    Args:
        image: greys on the screen.
        ends: where the anatomy has them, in pixels.
        reach: how far from there an edge may be found, in pixels.
        edge: `inner` for the half-way rise from what is dark between them to the wall; `outer` for
            the half-way fall beyond the wall.

    Returns:
        The edges as seen; None where one cannot be told from the speckle.
    """
    length = dist(*ends)
    profile = _profile(image, ends, reach)
    middle = len(profile) // 2
    found = []
    for half in (profile[:middle][::-1], profile[middle:]):
        steps = _inner(half, length, reach) if edge == "inner" else _outer(half, length, reach)
        if steps is None:
            return None
        found.append(steps * _STEP)
    return _along(ends, found)


def _along(ends: tuple[Point, Point], found: list[float]) -> Span:
    (x0, y0), (x1, y1) = ends
    length = dist(*ends)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    return Span((mx - ux * found[0], my - uy * found[0]), (mx + ux * found[1], my + uy * found[1]))


def _profile(image: Grey, ends: tuple[Point, Point], reach: float) -> Floats:
    """Grey levels along the caliper and `reach` beyond, averaged across it."""
    (x0, y0), (x1, y1) = ends
    length = dist(*ends)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    half = round((length / 2 + reach) / _STEP)
    along = np.arange(-half, half + 1) * _STEP
    across = np.arange(-_ACROSS, _ACROSS + 1)[:, None]
    columns = (x0 + x1) / 2 + along * ux - across * uy
    rows = (y0 + y1) / 2 + along * uy + across * ux
    levels = sample(
        image.astype(np.float32), (columns.astype(np.float32), rows.astype(np.float32)), "stretch"
    )
    return np.asarray(blur(levels.mean(axis=0, keepdims=True), 1.2 / _STEP, 0.1)[0])


def _inner(half: Floats, length: float, reach: float) -> float | None:
    """Steps from the middle to where the level has risen half-way to the wall."""
    expected, around = length / 2 / _STEP, reach / _STEP
    dark = float(np.median(half[: max(2, round(expected * 0.6))]))
    start = max(1, round(expected - around))
    wall = float(half[start:].max())
    if wall - dark < _FAINTEST:
        return None
    bound = (wall + dark) / 2
    at = start + int(np.argmax(half[start:] >= bound))
    return _cross(half, at, bound)


def _outer(half: Floats, length: float, reach: float) -> float | None:
    """Steps from the middle to where the level has fallen half-way beyond the wall."""
    expected, around = length / 2 / _STEP, reach / _STEP
    # a wall's crest lies within its thickness of the border; farther out is another structure
    start, stop = max(1, round(expected - 0.35 * around)), round(expected + 0.35 * around) + 1
    peak = start + int(np.argmax(half[start:stop]))
    beyond = float(half[peak : stop + round(0.5 * around)].min())
    if float(half[peak]) - beyond < _FAINTEST:
        return None
    bound = (float(half[peak]) + beyond) / 2
    return _cross(half, peak + int(np.argmax(half[peak:] <= bound)), bound)


def _cross(levels: Floats, at: int, bound: float) -> float:
    """The fractional step between `at` - 1 and `at` at which the level passes a bound."""
    if at == 0:
        return 0.0
    before, after = float(levels[at - 1]), float(levels[at])
    return at - 1 + (bound - before) / (after - before) if after != before else float(at)
