"""Small bowel: loops of normal width, or dilated by an obstruction further on."""

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np

from media_tools.phantom.anatomy.abdomen import OPTICS, hold_frame, paint_between, paint_fluid
from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.liver import paint_abdominal_wall
from media_tools.phantom.canvas import Canvas, Sheet, within
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Probe, curved
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Caliper, Facts, Layer, Scene
from media_tools.phantom.shapes import Curve


@dataclass(frozen=True)
class SmallBowel:
    """What can be set in the view of small bowel."""

    diameter: float = number(34, 12, 55, "mm", "of the widest loop, outer borders; above 25 mm is dilated")
    to_and_fro: bool = switch("its contents move to and fro", default=True)
    fluid: float = number(0, 0, 15, "mm", "free fluid between the loops")
    wall: float = number(2, 1.5, 6, "mm", "thickness of the wall")


_PROBE: Probe = curved(120, field=68)
_LOOPS = (
    ((-4.0, 58.0), 40.0, 1.0, 0.06),
    ((-40.0, 92.0), 30.0, 0.86, -0.35),
    ((36.0, 94.0), 32.0, 0.92, 0.30),
    ((52.0, 52.0), 18.0, 0.7, 0.9),
    ((-54.0, 54.0), 17.0, 0.66, -0.8),
)
"""Loops: middle and half their length in mm, share of the largest diameter, turn in radians."""


def build_small_bowel(params: SmallBowel, clock: Clock, seed: int) -> Scene:
    """Loops side by side, filled with fluid, with folds across."""
    swing, squeeze = clock.cycle(22), clock.cycle(10)
    moving = 1.0 if params.to_and_fro else 0.0
    walls = Warp(_wall_rig(params), lambda seconds: {"squeeze": moving * squeeze.wave(seconds)})
    contents = Warp(_content_rig(), lambda seconds: {"slosh": moving * swing.wave(seconds)})
    facts = Facts(
        rates={"to-and-fro": swing.per_minute} if params.to_and_fro else {},
        calipers={"diameter": _width(params, walls)},
        findings={
            "dilated": params.diameter > _DILATED,
            "to-and-fro": params.to_and_fro,
            "free-fluid": params.fluid >= MEASURABLE,
        },
    )
    layers = (Layer(_paint_loops(params, seed), walls), Layer(_paint_contents(params, seed), contents))
    return Scene(_PROBE, OPTICS, layers, facts=facts)


def _wall_rig(params: SmallBowel) -> Rig:
    """Walls draw together by a twentieth, and let go."""
    rig = Rig()
    for (x, z), _, share, turn in _LOOPS:
        thick = share * params.diameter / 2
        for side in (-1, 1):
            out = (-side * thick * sin(turn), side * thick * cos(turn))
            rig.hold([(x + out[0], z + out[1])], squeeze=(-0.05 * out[0], -0.05 * out[1]))
    return hold_frame(rig, _PROBE)


def _content_rig() -> Rig:
    """What loops hold moves along them, most in their middle."""
    rig = Rig()
    for (x, z), half, _, turn in _LOOPS:
        for along, reach in ((-0.8, 3.0), (0.0, 5.0), (0.8, 3.0)):
            place = (x + along * half * cos(turn), z + along * half * sin(turn))
            rig.hold([place], slosh=(reach * cos(turn), reach * sin(turn)))
    return hold_frame(rig, _PROBE)


_DILATED = 25.0
"""mm above which small bowel is dilated."""


def _width(params: SmallBowel, warp: Warp) -> Caliper:
    (x, z), _, _, turn = _LOOPS[0]
    half = params.diameter / 2
    ends = [(x - 9 - side * half * sin(turn), z - 0.5 + side * half * cos(turn)) for side in (-1, 1)]
    return across(warp, ends[0], ends[1], 0.0, "widest loop, outer borders", "outer")


def _loop(params: SmallBowel, index: int) -> Curve:
    """A sausage: straight sides and round ends."""
    (x, z), half, share, turn = _LOOPS[index]
    thick = share * params.diameter / 2
    around = np.linspace(0, 2 * pi, 64, endpoint=False)
    u = max(half, thick) * np.sign(np.cos(around)) * np.abs(np.cos(around)) ** 0.7
    v = thick * np.sign(np.sin(around)) * np.abs(np.sin(around)) ** 0.55
    return np.column_stack([x + cos(turn) * u - sin(turn) * v, z + sin(turn) * u + cos(turn) * v])


def _paint_loops(params: SmallBowel, seed: int) -> Sheet:
    canvas = Canvas(_PROBE, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    if params.fluid:
        # fluid fills the corners that loops leave between them
        loops = np.sort([canvas.raster.inside(_loop(params, index)) for index in (0, 1, 2)], axis=0)
        paint_fluid(canvas, np.maximum(0.5 * (loops[0] + loops[1]) - params.fluid, 46 - canvas.z))
    for index in reversed(range(len(_LOOPS))):
        outer = canvas.raster.inside(canvas.wobble(_loop(params, index), 0.6, 14))
        _paint_wall(canvas, outer, params.wall)
        _paint_folds(canvas, params, index, outer)
    paint_abdominal_wall(canvas, 20)
    return canvas.bake()


def _paint_wall(canvas: Canvas, outer: Real, wall: float) -> None:
    """Serosa, dark muscle, bright lining; inside, room for the contents."""
    canvas.fill(outer, -40 + 1.5 * canvas.uneven(3), soft=0.6)
    canvas.interface(outer + 0.5, -24, 0.5, facing=1.5, least=0.2, rough=1.4)
    lumen = outer + wall
    canvas.fill(lumen, -90, soft=0.6)
    canvas.interface(lumen - 0.3, -26, 0.45, facing=1.5, least=0.15, rough=1.6)
    canvas.loss -= 0.055 * within(lumen, 1.0)


def _paint_folds(canvas: Canvas, params: SmallBowel, index: int, outer: Real) -> None:
    """The circular folds reach in from both walls, every few millimetres (the keyboard sign)."""
    (x, z), half, share, turn = _LOOPS[index]
    along = (canvas.x - x) * cos(turn) + (canvas.z - z) * sin(turn) + 0.9 * canvas.uneven(16)
    pitch = 5.5
    nearest = np.abs((along / pitch) % 1.0 - 0.5) * pitch
    reach = params.wall + min(5.0, 0.26 * share * params.diameter)
    fold = np.maximum(nearest - 0.55, np.maximum(outer + params.wall - 0.4, -outer - reach))
    fold = np.maximum(fold, np.abs(along) - 0.86 * half)
    canvas.fill(fold, -29 + 1.8 * canvas.uneven(2.5), soft=0.5)


def _paint_contents(params: SmallBowel, seed: int) -> Sheet:
    """Fluid with bright flecks of food and gas."""
    canvas = Canvas(_PROBE, seed + 3, looks=OPTICS.looks)
    inside = (
        np.minimum.reduce([canvas.raster.inside(_loop(params, index)) for index in range(len(_LOOPS))])
        + params.wall
    )
    flecks = 17 * np.clip(canvas.uneven(1.8) - 1.7, 0, 1.1)
    canvas.fill(inside + 1.2, -57 + 2.5 * canvas.uneven(5) + flecks, soft=1.2)
    return canvas.bake()
