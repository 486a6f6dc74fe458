"""The chest wall over the lung: skin, muscle, two ribs with their shadows, and the pleural surface."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from media_tools.phantom.canvas import EMPTY, Canvas, Sheet, only, within
from media_tools.phantom.images import Floats
from media_tools.phantom.probe import Probe
from media_tools.phantom.scene import Optics
from media_tools.phantom.shapes import ellipse

CURVED_OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.34,
    lateral=1.5,
    haze=0.05,
    noise=-70,
    noise_slope=0.06,
    fade=8,
    streaks=1.8,
    crisp=0.35,
    gamma=1.45,
    looks=2,
)
LINEAR_OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.13,
    lateral=1.4,
    haze=0.04,
    noise=-70,
    noise_slope=0.12,
    fade=2,
    streaks=1.4,
    crisp=0.35,
    gamma=1.45,
    looks=2,
)


@dataclass(frozen=True)
class Interspace:
    """An intercostal space under a probe.

    Attributes:
        probe: the transducer.
        pleura: mm from the skin to the pleural line in the middle.
        ribs: x in mm of the ribs' middles.
        rib: half the width of a rib in mm.
        bend: how the chest's roundness takes the pleura down to the sides, in 1/mm.
    """

    probe: Probe
    pleura: float
    ribs: Sequence[float] = (-31.0, 32.0)
    rib: float = 8.5
    bend: float = 0.0022

    def surface(self, x: Floats) -> Floats:
        """The depth of the pleural line at each x: the chest is round."""
        return np.asarray(self.pleura + self.bend * (x - 2) ** 2, np.float32)

    def surface_at(self, x: float) -> float:
        """The depth of the pleural line at one x."""
        return self.pleura + self.bend * (x - 2) ** 2

    def rib_top(self, x: float) -> float:
        """The depth of the front of a rib."""
        return self.surface_at(x) - 0.32 * self.pleura


def paint_wall(space: Interspace, seed: int, looks: int) -> Sheet:
    """The chest wall down to the pleura."""
    canvas = Canvas(space.probe, seed, looks=looks)
    surface = space.surface(canvas.x)
    _paint_layers(canvas, space.pleura, surface)
    canvas.fill(surface - canvas.z - 0.4, EMPTY, soft=0.5)
    canvas.erase(surface + 1 - canvas.z)
    canvas.loss[:] = 0.03
    for rib in space.ribs:
        _paint_rib(canvas, space, rib)
    return canvas.bake()


def paint_flank(probe: Probe, thickness: float, seed: int, looks: int) -> Sheet:
    """An even chest wall of `thickness` mm, without a rib in the plane."""
    canvas = Canvas(probe, seed, looks=looks)
    inner = np.full_like(canvas.z, thickness)
    _paint_layers(canvas, thickness, inner)
    canvas.interface(canvas.z - inner + 0.9, -20, 0.5, facing=0, rough=1.6)
    canvas.erase(inner + 0.8 - canvas.z)
    return canvas.bake()


def _paint_layers(canvas: Canvas, pleura: float, surface: Floats) -> None:
    streaks, bend = canvas.uneven(18, 1.1), canvas.uneven(30, 10)
    canvas.level[:] = -33 + 3.4 * streaks + 1.5 * canvas.uneven(2.2) + 1.8 * canvas.uneven(20)
    scale = pleura / 30
    layers = (
        (0.93, -36.0, 3.0, -24.0),
        (0.74, -32.0, 4.2, -22.0),
        (0.45, -31.0, 3.8, -21.0),
        (0.40, -34.0, 2.6, -23.0),
        (0.12, -21.0, 1.6, -17.0),
    )
    for share, level, streak, fascia in layers:
        border = canvas.depth - share * surface + 1.1 * scale * bend
        canvas.fill(border, level + streak * streaks + 1.5 * canvas.uneven(2.2), soft=0.8 * scale)
        canvas.interface(border, fascia, 0.32 * scale + 0.08, facing=0, rough=1.9, mirror=0.12)
    canvas.fill(canvas.depth - 0.05 * surface + 0.6 * scale * bend, -14 + streaks, soft=0.8 * scale)


def _paint_rib(canvas: Canvas, space: Interspace, middle: float) -> None:
    """A convex bright front; behind it no sound comes back."""
    top = space.rib_top(middle)
    height = 0.55 * space.rib
    bone = canvas.raster.inside(canvas.wobble(ellipse((middle, top + height), space.rib, height), 0.4, 9))
    canvas.fill(bone - 0.8, -36 + 2 * canvas.uneven(5), soft=0.8)
    front = only(canvas.z - top - 0.6 * height, 1.0)
    canvas.interface(bone, -10, 0.75, facing=1.2, least=0.15, where=front)
    canvas.interface(bone + 2.2, -24, 0.9, facing=1, where=front)
    # bone weakens sound by many dB for each mm
    canvas.loss += 12.0 * within(bone + 1.6, 0.6)
