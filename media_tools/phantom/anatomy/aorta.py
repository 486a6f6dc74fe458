"""The abdominal aorta, across and along: normal, aneurysm, clot. The patient's right or head is on the left.

Diameters are measured from outer border to outer border, from front to back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi

import numpy as np

from media_tools.phantom.anatomy.abdomen import (
    OPTICS,
    bowl,
    hold_frame,
    paint_between,
    paint_gas,
    paint_spine,
    ring,
)
from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.anatomy.liver import paint_abdominal_wall, paint_vein
from media_tools.phantom.canvas import Canvas, Sheet, only, within
from media_tools.phantom.entry import Entry
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Amplitudes, Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Point, Probe, curved
from media_tools.phantom.rhythm import Clock, Cycle, breath, bump
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Curve, ellipse, points


@dataclass(frozen=True)
class Aorta:
    """What can be set in views of the aorta."""

    diameter: float = number(19, 12, 85, "mm", "largest outer diameter from front to back")
    clot: float = number(0, 0, 90, "%", "of the radius that is filled by clot along the wall")
    gas: bool = switch("bowel gas hides part of the view")
    heart_rate: float = number(72, 45, 150, "/min", "heartbeats, fitted to the clip's length")


_SPINE_FRONT = 92.0
"""Depth in mm of the vertebra behind an aorta of normal size."""
_WIDEST = 10.0
"""x in mm at which an aneurysm is widest in the view along the aorta."""
_WALL = 1.6
"""Thickness of the wall in mm."""


def _depth(diameter: float) -> Probe:
    return curved(140 + 10 * round(max(0.0, diameter - 40) / 15))


def _pose(beat: Cycle, breathing: Cycle) -> Amplitudes:
    def pose(seconds: float) -> Mapping[str, float]:
        phase = beat.phase(seconds)
        pulse = bump(phase, 0.16, 0.07) + 0.35 * bump(phase, 0.42, 0.09)
        return {"pulse": pulse, "breath": breath(breathing, seconds)}

    return pose


class _Across:
    """Where things lie in the view across, at rest."""

    def __init__(self, params: Aorta) -> None:
        self.probe = _depth(params.diameter)
        self.radius = params.diameter / 2
        back = _SPINE_FRONT + 0.45 * max(0.0, params.diameter - 30)
        self.middle: Point = (7.0, back - 6 - self.radius)
        self.spine: Point = (1.0, back + 13.0)
        dilated = max(0.0, (params.diameter - 25) / 60)
        self.outline = ring(self.middle, self.radius * (1 + 0.10 * dilated), self.radius, 0.10 * dilated)
        self.vein: Point = (-24 - 0.55 * self.radius, back - 10)


def build_across(params: Aorta, clock: Clock, seed: int) -> Scene:
    """The aorta cut across, in front of the spine, the vena cava beside it."""
    shape = _Across(params)
    beat, breathing = clock.cycle(params.heart_rate), clock.cycle(14)
    rig = Rig()
    around = [(x, z) for x, z in shape.outline[::6].tolist()]
    away = [((x - shape.middle[0]) / shape.radius, (z - shape.middle[1]) / shape.radius) for x, z in around]
    rig.hold(around, pulse=[(0.7 * x, 0.7 * z) for x, z in away], breath=(0.3, 0.8))
    _hold_vein(rig, shape)
    rig.hold([shape.spine, (shape.spine[0], shape.spine[1] - 12)])
    hold_frame(rig, shape.probe)
    warp = Warp(rig, _pose(beat, breathing))
    top, bottom = ((shape.middle[0], shape.middle[1] + side * shape.radius) for side in (-1, 1))
    facts = Facts(
        rates={"heart-rate": beat.per_minute},
        moments={"systole": beat.moments(0.16, clock.seconds)},
        calipers={"diameter": across(warp, top, bottom, 0.0, "aorta, front to back, outer borders", "outer")},
        findings={"aneurysm": params.diameter >= _ANEURYSM, "clot": params.clot > 0},
    )
    return Scene(shape.probe, OPTICS, (Layer(_paint_across(params, shape, seed), warp),), facts=facts)


_ANEURYSM = 30.0
"""mm of diameter from which an abdominal aorta is called aneurysmal (SVS guideline, 2018)."""


def _hold_vein(rig: Rig, shape: _Across) -> None:
    x, z = shape.vein
    closes = points("0,2.6 0,-2.6 2.5,0 -2.5,0")
    rig.hold([(x, z - 6), (x, z + 6), (x - 10, z), (x + 10, z)], breath=closes)


def _paint_across(params: Aorta, shape: _Across, seed: int) -> Sheet:
    canvas = Canvas(shape.probe, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    _paint_mesentery(canvas, shape.middle[1] - shape.radius)
    for side in (-1, 1):
        psoas = canvas.raster.inside(
            canvas.wobble(ellipse((shape.spine[0] + side * 38, shape.spine[1] + 4), 17, 14), 1, 12)
        )
        canvas.fill(psoas, -40 + 3 * canvas.uneven(9, 2.2) + canvas.uneven(4), soft=1.6)
    paint_spine(canvas, shape.spine)
    vein = canvas.raster.inside(canvas.wobble(ellipse(shape.vein, 10.5, 6.5, -0.1), 0.7, 10))
    canvas.fill(vein, -62 + canvas.uneven(6), soft=0.9)
    canvas.interface(vein - 0.8, -26, 0.6, facing=2.5, rough=1.5)
    _paint_vessel(canvas, shape.outline, params.clot / 100 * shape.radius, shape.middle)
    if params.gas:
        paint_gas(canvas, bowl((24, 40), 15, 5))
    paint_abdominal_wall(canvas, 22)
    return canvas.bake()


def _paint_mesentery(canvas: Canvas, down_to: float) -> None:
    """Loops of bowel and fat in front of the vessel."""
    for index, (x, share, wide, high) in enumerate(
        ((-36, 0.62, 19, 10), (34, 0.58, 22, 11), (-2, 0.46, 15, 6), (-58, 0.8, 17, 12), (60, 0.85, 18, 13))
    ):
        middle = (float(x), 24 + share * (down_to - 30))
        loop = canvas.raster.inside(
            canvas.wobble(ellipse(middle, wide, min(high, 0.2 * down_to), 0.2), 2.2, 13)
        )
        inside = -36 - 2.5 * (index % 3) + 2.4 * canvas.uneven(4) + 2 * canvas.uneven(10)
        canvas.fill(loop, inside, soft=1.8)
        canvas.interface(loop, -29, 0.8, facing=1.5, least=0.08, rough=1.8, mirror=0.1)


def _paint_vessel(canvas: Canvas, outline: Curve, clot: float, middle: Point | None = None) -> None:
    """Wall, clot and blood of the aorta; `clot` mm thick at its thickest."""
    outer = canvas.raster.inside(canvas.wobble(outline, 0.35, 10))
    canvas.fill(outer - 0.6, -30 + 1.5 * canvas.uneven(4), soft=0.8)
    inner = outer + _WALL
    if clot > _WALL and middle:
        layers = 1.6 * np.cos(1.3 * inner + 1.5 * canvas.uneven(18))
        canvas.fill(inner, -42 + layers + 1.6 * canvas.uneven(3) + 1.6 * canvas.uneven(9), soft=0.8)
        lumen = _open(canvas, outline, clot, middle)
    else:
        lumen = inner
    canvas.fill(lumen, -64 + canvas.uneven(6), soft=0.8)
    if clot > _WALL and middle:
        canvas.interface(lumen - 0.5, -29, 0.5, facing=2, least=0.06, rough=1.8)
    canvas.interface(outer + 0.7, -15, 0.7, facing=2, least=0.12, rough=1.1)
    canvas.loss -= 0.055 * within(lumen, 1.0)


def _open(canvas: Canvas, outline: Curve, clot: float, middle: Point) -> Real:
    """The lumen that the clot leaves: excentric, as it is deposited."""
    small = middle + (outline - middle) * (1 - 0.72 * clot / np.ptp(outline[:, 1]) * 2)
    return canvas.raster.inside(canvas.wobble(small + np.array([0.22, -0.2]) * clot, 1.4, 12))


def build_along(params: Aorta, clock: Clock, seed: int) -> Scene:
    """The aorta along its length, the head on the left."""
    probe = _depth(params.diameter)
    beat, breathing = clock.cycle(params.heart_rate), clock.cycle(14)
    front, back = _walls(params.diameter)
    rig = Rig()
    rig.hold(front[::3].tolist(), pulse=(0.0, -0.8), breath=(0.8, 0.6))
    rig.hold(back[::3].tolist(), pulse=(0.0, 0.25), breath=(0.4, 0.2))
    hold_frame(rig, probe)
    warp = Warp(rig, _pose(beat, breathing))
    at = int(np.argmin(np.abs(front[:, 0] - _WIDEST)))
    top, bottom = (tuple(wall[at].tolist()) for wall in (front, back))
    facts = Facts(
        rates={"heart-rate": beat.per_minute},
        moments={"systole": beat.moments(0.16, clock.seconds)},
        calipers={"diameter": across(warp, top, bottom, 0.0, "aorta at its widest, outer borders", "outer")},
        findings={"aneurysm": params.diameter >= _ANEURYSM, "clot": params.clot > 0},
    )
    return Scene(probe, OPTICS, (Layer(_paint_along(params, probe, seed), warp),), facts=facts)


def _walls(diameter: float) -> tuple[Curve, Curve]:
    """Front and back wall from head to foot; the aneurysm bulges mostly forwards."""
    x = np.linspace(-110, 110, 45)
    normal = min(diameter, 20.0)
    bulge = (diameter - normal) * np.exp(-(np.abs((x - _WIDEST) / 30) ** 2.6))
    back = 88 + 0.4 * (diameter - normal) - 0.05 * x + 0.1 * bulge
    front = back - normal * (1 - 0.0008 * (x + 60)) - bulge
    return np.column_stack([x, front]), np.column_stack([x, back])


def _paint_along(params: Aorta, probe: Probe, seed: int) -> Sheet:
    canvas = Canvas(probe, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    front, back = _walls(params.diameter)
    _paint_vertebrae(canvas, back)
    outline = np.vstack([front, back[::-1]])
    _paint_vessel(canvas, outline, 0.0)
    if params.clot > 0:
        _paint_clot(canvas, front, back, params.clot / 100)
    else:
        _paint_branches(canvas, front, params.diameter)
    if params.gas:
        paint_gas(canvas, bowl((34, 42), 16, 4))
    paint_abdominal_wall(canvas, 22)
    return canvas.bake()


def _paint_vertebrae(canvas: Canvas, back: Curve) -> None:
    line = np.interp(canvas.x[0], back[:, 0], back[:, 1]).astype(np.float32)[None]
    wave = np.cos((canvas.x + 6) * (2 * pi / 36))
    front = canvas.z - line - 9 - 1.6 * wave - canvas.uneven(14)
    gap = -12 * np.clip(wave - 0.6, 0, 1) / 0.4
    canvas.fill(-front, -45 - 0.12 * np.maximum(0, front) + 2 * canvas.uneven(9), soft=1.4)
    canvas.interface(front, -15 + gap, 1.0, facing=1.5, least=0.1, rough=1.6)
    canvas.loss += 2.2 * within(2.5 - front, 1.0) * (wave < 0.6)  # noqa: PLR2004 (discs let sound through)


def _paint_clot(canvas: Canvas, front: Curve, back: Curve, share: float) -> None:
    width = back[:, 1] - front[:, 1]
    thick = share * 0.62 * np.maximum(0, width - width.min() - 1)
    inner = np.vstack([front + np.column_stack([0 * thick, thick + _WALL]), (back - (0, _WALL))[::-1]])
    lumen = canvas.raster.inside(canvas.wobble(inner, 0.8, 12))
    outer = canvas.raster.inside(np.vstack([front, back[::-1]])) + _WALL
    clot = np.maximum(outer, -lumen)
    texture = 1.6 * np.cos(1.2 * outer + canvas.uneven(18)) + 1.6 * canvas.uneven(3) + 1.5 * canvas.uneven(9)
    canvas.fill(clot, -42 + texture, soft=0.8)
    canvas.interface(lumen, -29, 0.5, facing=2, rough=1.8, where=only(clot - 2))


def _paint_branches(canvas: Canvas, front: Curve, diameter: float) -> None:
    """The coeliac trunk and the superior mesenteric artery leave the front of a normal aorta."""
    if diameter >= _ANEURYSM:
        return
    top = float(np.interp(-34, front[:, 0], front[:, 1]))
    lines = (
        f"-34,{top + 3} -31,{top - 5} -21,{top - 11} 2,{top - 11} 34,{top - 8}",
        f"-47,{top + 4} -46,{top - 7} -50,{top - 15}",
    )
    for line, radius in zip(lines, (3.2, 3.4), strict=True):
        paint_vein(canvas, line, radius, walled=True)


SCENES = (
    Entry(
        "aorta.short",
        "the abdominal aorta across, the vena cava beside it, the spine behind",
        Aorta,
        build_across,
        "left",
        {"normal": {}, "aneurysm": {"diameter": 56, "clot": 45}, "gas": {"gas": True}},
    ),
    Entry(
        "aorta.long",
        "the abdominal aorta along its length",
        Aorta,
        build_along,
        "left",
        {"normal": {}, "aneurysm": {"diameter": 52, "clot": 40}},
    ),
)
