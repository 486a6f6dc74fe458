"""A foreign body in the fat: wood, which casts a shadow, or metal, which rings."""

from dataclasses import dataclass
from math import sin

import numpy as np

from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.anatomy.softtissue.layers import OPTICS, PROBE, paint_ground, press, push_rig
from media_tools.phantom.canvas import Canvas, only, within
from media_tools.phantom.motion import Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import smooth


@dataclass(frozen=True)
class ForeignBody:
    """What can be set in the view of a foreign body."""

    length: float = number(12, 3, 25, "mm", "of the body")
    depth: float = number(9, 4, 20, "mm", "of its middle under the skin's surface")
    metal: bool = switch("metal, which rings, in place of wood, which casts a shadow")
    halo: float = number(1.2, 0, 3, "mm", "thickness of the dark rim of inflammation around it")


def build_foreign_body(params: ForeignBody, clock: Clock, seed: int) -> Scene:
    """A bright straight echo in the fat, with a shadow or a tail of echoes."""
    canvas = paint_ground(seed, 1.9, 0.0)
    tilt = 0.16
    half = params.length / 2
    ends = [(side * half, params.depth + side * half * sin(tilt)) for side in (-1, 1)]
    line = canvas.raster.along(smooth([ends[0], (0.0, params.depth), ends[1]], closed=False))
    if params.halo:
        canvas.fill(line - params.halo * (1 + 0.3 * canvas.uneven(4)), -50 + 2 * canvas.uneven(2), soft=0.5)
    canvas.interface(line, -9, 0.28, facing=0, rough=0.8, mirror=0.5)
    if params.metal:
        _paint_ringing(canvas, params, tilt)
    else:
        canvas.loss += 24.0 * within(line - 0.45, 0.25)
    warp = Warp(push_rig(), press(clock))
    facts = Facts(
        landmarks={"near-end": (0.0, ends[0]), "far-end": (0.0, ends[1])},
        calipers={"length": across(warp, ends[0], ends[1], 0.0, "foreign body, end to end", "outer")},
        findings={"foreign-body": True, "material": "metal" if params.metal else "wood"},
    )
    return Scene(PROBE, OPTICS, (Layer(canvas.bake(), warp),), facts=facts)


def _paint_ringing(canvas: Canvas, params: ForeignBody, tilt: float) -> None:
    """Metal rings: echoes of the echo, ever weaker."""
    behind = canvas.z - params.depth - canvas.x * sin(tilt)
    beside = only(np.abs(canvas.x) - params.length / 2 + 0.5, 0.6)
    for order in range(1, 9):
        canvas.interface(
            behind - 1.5 * order, -13 - 3.2 * order, 0.3, facing=0, rough=0.8, mirror=0.3, where=beside
        )
