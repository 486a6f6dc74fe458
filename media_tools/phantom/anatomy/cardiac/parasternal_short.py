"""The parasternal short axis at the papillary muscles: left ventricle round, right ventricle a crescent.

With pressure on the right ventricle the septum flattens and the left ventricle takes the form of a D.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.cardiac.heart import Heart
from media_tools.phantom.anatomy.cardiac.tissue import (
    OPTICS,
    Cut,
    fade_beyond,
    paint_chest_wall,
    paint_heart,
    paint_pericardium,
    paint_surroundings,
    set_losses,
)
from media_tools.phantom.canvas import Canvas, Sheet
from media_tools.phantom.motion import Amplitudes, Rig, Warp
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import Point, phased
from media_tools.phantom.rhythm import Clock, Cycle
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Points, ellipse, points, shift


@dataclass(frozen=True)
class Psax:
    """What can be set in the parasternal short axis."""

    effusion: float = number(
        0, 0, 35, "mm", "depth of the effusion behind the left ventricle at end-diastole"
    )
    ejection_fraction: float = number(60, 15, 75, "%", "left ventricular ejection fraction")
    septal_flattening: float = number(
        0, 0, 100, "%", "of the septum, with a larger right ventricle; 100 is a D"
    )
    heart_rate: float = number(76, 45, 150, "/min", "heartbeats, fitted to the clip's length")


_CENTRE: Point = (8.0, 82.0)
_INNER, _OUTER = 23.5, 33.5
"""mm from the centre to the endocardium and the epicardium of the left ventricle."""
_ANGLES = tuple(range(0, 360, 24))
_SEPTAL = 196
"""Degrees, clockwise on the screen from the right, at which the middle of the septum lies."""
_FREE_WALL = points("-9,44.5 -27,40.5 -43,47 -52,62 -51,81 -41,98 -24,108")
_RV_WALL = 4.0


def build(params: Psax, clock: Clock, seed: int) -> Scene:
    """The view with these findings."""
    shape = _Shape(params)
    heart = Heart(clock.cycle(params.heart_rate))
    warp = Warp(_rig(shape), _pose(params, heart, clock.cycle(15)))
    facts = _facts(params, shape, heart, clock, warp)
    return Scene(shape.probe, OPTICS, (Layer(_paint(shape, seed), warp),), facts=facts)


class _Shape:
    """Where things lie at rest."""

    def __init__(self, params: Psax) -> None:
        self.effusion = max(params.effusion, 0.6)
        self.front = 0.45 * params.effusion
        self.flat = params.septal_flattening / 100
        self.probe = phased(150 + 10 * round(params.effusion / 10))

    def ring(self, radius: float, degrees: tuple[int, ...] = _ANGLES) -> Points:
        """Points around the left ventricle; a pressed septum comes nearer to its centre."""
        centre = (_CENTRE[0], _CENTRE[1] + self.front)
        chord = radius - 11 * self.flat
        out = []
        for at in degrees:
            facing = cos(radians(at - _SEPTAL))
            reach = min(radius, chord / facing) if facing > 0 else radius
            out.append((centre[0] + reach * cos(radians(at)), centre[1] + reach * sin(radians(at))))
        return tuple(out)

    @property
    def free_wall(self) -> Points:
        """The right ventricle's free wall, its inner side."""
        return shift(_FREE_WALL, -6 * self.flat, self.front)

    @property
    def cut(self) -> Cut:
        """The outlines."""
        septal = self.ring(_OUTER, (110, 130, 150, 170, 190, 210, 230, 248))
        outer = self._outside(_RV_WALL)
        gap = tuple((x, z + self._gap(z)) for x, z in self._outside(_RV_WALL + 0.6))
        return Cut(gap, outer, (self.ring(_INNER), (*self.free_wall, *septal)), self.effusion > 1)

    def _outside(self, wall: float) -> Points:
        """Around both ventricles."""
        rest = self.ring(_OUTER + wall - _RV_WALL, (100, 75, 50, 25, 0, 335, 310, 285, 262))
        x0, z0 = -2.0, 76 + self.front
        right = []
        for x, z in self.free_wall:
            way = ((x - x0) ** 2 + (z - z0) ** 2) ** 0.5
            right.append((x + wall * (x - x0) / way, z + wall * (z - z0) / way))
        return (*right, *rest)

    def _gap(self, z: float) -> float:
        """How far the sac lies behind the heart's surface (or, in front, before it) at a depth."""
        share = (z - self.front - 48) / 64
        return self.effusion * min(1.0, share) if share > 0 else self.front * max(-1.0, 4 * share)


def _pose(params: Psax, heart: Heart, breathing: Cycle) -> Amplitudes:
    def pose(seconds: float) -> Mapping[str, float]:
        beat = heart.squeeze(seconds)
        return {
            "squeeze": beat * params.ejection_fraction / 60,
            "right": beat,
            "kick": heart.atrial_kick(seconds),
            "breath": breathing.wave(seconds),
        }

    return pose


def _rig(shape: _Shape) -> Rig:
    rig = Rig()
    turn = 0.10
    for radius, inwards in ((_INNER, 7.6), (_OUTER, 2.2)):
        ring = shape.ring(radius)
        moves = []
        for at in _ANGLES:
            # the flattened septum moves less
            way = inwards * (1 - 0.6 * shape.flat * max(0.0, cos(radians(at - _SEPTAL))))
            side = turn * radius
            moves.append(
                (
                    -way * cos(radians(at)) - side * sin(radians(at)),
                    -way * sin(radians(at)) + side * cos(radians(at)),
                )
            )
        rig.hold(ring, squeeze=moves, kick=[(-0.06 * mx, -0.06 * mz) for mx, mz in moves], breath=(0.3, 0.7))
    rig.hold(shape.free_wall[1:6], right=points("2,3.4 4.2,2.6 5.2,0.6 4.6,-1.2 2.6,-2.4"), breath=(0.3, 0.7))
    sac = shape.cut.pericardium
    if shape.effusion > MEASURABLE:
        rig.hold(sac[1::2], breath=(0.1, 0.4))
    rig.hold(points("-8,8 0,8 8,8 -16,18 0,18 16,18 -110,110 -100,60 110,110 110,60"))
    rig.hold([(x, shape.probe.depth + 8) for x in (-90, -45, 0, 45, 90)], breath=(0.1, 0.2))
    return rig


def _paint(shape: _Shape, seed: int) -> Sheet:
    canvas = Canvas(shape.probe, seed, looks=OPTICS.looks)
    paint_surroundings(canvas)
    distances = paint_heart(canvas, shape.cut)
    fade_beyond(canvas, distances, 70)
    for at in (40, 138):
        (centre,) = shape.ring(_INNER - 5.5, (at,))
        muscle = canvas.raster.inside(canvas.wobble(ellipse(centre, 6.2, 5.4, radians(at)), 0.8, 7))
        canvas.fill(muscle, -34.5 + 2.5 * canvas.uneven(4), soft=1.0)
        canvas.interface(muscle, -26, 0.6, facing=3, least=0.05, rough=1.8)
    paint_pericardium(canvas, distances.pericardium, 62)
    paint_chest_wall(canvas, 21.5)
    set_losses(canvas, distances)
    return canvas.bake()


def _facts(params: Psax, shape: _Shape, heart: Heart, clock: Clock, warp: Warp) -> Facts:
    top, bottom = shape.ring(_INNER, (270, 90))
    systole = heart.end_systole * heart.beat.period
    calipers = {
        "lv-diastole": across(warp, top, bottom, 0.0, "left ventricular internal diameter at end-diastole"),
        "lv-systole": across(warp, top, bottom, systole, "left ventricular internal diameter at end-systole"),
    }
    if params.effusion >= MEASURABLE:
        (wall,) = shape.ring(_OUTER, (90,))
        sac = (wall[0], wall[1] + params.effusion)
        calipers["effusion"] = across(
            warp, wall, sac, 0.0, "effusion behind the left ventricle at end-diastole"
        )
    return Facts(
        rates={"heart-rate": heart.beat.per_minute},
        moments=heart.moments(clock.seconds),
        calipers=calipers,
        findings={"pericardial-effusion": params.effusion >= MEASURABLE, "septal-flattening": shape.flat > 0},
    )
