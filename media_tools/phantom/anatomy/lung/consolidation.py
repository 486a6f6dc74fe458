"""Consolidated lung: airless like liver, with bright air in its bronchi and a shredded deep border."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.anatomy.lung.chest import CURVED_OPTICS, Interspace, paint_wall
from media_tools.phantom.canvas import Canvas, Sheet, within
from media_tools.phantom.motion import Slide
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import curved
from media_tools.phantom.rhythm import Amplitude, Clock, breath
from media_tools.phantom.scene import Echo, Extra, Facts, Layer, Scene
from media_tools.phantom.shapes import points, smooth
from media_tools.phantom.strokes import Brush


@dataclass(frozen=True)
class Consolidation:
    """What can be set in the view of a consolidation."""

    depth: float = number(42, 10, 70, "mm", "from the pleura to the air behind")
    dynamic: bool = switch("the air in the bronchi moves with the breath, as in pneumonia", default=True)
    sliding: float = number(3, 0, 10, "mm", "how far the lung slides with a breath")
    breathing_rate: float = number(18, 6, 40, "/min", "breaths, fitted to the clip's length")


_OPTICS = CURVED_OPTICS
_BRONCHI = (
    "-12,33 -9,28 -8,22",
    "1,37 2,32",
    "3,27 5,22 5,18",
    "-3,31 -5,27 -4,24",
    "-17,27 -19,22",
    "12,34 12.5,29 15,24",
    "9,21 10,18",
    "20,30 22,27",
    "-10,17 -11,14",
)
"""Bronchi from the hilum towards the pleura; mm right of the middle, and below the pleura of a lung 42 mm deep."""


def build(params: Consolidation, clock: Clock, seed: int) -> Scene:
    """The view with this lung."""
    space = Interspace(curved(120, field=62, radius=55), 26.0)
    breathing = clock.cycle(params.breathing_rate)

    def way(seconds: float) -> float:
        return params.sliding * (breath(breathing, seconds) - 0.4)

    def air(seconds: float) -> float:
        return 2.6 * (breath(breathing, seconds) - 0.5) if params.dynamic else 0.0

    layers = (
        Layer(paint_wall(space, seed, _OPTICS.looks)),
        Layer(_paint(params, space, seed), Slide(space.surface, way)),
    )
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        landmarks={
            "pleura": (0.0, (0.0, space.surface_at(0))),
            "shred-border": (0.0, (0.0, space.surface_at(0) + params.depth)),
        },
        findings={"consolidation": True, "dynamic-air-bronchograms": params.dynamic},
    )
    return Scene(space.probe, _OPTICS, layers, (_bronchi(params, space, way, air, seed),), facts)


def _paint(params: Consolidation, space: Interspace, seed: int) -> Sheet:
    canvas = Canvas(space.probe, seed + 1, looks=_OPTICS.looks)
    depth = canvas.z
    canvas.level[:] = -34.5 + 2.0 * canvas.uneven(4) + 2.2 * canvas.uneven(14)
    specks = np.clip(canvas.uneven(2.8, 2.0) - 1.7, 0, 1) * within(6 - depth, 1)
    canvas.level += 15 * specks
    ragged = params.depth + 5.5 * canvas.uneven(15, 90) + 2.6 * canvas.uneven(5, 5) - depth
    fading = 0.24 * np.maximum(0, -ragged)
    canvas.fill(ragged, -33 - fading + 3 * canvas.uneven(9) + 3.5 * canvas.uneven(7, 60), soft=1.4)
    clumps = 6 * np.clip(canvas.uneven(6), -1.2, 1.2)
    canvas.interface(ragged - 0.5, -13 + clumps, 1.1, facing=0.8, least=0.2, rough=2.2)
    canvas.interface(ragged + 6, -24 + clumps, 2.2, facing=0.8, least=0.1, rough=1.9, mirror=0)
    canvas.interface(depth, -17, 0.5, facing=0, rough=1.6)
    canvas.erase(depth + 1.2)
    canvas.loss[:] = 0.01
    return canvas.bake()


def _bronchi(params: Consolidation, space: Interspace, way: Amplitude, air: Amplitude, seed: int) -> Extra:
    brush = Brush(seed)
    scale = params.depth / 42
    lines = [smooth(points(line), closed=False, pieces=4) * (1, scale) for line in _BRONCHI]

    def draw(echo: Echo, seconds: float) -> None:
        for line in lines:
            along = line[-1] - line[0]
            place = line + along / np.hypot(*along) * air(seconds) + (way(seconds), space.pleura)
            brush.draw(echo, place, -20, 0.6, facing=0.5)

    return draw
