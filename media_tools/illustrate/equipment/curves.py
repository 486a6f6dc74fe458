"""What moves on a bedside monitor: the curves, and a small heart beside the heart rate.

As on a real monitor a curve stays where it is and a narrow gap wipes from left to right over it. So
most of the screen is still, and nothing moves fast: a sweep takes about four seconds. The heart
grows by two pixels with each beat; nothing flashes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from media_tools.encode import Frame
from media_tools.illustrate.equipment.monitor import (
    BEZEL,
    CURVE_LEFT,
    CURVE_WIDTH,
    GREEN,
    SCREEN_COLOUR,
    Row,
    row_height,
    rows,
)
from media_tools.illustrate.equipment.vitals import beat_phase
from media_tools.illustrate.raster import rasterise
from media_tools.illustrate.svg import Svg, document, group, line_through, path, rect, stroke
from scenarios.model.scene import Monitor

_SWEEP = 4.2
"""Seconds that one sweep takes."""
_STEPS = 8
"""How often in a second the sweep goes on: often enough to read, seldom enough to keep videos small."""
_GAP = 12
_DARK = tuple(int(SCREEN_COLOUR[i : i + 2], 16) for i in (1, 3, 5))
_SYSTOLE = 0.3
"""The share of a beat for which the heart is large."""
_HEART_X, _HEART_Y, _HEART_BOX = 207, 25, 24


@dataclass(frozen=True)
class Strip:
    """A curve in the picture: left, top, width and height in pixels, and what it shows."""

    left: int
    top: int
    width: int
    height: int
    curve: Callable[[float, float], float]
    rate: float
    colour: str


@dataclass(frozen=True)
class Live:
    """What moves on a monitor: its curves, and the middle of the heart with its scale and rate."""

    strips: tuple[Strip, ...]
    heart: tuple[int, int]
    scale: float
    rate: float


def live_parts(monitor: Monitor, x: int, y: int, scale: float = 1) -> Live:
    """What moves on a monitor whose upper left corner is (x, y)."""
    shown = rows(monitor)
    tall = row_height(shown)
    strips = (_strip(row, i * tall, tall, scale) for i, row in enumerate(shown))
    placed = tuple(replace(s, left=x + s.left, top=y + s.top) for s in strips if s)
    heart = (x + round(_HEART_X * scale), y + round((BEZEL + _HEART_Y) * scale))
    return Live(placed, heart, scale, monitor.hr)


def _strip(row: Row, top: float, tall: float, scale: float) -> Strip | None:
    if row.curve is None:
        return None
    box = (CURVE_LEFT, BEZEL + top + 19, CURVE_WIDTH, tall - 21)
    left, upper, width, height = (round(value * scale) for value in box)
    return Strip(left, upper, width, height, row.curve, row.rate, row.colour)


def paint_live(frame: Frame, live: Live, seconds: float) -> None:
    """Paint the curves and the heart into `frame` as they are at a time."""
    sweep, share = divmod(int(seconds * _STEPS) / _STEPS / _SWEEP, 1.0)
    for strip in live.strips:
        edge = int(share * strip.width)
        new, old = _drawn(strip, int(sweep)), _drawn(strip, int(sweep) - 1)
        place = frame[strip.top : strip.top + strip.height, strip.left : strip.left + strip.width]
        place[:, :edge] = new[:, :edge]
        place[:, edge : edge + _GAP] = _DARK
        place[:, edge + _GAP :] = old[:, edge + _GAP :]
    _paint_heart(frame, live, seconds)


@lru_cache(maxsize=32)
def _drawn(strip: Strip, sweep: int) -> Frame:
    """The whole of one sweep of a curve."""
    points = (
        (
            x / 2,
            3 + (strip.height - 6) * (1 - strip.curve((sweep + x / 2 / strip.width) * _SWEEP, strip.rate)),
        )
        for x in range(2 * strip.width + 1)
    )
    return _on_dark(stroke(line_through(points), strip.colour, 2.2), strip.width, strip.height)


def _paint_heart(frame: Frame, live: Live, seconds: float) -> None:
    if not live.rate:
        return
    size = 1.25 if beat_phase(seconds, live.rate) < _SYSTOLE else 1.0
    image = _heart(size * live.scale)
    half = _HEART_BOX // 2
    x, y = live.heart
    frame[y - half : y + half, x - half : x + half] = image


@lru_cache(maxsize=8)
def _heart(size: float) -> Frame:
    shape = path("M0 6C-9 0 -7 -7 -3 -7C-1 -7 0 -5.4 0 -4.4C0 -5.4 1 -7 3 -7C7 -7 9 0 0 6Z", GREEN)
    middle = _HEART_BOX / 2
    return _on_dark(group((shape,), move=(middle, middle), scale=size), _HEART_BOX, _HEART_BOX)


def _on_dark(shape: Svg, width: int, height: int) -> Frame:
    ground = rect((-1, -1, width + 2, height + 2), SCREEN_COLOUR)
    return np.ascontiguousarray(rasterise(document((ground, shape), (0, 0, width, height))))
