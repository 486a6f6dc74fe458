"""Kidney and bladder. The patient's head (kidney) or right side (bladder) is on the left."""

from dataclasses import dataclass
from math import cos, pi, sin

from media_tools.phantom.anatomy.abdomen import (
    OPTICS,
    breath_moments,
    breathe,
    hold_frame,
    paint_between,
    paint_fluid,
    paint_kidney,
)
from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.anatomy.liver import paint_abdominal_wall, paint_liver
from media_tools.phantom.canvas import Canvas, Sheet, only, within
from media_tools.phantom.entry import Entry
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import count, number, switch
from media_tools.phantom.probe import Point, Probe, curved
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import ellipse, points, smooth


@dataclass(frozen=True)
class Kidney:
    """What can be set in the view of the kidney."""

    hydronephrosis: int = count(0, 0, 4, "grade: 1 pelvis, 2 calyces too, 3 marked, 4 with thinned rind")
    length: float = number(110, 80, 135, "mm", "from pole to pole")
    stone: float = number(0, 0, 15, "mm", "diameter of a stone in the lower calyx; 0 is none")
    breathing_rate: float = number(14, 6, 40, "/min", "breaths, fitted to the clip's length")


@dataclass(frozen=True)
class Bladder:
    """What can be set in the view of the bladder."""

    depth: float = number(55, 10, 95, "mm", "from front to back")
    width: float = number(75, 20, 110, "mm", "from side to side")
    balloon: bool = switch("the balloon of a catheter lies in it")


_PROBE: Probe = curved(130, field=68)
_MIDDLE: Point = (2.0, 70.0)
_TURN = 0.14


def build_kidney(params: Kidney, clock: Clock, seed: int) -> Scene:
    """The right kidney along its length, below the liver."""
    half = params.length / 2, 0.2 * params.length + 1.2 * params.hydronephrosis
    breathing = clock.cycle(params.breathing_rate)
    warp = Warp(_kidney_rig(half), breathe(breathing))
    upper, lower = _pole(-half[0]), _pole(half[0])
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=breath_moments(breathing, clock),
        landmarks={"upper-pole": (0.0, upper), "lower-pole": (0.0, lower), "pelvis": (0.0, _MIDDLE)},
        calipers={"length": across(warp, upper, lower, 0.0, "kidney from pole to pole", "outer")},
        findings={"hydronephrosis": params.hydronephrosis, "stone": params.stone > 0},
    )
    return Scene(_PROBE, OPTICS, (Layer(_paint_flank(params, half, seed), warp),), facts=facts)


def _kidney_rig(half: tuple[float, float]) -> Rig:
    rig = Rig().hold(points("-50,28 0,28 50,28"), breath=(5.0, 0.8))
    turns = [at * pi / 4 for at in range(8)]
    around = [(_MIDDLE[0] + half[0] * cos(turn), _MIDDLE[1] + half[1] * sin(turn)) for turn in turns]
    rig.hold([*around, _MIDDLE], breath=(10.0, 1.8))
    rig.hold(points("-40,118 0,120 40,118"), breath=(0.6, 0.2))
    return hold_frame(rig, _PROBE)


_LIVER = points("-90,15 20,14 60,17 52,30 24,42 -10,46 -50,58 -90,74")
_VEINS = (("-46,36 -36,34 -26,35", 1.8), ("-16,28 -6,27", 1.6), ("-62,52 -54,48", 2.4))
_PSOAS = points("-70,108 -20,100 30,104 80,112 80,150 -70,150")


def _paint_flank(params: Kidney, half: tuple[float, float], seed: int) -> Sheet:
    canvas = Canvas(_PROBE, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    paint_liver(canvas, canvas.raster.inside(canvas.wobble(smooth(_LIVER), 1, 22)), _VEINS)
    paint_kidney(canvas, _MIDDLE, half, _TURN, params.hydronephrosis)
    muscle = canvas.raster.inside(canvas.wobble(smooth(_PSOAS), 1.5, 20))
    canvas.fill(muscle, -40 + 3.6 * canvas.uneven(20, 2.0) + canvas.uneven(4), soft=1.6)
    canvas.interface(muscle, -26, 0.8, facing=2.5, rough=1.9)
    if params.stone:
        _paint_stone(canvas, params)
    paint_abdominal_wall(canvas, 18)
    return canvas.bake()


def _pole(along: float) -> Point:
    return _MIDDLE[0] + along * cos(_TURN), _MIDDLE[1] + along * sin(_TURN)


def _paint_stone(canvas: Canvas, params: Kidney) -> None:
    middle = (_MIDDLE[0] + 0.26 * params.length, _MIDDLE[1] + 5)
    stone = canvas.raster.inside(
        canvas.wobble(ellipse(middle, params.stone / 2, 0.42 * params.stone), 0.3, 4)
    )
    canvas.fill(stone, -30, soft=0.6)
    front = only(canvas.z - middle[1], 1.2)
    canvas.interface(stone + 0.5, -8, 0.8, facing=1, least=0.3, rough=0.9, where=front)
    canvas.loss += 7.0 * within(stone + 0.15 * params.stone, 0.5)


def build_bladder(params: Bladder, clock: Clock, seed: int) -> Scene:
    """The bladder from side to side."""
    rig = Rig().hold(points("-40,60 0,50 40,60 0,90"), breath=(0.5, 1.0))
    warp = Warp(hold_frame(rig, _WIDE), breathe(clock.cycle(14)))
    half, low, middle = params.width / 2, _TOP + params.depth, _TOP + 0.52 * params.depth
    says = "bladder from {}, inner borders"
    sides = across(warp, (-half, middle), (half, middle), 0.0, says.format("side to side"))
    depth = across(warp, (0, _TOP), (0, low), 0.0, says.format("front to back"))
    # the balloon lies in the way of the caliper from front to back
    calipers = {"width": sides} if params.balloon else {"width": sides, "depth": depth}
    facts = Facts(calipers=calipers, findings={"balloon": params.balloon})
    return Scene(_WIDE, OPTICS, (Layer(_paint_bladder(params, seed), warp),), facts=facts)


_TOP = 24.0
"""Depth in mm of the bladder's front."""
_OUTLINE = points(
    "-1,0.52 -0.86,0.16 -0.4,0.01 0,0 0.4,0.01 0.86,0.16 1,0.52 0.84,0.9 0.4,0.99 0,1 -0.4,0.99 -0.84,0.9"
)
"""The bladder, in halves of its width and in its depth."""


def _paint_bladder(params: Bladder, seed: int) -> Sheet:
    canvas = Canvas(_WIDE, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    for side in (-1, 1):
        muscle = canvas.raster.inside(canvas.wobble(ellipse((side * 66, 62), 15, 30, side * 0.2), 1.2, 14))
        canvas.fill(muscle, -40 + 3 * canvas.uneven(6, 6) + canvas.uneven(3), soft=1.6)
        canvas.interface(muscle, -27, 0.8, facing=2, rough=1.9)
    outline = smooth((x * params.width / 2, _TOP + z * params.depth) for x, z in _OUTLINE)
    urine = canvas.raster.inside(canvas.wobble(outline, 0.7, 20))
    canvas.fill(urine - 3, -32 + 1.6 * canvas.uneven(4), soft=1.0)
    paint_fluid(canvas, urine)
    canvas.level += 12 * within(urine, 1.0) * within(canvas.z - _TOP - 9, 4.0)
    canvas.loss -= 0.07 * within(urine, 1.0)
    if params.balloon:
        _paint_balloon(canvas, (0.0, _TOP + 0.5 * params.depth), min(13.0, 0.35 * params.depth))
    paint_abdominal_wall(canvas, 20)
    return canvas.bake()


_WIDE: Probe = curved(140, field=70)


def _paint_balloon(canvas: Canvas, middle: Point, radius: float) -> None:
    """A thin bright wall, water inside, and the catheter's double line."""
    wall = canvas.raster.inside(ellipse(middle, radius, radius))
    canvas.interface(wall, -17, 0.45, facing=0.8, least=0.3, rough=0.8)
    for side in (-1, 1):
        line = canvas.raster.along(
            smooth([(side * 1.6, middle[1]), (side * 1.6, middle[1] + 0.6)], closed=False)
        )
        canvas.interface(line, -19, 0.6, facing=0, rough=0.8)


SCENES = (
    Entry(
        "renal.kidney",
        "the right kidney along its length, below the liver",
        Kidney,
        build_kidney,
        "left",
        {
            "normal": {},
            "mild": {"hydronephrosis": 1},
            "moderate": {"hydronephrosis": 2},
            "severe": {"hydronephrosis": 4},
            "stone": {"stone": 9, "hydronephrosis": 1},
        },
    ),
    Entry(
        "renal.bladder",
        "the bladder from side to side",
        Bladder,
        build_bladder,
        "left",
        {
            "normal": {},
            "full": {"depth": 88, "width": 105},
            "catheter": {"depth": 40, "width": 60, "balloon": True},
        },
    ),
)
