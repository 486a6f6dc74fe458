"""A tendon along its length, gliding over bone."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.anatomy.softtissue.layers import OPTICS, PROBE
from media_tools.phantom.canvas import Canvas, Sheet, within
from media_tools.phantom.images import Floats
from media_tools.phantom.motion import Slide
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import Beams
from media_tools.phantom.rhythm import Clock, swell
from media_tools.phantom.scene import Caliper, Facts, Layer, Scene
from media_tools.phantom.shapes import points, smooth


@dataclass(frozen=True)
class Tendon:
    """What can be set in the view of a tendon along its length."""

    thickness: float = number(5.5, 3, 12, "mm", "from front to back")
    fluid: float = number(0, 0, 4, "mm", "fluid in its sheath, on each side")
    tear: float = number(0, 0, 15, "mm", "gap between its torn ends; 0 is intact")
    excursion: float = number(5, 0, 10, "mm", "how far it glides as the joint moves")


def build_tendon(params: Tendon, clock: Clock, seed: int) -> Scene:
    """Bright parallel fibres that glide, over bone."""
    cycle = clock.cycle(20)

    def way(seconds: float) -> float:
        return params.excursion * (swell(cycle.phase(seconds)) - 0.5)

    top, low = _TENDON_TOP, _TENDON_TOP + params.thickness

    def gliding(beams: Beams, _: float) -> Floats:
        return np.asarray(within(np.abs(beams.z - (top + low) / 2) - (low - top) / 2, 0.2), np.float32)

    def staying(beams: Beams, seconds: float) -> Floats:
        return 1 - gliding(beams, seconds)

    layers = (
        Layer(_paint_bed(params, seed), None, staying),
        Layer(_paint_tendon(params, seed), Slide(np.zeros_like, way), gliding),
    )
    facts = Facts(
        landmarks={"tendon": (0.0, (6.0, (top + low) / 2))},
        calipers={"thickness": Caliper(0.0, ((-9.0, top), (-9.0, low)), "tendon from front to back", "outer")}
        if params.fluid >= 1
        else {},
        findings={"tear": params.tear > 0, "sheath-fluid": params.fluid > 0},
    )
    return Scene(PROBE, OPTICS, layers, facts=facts)


_TENDON_TOP = 8.0


def _paint_bed(params: Tendon, seed: int) -> Sheet:
    """Skin and fat in front of the tendon, fluid in its sheath, fat and bone behind."""
    canvas = Canvas(PROBE, seed, looks=OPTICS.looks)
    low = _TENDON_TOP + params.thickness
    canvas.level[:] = -35 + 2.2 * canvas.uneven(1.8) + 2.4 * canvas.uneven(7, 1.5)
    canvas.loss[:] = 0.12
    for z, tilt in ((4.0, 0.02), (5.6, -0.015)):
        septum = canvas.z - z - tilt * canvas.x - 0.3 * canvas.uneven(8)
        canvas.interface(septum, -27, 0.13, facing=0, rough=2.4, mirror=0.1)
    middle = (_TENDON_TOP + low) / 2
    sheath = (
        np.abs(canvas.z - middle) - (low - _TENDON_TOP) / 2 - params.fluid * (1 + 0.15 * canvas.uneven(12))
    )
    if params.fluid:
        canvas.fill(sheath, -62 + canvas.uneven(3), soft=0.25)
    canvas.interface(sheath - 0.15, -21, 0.16, facing=0, rough=1.6)
    bone = smooth(points("-26,25.4 -14,24.6 -4,25.2 6,24 14,22.6 20,23 27,25"), closed=False)
    front = canvas.raster.along(canvas.wobble(bone, 0.15, 6))
    canvas.interface(front, -10, 0.28, facing=1.5, least=0.15, rough=1.2)
    canvas.loss += 10.0 * within(front - 0.4, 0.25)
    surface = canvas.z - 1.8
    canvas.fill(surface, -22 + 1.3 * canvas.uneven(5, 0.4) + 1.5 * canvas.uneven(1.1), soft=0.3)
    canvas.interface(canvas.z - 0.4, -13, 0.2, facing=0, rough=1.0)
    return canvas.bake()


def _paint_tendon(params: Tendon, seed: int) -> Sheet:
    """Fibres: fine bright lines, broken every few millimetres; a tear parts them."""
    canvas = Canvas(PROBE, seed + 4, looks=OPTICS.looks)
    top, low = _TENDON_TOP, _TENDON_TOP + params.thickness
    fibres = canvas.uneven(12, 0.32) + 0.5 * canvas.uneven(5, 0.3)
    canvas.level[:] = -29 + 5.5 * fibres + 1.2 * canvas.uneven(9, 2)
    for edge in (top, low):
        canvas.interface(canvas.z - edge, -20, 0.15, facing=0, rough=1.4)
    if params.tear:
        ragged = 1.0 * canvas.uneven(1.6) + 0.8 * canvas.uneven(4)
        gap = np.abs(canvas.x - 2 - 0.4 * (canvas.z - top)) - params.tear / 2 + ragged
        canvas.fill(gap, -56 + 3 * canvas.uneven(2), soft=0.5)
    canvas.loss[:] = 0.12
    return canvas.bake()
