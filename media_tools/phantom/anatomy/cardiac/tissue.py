"""What the views of the heart share: how muscle, blood, pericardium and the chest wall look."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.canvas import Canvas, within
from media_tools.phantom.images import Floats
from media_tools.phantom.probe import Point
from media_tools.phantom.scene import Optics
from media_tools.phantom.shapes import Points, ellipse, smooth

OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.42,
    lateral=2.1,
    haze=0.08,
    noise=-69,
    noise_slope=0.075,
    fade=14,
    streaks=2.6,
    crisp=0.35,
    gamma=1.5,
    looks=2,
)


@dataclass(frozen=True)
class Cut:
    """Where a plane cuts the heart, at end-diastole: outlines in mm, and whether there is an effusion."""

    pericardium: Points
    epicardium: Points
    cavities: tuple[Points, ...]
    fluid: bool


@dataclass(frozen=True)
class Distances:
    """Signed distances to the painted outlines, in mm."""

    pericardium: Floats
    epicardium: Floats
    blood: Floats


def paint_surroundings(canvas: Canvas) -> None:
    """What lies around the heart, before the heart is painted over it."""
    canvas.level[:] = -34 + 2.2 * canvas.uneven(14) + 1.6 * canvas.uneven(5) + 3.0 * canvas.uneven(40)


def paint_heart(canvas: Canvas, cut: Cut) -> Distances:
    """Muscle and blood inside the pericardium; what lies between the two is fluid."""
    raster = canvas.raster
    outer = raster.inside(canvas.wobble(smooth(cut.pericardium), 0.8, 22))
    muscle = np.maximum(raster.inside(canvas.wobble(smooth(cut.epicardium), 0.8, 22)), outer)
    cavities = [raster.inside(canvas.wobble(smooth(cavity), 0.9, 15)) for cavity in cut.cavities]
    blood = np.minimum.reduce(cavities)
    canvas.fill(outer, (-72 if cut.fluid else -35) + 1.0 * canvas.uneven(6))
    texture = 2.6 * canvas.uneven(15, 2.6) + 2.0 * canvas.uneven(5) + 2.8 * canvas.uneven(26)
    canvas.fill(muscle, -36.5 + texture)
    near = 9 * np.exp(-(((canvas.z - 36) / 14) ** 2))
    canvas.fill(blood, -64 + 1.5 * canvas.uneven(7) + near, soft=0.9)
    # an echo blooms by its width: its inner border, not its crest, lies on the boundary
    canvas.interface(blood - 0.9, -25, 0.75, facing=4, least=0.05, rough=2.0)
    canvas.interface(muscle + 1.2, -25, 0.8, facing=4, least=0.05, rough=1.6)
    return Distances(outer, muscle, blood)


def paint_pericardium(canvas: Canvas, outer: Floats, shallow: float) -> None:
    """The parietal pericardium, the brightest line behind the heart, with its reverberation.

    Args:
        canvas: what is painted on.
        outer: the distance to it.
        shallow: mm of depth down to which it is no brighter than other boundaries.
    """
    deep = np.clip((canvas.z - shallow) / 40, 0, 1)
    canvas.interface(outer - 2.2, -26 + 17 * deep, 1.1, facing=3.5, least=0.05)
    canvas.interface(outer - 5.0, -34 + 18 * deep, 1.8, facing=3, least=0.05, rough=1.3, mirror=0.1)
    canvas.interface(outer - 10.5, -46 + 18 * deep, 3.2, facing=3, least=0.05, rough=1.5, mirror=0)


def fade_beyond(canvas: Canvas, distances: Distances, below: float) -> None:
    """Weaken what lies behind the heart, deeper than `below` mm: it is lung."""
    beyond = np.maximum(0, distances.pericardium) * (canvas.z > below)
    canvas.level -= np.minimum(16, 0.34 * beyond)


def paint_vessel(canvas: Canvas, centre: Point, radius: float) -> Floats:
    """A large vessel cut across; gives its distance."""
    wall = canvas.raster.inside(canvas.wobble(ellipse(centre, radius, 0.95 * radius), 0.4, 12))
    canvas.fill(wall, -63, soft=0.9)
    canvas.interface(wall - 0.6, -26, 0.9, facing=2.2)
    return wall


def paint_spot(canvas: Canvas, centre: Point, radius: float, level: float = -22) -> None:
    """A fibrous spot, such as a valve's ring in cross-section."""
    spot = canvas.raster.inside(ellipse(centre, radius, 0.8 * radius))
    canvas.fill(spot, level + 2 * canvas.uneven(4), soft=1.4)


def paint_chest_wall(canvas: Canvas, thickness: float) -> None:
    """Skin, fat and intercostal muscle over the first `thickness` mm, with their bright fasciae."""
    streaks = canvas.uneven(16, 1.3)
    bend = 0.9 * canvas.uneven(30, 12)
    layers = ((1.0, -27.0, 3.0, -22.0), (0.62, -25.0, 3.2, -19.0), (0.3, -19.0, 2.0, -16.0))
    for share, level, streak, fascia in layers:
        border = canvas.z - share * thickness + bend
        canvas.fill(border, level + streak * streaks + 1.5 * canvas.uneven(2.2), soft=1.2)
        canvas.interface(border, fascia, 0.5, facing=0, rough=1.8, mirror=0.15)
    canvas.fill(canvas.z - 0.1 * thickness + bend, -13 + streaks, soft=1.2)


def set_losses(canvas: Canvas, distances: Distances) -> None:
    """Blood and fluid let sound through that tissue would have weakened; lung covers the flanks."""
    fluid = np.minimum(distances.blood, np.maximum(distances.pericardium, -distances.epicardium))
    canvas.loss[:] = 0.02 - 0.05 * within(fluid, 1.0)
    flank = np.clip((np.abs(np.arctan2(canvas.x, canvas.z + 6)) - 0.5) / 0.2, 0, 1)
    canvas.loss += 0.12 * flank * within(np.abs(canvas.z - 40) - 25, 6)
