"""The first trimester through the full bladder: a pregnancy in the uterus, or an empty uterus.

Sizes follow the gestational age: mean sac diameter = days - 30 mm (Hellman 1969); crown-rump length
after Robinson (1975), days = 8.052 sqrt(1.037 CRL) + 23.73. The head of the mother is on the left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin

import numpy as np

from media_tools.phantom.anatomy.abdomen import OPTICS, breathe, hold_frame, paint_between, paint_fluid, ring
from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.liver import paint_abdominal_wall
from media_tools.phantom.anatomy.pelvis import paint_bladder, paint_sacrum, pool
from media_tools.phantom.canvas import Canvas, within
from media_tools.phantom.entry import Entry
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Point, Probe, curved
from media_tools.phantom.rhythm import Clock, Cycle
from media_tools.phantom.scene import Caliper, Echo, Extra, Facts, Layer, Scene
from media_tools.phantom.shapes import Curve, ellipse, merge, points, smooth
from media_tools.phantom.tubes import Tube, Wall


@dataclass(frozen=True)
class Pregnancy:
    """What can be set in the view of an early pregnancy."""

    weeks: float = number(7.5, 5, 10.5, "weeks", "gestational age")
    embryo: bool = switch("an embryo is seen, from about six weeks", default=True)
    heart_rate: float = number(150, 0, 190, "/min", "embryonic heartbeats; 0 is none")
    fluid: float = number(0, 0, 25, "mm", "free fluid behind the uterus")


@dataclass(frozen=True)
class EmptyUterus:
    """What can be set in the view of a uterus without a pregnancy."""

    lining: float = number(8, 2, 20, "mm", "thickness of the endometrium, both layers")
    fluid: float = number(0, 0, 30, "mm", "free fluid behind the uterus")
    mass: bool = switch("a ring with a fluid centre lies beside the uterus")


def _probe(fluid: float) -> Probe:
    """The probe, set deeper where fluid lies behind the uterus."""
    return curved(130 if fluid < MEASURABLE else 150, field=68)


_BLADDER = 30.0
_MIDDLE: Point = (2.0, 86.0)


def sac_diameter(weeks: float) -> float:
    """The mean inner diameter of the gestational sac in mm."""
    return max(4.0, 7 * weeks - 30)


def crown_rump(weeks: float) -> float:
    """The crown-rump length in mm; 0 before the embryo can be seen."""
    root = (7 * weeks - 23.73) / 8.052
    return root * root / 1.037 if weeks >= _EMBRYO_FROM else 0.0


_EMBRYO_FROM = 5.7
"""Weeks from which an embryo of about 3 mm is seen."""


_YOLK_FROM = 5.4
"""Weeks from which a yolk sac is seen."""


class _Sac:
    """The sac and its contents at rest, in mm."""

    def __init__(self, params: Pregnancy) -> None:
        across_ = sac_diameter(params.weeks)
        self.middle: Point = (_MIDDLE[0] - 4, _MIDDLE[1] - 2)
        # longer than it is high, with the mean that was asked for
        self.half = 0.60 * across_, 0.40 * across_
        self.length = crown_rump(params.weeks) if params.embryo else 0.0
        low = self.middle[1] + 0.80 * self.half[1]
        self.embryo: Point = (self.middle[0] + 0.18 * self.half[0], low - 0.24 * self.length)
        self.yolk: Point = (self.middle[0] - 0.52 * self.half[0], self.middle[1] - 0.12 * self.half[1])
        self.yolk_radius = min(2.8, 1.2 + 0.06 * across_)

    @property
    def heart(self) -> Point:
        """The middle of the embryonic heart."""
        return self.embryo[0] + 0.04 * self.length, self.embryo[1] + 0.02 * self.length

    @property
    def ends(self) -> tuple[Point, Point]:
        """Rump and crown."""
        x, z = self.embryo
        return (x - 0.5 * self.length, z + 0.04 * self.length), (
            x + 0.5 * self.length,
            z - 0.06 * self.length,
        )


def build_pregnancy(params: Pregnancy, clock: Clock, seed: int) -> Scene:
    """A gestational sac in the uterus, with yolk sac and embryo."""
    sac = _Sac(params)
    probe = _probe(params.fluid)
    canvas, fluid = _paint_pelvis(probe, params.fluid, seed, size=24 + 0.42 * sac.half[1])
    decidua = canvas.raster.inside(canvas.wobble(ring(_MIDDLE, 34, 15, 0.08, 1), 1.0, 14))
    canvas.fill(decidua, -29.5 + 1.8 * canvas.uneven(4) + 1.4 * canvas.uneven(10), soft=2.2)
    _paint_sac(canvas, sac)
    canvas.loss -= 0.06 * within(fluid, 1.0)
    paint_abdominal_wall(canvas, 20)
    beat = clock.cycle(params.heart_rate) if params.heart_rate and sac.length else None
    warp = Warp(_rig(probe), breathe(clock.cycle(14)))
    extras = (
        *((_yolk(sac, warp, seed),) if params.weeks >= _YOLK_FROM else ()),
        *((_flicker(sac, warp, beat, seed),) if beat else ()),
    )
    facts = Facts(
        rates={"embryonic-heart-rate": beat.per_minute} if beat else {},
        landmarks={"heart": (0.0, sac.heart)} if sac.length else {},
        calipers=_calipers(sac, warp, params.fluid),
        findings={
            "intrauterine-pregnancy": True,
            "embryo": sac.length > 0,
            "heart-beats": beat is not None,
            "free-fluid": params.fluid >= MEASURABLE,
        },
    )
    return Scene(probe, OPTICS, (Layer(canvas.bake(), warp),), extras, facts)


def _calipers(sac: _Sac, warp: Warp, fluid: float) -> Mapping[str, Caliper]:
    x, z = sac.middle
    out = {
        "sac-height": across(warp, (x - 0.2 * sac.half[0], z - sac.half[1]), (x - 0.2 * sac.half[0], z + sac.half[1]), 0.0,
                             "gestational sac from front to back, inner borders"),
        "sac-length": across(warp, (x - sac.half[0], z), (x + sac.half[0], z), 0.0,
                             "gestational sac along the uterus, inner borders"),
    }  # fmt: skip
    if sac.length:
        del out["sac-height"]
        out["crown-rump"] = across(warp, *sac.ends, seconds=0.0, says="crown-rump length", edge="outer")
    return out if fluid < MEASURABLE else {**out, "fluid": _depth_of_fluid(warp, fluid)}


def _depth_of_fluid(warp: Warp, fluid: float) -> Caliper:
    x, low = _FLUID_AT, _MIDDLE[1] + _BEHIND
    return across(warp, (x, low), (x, low + fluid), 0.0, "free fluid behind the uterus")


_FLUID_AT, _BEHIND = -2.0, 24.0
"""x in mm at which fluid is measured, and how far behind the uterus's middle its back lies."""


def build_empty(params: EmptyUterus, clock: Clock, seed: int) -> Scene:
    """A uterus with its lining and no sac."""
    probe = _probe(params.fluid)
    canvas, fluid = _paint_pelvis(probe, params.fluid, seed, size=_BEHIND)
    line = points(
        f"{_MIDDLE[0] - 30},{_MIDDLE[1] - 1} {_MIDDLE[0] - 4},{_MIDDLE[1] - 2} {_MIDDLE[0] + 24},{_MIDDLE[1] + 2}"
    )
    lining = canvas.raster.along(smooth(line, closed=False)) - params.lining / 2
    canvas.fill(lining + 0.3 * canvas.uneven(6), -27.5 + 1.8 * canvas.uneven(4), soft=1.0)
    canvas.interface(lining + params.lining / 2, -24, 0.4, facing=1.5, rough=1.6)
    if params.mass:
        _paint_mass(canvas, (-44.0, 76.0))
    canvas.loss -= 0.06 * within(fluid, 1.0)
    paint_abdominal_wall(canvas, 20)
    warp = Warp(_rig(probe), breathe(clock.cycle(14)))
    x, z = _MIDDLE[0] - 4, _MIDDLE[1] - 2
    half = params.lining / 2
    calipers = {
        "lining": across(warp, (x, z - half), (x, z + half), 0.0, "endometrium, both layers", "outer")
    }
    if params.fluid >= MEASURABLE:
        calipers["fluid"] = _depth_of_fluid(warp, params.fluid)
    facts = Facts(
        calipers=calipers,
        findings={
            "intrauterine-pregnancy": False,
            "free-fluid": params.fluid >= MEASURABLE,
            "adnexal-mass": params.mass,
        },
    )
    return Scene(probe, OPTICS, (Layer(canvas.bake(), warp),), facts=facts)


def _rig(probe: Probe) -> Rig:
    rig = Rig().hold(points("-40,70 0,66 40,74 40,104 0,108 -40,100"), breath=(0.5, 1.0))
    return hold_frame(rig, probe)


def _paint_pelvis(probe: Probe, fluid: float, seed: int, size: float) -> tuple[Canvas, Real]:
    """Bladder, uterus `size` mm from middle to back, sacrum, free fluid; gives the fluid's distance too."""
    canvas = Canvas(probe, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.035
    paint_sacrum(canvas, max(0.0, fluid - 18))
    uterus = canvas.raster.inside(canvas.wobble(_uterus(size), 1.2, 24))
    canvas.fill(uterus, -37.5 + 1.8 * canvas.uneven(4) + 1.8 * canvas.uneven(14, 5))
    canvas.interface(uterus, -25, 0.7, facing=3, least=0.06, rough=1.6)
    pooled = pool(canvas, _behind(fluid), uterus, fluid)
    paint_bladder(canvas, _BLADDER)
    return canvas, pooled


def _uterus(size: float) -> Curve:
    """Fundus on the left, cervix on the lower right."""
    x, z = _MIDDLE
    return smooth(
        [(x - 46, z - 2), (x - 38, z - 0.7 * size), (x - 14, z - size), (x + 14, z - 0.9 * size), (x + 36, z - 0.42 * size),
         (x + 56, z + 4), (x + 62, z + 14), (x + 50, z + 19), (x + 30, z + 0.86 * size), (x + 2, z + size),
         (x - 26, z + 0.92 * size), (x - 42, z + 0.5 * size)]
    )  # fmt: skip


def _behind(depth: float) -> Curve:
    x, low = _FLUID_AT, _MIDDLE[1] + _BEHIND
    return smooth(
        [(x - 46, low - 20), (x - 20, low - 8), (x + 16, low - 8), (x + 44, low - 14), (x + 44, low - 8 + 0.4 * depth),
         (x + 18, low + 0.9 * depth), (x, low + depth), (x - 26, low + 0.75 * depth), (x - 46, low - 8 + 0.3 * depth)]
    )  # fmt: skip


def _paint_sac(canvas: Canvas, sac: _Sac) -> None:
    """A dark sac with a bright rim of two layers; the embryo lies on its floor."""
    inside = canvas.raster.inside(canvas.wobble(ellipse(sac.middle, *sac.half, 0.08), 0.5, 12))
    canvas.fill(inside - 3.2, -24.5 + 1.6 * canvas.uneven(4), soft=1.2)
    canvas.interface(inside - 3.6, -24, 0.6, facing=1.2, least=0.2, rough=1.5)
    paint_fluid(canvas, inside)
    canvas.loss -= 0.06 * within(inside, 1.0)
    if not sac.length:
        return
    (x0, z0), (x1, z1) = sac.ends
    long = sac.length
    trunk = canvas.raster.inside(
        ellipse((x0 + 0.36 * long, z0 - 0.02 * long), 0.36 * long, 0.22 * long, -0.05)
    )
    head = canvas.raster.inside(ellipse((x1 - 0.23 * long, z1 + 0.02 * long), 0.23 * long, 0.20 * long, -0.2))
    embryo = merge(trunk, head, blend=0.12 * long)
    canvas.fill(embryo, -29 + 2 * canvas.uneven(2.2) + canvas.uneven(6), soft=0.5)
    canvas.interface(embryo + 0.4, -22, 0.4, facing=1.2, least=0.25, rough=1.2)


def _yolk(sac: _Sac, warp: Warp, seed: int) -> Extra:
    ring_ = Tube(seed, Wall(-20, 0.35, (-29.0, 0.3)), -62.0)

    def draw(echo: Echo, seconds: float) -> None:
        x, z = warp.carry(sac.yolk, seconds)[0].tolist()
        ring_.draw(echo, (x, z), sac.yolk_radius, 0.95 * sac.yolk_radius)

    return draw


def _flicker(sac: _Sac, warp: Warp, beat: Cycle, seed: int) -> Extra:
    """The heart: a small dark spot that opens and shuts."""
    spot = Tube(seed + 3, Wall(-23, 0.3, (-28.0, 0.3)), -52.0)
    size = max(0.7, 0.075 * sac.length)

    def draw(echo: Echo, seconds: float) -> None:
        x, z = warp.carry(sac.heart, seconds)[0].tolist()
        open_ = 0.5 + 0.5 * sin(2 * pi * beat.phase(seconds))
        spot.draw(echo, (x, z), size * (0.55 + 0.6 * open_), size * (0.35 + 0.6 * open_))

    return draw


def _paint_mass(canvas: Canvas, middle: Point) -> None:
    """A thick bright ring around fluid, beside the fundus."""
    outer = canvas.raster.inside(canvas.wobble(ellipse(middle, 12, 10.5), 0.8, 9))
    inner = canvas.raster.inside(canvas.wobble(ellipse(middle, 6, 5), 0.5, 7))
    canvas.fill(outer, -27 + 1.8 * canvas.uneven(3), soft=1.0)
    canvas.interface(outer, -22, 0.6, facing=1.5, rough=1.5)
    canvas.fill(inner, -60 + canvas.uneven(4), soft=0.8)
    canvas.loss -= 0.05 * within(np.asarray(inner), 1.0)


SCENES = (
    Entry(
        "obstetric.intrauterine",
        "a pregnancy of the first trimester in the uterus, through the bladder",
        Pregnancy,
        build_pregnancy,
        "left",
        {
            "seven-weeks": {},
            "five-weeks": {"weeks": 5.3},
            "ten-weeks": {"weeks": 10},
            "no-heartbeat": {"weeks": 9, "heart-rate": 0},
        },
    ),
    Entry(
        "obstetric.empty-uterus",
        "a uterus without a pregnancy, through the bladder",
        EmptyUterus,
        build_empty,
        "left",
        {"normal": {}, "ectopic": {"lining": 12, "fluid": 14, "mass": True}},
    ),
)
