"""The subcostal four-chamber view: through the liver, right heart nearest, apex to the right.

In tamponade the free walls of the right ventricle and the right atrium, which lie next to the liver,
fold inwards in their diastole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.cardiac.heart import Heart, Rhythm
from media_tools.phantom.anatomy.cardiac.tissue import (
    OPTICS,
    Cut,
    fade_beyond,
    paint_heart,
    paint_pericardium,
    paint_spot,
    paint_surroundings,
    set_losses,
)
from media_tools.phantom.anatomy.cardiac.valves import Leaflet, hang
from media_tools.phantom.anatomy.liver import paint_abdominal_wall, paint_liver
from media_tools.phantom.canvas import Canvas, Sheet
from media_tools.phantom.motion import Amplitudes, Move, Rig, Warp
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import Probe, phased
from media_tools.phantom.rhythm import Clock, Cycle, breath
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Points, points, shift


@dataclass(frozen=True)
class Subcostal:
    """What can be set in the subcostal four-chamber view."""

    effusion: float = number(
        0, 0, 35, "mm", "depth of the effusion between liver and right ventricle at end-diastole"
    )
    collapse: float = number(
        0, 0, 100, "%", "diastolic collapse of right ventricle and right atrium; 100 is complete"
    )
    ejection_fraction: float = number(60, 15, 75, "%", "left ventricular ejection fraction")
    heart_rate: float = number(76, 45, 150, "/min", "heartbeats, fitted to the clip's length")
    breathing_rate: float = number(15, 6, 40, "/min", "breaths, fitted to the clip's length")
    swing: float = number(0, 0, 8, "mm", "swinging of the heart, from beat to beat")


_RIGHT = points(
    "-12,66 2,61.5 20,59.5 38,62.5 54,69 65,77.5 70,83.5 60,85 44,85.5 26,87.5 8,90.5 -6,93 -12,97.5"
    " -22,104 -38,111 -51,112.5 -59.5,101 -58,88 -53,77 -41,70.5 -27,67 -19,68.5"
)
_LEFT = points(
    "-3,105.5 10,102 28,97.8 46,95 62,93.5 73,94.5 75,101.3 66,111.8 50,124.4 30,132.8"
    " 12,134.9 0,132.1 -6,136.3 -18,150.3 -34,153.8 -48,147.5 -54,136.3 -50,125.1 -38,118.8 -22,111.8 -10,106.2"
)
_FREE_WALL = points("-65,90 -60,76 -43,66.5 -27,62.5 -16,63 0,57 20,54.8 40,58 58,65.5 73,77")
_REST = points(
    "84,89 84,104.8 71,125.8 51,141.2 29,148.9 10,151"
    " -3,148.9 -16,158.7 -34,161.5 -51,152.4 -60,135.6 -64,118.8 -67,102"
)
_SAC_SHARE = (0.25, 0.55, 0.85, 1.0, 1.0, 1.0, 1.0, 0.95, 0.85, 0.75)
_REST_SHARE = (0.62, 0.6, 0.6, 0.62, 0.6, 0.5, 0.35, 0.12, 0, 0, 0, 0, 0.05)
"""How much of the effusion collects at each point of the free walls, and of the rest."""
_WALL_POINT, _CAVITY_POINT, _SEPTAL_POINT = (20.0, 54.8), (20.0, 59.5), (22.0, 87.9)
_LV_SEPTAL, _LV_LATERAL = (28.0, 97.8), (30.0, 132.8)


def build(params: Subcostal, clock: Clock, seed: int) -> Scene:
    """The view with these findings."""
    shape = _Shape(params.effusion)
    heart = Heart(clock.cycle(params.heart_rate, multiple=2 if params.swing else 1))
    breathing = clock.cycle(params.breathing_rate)
    warp = Warp(_rig(shape), _pose(params, heart, breathing))
    valves = hang(_leaflets(shape, heart), warp, seed)
    facts = _facts(params, shape, Rhythm(heart, breathing, clock.seconds), warp)
    return Scene(shape.probe, OPTICS, (Layer(_paint(shape, seed), warp),), (valves,), facts)


class _Shape:
    """Where things lie at rest, given the depth of the effusion in mm."""

    def __init__(self, effusion: float) -> None:
        self.effusion = max(effusion, 0.6)
        self.probe: Probe = phased(170 + 10 * round(0.14 * effusion))
        self._down = 0.75 * effusion

    def down(self, places: Points) -> Points:
        """Points of the heart, which fluid in front of it pushes away from the liver."""
        return shift(places, 0, self._down)

    @property
    def front(self) -> Points:
        """The parietal pericardium next to the liver."""
        pairs = zip(self.down(_FREE_WALL), _SAC_SHARE, strict=True)
        return tuple((x, z - share * self.effusion) for (x, z), share in pairs)

    @property
    def back(self) -> Points:
        """The parietal pericardium behind the heart."""
        out = []
        for (x, z), share in zip(self.down(_REST), _REST_SHARE, strict=True):
            away = np.array([x - 5, 1.4 * (z - self._down - 105)])
            away = away / np.hypot(*away) * (share * self.effusion + 0.6)
            out.append((x + float(away[0]), z + float(away[1])))
        return tuple(out)

    @property
    def cut(self) -> Cut:
        """The outlines."""
        return Cut(
            pericardium=(*self.front, *self.back),
            epicardium=self.down((*_FREE_WALL, *_REST)),
            cavities=(self.down(_RIGHT), self.down(_LEFT)),
            fluid=self.effusion > 1,
        )


def _pose(params: Subcostal, heart: Heart, breathing: Cycle) -> Amplitudes:
    swinging = Cycle(2 * heart.beat.period)

    def pose(seconds: float) -> Mapping[str, float]:
        return {
            "squeeze": heart.squeeze(seconds) * params.ejection_fraction / 60,
            "kick": heart.atrial_kick(seconds),
            "ventricle": heart.ventricular_collapse(seconds) * params.collapse / 100,
            "atrium": heart.atrial_collapse(seconds) * params.collapse / 100,
            "swing": 0.5 * params.swing * swinging.wave(seconds),
            "breath": breath(breathing, seconds),
        }

    return pose


def _rig(shape: _Shape) -> Rig:
    rig = Rig()
    _hold_right(rig, shape)
    _hold_left(rig, shape)
    _hold_surroundings(rig, shape)
    return rig


def _hold_right(rig: Rig, shape: _Shape) -> None:
    hold = partial(_hold, rig, shape)
    fall = points("0,9 0,20.5 -1,18 -1,9 0,3")
    hold("0,57 20,54.8 40,58 58,65.5 73,77", "5,2 3,2 0,2 -2,1.4 -3,0.5", ventricle=fall)
    hold("2,61.5 20,59.5 38,62.5 54,69 66,79", "6,4.4 3,4.6 -1,4.4 -5,3 -6,1", ventricle=fall)
    fold = points("8,2 12,10 6,14 1,7")
    hold("-58,76 -43,66.5 -27,62.5 -16,63", "1,0 2,0 6,0.5 9,1.5", atrium=points("8,2 12,10 6,13.5 1,6.5"))
    hold("-53,77 -41,70.5 -27,67 -13,67", "1,0 2,0 6,0.5 11,2.5", atrium=fold)
    hold("60,85 44,85.5 26,87.5 8,90.5", "-3,-0.5 -1.5,-0.5 1,-0.5 4,-0.5", ventricle=(0.0, 1.0))
    hold("-58,101 -38,111", "0,0 1,0")


def _hold_left(rig: Rig, shape: _Shape) -> None:
    hold = partial(_hold, rig, shape)
    hold("62,93.5 46,95 28,97.8 10,102", "-3,2.6 -1.5,3.6 1,3.8 4,3.4", kick=(-0.8, -0.5))
    hold("-5,98.5", "7.5,1")
    hold("75,98", "-5,0.5")
    hold("66,111.8 50,124.4 30,132.8 12,134.9", "-6,-4 -3,-8.6 0.5,-9.8 4,-8.8", kick=(-0.8, 0.6))
    hold("0,132.8", "9.5,-2.6")
    hold("84,95 71,125.8 51,141.2 29,148.9 10,151", "-2,0 -1.8,-1.6 -1,-2.8 0.5,-3 2,-2.6")
    hold("-18,150.3 -48,147.5 -54,132.8 -34,118.8", "1,0 0,0 0,0 2,0", kick=(0.0, -1.0))


def _hold(rig: Rig, shape: _Shape, rest: str, squeeze: str, **moves: Move) -> None:
    moves = {"swing": (0.5, 1.0), "breath": (-1.5, 4.0), **moves}
    rig.hold(shape.down(points(rest)), squeeze=points(squeeze), **moves)


def _hold_surroundings(rig: Rig, shape: _Shape) -> None:
    free = min(1.0, shape.effusion / 6)
    bound = 1 - free
    if free > 0.5:  # noqa: PLR2004 (below that the sac is the heart's own surface)
        rig.hold(shape.front, squeeze=(0.5 * bound, 1.2 * bound), swing=(0.05, 0.1), breath=(-1.5, 4.0))
    rig.hold(shape.back[1:7], squeeze=(-1 * bound, -2.4 * bound), swing=(0.05, 0.1), breath=(-1.0, 3.0))
    deep = shape.probe.depth + 8
    rig.hold([(x, deep) for x in (-100, -50, 0, 50, 100)], breath=(0.0, 1.5))
    rig.hold(points("-10,9 0,9 10,9 -20,20 0,20 20,20 -110,120 110,120"))
    rig.hold(points("-40,44 0,40 40,44"), breath=(-1.5, 3.0))


def _paint(shape: _Shape, seed: int) -> Sheet:
    canvas = Canvas(shape.probe, seed, looks=OPTICS.looks)
    paint_surroundings(canvas)
    canvas.level -= 3
    paint_liver(canvas, canvas.z - 200, vessels=_HEPATIC_VEINS)
    distances = paint_heart(canvas, shape.cut)
    fade_beyond(canvas, distances, 70)
    paint_pericardium(canvas, distances.pericardium, 60)
    canvas.interface(distances.pericardium - 1.6, -20, 0.9, facing=2.5)
    for place, radius in (((-8.0, 97.5), 3.4), ((-14.0, 64.5), 2.6), ((-3.5, 139.5), 3.4)):
        paint_spot(canvas, shape.down((place,))[0], radius)
    paint_abdominal_wall(canvas, 20)
    set_losses(canvas, distances)
    return canvas.bake()


_HEPATIC_VEINS = (("-46,52 -36,46 -24,43", 2.4), ("-18,30 -6,34 6,33", 1.6), ("8,44 20,41", 1.5))


def _leaflets(shape: _Shape, heart: Heart) -> tuple[Leaflet, ...]:
    hinges = shape.down(points("-12,66.5 -7,94 -3.5,103.5 -1,132"))
    return (
        Leaflet(
            hinges[0],
            points("5,5 9,12 10,15.5"),
            points("10,2 19,2.5 22,3"),
            heart.mitral,
            -24,
            0.45,
            hinges[1],
        ),
        Leaflet(
            hinges[1],
            points("4,-4.5 9,-11 10,-13"),
            points("9,-2.5 17,-3 20,-2.5"),
            heart.mitral,
            -24,
            0.45,
            hinges[0],
        ),
        Leaflet(
            hinges[2], points("5,6 12,14.5 14.5,18"), points("9,2.5 20,3.5 25,6.5"), heart.mitral, -22, 0.5
        ),
        Leaflet(
            hinges[3], points("4,-4.5 9.5,-10 12,-12.5"), points("7,-1 14,-1.5 17,-1"), heart.mitral, -23, 0.5
        ),
    )


def _facts(params: Subcostal, shape: _Shape, rhythm: Rhythm, warp: Warp) -> Facts:
    heart = rhythm.heart
    wall, cavity, septal, lv_septal, lv_lateral = shape.down(
        (_WALL_POINT, _CAVITY_POINT, _SEPTAL_POINT, _LV_SEPTAL, _LV_LATERAL)
    )
    calipers = {
        "rv-diastole": across(warp, cavity, septal, 0.0, "right ventricular height at end-diastole"),
        "lv-diastole": across(warp, lv_septal, lv_lateral, 0.0, "left ventricular width at end-diastole"),
    }
    if params.effusion >= MEASURABLE:
        sac = (wall[0], wall[1] - params.effusion)
        calipers["effusion"] = across(
            warp, sac, wall, 0.0, "effusion between liver and right ventricle at end-diastole"
        )
    if params.collapse > 0:
        worst = heart.peak_collapse * heart.beat.period
        calipers["rv-collapsed"] = across(
            warp, cavity, septal, worst, "right ventricular height at its collapse"
        )
    return Facts(
        rates=rhythm.rates,
        moments=heart.moments(rhythm.seconds, collapse=params.collapse > 0),
        calipers=calipers,
        findings={
            "pericardial-effusion": params.effusion >= MEASURABLE,
            "right-heart-collapse": params.collapse > 0,
        },
    )
