"""The pelvis along its length, the head on the left: bladder, uterus or prostate, sacrum, free fluid."""

import numpy as np

from media_tools.phantom.anatomy.abdomen import paint_fluid, ring
from media_tools.phantom.canvas import Canvas, within
from media_tools.phantom.images import Real
from media_tools.phantom.probe import Probe, curved
from media_tools.phantom.shapes import Curve, ellipse, points, shift, smooth

UTERUS, BEHIND_BLADDER = 38.5, 4.0
"""mm behind the bladder at which fluid gathers: behind the uterus, and where there is none."""
_SACRUM = 139.0
"""Depth in mm of the sacrum's front, where nothing pushes it out of the picture's middle."""
TOP = 24.0
"""Depth in mm of the bladder's front."""


def pool(canvas: Canvas, outline: Curve, organ: Real, depth: float) -> Real:
    """Fluid inside an outline and beside an organ; none where there is too little to see."""
    distance: Real = np.maximum(canvas.raster.inside(canvas.wobble(outline, 0.8, 14)), -organ)
    if depth < 1:
        return np.full_like(canvas.z, 99)
    paint_fluid(canvas, distance, -67)
    return distance


def bladder(depth: float) -> Curve:
    """The outline of a bladder `depth` mm deep from front to back."""
    top, low = TOP, TOP + depth
    return smooth(
        [(-44, top + 0.30 * depth), (-30, top + 2), (-6, top), (22, top + 2), (40, top + 0.22 * depth),
         (44, top + 0.55 * depth), (34, top + 0.86 * depth), (14, low - 1), (-8, low), (-30, low - 0.16 * depth)]
    )  # fmt: skip


def paint_bladder(canvas: Canvas, depth: float, wall: float = 3.0) -> Real:
    """Urine, the bladder's wall, and the reverberation in front; gives its distance."""
    urine = canvas.raster.inside(canvas.wobble(bladder(depth), 0.8, 20))
    canvas.fill(urine - wall, -32 + 1.6 * canvas.uneven(4), soft=1.0)
    paint_fluid(canvas, urine)
    canvas.level += 12 * within(np.maximum(urine, canvas.z - TOP - 10), 3.0)
    canvas.loss -= 0.07 * within(urine, 1.0)
    return urine


def paint_uterus(canvas: Canvas, back: float) -> Real:
    """The uterus behind the bladder, its fundus towards the head; gives its distance."""
    middle = (-14.0, back + 20)
    uterus = canvas.raster.inside(canvas.wobble(ring(middle, 42, UTERUS - 20, 0.12, 1), 1.2, 24))
    canvas.fill(uterus, -37.5 + 1.8 * canvas.uneven(4) + 1.6 * canvas.uneven(14, 5))
    canvas.interface(uterus, -25, 0.7, facing=3, least=0.05, rough=1.6)
    lining = canvas.raster.inside(canvas.wobble(ellipse((middle[0] - 4, middle[1]), 25, 3.6, 0.03), 0.7, 10))
    canvas.fill(lining, -27 + 2 * canvas.uneven(4), soft=1.2)
    return uterus


def paint_prostate(canvas: Canvas, back: float) -> Real:
    """Prostate below the bladder's neck and seminal vesicles behind it."""
    prostate = canvas.raster.inside(canvas.wobble(ellipse((34.0, back + 10), 20, 14, 0.3), 1.0, 16))
    canvas.fill(prostate, -36 + 2 * canvas.uneven(4) + 1.6 * canvas.uneven(12))
    canvas.interface(prostate, -25, 0.7, facing=3, least=0.05, rough=1.6)
    vesicle = canvas.raster.inside(canvas.wobble(ellipse((6.0, back + 6), 13, 3.4, 0.15), 0.6, 8))
    canvas.fill(vesicle, -46 + 2 * canvas.uneven(4), soft=1.2)
    return np.minimum(prostate, vesicle)


def room_behind(deepest: float) -> tuple[Probe, float]:
    """A probe that shows down to the sacrum, and mm by which the sacrum lies deeper than usual.

    Args:
        deepest: mm down to which the pelvis is filled.
    """
    down = max(0.0, deepest + 6 - _SACRUM)
    return curved(150 + 10 * round(down / 10 + 0.3), field=66), down


def paint_sacrum(canvas: Canvas, down: float = 0.0) -> None:
    """The front of the sacrum, broken at its joints, `down` mm deeper than usual."""
    line = smooth(shift(points("-80,112 -50,128 -20,137 20,139 60,130"), 0, down), closed=False)
    front = canvas.raster.along(line)
    canvas.interface(front + 1.2 * canvas.uneven(12), -18, 1.1, facing=1.5, rough=2.8)
    canvas.loss += 3.0 * within(front - 1.5, 0.8)
