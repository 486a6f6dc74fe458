"""The base of the lung above the diaphragm, from the side: head to the left, liver or spleen to the right.

With fluid in the pleural space the lung's edge floats, the diaphragm is seen from above, and the spine
is seen beyond it (the spine sign); without, the lung comes down like a curtain.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.liver import paint_liver
from media_tools.phantom.anatomy.lung.chest import CURVED_OPTICS, Interspace, paint_flank
from media_tools.phantom.anatomy.lung.pleura import Lung, Sliding, lay_lung
from media_tools.phantom.canvas import Canvas, Sheet, within
from media_tools.phantom.images import Floats, Real
from media_tools.phantom.motion import Amplitudes, Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Beams, Point, Probe, curved
from media_tools.phantom.rhythm import Clock, Cycle, breath
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Points, points, smooth


@dataclass(frozen=True)
class LungBase:
    """What can be set in the view of the lung's base."""

    effusion: float = number(
        14, 0, 45, "mm", "depth of the fluid between chest wall and lung at end-expiration"
    )
    atelectasis: float = number(14, 0, 40, "mm", "depth of airless lung behind the fluid")
    breathing: float = number(12, 2, 25, "mm", "travel of the diaphragm with a breath")
    breathing_rate: float = number(18, 6, 40, "/min", "breaths, fitted to the clip's length")
    left_side: bool = switch("the left side, over the spleen, in place of the right, over the liver")


PROBE: Probe = curved(150, field=64)
OPTICS = CURVED_OPTICS
_WALL = 22.0
"""Depth in mm of the inner surface of the chest wall."""
_DIAPHRAGM = points("34,21 20,24 6,33 -5,48 -13,72 -14,98 -10,126")
_SPINE = 127.0
_LIVER_VEINS = (
    ("34,52 22,60 12,70", 2.6),
    ("60,74 46,78 34,86", 2.4),
    ("20,96 30,102 44,104", 2.2),
    ("52,46 60,52 70,54", 1.6),
    ("8,84 14,90", 1.5),
)


class _Shape:
    """Where things lie at end-expiration."""

    def __init__(self, params: LungBase) -> None:
        self.fluid = params.effusion
        self.airless = params.atelectasis if params.effusion >= MEASURABLE else 0.0
        self.tip: Point = (max(6 - 1.5 * self.fluid, -27.0), _WALL + self.fluid + 3)

    @property
    def floats(self) -> bool:
        """Whether there is so much fluid that it lies under the lung, too."""
        return self.fluid >= _MUCH

    @property
    def surface(self) -> Points:
        """The lung's surface: along the chest wall from the left, round its edge, and down."""
        fluid, (tip, deep) = self.fluid, self.tip
        along = ((-130, 0.0), (-90, 0.12), (-62, 0.45), (-42, 0.78))
        top = [(min(x, tip - 26 + 6 * i), _WALL + share * fluid) for i, (x, share) in enumerate(along)]
        edge = [(tip - 8, deep - 3.0), (tip, deep + 3)]
        return (*top, *edge, *self._under())

    def _under(self) -> Points:
        """From the edge down along the diaphragm, or back under a lung that floats."""
        tip, deep = self.tip
        if self.floats:
            return ((tip - 4, deep + 15), (tip - 16, deep + 27), (tip - 40, deep + 40), (-130, deep + 62))
        gap = 0.8 + 0.42 * self.fluid
        return tuple((x - gap, z) for x, z in _DIAPHRAGM[3:7] if z > deep + 12)

    @property
    def aerated(self) -> Points:
        """Where air begins, behind what is airless."""
        if not self.airless:
            return self.surface
        depth, (_, edge) = self.airless, self.tip
        down = 0.0 if self.floats else 1.0
        return tuple(
            (
                x - 0.9 * depth * (self.floats or z > edge - 5),
                z + depth * (1 if x < self.tip[0] - 12 else down),
            )
            for x, z in self.surface
        )


_MUCH = 24.0
"""mm of fluid from which the lung floats on it."""


def build(params: LungBase, clock: Clock, seed: int) -> Scene:
    """The view with these findings."""
    shape = _Shape(params)
    breathing = clock.cycle(params.breathing_rate)
    warp = Warp(_rig(shape), _pose(params, breathing))
    belly = Layer(_paint(params, shape, seed), warp)
    layers: tuple[Layer, ...] = (Layer(paint_flank(PROBE, _WALL, seed, OPTICS.looks)), belly)
    if params.effusion < MEASURABLE:
        layers = (layers[0], *_draw_curtain(belly, warp, breathing, params, seed))
    return Scene(PROBE, OPTICS, layers, facts=_facts(params, shape, breathing, clock, warp))


def _draw_curtain(
    belly: Layer, warp: Warp, breathing: Cycle, params: LungBase, seed: int
) -> tuple[Layer, ...]:
    """Air that comes down along the chest wall hides all that lies behind it, beam by beam."""
    space = Interspace(PROBE, _WALL, bend=0.0)

    def way(seconds: float) -> float:
        return params.breathing * breath(breathing, seconds)

    def hidden(beams: Beams, seconds: float) -> Floats:
        edge = beams.locate(2.0 + 1.1 * way(seconds), _WALL)[0]
        share = np.clip(0.5 + (edge - np.arange(beams.shape[1])) / 5, 0, 1)
        return np.ascontiguousarray(np.broadcast_to(share.astype(np.float32), beams.shape))

    def seen(beams: Beams, seconds: float) -> Floats:
        return 1 - hidden(beams, seconds) * (beams.z > _WALL)

    sliding = Sliding(way, params.breathing, breathing)
    lung = lay_lung(space, Lung(a_lines=0.7), sliding, (OPTICS, seed), hidden)
    return (Layer(belly.sheet, warp, seen), *lung)


def _pose(params: LungBase, breathing: Cycle) -> Amplitudes:
    def pose(seconds: float) -> Mapping[str, float]:
        return {"breath": params.breathing / 12 * breath(breathing, seconds)}

    return pose


def _rig(shape: _Shape) -> Rig:
    rig = Rig()
    rig.hold(_DIAPHRAGM[2:6], breath=points("9,1.5 12,2 13,2 11,1"))
    rig.hold(shape.surface[4:6], breath=(13.0, -0.12 * shape.fluid))
    rig.hold(shape.surface[:4], breath=points("6,0 9,0 11,0 12.5,-1"))
    rig.hold(points("34,21 60,22 90,40"), breath=points("7,0 8,0 8,0"))
    rig.hold(points("30,70 60,80 40,105"), breath=points("11,1 10,1 8,0"))
    rig.hold(points("-60,75 -60,110"), breath=points("10,0 8,0"))
    rig.hold([(x, _SPINE + 2) for x in (-80, -40, 0, 40, 80)])
    rig.hold([(x, 170) for x in (-80, 0, 80)])
    return rig


def _paint(params: LungBase, shape: _Shape, seed: int) -> Sheet:
    canvas = Canvas(PROBE, seed + 1, looks=OPTICS.looks)
    canvas.level[:] = -36 + 2.4 * canvas.uneven(12) + 1.6 * canvas.uneven(5)
    belly, above = _diaphragm(canvas)
    if params.left_side:
        _paint_spleen(canvas, belly)
    else:
        paint_liver(canvas, belly, vessels=_LIVER_VEINS)
    _paint_spine(canvas)
    thorax = np.maximum(-belly, _WALL - canvas.z)
    fluid = np.maximum(thorax, canvas.z - _SPINE + 5)
    canvas.fill(fluid, -66 + canvas.uneven(6), soft=0.8)
    canvas.interface(above, -15, 0.9, facing=2, least=0.1, rough=1.3)
    aerated = _paint_lung(canvas, shape, thorax)
    canvas.loss[:] = 0.03 - 0.06 * within(np.maximum(fluid, -aerated), 1.0)
    canvas.erase(canvas.z - _WALL + 0.4)
    return canvas.bake()


def _diaphragm(canvas: Canvas) -> tuple[Floats, Floats]:
    """The signed distance to the belly below it, and the distance to the diaphragm."""
    line = canvas.wobble(smooth(_DIAPHRAGM, closed=False), 0.6, 20)
    belly = np.vstack([[[140, 21]], line, [[-10, 220]], [[140, 220]]])
    return canvas.raster.inside(belly), canvas.raster.along(line)


def _paint_spleen(canvas: Canvas, belly: Floats) -> None:
    canvas.fill(belly, -37 + 3 * canvas.uneven(14) + 2 * canvas.uneven(5))
    outline = smooth(points("-2,45 14,34 36,30 58,36 74,52 72,70 54,78 30,82 8,92 -8,84 -10,64"))
    spleen = np.maximum(canvas.raster.inside(canvas.wobble(outline, 1.2, 18)), belly)
    canvas.fill(spleen, -31.5 + 1.3 * canvas.uneven(3.5) + 1.2 * canvas.uneven(20))
    canvas.interface(spleen, -24, 0.6, facing=3, least=0.05, rough=1.4)


def _paint_spine(canvas: Canvas) -> None:
    front = (
        canvas.z
        - _SPINE
        - 1.8 * np.cos(canvas.x * (2 * np.pi / 31))
        - 0.03 * canvas.x
        - 1.2 * canvas.uneven(16)
    )
    gaps = -9 * np.clip(np.cos(canvas.x * (2 * np.pi / 31)) - 0.55, 0, 1)
    canvas.fill(-front, -52 + 2 * canvas.uneven(8), soft=1.0)
    canvas.interface(front, -15 + gaps, 1.1, facing=1.5, least=0.1, rough=1.6)


def _paint_lung(canvas: Canvas, shape: _Shape, thorax: Real) -> Real:
    """Airless lung like liver, with bright air in it; behind it the haze of air. Gives where air begins."""
    surface = np.maximum(_left_of(canvas, shape.surface), thorax)
    aerated = np.maximum(_left_of(canvas, shape.aerated), thorax)
    canvas.fill(surface, -34.5 + 2.4 * canvas.uneven(4) + 2.2 * canvas.uneven(13))
    specks = np.clip(canvas.uneven(3.2, 2.0) - 1.7, 0, 1.2) * within(surface + 3.5, 1.0)
    canvas.level += 16 * specks
    canvas.interface(surface + 1.0, -21, 0.7, facing=2, least=0.12, rough=1.3)
    ragged: Real = aerated + 1.6 * canvas.uneven(6)
    fading = 0.16 * np.maximum(0, -aerated)
    canvas.fill(ragged, -37 - fading + 2.6 * canvas.uneven(9) + 2.2 * canvas.uneven(26, 5), soft=1.2)
    canvas.interface(ragged, -14, 0.9, facing=1.6, least=0.1, rough=1.8)
    canvas.interface(ragged + 6.5, -25, 1.6, facing=1.6, least=0.05, rough=1.8, mirror=0)
    return ragged


def _left_of(canvas: Canvas, border: Points) -> Floats:
    line = canvas.wobble(smooth(border, closed=False), 0.5, 10)
    return canvas.raster.inside(np.vstack([line, [[-40, 230]], [[-200, 230]], [[-200, border[0][1]]]]))


def _facts(params: LungBase, shape: _Shape, breathing: Cycle, clock: Clock, warp: Warp) -> Facts:
    fluid = params.effusion >= MEASURABLE
    top, bottom = (shape.tip[0] - 9, _WALL), (shape.tip[0] - 9, shape.tip[1] - 3.0)
    calipers = {
        "effusion": across(warp, top, bottom, 0.0, "fluid between chest wall and lung, end-expiration")
    }
    return Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments={
            "end-expiration": breathing.moments(0.0, clock.seconds),
            "end-inspiration": breathing.moments(0.36, clock.seconds),
        },
        calipers=calipers if fluid else {},
        findings={"pleural-effusion": fluid, "spine-sign": shape.floats, "curtain-sign": not fluid},
    )
