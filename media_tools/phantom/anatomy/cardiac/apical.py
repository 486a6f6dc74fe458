"""The apical four-chamber view: apex at the top, left heart on the right of the screen.

The tricuspid valve sits a little nearer to the apex than the mitral valve.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.cardiac.heart import Heart
from media_tools.phantom.anatomy.cardiac.tissue import (
    OPTICS,
    Cut,
    fade_beyond,
    paint_chest_wall,
    paint_heart,
    paint_pericardium,
    paint_spot,
    paint_surroundings,
    set_losses,
)
from media_tools.phantom.anatomy.cardiac.valves import Leaflet, hang
from media_tools.phantom.canvas import Canvas, Sheet
from media_tools.phantom.motion import Amplitudes, Move, Rig, Warp
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import phased
from media_tools.phantom.rhythm import Clock, Cycle
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Points, points, shift, widen


@dataclass(frozen=True)
class Apical:
    """What can be set in the apical four-chamber view."""

    effusion: float = number(
        0, 0, 30, "mm", "depth of the effusion beside the left ventricle at end-diastole"
    )
    ejection_fraction: float = number(60, 15, 75, "%", "left ventricular ejection fraction")
    rv_dilation: float = number(
        0, 0, 100, "%", "of the right ventricle; from about 60 it is as wide as the left"
    )
    tapse: float = number(21, 5, 28, "mm", "travel of the lateral tricuspid ring towards the apex")
    heart_rate: float = number(76, 45, 150, "/min", "heartbeats, fitted to the clip's length")


_LEFT = points(
    "9,31 20,35 31,47 38,64 40.5,82 38,97 36,103 39,110 40,122 35,134 22,139.5 10,137 -1,126 -3,112 1,102.5"
    " 1.5,84 0,66 0.5,48 3.5,36"
)
_RIGHT = points(
    "-8,51 -6.5,68 -6.5,84 -7.5,94 -8,103 -9,118 -15,131 -28,136 -41,130 -47,115 -45.5,102 -44,92 -41,76 -33,61 -20,51"
)
_SURFACE = points(
    "9,21 24,26 39,40 48.5,61 51.5,83 47.5,101 45.5,123 39,139 22,146 4,143 -12,139 -29,141.5 -46,134 -52.5,115"
    " -50,100 -47.5,75 -38,57 -22,45.5 -8,38 1,26"
)
_MITRAL = points("2.5,103 37,103.5")
_TRICUSPID = points("-7.5,96 -45,96")


def build(params: Apical, clock: Clock, seed: int) -> Scene:
    """The view with these findings."""
    shape = _Shape(params)
    heart = Heart(clock.cycle(params.heart_rate))
    warp = Warp(_rig(params, shape), _pose(params, heart, clock.cycle(15)))
    valves = hang(_leaflets(shape, heart), warp, seed)
    facts = _facts(params, shape, heart, clock, warp)
    return Scene(shape.probe, OPTICS, (Layer(_paint(shape, seed), warp),), (valves,), facts)


class _Shape:
    """Where things lie at rest."""

    def __init__(self, params: Apical) -> None:
        self.effusion = max(params.effusion, 0.6)
        self.down = 0.3 * params.effusion
        # undilated, the right ventricle is two thirds as wide as the left
        self.wide = 1.25 * params.rv_dilation / 100 - 0.3
        self.probe = phased(160 + 10 * round(0.03 * params.effusion + 0.2))

    def put(self, places: Points) -> Points:
        """Points of the heart, with the right ventricle as wide as it is."""
        spread = (self._spread(x, z) for x, z in places)
        return shift(((x - out, z) for (x, z), out in zip(places, spread, strict=True)), 0, self.down)

    def _spread(self, x: float, z: float) -> float:
        """To the left, in mm; the septum gives way to the right."""
        beside = float(np.exp(-(((z - 76) / 32) ** 2)))
        left = float(np.interp(x, (-34, -12, -6, 4, 20), (17.0, 4.0, -3.5, -3.5, 0.0)))
        return self.wide * beside * left

    @property
    def sac(self) -> Points:
        """The parietal pericardium; fluid ends where the veins enter behind the atria, and is thin at the apex."""
        out = []
        for x, z in self.put(_SURFACE):
            away = np.array([x, 0.7 * (z - 84)]) / np.hypot(x, 0.7 * (z - 84))
            share = float(np.interp(z - self.down, (40, 52, 104, 132), (0.5, 1.0, 1.0, 0.0)))
            x1, z1 = np.array([x, z]) + away * (share * self.effusion + 0.6)
            out.append((float(x1), float(z1)))
        return tuple(out)


def _pose(params: Apical, heart: Heart, breathing: Cycle) -> Amplitudes:
    def pose(seconds: float) -> Mapping[str, float]:
        beat = heart.squeeze(seconds)
        return {
            "squeeze": beat * params.ejection_fraction / 60,
            "right": beat * params.tapse / 21,
            "kick": heart.atrial_kick(seconds),
            "breath": breathing.wave(seconds),
        }

    return pose


def _rig(params: Apical, shape: _Shape) -> Rig:
    rig = Rig()
    hold = partial(_hold, rig, shape)
    hold("9,31", squeeze=(0.0, 1.0))
    hold("20,35 31,47 38,64 40.5,82", squeeze=points("-2.5,3 -5.6,1 -7.8,-3 -6.6,-8"), kick=(0.5, 0.6))
    hold("3.5,36 0.5,48 0,66 1.5,84", squeeze=points("2,2 4,0 4.6,-3.6 3.4,-8"), kick=(-0.5, 0.6))
    hold("36.5,103 2.5,102", squeeze=points("-3,-13 1.5,-11"), kick=(0.0, 2.0))
    hold("-7.5,95", squeeze=(1.0, -5.0), right=(0.0, -6.0), kick=(0.0, 2.0))
    hold("-45,96", right=(4.5, -21.0), kick=(0.0, 2.5))
    hold("-41,76 -33,61 -20,51", right=points("6.5,-9 5.6,-2 3,0.5"))
    hold("-6.5,68 -6.5,84 -8,51", squeeze=points("1.4,-3 1.2,-7 1,0"))
    hold("-47.5,75 -38,57 -22,45.5", right=points("4,-7 3.4,-2 1.8,0"))
    hold("48.5,61 51.5,83 39,40 24,26", squeeze=points("-2.4,-2.4 -2.2,-6 -1.6,-0.4 -0.8,0.4"))
    hold("22,139.5 -28,136 40,122 -47,115", squeeze=(0.0, 0.6), kick=(0.0, -1.0))
    if params.effusion > MEASURABLE:
        rig.hold(shape.sac[:8:2], breath=(0.2, 0.5))
        rig.hold(shape.sac[14::2], breath=(0.2, 0.5))
    rig.hold(points("-6,7 6,7 -12,15 12,15 -110,120 110,120 -80,60 80,60"))
    rig.hold([(x, shape.probe.depth + 8) for x in (-80, 0, 80)], breath=(0.1, 0.2))
    return rig


def _hold(rig: Rig, shape: _Shape, rest: str, **moves: Move) -> None:
    rig.hold(shape.put(points(rest)), **{"breath": (0.3, 0.7), **moves})


def _paint(shape: _Shape, seed: int) -> Sheet:
    canvas = Canvas(shape.probe, seed, looks=OPTICS.looks)
    paint_surroundings(canvas)
    canvas.level -= 4
    distances = paint_heart(
        canvas, Cut(shape.sac, shape.put(_SURFACE), (shape.put(_LEFT), shape.put(_RIGHT)), shape.effusion > 1)
    )
    fade_beyond(canvas, distances, 60)
    paint_pericardium(canvas, distances.pericardium, 95)
    for place in ((2.5, 101.0), (-5.0, 97.0), (38.5, 104.0), (-46.0, 97.0)):
        paint_spot(canvas, shape.put((place,))[0], 2.8)
    paint_chest_wall(canvas, 15)
    set_losses(canvas, distances)
    return canvas.bake()


def _leaflets(shape: _Shape, heart: Heart) -> tuple[Leaflet, ...]:
    septal, lateral = shape.put(_MITRAL)
    inner, outer = shape.put(_TRICUSPID)
    # the ring of a wide ventricle is wide: its leaflets reach across
    reach = (inner[0] - outer[0]) / 37.5
    narrow = points("-5,-2.5 -11,-4.5 -15.5,-5"), points("-2.5,-5 -4,-11 -4.5,-15")
    broad = points("8,-2.5 16,-4.5 22.5,-5"), points("3.5,-6 6,-13 7,-19")
    return (
        Leaflet(
            septal,
            points("7,-3.5 14,-6.5 20,-7"),
            points("5,-6 8,-14 8.5,-22"),
            heart.mitral,
            partner=lateral,
        ),
        Leaflet(
            lateral,
            points("-6,-3 -11.5,-6 -14,-7.5"),
            points("-2,-5 -3.5,-10.5 -4,-14"),
            heart.mitral,
            partner=septal,
        ),
        Leaflet(inner, widen(narrow[0], reach), narrow[1], heart.mitral, -24, 0.45, outer),
        Leaflet(outer, widen(broad[0], reach), broad[1], heart.mitral, -24, 0.45, inner),
    )


def _facts(params: Apical, shape: _Shape, heart: Heart, clock: Clock, warp: Warp) -> Facts:
    lv, rv = (shape.put(points(pair)) for pair in ("0.6,78 40.3,78", "-41.5,78 -6.5,78"))
    calipers = {
        "lv-width": across(warp, lv[0], lv[1], 0.0, "left ventricular width at end-diastole"),
        "rv-width": across(warp, rv[0], rv[1], 0.0, "right ventricular width at end-diastole"),
    }
    systole = heart.end_systole * heart.beat.period
    rings = {
        f"tricuspid-ring-{name}": (time, _place(warp, shape, time))
        for name, time in (("diastole", 0.0), ("systole", systole))
    }
    return Facts(
        rates={"heart-rate": heart.beat.per_minute},
        moments=heart.moments(clock.seconds),
        landmarks=rings,
        calipers=calipers,
        findings={
            "pericardial-effusion": params.effusion >= MEASURABLE,
            "rv-dilated": params.rv_dilation > 0,
        },
    )


def _place(warp: Warp, shape: _Shape, seconds: float) -> tuple[float, float]:
    ((x, z),) = warp.carry(shape.put(_TRICUSPID[1:]), seconds).tolist()
    return x, z
