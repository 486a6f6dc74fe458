"""The parasternal long axis: apex to the left, aortic root and left atrium to the right.

The root lies behind the right ventricle's outflow, the left atrium behind the root, the descending
aorta behind the atrioventricular groove. An effusion ends in front of the descending aorta.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

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
    paint_vessel,
    set_losses,
)
from media_tools.phantom.anatomy.cardiac.valves import Leaflet, hang
from media_tools.phantom.canvas import Canvas, Sheet
from media_tools.phantom.motion import Amplitudes, Move, Rig, Warp
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import Point, Probe, phased
from media_tools.phantom.rhythm import Clock, Cycle
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Points, ellipse, points, shift, smooth


@dataclass(frozen=True)
class Plax:
    """What can be set in the parasternal long axis."""

    effusion: float = number(
        0, 0, 35, "mm", "depth of the effusion behind the left ventricle at end-diastole"
    )
    collapse: float = number(
        0, 0, 100, "%", "early-diastolic collapse of the right ventricle; 100 is complete"
    )
    ejection_fraction: float = number(60, 15, 75, "%", "left ventricular ejection fraction")
    heart_rate: float = number(76, 45, 150, "/min", "heartbeats, fitted to the clip's length")
    swing: float = number(0, 0, 8, "mm", "swinging of the heart, from beat to beat")


_RV = points("-50,49 -30,42 -10,36 10,32 27,31 42,34 50,39 44,46 31,50.5 14,51.5 -4,50 -20,50 -36,52 -48,54")
_RV_WALL = points("-54,46 -31,38.5 -11,32 10,27.8 28,27 45,30 56,37")
_SEPTUM = points("12,60.5 -4,60 -18,60.5 -32,62.5 -48,67.5")
_ROOT_FRONT = points("22,60 26,57.5 33,54 41,52.5 48,53.5 62,49.5 90,41")
_ROOT_BACK = points("95,69 66,77 51,81.5 46,85.5 38,88 31,85.5")
_LEFT_ATRIUM = points(
    "31.5,89.5 44,91.5 57,87.5 69,89 77,97 76,109 67,118 53,122.5 38,121.5 27,116.5 20.5,110"
)
_BACK = points("15,106 4,108 -10,108.5 -28,106.5 -46,101.5")
_APEX = points("-60,94 -70,85 -64,75")
_EPICARDIUM = points(
    "90,36 98,74 84,86 80,112 69,121 54,125.5 37,124.6 24,120.5 13,118.5 -6,118.8 -26,117 -45,112 -62,104"
    " -77,92 -84,80 -78,66 -66,54"
)
_SAC = points(
    "78,113 68,122 54,126.5 37,125.6 24,121.6 13,119.6 -6,119.9 -26,118 -45,113 -62,105 -78,93 -86,80"
    " -81,64 -70,52"
)
_SAC_SHARE = (0, 0.05, 0.18, 0.42, 0.72, 0.92, 1.0, 1.0, 0.95, 0.85, 0.7, 0.55, 0.4, 0.2)
"""How much of the effusion collects at each point of the sac behind the heart."""
_ANTERIOR_HINGE, _POSTERIOR_HINGE = (29.5, 87.0), (17.5, 106.5)
_RIGHT_CUSP, _NON_CUSP = (22.5, 59.5), (30.0, 85.5)
_EPICARDIAL, _ENDOCARDIAL, _SEPTAL = (-10.0, 118.9), (-10.0, 108.5), (-10.0, 60.2)


def build(params: Plax, clock: Clock, seed: int) -> Scene:
    """The view with these findings."""
    shape = _Shape(params.effusion)
    heart = Heart(clock.cycle(params.heart_rate, multiple=2 if params.swing else 1))
    warp = Warp(_rig(shape), _pose(params, heart, clock.cycle(15)))
    layer = Layer(_paint(shape, seed), warp)
    valves = hang(_leaflets(shape, heart), warp, seed)
    return Scene(shape.probe, OPTICS, (layer,), (valves,), _facts(params, shape, heart, clock, warp))


class _Shape:
    """Where things lie at rest, given the depth of the effusion in mm."""

    def __init__(self, effusion: float) -> None:
        self.effusion = max(effusion, 0.6)
        self.front = 0.5 * effusion
        self.probe: Probe = phased(160 + 10 * round(effusion / 10))

    def down(self, places: Points) -> Points:
        """Points of the heart, which fluid in front of it pushes away from the chest."""
        return shift(places, 0, self.front)

    @property
    def sac(self) -> Points:
        """The parietal pericardium behind the heart."""
        return tuple(
            (x, z + self.front + share * self.effusion)
            for (x, z), share in zip(_SAC, _SAC_SHARE, strict=True)
        )

    @property
    def cut(self) -> Cut:
        """The outlines."""
        left = (*_SEPTUM[::-1], *_ROOT_FRONT, *_ROOT_BACK, *_LEFT_ATRIUM, *_BACK, *_APEX)
        return Cut(
            pericardium=(*shift(_RV_WALL, 0, -0.4), (84, 60), (92, 90), *self.sac),
            epicardium=self.down((*_RV_WALL, *_EPICARDIUM)),
            cavities=(self.down(left), self.down(_RV)),
            fluid=self.effusion > 1,
        )

    @property
    def descending_aorta(self) -> Point:
        """The centre of the descending aorta."""
        return 44.0, self.front + 0.5 * self.effusion + 139.0


def _pose(params: Plax, heart: Heart, breathing: Cycle) -> Amplitudes:
    swinging = Cycle(2 * heart.beat.period)

    def pose(seconds: float) -> Mapping[str, float]:
        return {
            "squeeze": heart.squeeze(seconds) * params.ejection_fraction / 60,
            "kick": heart.atrial_kick(seconds),
            "collapse": heart.ventricular_collapse(seconds) * params.collapse / 100,
            "swing": 0.5 * params.swing * swinging.wave(seconds),
            "breath": breathing.wave(seconds),
        }

    return pose


def _rig(shape: _Shape) -> Rig:
    rig = Rig()
    _hold_ventricles(rig, shape)
    _hold_base(rig, shape)
    _hold_surroundings(rig, shape)
    return rig


def _hold_ventricles(rig: Rig, shape: _Shape) -> None:
    hold = partial(_hold, rig, shape)
    hold("12,60.5 -4,60 -18,60.5 -32,62.5 -48,67.5", "-4.6,5.6 -3.8,6 -3,6 -2.4,6 -1.6,5", kick=(0.8, -0.6))
    hold("14,51.5 -4,50 -20,50 -36,52", "-3,1.8 -3,1.8 -3,1.8 -2,1.6")
    hold(
        "15,106 4,108 -10,108.5 -28,106.5 -46,101.5",
        "-6,-9.6 -5.3,-9.6 -4.2,-9.2 -2.8,-8.7 -1.5,-7.6",
        kick=(0.8, 0.8),
    )
    hold("13,118.5 -6,118.8 -26,117 -45,112", "-2.5,-3.6 -2.5,-3.6 -2.5,-3.4 -1.5,-3", kick=(0.3, 0.2))
    hold("-60,94 -70,85 -64,75", "5,-2.8 5,0.4 5,3.8")
    hold("-60,103.5 -77,91", "2.5,-2 2.5,-2")
    hold(
        "-31,38.5 -11,32 10,27.8 28,27 45,30",
        "-1.5,2.2 -1.5,2.2 -1.5,2.2 -1.5,2.2 -1.5,2.2",
        collapse=points("0,6 0,9.5 0,12.5 0,12.5 0,7.5"),
    )
    hold(
        "-30,42 -10,36 10,32 27,31 42,34",
        "-1.5,3.4 -1.5,3.4 -1.5,3.4 -1.5,3.4 -1.5,3.4",
        collapse=points("0,5.8 0,9.2 0,12.1 0,12.1 0,7.3"),
    )


def _hold_base(rig: Rig, shape: _Shape) -> None:
    hold = partial(_hold, rig, shape)
    hold("22.5,59.5 41,52.5 62,49.5", "-6,-1 -6,-1 -5,-1", swing=(0.3, 0.7))
    hold("29.5,87 51,83 66,79", "-7,-2.2 -6,-2.2 -5,-2", swing=(0.3, 0.7))
    hold("17.5,106.5 44,91.5", "-9.5,-2 -6,-2", swing=(0.3, 0.7))
    hold("53,122.5 30,118 76,104", "-2,1.2 -2,1.2 0,0", swing=(0.2, 0.5), kick=(0, -1.2))


def _hold(rig: Rig, shape: _Shape, rest: str, squeeze: str, **moves: Move) -> None:
    moves = {"swing": (0.45, 1.0), "breath": (0.3, 0.7), **moves}
    rig.hold(shape.down(points(rest)), squeeze=points(squeeze), **moves)


def _hold_surroundings(rig: Rig, shape: _Shape) -> None:
    # without fluid between them the sac moves with the heart
    bound = 1 - min(1.0, shape.effusion / 6)
    rig.hold(shape.sac[1:], squeeze=(-2 * bound, -3.4 * bound), swing=(0.0, 0.1), breath=(0.2, 0.5))
    if shape.front > 1.5:  # noqa: PLR2004 (mm; below that the chest wall holds it)
        rig.hold(_RV_WALL, breath=(0.0, 0.15))
    deep = shape.probe.depth + 6
    rig.hold(ellipse(shape.descending_aorta, 13, 13, count=6).tolist(), breath=(0.1, 0.4))
    rig.hold(points("-8,8 0,8 8,8 -18,18 0,18 18,18 -110,110 -100,60 110,110 110,60"))
    rig.hold([(x, deep) for x in (-90, -45, 0, 45, 90)], breath=(0.1, 0.2))


def _paint(shape: _Shape, seed: int) -> Sheet:
    canvas = Canvas(shape.probe, seed, looks=OPTICS.looks)
    paint_surroundings(canvas)
    distances = paint_heart(canvas, shape.cut)
    fade_beyond(canvas, distances, _SAC[-1][1])
    _paint_papillary(canvas, shape)
    _paint_root(canvas, shape)
    paint_pericardium(canvas, distances.pericardium, 45)
    paint_vessel(canvas, shape.descending_aorta, 10.5)
    paint_chest_wall(canvas, 21.5)
    set_losses(canvas, distances)
    return canvas.bake()


def _paint_papillary(canvas: Canvas, shape: _Shape) -> None:
    ((centre),) = shape.down(((-38.0, 99.0),))
    bulge = canvas.raster.inside(canvas.wobble(ellipse(centre, 10, 4.2, turn=0.3), 0.8, 8))
    canvas.fill(bulge, -36 + 3 * canvas.uneven(5), soft=1.2)


def _paint_root(canvas: Canvas, shape: _Shape) -> None:
    for wall in (_ROOT_FRONT, _ROOT_BACK):
        distance = canvas.raster.along(smooth(shape.down(wall), closed=False))
        canvas.fill(distance - 1.6, -27 + 1.5 * canvas.uneven(4), soft=0.8, opacity=0.9)
        canvas.interface(distance, -17, 0.8, facing=2, least=0.2)
    for place, radius in (((29.5, 87.5), 2.4), ((19.0, 112.5), 3.6)):
        paint_spot(canvas, shape.down((place,))[0], radius)


def _leaflets(shape: _Shape, heart: Heart) -> tuple[Leaflet, ...]:
    anterior, posterior, right, non = shape.down((_ANTERIOR_HINGE, _POSTERIOR_HINGE, _RIGHT_CUSP, _NON_CUSP))
    return (
        Leaflet(
            anterior,
            points("-6,3 -12.5,6.6 -22.5,11.3 -25,13.3"),
            points("-6,0.8 -11.5,-3.5 -23.5,-15.5 -26,-13.5"),
            heart.mitral,
        ),
        Leaflet(
            posterior,
            points("-4.5,-2.2 -10.5,-6.6 -12.5,-5.8"),
            points("-5,1.4 -12.5,0.6 -14.5,1"),
            heart.mitral,
            -22,
            0.55,
        ),
        Leaflet(
            right,
            points("7.5,3.4 15,11 18.6,10.2"),
            points("8.5,-1.8 15,-2.6 16,-2.6"),
            heart.aortic,
            -25,
            0.36,
        ),
        Leaflet(
            non,
            points("2.5,-5.6 7.6,-14.4 11,-15.3"),
            points("7.4,-2.2 12,-4 13,-4.2"),
            heart.aortic,
            -25,
            0.36,
        ),
    )


def _facts(params: Plax, shape: _Shape, heart: Heart, clock: Clock, warp: Warp) -> Facts:
    epicardial, endocardial, septal = shape.down((_EPICARDIAL, _ENDOCARDIAL, _SEPTAL))
    systole = heart.end_systole * heart.beat.period
    calipers = {
        "lv-diastole": across(
            warp, septal, endocardial, 0.0, "left ventricular internal diameter at end-diastole"
        ),
        "lv-systole": across(
            warp, septal, endocardial, systole, "left ventricular internal diameter at end-systole"
        ),
    }
    if params.effusion >= MEASURABLE:
        sac = (epicardial[0], epicardial[1] + params.effusion)
        calipers["effusion"] = across(
            warp, epicardial, sac, 0.0, "effusion behind the left ventricle at end-diastole"
        )
    return Facts(
        rates={"heart-rate": heart.beat.per_minute},
        moments=heart.moments(clock.seconds, collapse=params.collapse > 0),
        calipers=calipers,
        findings={"pericardial-effusion": params.effusion >= MEASURABLE, "rv-collapse": params.collapse > 0},
    )
