"""What views of the abdomen share: their optics, tissue between organs, gas, kidneys, the spine."""

from collections.abc import Mapping
from math import cos, pi, sin

import numpy as np

from media_tools.phantom.canvas import Canvas, only, within
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Amplitudes, Rig
from media_tools.phantom.probe import Point, Probe
from media_tools.phantom.rhythm import Clock, Cycle, breath
from media_tools.phantom.scene import Optics
from media_tools.phantom.shapes import Curve, ellipse, smooth

OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.38,
    lateral=1.5,
    haze=0.05,
    noise=-70,
    noise_slope=0.07,
    fade=7,
    streaks=2.2,
    crisp=0.35,
    gamma=1.4,
    looks=2,
)
INSPIRATION = 0.36
"""The phase of a breath at which it is deepest."""


def paint_between(canvas: Canvas, level: float = -35.0) -> None:
    """Fat and connective tissue, of which organs stand out."""
    streaks = 2.2 * canvas.uneven(22, 4)
    canvas.level[:] = (
        level + streaks + 2.4 * canvas.uneven(12) + 1.8 * canvas.uneven(5) + 2.4 * canvas.uneven(36)
    )


def paint_fluid(canvas: Canvas, distance: Real, level: float = -66.0) -> None:
    """Clear fluid, with the wall behind it brightened."""
    canvas.fill(distance, level + canvas.uneven(6), soft=0.8)
    canvas.interface(distance - 1.0, -25, 0.7, facing=2.5, least=0.05, rough=1.5)


def paint_gas(canvas: Canvas, line: Curve, loss: float = 2.4) -> None:
    """Gas in the bowel: a bright front and a dirty shadow."""
    front = canvas.raster.along(line)
    canvas.interface(front, -14, 0.9, facing=1, least=0.2, rough=1.8)
    canvas.interface(front - 4, -30, 1.6, facing=0, rough=1.8, mirror=0)
    # the shadow is not black: reverberation fills what little is left
    canvas.loss += np.float32(loss) * within(front - 2.2, 1.0)


def paint_spine(canvas: Canvas, middle: Point, radius: float = 21.0) -> None:
    """A vertebral body cut across: a bright convex front with a clean shadow."""
    front = ellipse(middle, radius, 0.62 * radius)
    bone = canvas.raster.inside(canvas.wobble(front, 0.8, 12))
    canvas.fill(bone, -50 + canvas.uneven(8))
    front_only = only(canvas.z - middle[1] + 0.15 * radius, 3.0)
    canvas.interface(bone, -12, 1.0, facing=1.6, least=0.08, rough=1.4, where=front_only)
    canvas.interface(bone + 4, -27, 1.6, facing=1.4, least=0.05, mirror=0, where=front_only)
    canvas.loss += 5.0 * within(bone + 2.5, 0.8)


def paint_kidney(
    canvas: Canvas, middle: Point, half: tuple[float, float], turn: float = 0.0, swollen: float = 0.0
) -> Real:
    """A kidney along its length; gives the distance to its surface.

    Args:
        canvas: what is painted on.
        middle: of the kidney, in mm.
        half: half its length and half its thickness, in mm.
        turn: radians clockwise on the screen.
        swollen: hydronephrosis, 0 to 4 (grades of the Society for Fetal Urology, used for adults too).
    """
    long, thick = half
    outline = canvas.wobble(ellipse(middle, long, thick, turn), 1.3, 24)
    kidney = canvas.raster.inside(outline)
    canvas.fill(kidney - 2.4, -26 + 2 * canvas.uneven(5), soft=1.4)
    canvas.fill(kidney, -37.5 + 1.5 * canvas.uneven(4) + 1.2 * canvas.uneven(14))
    canvas.interface(kidney + 0.6, -22, 0.6, facing=2.5, least=0.2, rough=1.9)
    _paint_pyramids(canvas, middle, half, turn, swollen)
    centre = canvas.raster.inside(canvas.wobble(ellipse(middle, 0.6 * long, 0.36 * thick, turn), 2.4, 9))
    ragged = centre + 1.6 * canvas.uneven(4)
    canvas.fill(ragged, -26 + 2.8 * canvas.uneven(3.5) + 2.2 * canvas.uneven(9), soft=2.4)
    if swollen > 0:
        _paint_pelvis(canvas, middle, half, turn, swollen)
    return kidney


def _place(middle: Point, turn: float, along: float, across: float) -> Point:
    return (
        middle[0] + along * cos(turn) - across * sin(turn),
        middle[1] + along * sin(turn) + across * cos(turn),
    )


_CALYCES = (-2.85, -2.1, -1.57, -1.05, -0.3, 0.3, 1.05, 1.57, 2.1, 2.85)


def _paint_pyramids(
    canvas: Canvas, middle: Point, half: tuple[float, float], turn: float, swollen: float
) -> None:
    long, thick = half
    for at in _CALYCES:
        place = _place(middle, turn, 0.70 * long * cos(at), 0.55 * thick * sin(at))
        pyramid = canvas.raster.inside(
            canvas.wobble(ellipse(place, 0.10 * long, 0.17 * thick, turn + at), 0.8, 8)
        )
        canvas.fill(pyramid, -44 + canvas.uneven(5), soft=1.6, opacity=max(0.0, 0.85 - 0.2 * swollen))


def _paint_pelvis(
    canvas: Canvas, middle: Point, half: tuple[float, float], turn: float, swollen: float
) -> None:
    """A dilated pelvis; from grade 2 the calyces fill, in grade 4 the rind thins."""
    long, thick = half
    share = swollen / 4
    pelvis = canvas.raster.inside(
        canvas.wobble(
            ellipse(middle, (0.16 + 0.34 * share) * long, (0.10 + 0.36 * share) * thick, turn), 1.0, 12
        )
    )
    for at in _CALYCES if swollen >= 2 else ():  # noqa: PLR2004 (grade 2: calyces)
        reach = 0.50 + 0.06 * share
        place = _place(middle, turn, reach * long * cos(at), 0.8 * reach * thick * sin(at))
        bud = canvas.raster.inside(
            canvas.wobble(
                ellipse(place, (0.06 + 0.09 * share) * long, (0.10 + 0.20 * share) * thick, turn + at), 0.8, 9
            )
        )
        pelvis = _join(pelvis, bud)
    canvas.fill(pelvis, -65 + canvas.uneven(6), soft=0.9)
    canvas.interface(pelvis - 1.0, -26, 0.7, facing=2.5, least=0.08, rough=1.4)
    canvas.loss -= 0.05 * within(pelvis, 1.0)


def _join(one: Real, other: Real) -> Real:
    share = np.clip(0.5 + 0.5 * (other - one) / 4, 0, 1)
    joined: Real = other + (one - other) * share - 4 * share * (1 - share)
    return joined


def hold_frame(rig: Rig, probe: Probe) -> Rig:
    """Landmarks of what does not move: the abdominal wall, and what lies behind and beside the organs."""
    deep = probe.depth
    left, _, right, _ = probe.bounds
    rig.hold([probe.place(lateral, 10) for lateral in (-0.9, 0, 0.9)])
    rig.hold([(x, deep + 12) for x in (left, 0, right)])
    return rig.hold([(left - 12, 0.7 * deep), (right + 12, 0.7 * deep)])


def breathe(breathing: Cycle, **more: float) -> Amplitudes:
    """Amplitudes of organs that move with the breath alone: mode `breath`, 0 to 1."""

    def pose(seconds: float) -> Mapping[str, float]:
        return {"breath": breath(breathing, seconds), **more}

    return pose


def breath_moments(breathing: Cycle, clock: Clock) -> dict[str, tuple[float, ...]]:
    """The times in seconds of end-expiration and of the height of inspiration."""
    phases = {"end-expiration": 0.0, "end-inspiration": INSPIRATION}
    return {name: breathing.moments(phase, clock.seconds) for name, phase in phases.items()}


def ring(middle: Point, across: float, down: float, uneven: float = 0.0, lobes: int = 3) -> Curve:
    """A closed curve that is nearly an ellipse; `uneven` is the share by which its radius varies.

    Its height stays 2 x `down`, so that a diameter measured from front to back is what was asked for.
    """
    around = np.linspace(0, 2 * pi, 72, endpoint=False)
    vary = 1 + uneven * np.cos(lobes * around + 0.6) * np.cos(around) ** 2
    return np.column_stack([middle[0] + across * vary * np.cos(around), middle[1] + down * np.sin(around)])


def bowl(centre: Point, across: float, down: float, knots: int = 9) -> Curve:
    """The upper half of an ellipse, as an open curve from left to right."""
    around = np.linspace(pi, 2 * pi, knots)
    return smooth(
        [(centre[0] + across * cos(at), centre[1] + down * sin(at)) for at in around.tolist()], closed=False
    )
