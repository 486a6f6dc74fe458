"""Skin, fat in lobules, fascia and muscle, as the views of soft tissue share them."""

from collections.abc import Mapping

import numpy as np

from media_tools.phantom.canvas import Canvas, only
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Amplitudes, Rig
from media_tools.phantom.probe import Probe, linear
from media_tools.phantom.rhythm import Clock, swell
from media_tools.phantom.scene import Optics
from media_tools.phantom.texture import choose

PROBE: Probe = linear(35, width=40)
OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.11,
    lateral=1.3,
    haze=0.035,
    noise=-70,
    noise_slope=0.18,
    fade=2,
    streaks=1.4,
    crisp=0.35,
    gamma=1.4,
    looks=2,
)
FASCIA = 17.0
"""Depth in mm of the muscle's fascia."""


def press(clock: Clock) -> Amplitudes:
    """The probe presses gently, now and again: mode `press`, 0 to 1."""
    cycle = clock.cycle(14)

    def pose(seconds: float) -> Mapping[str, float]:
        return {"press": swell(cycle.phase(seconds))}

    return pose


def push_rig() -> Rig:
    """A gentle push: tissue comes a little nearer."""
    rig = Rig()
    for z in (0.3, 10.0, 20.0, 30.0, 42.0):
        rig.hold([(x, z) for x in (-24, 0, 24)], press=(0.0, -1.3 * z / 30))
    return rig


def paint_ground(seed: int, skin: float, oedema: float) -> Canvas:
    """Skin, fat in lobules that fluid parts, fascia, muscle."""
    canvas = Canvas(PROBE, seed, looks=OPTICS.looks)
    canvas.level[:] = -35 + 2.2 * canvas.uneven(1.8) + 2 * canvas.uneven(6)
    canvas.loss[:] = 0.12
    bend = 0.5 * canvas.uneven(15, 6)
    _paint_lobules(canvas, seed, skin, oedema)
    muscle = FASCIA - canvas.z + bend
    canvas.fill(muscle, -38 + 4.2 * canvas.uneven(8, 0.5) + canvas.uneven(1.5), soft=0.5)
    for at, level in ((0.0, -16.0), (0.9, -25.0), (7.5, -24.0)):
        canvas.interface(muscle + at, level, 0.18, facing=0, rough=1.8, mirror=0.2)
    surface = canvas.z - skin + 0.25 * bend
    canvas.fill(surface, -23 - 3 * oedema + 1.3 * canvas.uneven(5, 0.4) + 1.5 * canvas.uneven(1.1), soft=0.3)
    canvas.interface(canvas.z - 0.4, -13, 0.2, facing=0, rough=1.0)
    return canvas


def _paint_lobules(canvas: Canvas, seed: int, skin: float, oedema: float) -> None:
    """Cells around scattered middles; the seams between them are septa, or fluid where there is oedema."""
    x, z = _scatter(seed, skin)
    near, next_ = _two_nearest(canvas, x, z, 1.7 - 0.3 * oedema)
    seam = 0.5 * (next_ - near) - 0.45 * oedema * np.clip(1 + 0.35 * canvas.uneven(5), 0.5, 1.7)
    fat = -35.5 + 7 * oedema + 1.8 * canvas.uneven(1.6) + 1.4 * canvas.uneven(4)
    layer = np.maximum(skin - 0.3 - canvas.z, canvas.z - FASCIA)
    canvas.fill(layer, fat, soft=0.4)
    if oedema > _SEEN:
        canvas.fill(
            np.maximum(layer, seam), -60 + 2 * canvas.uneven(2), soft=0.35, opacity=min(1.0, 0.4 + oedema)
        )
    wet = oedema > _SEEN
    edge = seam - (0.3 if wet else 0.1)
    canvas.interface(
        edge,
        -27 if wet else -26,
        0.11,
        facing=1.2,
        least=0.25,
        rough=2.2,
        mirror=0.1,
        where=only(layer + 0.3, 0.5),
    )


def _scatter(seed: int, skin: float) -> tuple[Real, Real]:
    """Middles of lobules in staggered rows, each a little off its place."""
    wide, high = 6.6, 3.6
    rows = np.arange(skin + 1.5, FASCIA + 1, high)
    columns = np.arange(-30, 31, wide)
    x = np.add.outer(np.where(np.arange(len(rows)) % 2, wide / 2, 0), columns).ravel()
    z = np.repeat(rows, len(columns))
    count = len(x)
    return x + choose(seed, "lobule x", -1.9, 1.9, count), z + choose(seed, "lobule z", -1.0, 1.0, count)


_SEEN = 0.05
"""Oedema below which septa hold no fluid that could be seen."""


def _two_nearest(canvas: Canvas, x: Real, z: Real, flat: float) -> tuple[Real, Real]:
    """Distances in mm to the nearest and the next of some points; lobules are `flat` times as wide as high."""
    nearest = np.full(canvas.raster.shape, np.inf, np.float32)
    second = nearest.copy()
    for one, other in zip(x.tolist(), z.tolist(), strict=True):
        away = np.sqrt(((canvas.x - one) / flat) ** 2 + (canvas.z - other) ** 2)
        second = np.minimum(second, np.maximum(nearest, away))
        nearest = np.minimum(nearest, away)
    return nearest, second
