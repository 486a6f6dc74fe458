"""Gallbladder and spleen. The patient's head is on the left."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.anatomy.abdomen import (
    OPTICS,
    bowl,
    breath_moments,
    breathe,
    hold_frame,
    paint_between,
    paint_gas,
    paint_kidney,
)
from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.anatomy.liver import paint_abdominal_wall, paint_liver
from media_tools.phantom.canvas import Canvas, Sheet, only, within
from media_tools.phantom.entry import Entry
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import count, number, switch
from media_tools.phantom.probe import Point, Probe, curved
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Curve, border, ellipse, grow, merge, points, smooth
from media_tools.phantom.texture import choose


@dataclass(frozen=True)
class Gallbladder:
    """What can be set in the view of the gallbladder."""

    stones: int = count(0, 0, 6, "stones that lie in the body")
    stone: float = number(8, 3, 20, "mm", "diameter of the largest stone")
    impacted: bool = switch("a stone is stuck in the neck")
    wall: float = number(2, 1, 10, "mm", "thickness of the wall towards the liver")
    sludge: float = number(0, 0, 60, "%", "of the lumen's height that sludge fills")
    fluid: float = number(0, 0, 8, "mm", "fluid around the gallbladder")
    breathing_rate: float = number(14, 6, 40, "/min", "breaths, fitted to the clip's length")


@dataclass(frozen=True)
class Spleen:
    """What can be set in the view of the spleen."""

    length: float = number(105, 70, 170, "mm", "from pole to pole")
    breathing_rate: float = number(14, 6, 40, "/min", "breaths, fitted to the clip's length")


_PROBE: Probe = curved(120, field=68)
_BODY = points("-38,44 -28,43.5 -16,45.5 0,47 18,52 33,62 39,73 33,82 18,83 0,76.5 -14,67 -25,57 -34,51")
_NECK = points("-38,44 -46,46 -51,51 -47,54 -40,52 -34,51 -30,47")
_WALL_AT = 6.0
"""x in mm at which the wall is measured."""


def build_gallbladder(params: Gallbladder, clock: Clock, seed: int) -> Scene:
    """The gallbladder along its length, under the liver."""
    sheet = _paint_gallbladder(params, seed)
    breathing = clock.cycle(params.breathing_rate)
    rig = Rig()
    rig.hold(points("-50,26 0,26 50,26"), breath=(4.0, 1.0))
    rig.hold(points("-50,50 -10,44 30,50 40,80 0,84 -30,70"), breath=(6.0, 2.4))
    rig.hold(points("-40,104 0,108 40,104"), breath=(3.0, 1.2))
    hold_frame(rig, _PROBE)
    warp = Warp(rig, breathe(breathing))
    body = smooth(_BODY)
    top, bottom = (_WALL_AT, border(body, _WALL_AT)), (_WALL_AT, border(body, _WALL_AT, lower=True))
    calipers = {}
    if not params.sludge and not params.stones:
        calipers["width"] = across(warp, top, bottom, 0.0, "gallbladder, inner width")
    if params.wall >= _THICK:
        outside = (_WALL_AT, top[1] - params.wall)
        calipers["wall"] = across(warp, outside, top, 0.0, "wall towards the liver, outer borders", "outer")
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=breath_moments(breathing, clock),
        calipers=calipers,
        findings={
            "stones": len(_stones(params, seed)),
            "impacted-stone": params.impacted,
            "thick-wall": params.wall >= _THICK,
            "fluid-around": params.fluid > 0,
            "sludge": params.sludge > 0,
        },
    )
    return Scene(_PROBE, OPTICS, (Layer(sheet, warp),), facts=facts)


_THICK = 4.0
"""mm from which a wall is thickened beyond doubt (above 3 mm is abnormal)."""


def _paint_gallbladder(params: Gallbladder, seed: int) -> Sheet:
    canvas = Canvas(_PROBE, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    liver = canvas.raster.inside(canvas.wobble(smooth(_LIVER), 1.2, 22))
    paint_liver(canvas, liver, _VEINS)
    canvas.interface(liver, -26, 0.7, facing=2, rough=1.8)
    paint_gas(canvas, bowl((52, 84), 15, 6))
    lumen = _paint_wall(canvas, params)
    if params.sludge:
        level = 83 - 0.36 * params.sludge * 0.9
        sludge = np.maximum(lumen, level - canvas.z + 0.8 * canvas.uneven(12))
        canvas.fill(sludge, -41 + 1.8 * canvas.uneven(3) + 1.5 * canvas.uneven(9), soft=1.0)
    canvas.loss -= 0.075 * within(lumen, 1.0)
    for middle, radius in _stones(params, seed):
        _paint_stone(canvas, middle, radius)
    paint_abdominal_wall(canvas, 18)
    return canvas.bake()


_LIVER = points("-90,16 0,15 60,16 84,40 74,60 52,62 40,66 20,86 -6,92 -40,96 -90,100")
_VEINS = (
    ("-40,30 -30,33 -22,38", 2.2),
    ("40,30 32,36 24,40", 2.4),
    ("-52,66 -44,72 -34,76", 3.2),
    ("-8,30 2,29 10,31", 1.7),
    ("-24,78 -14,84", 2.0),
    ("16,24 24,25", 1.3),
)


def _paint_wall(canvas: Canvas, params: Gallbladder) -> Real:
    """Fluid around, the wall with its layers, and bile; gives the distance to the lumen."""
    body, neck = (canvas.wobble(smooth(shape), 0.6, 16) for shape in (_BODY, _NECK))
    lumen = merge(canvas.raster.inside(body), canvas.raster.inside(neck), blend=3.0)
    outer = lumen - params.wall
    if params.fluid:
        around = outer - params.fluid * np.clip(0.5 + 0.5 * canvas.uneven(18), 0, 1)
        canvas.fill(around, -63 + canvas.uneven(5), soft=0.8)
    thick = params.wall >= _THICK
    canvas.fill(outer, (-41 if thick else -29) + 1.8 * canvas.uneven(3) + canvas.uneven(8), soft=0.6)
    if thick:
        canvas.interface(outer + 0.5, -22, 0.5, facing=1.6, least=0.15, rough=1.5)
    canvas.fill(lumen, -65 + canvas.uneven(6), soft=0.8)
    canvas.interface(lumen - 0.8, -21, 0.5, facing=2, least=0.12, rough=1.2)
    near = within(np.maximum(lumen, canvas.z - 54 - 0.2 * canvas.x), 2.5)
    canvas.level += 9 * near
    return lumen


_BODY_FROM = -24.0
"""x in mm left of which the body is too narrow for a stone."""


def _stones(params: Gallbladder, seed: int) -> list[tuple[Point, float]]:
    """Middles and radii: stones lie on the floor of the body, side by side, as many as there is room for."""
    body = smooth(_BODY)
    out: list[tuple[Point, float]] = []
    at = 28.0
    for share in choose(seed, "stones", 0.6, 1.0, params.stones).tolist():
        radius = params.stone / 2 * (1.0 if not out else share)
        at -= radius
        if at < _BODY_FROM:
            break
        out.append(((at, border(body, at, lower=True) - 0.85 * radius), radius))
        at -= radius + 0.6
    if params.impacted:
        out.append(((-43.0, 49.5), min(params.stone / 2, 4.5)))
    return out


def _paint_stone(canvas: Canvas, middle: Point, radius: float) -> None:
    stone = canvas.raster.inside(canvas.wobble(ellipse(middle, radius, 0.86 * radius), 0.3, 4))
    canvas.fill(stone, -36 + 2 * canvas.uneven(3), soft=0.5)
    front = only(canvas.z - middle[1] + 0.1 * radius, 1.2)
    canvas.interface(stone + 0.6, -8, 0.8, facing=1, least=0.3, rough=0.9, where=front)
    canvas.loss += 9.0 * within(stone + 0.35 * radius, 0.5)


def build_spleen(params: Spleen, clock: Clock, seed: int) -> Scene:
    """The spleen along its length, its hilum towards the kidney."""
    probe = curved(160 if params.length > _LONG else 140, field=68)
    shape = _spleen(params.length)
    canvas = Canvas(probe, seed, looks=OPTICS.looks)
    paint_between(canvas, -39)
    canvas.loss[:] = 0.03
    paint_kidney(canvas, (34.0, 50 + 0.5 * params.length), (46.0, 20.0), 0.36)
    spleen = canvas.raster.inside(canvas.wobble(shape, 0.8, 22))
    canvas.fill(spleen, -32 + 1.3 * canvas.uneven(3.5) + 1.2 * canvas.uneven(20))
    canvas.interface(spleen, -21, 0.6, facing=2, least=0.3, rough=1.3)
    _paint_hilum(canvas, shape)
    paint_abdominal_wall(canvas, 18)
    breathing = clock.cycle(params.breathing_rate)
    rig = Rig()
    rig.hold(shape[::12].tolist(), breath=(7.0, 1.5))
    rig.hold([(30.0, 56 + 0.5 * params.length)], breath=(6.0, 1.0))
    hold_frame(rig, probe)
    warp = Warp(rig, breathe(breathing))
    poles = _poles(shape)
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=breath_moments(breathing, clock),
        calipers={"length": across(warp, *poles, 0.0, "spleen from pole to pole", "outer")},
        findings={"splenomegaly": params.length > _LONG},
    )
    return Scene(probe, OPTICS, (Layer(canvas.bake(), warp),), facts=facts)


_LONG = 130.0
"""mm of length above which an adult's spleen is enlarged."""
_CRESCENT = points("-52,4 -40,-16 -18,-25 6,-25 30,-16 48,0 52,9 40,12 22,13 6,17 -10,22 -28,24 -44,18")


def _spleen(length: float) -> Curve:
    """A crescent with its length from pole to pole."""
    curve = smooth(_CRESCENT)
    one, other = _poles(curve)
    scale = length / float(np.hypot(other[0] - one[0], other[1] - one[1]))
    return curve * scale + (-4, 24 + 26 * scale)


def _poles(curve: Curve) -> tuple[Point, Point]:
    """The two points farthest from each other, left one first."""
    apart = np.hypot(*(curve[:, None] - curve[None]).transpose(2, 0, 1))
    one, other = np.unravel_index(int(np.argmax(apart)), apart.shape)
    ends = sorted((curve[one].tolist(), curve[other].tolist()))
    return (ends[0][0], ends[0][1]), (ends[1][0], ends[1][1])


def _paint_hilum(canvas: Canvas, shape: Curve) -> None:
    middle = shape.mean(axis=0)
    inner = grow(shape, -6)
    low = border(inner, float(middle[0]), lower=True)
    for x, z in ((-6.0, 2.0), (3.0, 4.0), (11.0, 1.0)):
        vessel = canvas.raster.inside(ellipse((float(middle[0]) + x, low + z), 2.6, 1.8, 0.5))
        canvas.fill(vessel, -58 + canvas.uneven(4), soft=0.7)
        canvas.interface(vessel, -28, 0.5, facing=2, rough=1.6)


SCENES = (
    Entry(
        "biliary.gallbladder",
        "the gallbladder along its length, under the liver",
        Gallbladder,
        build_gallbladder,
        "left",
        {
            "normal": {},
            "stones": {"stones": 3, "stone": 9},
            "cholecystitis": {
                "stones": 2,
                "stone": 10,
                "impacted": True,
                "wall": 6,
                "fluid": 3,
                "sludge": 25,
            },
        },
    ),
    Entry(
        "biliary.spleen",
        "the spleen along its length, with the left kidney",
        Spleen,
        build_spleen,
        "left",
        {"normal": {}, "large": {"length": 155}},
    ),
)
