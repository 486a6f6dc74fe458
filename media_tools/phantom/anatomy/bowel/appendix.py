"""The appendix along its length, in front of the psoas muscle and the iliac vessels."""

from dataclasses import dataclass
from math import pi

import numpy as np

from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.canvas import Canvas, Sheet, only, within
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Probe, linear
from media_tools.phantom.rhythm import Clock, swell
from media_tools.phantom.scene import Facts, Layer, Optics, Scene
from media_tools.phantom.shapes import Curve, ellipse, points, smooth, taper


@dataclass(frozen=True)
class Appendix:
    """What can be set in the view of the appendix."""

    diameter: float = number(9.5, 3.5, 15, "mm", "outer diameter under pressure; above 6 mm is abnormal")
    stone: bool = switch("a stone (appendicolith) casts a shadow in its lumen")
    inflamed_fat: float = number(60, 0, 100, "%", "brightness of the fat around it")
    fluid: float = number(0, 0, 8, "mm", "fluid around its tip")


_NEAR: Probe = linear(50, width=42)
_NEAR_OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.14,
    lateral=1.35,
    haze=0.04,
    noise=-70,
    noise_slope=0.12,
    fade=2,
    streaks=1.6,
    crisp=0.35,
    gamma=1.4,
    looks=2,
)
_LINE = points("-27,21 -16,23.4 -6,24.6 4,25 13,24.2")
"""The appendix's axis, from the caecum on the left to its blind tip."""
_AT = -3.0
"""x in mm at which its diameter is measured."""


def build_appendix(params: Appendix, clock: Clock, seed: int) -> Scene:
    """The appendix along its length, in front of the psoas muscle and the iliac vessels."""
    press = clock.cycle(14)
    rig = Rig()
    for z in (0.4, 8.0, 16.0):
        rig.hold([(x, z) for x in (-25, 0, 25)], press=(0.0, -3.2 * z / 18))
    for z in (18.0, 32.0, 44.0, 60.0):
        rig.hold([(x, z) for x in (-25, 0, 25)], press=(0.0, -3.2))
    warp = Warp(rig, lambda seconds: {"press": swell(press.phase(seconds))})
    half = params.diameter / 2
    middle = float(np.interp(_AT, [x for x, _ in _LINE], [z for _, z in _LINE])) + 0.1
    facts = Facts(
        rates={"compression-rate": press.per_minute},
        moments={"compression": press.moments(0.5, clock.seconds)},
        landmarks={"tip": (0.0, (_LINE[-1][0] + half, _LINE[-1][1]))},
        calipers={
            "diameter": across(
                warp,
                (_AT, middle - half),
                (_AT, middle + half),
                press.period / 2,
                "appendix, outer borders, under pressure",
                "outer",
            )
        },
        findings={
            "appendicitis": params.diameter > _ABNORMAL,
            "appendicolith": params.stone,
            "free-fluid": params.fluid > 0,
        },
    )
    return Scene(_NEAR, _NEAR_OPTICS, (Layer(_paint_appendix(params, seed), warp),), facts=facts)


_ABNORMAL = 6.0
"""mm of outer diameter above which an appendix that cannot be compressed is abnormal."""


def _paint_appendix(params: Appendix, seed: int) -> Sheet:
    canvas = Canvas(_NEAR, seed, looks=_NEAR_OPTICS.looks)
    canvas.level[:] = -35 + 2.2 * canvas.uneven(2.2) + 2.4 * canvas.uneven(8, 2.5) + 1.8 * canvas.uneven(16)
    canvas.loss[:] = 0.09
    _paint_bed(canvas)
    tube = _tube(params.diameter / 2)
    outer = canvas.raster.inside(canvas.wobble(tube, 0.25, 7))
    if params.inflamed_fat:
        bright = -35 + 0.095 * params.inflamed_fat
        canvas.fill(outer - 6, bright + 2 * canvas.uneven(2.5) + 1.8 * canvas.uneven(7), soft=2.4)
    if params.fluid:
        tip = (_LINE[-1][0] + params.diameter / 2, _LINE[-1][1] + 1)
        around = canvas.raster.inside(
            canvas.wobble(ellipse(tip, 5 + params.fluid, 3 + 0.7 * params.fluid), 0.6, 6)
        )
        canvas.fill(around, -60 + canvas.uneven(3), soft=0.4)
    _paint_layers(canvas, outer, params)
    if params.stone:
        _paint_stone(canvas, params.diameter)
    _paint_wall_in_front(canvas)
    return canvas.bake()


def _tube(radius: float) -> Curve:
    """A tube along the axis, closed and round at its tip."""
    body = taper(_LINE, radius, 1.0)
    count = len(body) // 2
    end, before = np.asarray(_LINE[-1]), np.asarray(_LINE[-2])
    ahead = (end - before) / np.hypot(*(end - before))
    beside = np.array([-ahead[1], ahead[0]])
    turn = np.linspace(pi / 2, -pi / 2, 12)[1:-1]
    cap = end + radius * (np.outer(np.cos(turn), ahead) + np.outer(np.sin(turn), beside))
    return np.vstack([body[:count], cap, body[count:]])


def _paint_layers(canvas: Canvas, outer: Real, params: Appendix) -> None:
    """Bright serosa, dark muscle, bright submucosa, and the lumen: five lines in all."""
    half = params.diameter / 2
    wall = min(2.6, 0.62 * half)
    canvas.interface(outer + 0.1, -21, 0.2, facing=1.6, least=0.2, rough=1.2)
    canvas.fill(outer + 0.25, -46 + 1.5 * canvas.uneven(1.5), soft=0.25)
    canvas.fill(outer + 0.45 * wall, -25 + 1.6 * canvas.uneven(1.5), soft=0.3)
    canvas.fill(outer + 0.8 * wall, -41 + 1.5 * canvas.uneven(1.5), soft=0.25)
    if half > _EMPTY:
        canvas.fill(outer + wall, -60 + 2 * canvas.uneven(3), soft=0.3)
        canvas.loss -= 0.12 * within(outer + wall, 0.4)


_EMPTY = 3.2
"""mm of radius below which nothing distends the lumen."""


def _paint_stone(canvas: Canvas, diameter: float) -> None:
    radius = max(1.4, 0.26 * diameter)
    stone = canvas.raster.inside(ellipse((4.5, 25.0), 1.2 * radius, radius))
    canvas.fill(stone, -34, soft=0.3)
    canvas.interface(stone + 0.2, -9, 0.3, facing=1, least=0.3, rough=0.8, where=only(canvas.z - 25, 0.6))
    canvas.loss += 14.0 * within(stone + 0.4 * radius, 0.25)


def _paint_bed(canvas: Canvas) -> None:
    """Psoas and the iliac vessels behind."""
    psoas = canvas.raster.inside(
        canvas.wobble(smooth(points("-30,36 -12,34 6,35.5 18,41 14,54 -30,56")), 0.8, 10)
    )
    canvas.fill(psoas, -39 + 4 * canvas.uneven(8, 0.6) + canvas.uneven(1.6), soft=0.7)
    canvas.interface(psoas, -23, 0.3, facing=1.6, rough=1.9)
    for middle, radius, wall in (((14.5, 36.5), 4.2, -18.0), ((17.0, 45.0), 5.0, -24.0)):
        vessel = canvas.raster.inside(canvas.wobble(ellipse(middle, radius, 0.92 * radius), 0.2, 5))
        canvas.fill(vessel, -61 + canvas.uneven(2.5), soft=0.35)
        canvas.interface(vessel - 0.4, wall, 0.25, facing=2.2, least=0.1, rough=1.2)


def _paint_wall_in_front(canvas: Canvas) -> None:
    """Skin, fat and the muscles of the abdominal wall, then the peritoneum."""
    bend = 0.5 * canvas.uneven(18, 7)
    layers = (
        (15.5, -38.0, 4.0, -18.0),
        (12.2, -37.5, 4.2, -22.0),
        (9.2, -38.0, 4.0, -21.0),
        (6.0, -35.0, 1.8, -21.0),
    )
    for z, level, streak, fascia in layers:
        edge = canvas.z - z + bend
        canvas.fill(edge, level + streak * canvas.uneven(9, 0.55) + 1.4 * canvas.uneven(1.8), soft=0.4)
        canvas.interface(edge, fascia, 0.18, facing=0, rough=1.8, mirror=0.15)
    canvas.fill(
        canvas.z - 2 + 0.3 * bend, -22 + 1.3 * canvas.uneven(6, 0.4) + 1.5 * canvas.uneven(1.2), soft=0.3
    )
