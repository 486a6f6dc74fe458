"""The inferior vena cava along its length, under the liver, at its mouth in the right atrium.

The head is on the left of the screen: with the marker on the right, as in the other cardiac views,
it points to the patient's feet. Diameter and collapse are taken about 2 cm from the atrium, at
end-expiration and at the height of inspiration (ASE right-heart guideline, 2010).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.anatomy.cardiac.heart import Heart
from media_tools.phantom.anatomy.cardiac.tissue import OPTICS, paint_surroundings
from media_tools.phantom.anatomy.liver import paint_abdominal_wall, paint_liver
from media_tools.phantom.canvas import Canvas, Sheet, within
from media_tools.phantom.motion import Amplitudes, Rig, Warp
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import Probe, phased
from media_tools.phantom.rhythm import Clock, Cycle, breath
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Points, merge, points, smooth, taper


@dataclass(frozen=True)
class VenaCava:
    """What can be set in the view of the inferior vena cava."""

    diameter: float = number(18, 6, 35, "mm", "diameter at end-expiration, 2 cm from the right atrium")
    collapse: float = number(55, 0, 95, "%", "by how much the diameter falls with a breath")
    heart_rate: float = number(76, 45, 150, "/min", "heartbeats, fitted to the clip's length")
    breathing_rate: float = number(15, 6, 40, "/min", "breaths, fitted to the clip's length")


PROBE: Probe = phased(150, field=80)
_MOUTH = -36.0
"""x in mm of the vein's mouth."""
_STATIONS = (-34.0, -26.0, -16.0, -4.0, 10.0, 26.0, 44.0, 64.0, 90.0)
_GIVES = (0.25, 0.6, 1.0, 1.0, 0.95, 0.9, 0.85, 0.8, 0.7)
"""How much of the collapse each station takes part in."""
_CALIPER = -16.0
_ATRIUM = points("-38,67 -45,55 -57,49 -72,52 -84,62 -88,78 -82,94 -70,102 -56,100 -45,92")


def _middle(x: float) -> float:
    """Depth in mm of the vein's axis."""
    return 79 + 0.10 * (x + 16) + 0.0007 * (x + 16) ** 2


def _wall(x: float, radius: float, side: int) -> tuple[float, float]:
    """A point of the wall; it narrows a little at the mouth and towards the feet."""
    shape = 1 - 0.10 * float(np.exp(-(((x - _MOUTH) / 7) ** 2))) - 0.0016 * max(0.0, x)
    return x, _middle(x) + side * radius * shape


def build(params: VenaCava, clock: Clock, seed: int) -> Scene:
    """The view with this vein."""
    radius = params.diameter / 2
    heart, breathing = Heart(clock.cycle(params.heart_rate)), clock.cycle(params.breathing_rate)
    warp = Warp(_rig(radius), _pose(params, heart, breathing))
    layer = Layer(_paint(radius, seed), warp)
    return Scene(PROBE, OPTICS, (layer,), facts=_facts(params, heart, breathing, clock, warp))


def _pose(params: VenaCava, heart: Heart, breathing: Cycle) -> Amplitudes:
    def pose(seconds: float) -> Mapping[str, float]:
        depth = breath(breathing, seconds)
        return {
            "collapse": depth * params.collapse / 100,
            "breath": depth,
            "beat": heart.squeeze(seconds),
            "kick": heart.atrial_kick(seconds),
        }

    return pose


def _rig(radius: float) -> Rig:
    rig = Rig()
    for side in (-1, 1):
        walls = [_wall(x, radius, side) for x in _STATIONS]
        closes = [(0.0, _middle(x) - z) for x, z in walls]
        rig.hold(
            walls,
            collapse=[(x, z * share) for (x, z), share in zip(closes, _GIVES, strict=True)],
            breath=(5.0, 1.5),
            kick=[(0.0, -0.03 * z) for _, z in closes],
            beat=[(0.0, 0.02 * z) for _, z in closes],
        )
    rig.hold(
        _ATRIUM, beat=points("4,0 3,-1 1,-1 0,-1 0,0 0,0 0,0 0,1 1,1 3,0"), breath=(4.0, 1.5), kick=(0.5, 0.0)
    )
    rig.hold(points("-40,38 0,36 40,38 80,60"), breath=(5.0, 0.8))
    rig.hold(points("-60,122 0,122 60,122"), breath=(2.5, 0.8))
    rig.hold(points("-20,20 0,20 20,20 -10,9 10,9 -110,80 120,90 -90,165 0,165 90,165"))
    return rig


def _outline(radius: float) -> Points:
    top = [_wall(x, radius, -1) for x in (*_STATIONS, 120.0)]
    bottom = [_wall(x, radius, 1) for x in (*_STATIONS, 120.0)]
    return (*top, *bottom[::-1], *_ATRIUM[::-1])


def _paint(radius: float, seed: int) -> Sheet:
    canvas = Canvas(PROBE, seed, looks=OPTICS.looks)
    raster = canvas.raster
    paint_surroundings(canvas)
    paint_liver(canvas, canvas.z - 200, vessels=_BRANCHES)
    _paint_diaphragm(canvas)
    _paint_behind(canvas, radius)
    top = _wall(-10, radius, -1)[1]
    branch = taper(points(f"-14,{top + 4} -2,{top - 7} 12,{top - 17} 30,{top - 25}"), 5.0)
    lumen = raster.inside(canvas.wobble(smooth(_outline(radius)), 0.5, 18))
    lumen = merge(lumen, raster.inside(canvas.wobble(branch, 0.5, 18)), blend=1.5)
    canvas.fill(lumen - 1.4, -27 + 1.6 * canvas.uneven(5), soft=1.0, opacity=0.7)
    canvas.fill(lumen, -63 + 1.3 * canvas.uneven(7), soft=0.9)
    canvas.interface(lumen - 1.5, -19, 0.8, facing=3, least=0.05, rough=1.5)
    paint_abdominal_wall(canvas, 18)
    canvas.loss[:] = 0.03 - 0.055 * within(lumen, 1.0)
    return canvas.bake()


_BRANCHES = (
    ("-30,30 -18,36 -2,38 8,36", 1.9),
    ("30,52 42,48 52,50", 2.0),
    ("16,30 26,34", 1.4),
    ("-6,50 6,54", 1.3),
)


def _paint_diaphragm(canvas: Canvas) -> None:
    line = canvas.raster.along(smooth(points("-110,40 -80,42 -58,47 -42,58 -35,66"), closed=False))
    beyond = canvas.raster.inside(
        smooth(points("-130,38 -80,42 -58,47 -42,58 -38,70 -44,120 -60,180 -140,180"))
    )
    canvas.fill(
        beyond, -37 + 2.4 * canvas.uneven(14) + 1.6 * canvas.uneven(5) - 4 * np.clip(-beyond / 40, 0, 1)
    )
    canvas.interface(line, -19, 0.7, facing=1.5, least=0.15, rough=1.3)


def _paint_behind(canvas: Canvas, radius: float) -> None:
    """The crus and the tissue behind the vein, then the spine's bright front."""
    middle = 79 + 0.10 * (canvas.x + 16) + 0.0007 * (canvas.x + 16) ** 2
    crus = np.abs(canvas.z - middle - radius - 9) - 5
    canvas.fill(crus, -38 + 3.5 * canvas.uneven(16, 2.2), soft=1.6)
    canvas.interface(canvas.z - middle - radius - 15, -24, 1.0, facing=2, rough=2.2)
    behind = middle + radius + 15 - canvas.z
    canvas.fill(
        behind, -37 + 2.6 * canvas.uneven(12) + 2 * canvas.uneven(5) - 0.12 * np.maximum(0, -behind), soft=2
    )


def _facts(params: VenaCava, heart: Heart, breathing: Cycle, clock: Clock, warp: Warp) -> Facts:
    walls = [_wall(_CALIPER, params.diameter / 2, side) for side in (-1, 1)]
    widest, narrowest = 0.0, 0.36 * breathing.period
    return Facts(
        rates={"heart-rate": heart.beat.per_minute, "breathing-rate": breathing.per_minute},
        moments={
            "end-expiration": breathing.moments(0.0, clock.seconds),
            "end-inspiration": breathing.moments(0.36, clock.seconds),
        },
        calipers={
            "expiration": across(warp, walls[0], walls[1], widest, "vena cava at end-expiration"),
            "inspiration": across(
                warp, walls[0], walls[1], narrowest, "vena cava at the height of inspiration"
            ),
        },
        findings={"collapses-by-half": params.collapse >= 50},  # noqa: PLR2004 (the guideline's bound, in %)
    )
