"""Free fluid in the abdomen: right and left upper quadrant, pelvis. The patient's head is on the left."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.anatomy.abdomen import (
    OPTICS,
    breath_moments,
    breathe,
    hold_frame,
    paint_between,
    paint_kidney,
)
from media_tools.phantom.anatomy.calipers import MEASURABLE, across
from media_tools.phantom.anatomy.liver import paint_abdominal_wall, paint_liver
from media_tools.phantom.anatomy.pelvis import (
    BEHIND_BLADDER,
    TOP,
    UTERUS,
    paint_bladder,
    paint_prostate,
    paint_sacrum,
    paint_uterus,
    pool,
    room_behind,
)
from media_tools.phantom.canvas import Canvas, Sheet, only, within
from media_tools.phantom.entry import Entry
from media_tools.phantom.images import Real
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Point, Probe, curved
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Curve, border, ellipse, points, smooth


@dataclass(frozen=True)
class Quadrant:
    """What can be set in a view of an upper quadrant."""

    fluid: float = number(0, 0, 25, "mm", "depth of free fluid beside the kidney (right) or spleen (left)")
    breathing_rate: float = number(15, 6, 40, "/min", "breaths, fitted to the clip's length")
    breathing: float = number(11, 2, 25, "mm", "travel of the organs with a breath")


@dataclass(frozen=True)
class Pelvis:
    """What can be set in the view of the pelvis."""

    fluid: float = number(
        0, 0, 30, "mm", "depth of free fluid behind the bladder (male) or the uterus (female)"
    )
    male: bool = switch("a male pelvis in place of a female one")
    bladder: float = number(45, 15, 80, "mm", "depth of the bladder from front to back")


_PROBE: Probe = curved(150, field=66)


def build_right(params: Quadrant, clock: Clock, seed: int) -> Scene:
    """Liver, right kidney, and the pouch between them; the diaphragm at the top left."""
    kidney, half, turn = (14.0, 88.0), (50.0, 22.0), 0.20
    canvas = Canvas(_PROBE, seed, looks=OPTICS.looks)
    paint_between(canvas)
    canvas.loss[:] = 0.03
    liver = canvas.raster.inside(canvas.wobble(smooth(_LIVER), 1.0, 22))
    paint_liver(canvas, liver, _LIVER_VEINS)
    surface = paint_kidney(canvas, kidney, half, turn)
    outline = ellipse(kidney, *half, turn)
    fluid = pool(canvas, _pouch(outline, params.fluid), surface, params.fluid)
    _paint_psoas(canvas, points("-12,128 30,124 80,134 80,170 -10,165"))
    _paint_dome(canvas, _RIGHT_DOME)
    paint_abdominal_wall(canvas, 19)
    _enhance(canvas, fluid)
    place = (_POUCH_AT, border(outline, _POUCH_AT))
    return _finish(params, clock, canvas.bake(), place, "hepatorenal")


_LIVER = points(
    "-30,14 10,13 50,16 74,26 82,42 70,52 50,60 30,64 8,64 -14,66 -34,74 -46,88 -54,104 -70,96 -76,70 -66,44 -48,24"
)
_LIVER_VEINS = (
    ("-34,44 -26,40 -16,39", 2.6),
    ("-8,52 0,50 8,47", 2.3),
    ("-52,58 -46,54 -42,52", 3.2),
    ("10,34 20,34 30,37", 2.0),
    ("-24,62 -18,60", 1.8),
    ("36,52 42,48", 1.6),
    ("-14,30 -8,29", 1.4),
)
_RIGHT_DOME = points("-64,34 -71,52 -70,72 -60,96 -44,112 -26,120")


def _pouch(kidney: Curve, fluid: float) -> Curve:
    """Fluid over the kidney, deepest over its middle, with a tongue at its lower pole."""
    shares = ((-20, 0.15), (-8, 0.6), (_POUCH_AT, 1.0), (20, 1.0), (34, 0.95), (48, 0.9))
    top = [(float(x), border(kidney, x) - 0.3 - share * fluid) for x, share in shares]
    pole = float(kidney[:, 0].max())
    low = border(kidney, pole - 1)
    return smooth(
        [*top, (pole + 0.6 * fluid, low - 3), (pole + 0.4 * fluid, low + 7), (44, low), (0, low - 6)]
    )


_POUCH_AT = 6.0
"""x in mm at which the fluid's depth is what was asked for."""


def _enhance(canvas: Canvas, fluid: Real) -> None:
    canvas.loss -= 0.075 * within(fluid, 1.0)


def _paint_dome(canvas: Canvas, line: tuple[Point, ...]) -> None:
    """The diaphragm; behind it lung, which mirrors what lies in front."""
    path = smooth(line, closed=False)
    ends = ((-190.0, line[-1][1] + 40), (-190.0, line[0][1] - 30))
    beyond = canvas.raster.inside(np.vstack([path, ends]))
    canvas.fill(beyond, -38 + 2.2 * canvas.uneven(9) + 2 * canvas.uneven(28) - 0.10 * np.maximum(0, -beyond))
    canvas.interface(canvas.raster.along(path), -13, 0.9, facing=1.4, least=0.15, rough=1.3)


def _paint_psoas(canvas: Canvas, outline: tuple[Point, ...]) -> None:
    muscle = canvas.raster.inside(canvas.wobble(smooth(outline), 1.5, 20))
    canvas.fill(muscle, -40 + 3.6 * canvas.uneven(20, 2.0) + canvas.uneven(4), soft=1.6)
    canvas.interface(muscle, -25, 0.8, facing=2.5, rough=1.8)


def _finish(params: Quadrant, clock: Clock, sheet: Sheet, place: Point, where: str) -> Scene:
    breathing = clock.cycle(params.breathing_rate)
    share = params.breathing / 11
    rig = Rig()
    rig.hold(points("-60,30 -20,34 20,34 60,40"), breath=(8.0 * share, 0.5 * share))
    rig.hold(points("-70,72 -30,70 10,66 50,72 60,100 0,104 -40,108"), breath=(11.0 * share, 1.2 * share))
    rig.hold(points("0,136 60,140"), breath=(1.5 * share, 0.0))
    hold_frame(rig, _PROBE)
    warp = Warp(rig, breathe(breathing))
    fluid = params.fluid >= MEASURABLE
    above = (place[0], place[1] - params.fluid)
    caliper = across(warp, above, place, 0.0, f"free fluid in the {where} space, end-expiration")
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=breath_moments(breathing, clock),
        calipers={"fluid": caliper} if fluid else {},
        findings={"free-fluid": fluid},
    )
    return Scene(_PROBE, OPTICS, (Layer(sheet, warp),), facts=facts)


def build_left(params: Quadrant, clock: Clock, seed: int) -> Scene:
    """Spleen, left kidney, diaphragm; fluid gathers above the spleen and between it and the kidney."""
    kidney, half, turn = (42.0, 98.0), (48.0, 21.0), 0.32
    canvas = Canvas(_PROBE, seed, looks=OPTICS.looks)
    paint_between(canvas, -36)
    canvas.loss[:] = 0.03
    outline = canvas.wobble(smooth(_SPLEEN), 1.0, 22)
    surface = paint_kidney(canvas, kidney, half, turn)
    spleen = canvas.raster.inside(outline)
    canvas.fill(spleen, -32 + 1.4 * canvas.uneven(3.5) + 1.2 * canvas.uneven(20))
    _paint_psoas(canvas, points("10,136 50,132 96,140 90,172 10,168"))
    fluid = pool(canvas, _around_spleen(params.fluid), np.minimum(surface, spleen), params.fluid)
    canvas.interface(spleen - 0.3, -23, 0.6, facing=3, least=0.06, rough=1.4, where=only(10 - surface))
    _paint_dome(canvas, _LEFT_DOME)
    paint_abdominal_wall(canvas, 18)
    _enhance(canvas, fluid)
    return _finish(
        params,
        clock,
        canvas.bake(),
        (_RIM_AT, border(smooth(_SPLEEN), _RIM_AT, lower=True) + params.fluid),
        "splenorenal",
    )


_SPLEEN = points("-46,36 -24,27 4,26 30,32 44,44 40,58 22,68 4,78 -14,88 -32,92 -46,82 -54,60")
_LEFT_DOME = points("-50,22 -60,38 -64,60 -58,84 -46,100 -30,112")


def _around_spleen(fluid: float) -> Curve:
    """A rim under the diaphragm and along the spleen's inner side, deepest near the kidney."""
    spleen = smooth(_SPLEEN)
    shares = ((-50, 0.2), (-38, 0.55), (-24, 0.9), (_RIM_AT, 1.0), (2, 0.9), (16, 0.7), (30, 0.5))
    low = [(float(x), border(spleen, x, lower=True) + 0.3 + share * fluid) for x, share in shares]
    rim = [(-56.0 - 0.1 * fluid, 42.0), (-59.0 - 0.1 * fluid, 64.0)]
    return smooth([*rim, *low, (43 + 0.5 * fluid, 56), (47 + 0.4 * fluid, 44), (34, 50), (0, 70), (-36, 78)])


_RIM_AT = -12.0
"""x in mm at which the fluid's depth is what was asked for."""


def build_pelvis(params: Pelvis, clock: Clock, seed: int) -> Scene:
    """The bladder from front to back, and what lies behind it."""
    back = TOP + params.bladder
    bottom = back + (BEHIND_BLADDER if params.male else UTERUS)
    probe, down = room_behind(bottom + params.fluid)
    sheet = _paint_pelvis(Canvas(probe, seed, looks=OPTICS.looks), params, bottom, down)
    rig = Rig().hold(points("-30,60 10,60 40,70 0,100"), breath=(0.4, 1.2))
    warp = Warp(hold_frame(rig, probe), breathe(clock.cycle(14)))
    at, measurable = _FLUID_AT[params.male], params.fluid >= MEASURABLE
    calipers = {"bladder": across(warp, (-4.0, TOP), (-4.0, back), 0.0, "bladder from front to back")}
    if measurable:
        low = bottom + params.fluid
        calipers["fluid"] = across(warp, (at, bottom), (at, low), 0.0, "free fluid at its deepest")
    facts = Facts(calipers=calipers, findings={"free-fluid": measurable})
    return Scene(probe, OPTICS, (Layer(sheet, warp),), facts=facts)


def _paint_pelvis(canvas: Canvas, params: Pelvis, bottom: float, down: float) -> Sheet:
    """What lies behind the bladder reaches down to `bottom` mm; the sacrum lies `down` mm deeper than usual."""
    paint_between(canvas)
    canvas.loss[:] = 0.035
    back = TOP + params.bladder
    paint_sacrum(canvas, down)
    organ = paint_prostate(canvas, back) if params.male else paint_uterus(canvas, back)
    fluid = pool(canvas, _behind(params.male, back, bottom, params.fluid), organ, params.fluid)
    paint_bladder(canvas, params.bladder)
    canvas.loss -= 0.07 * within(fluid, 1.0)
    paint_abdominal_wall(canvas, 20)
    return canvas.bake()


_FLUID_AT = {False: -18.0, True: -14.0}
"""x in mm at which free fluid is deepest, by whether the pelvis is male."""


def _behind(male: bool, back: float, bottom: float, depth: float) -> Curve:  # noqa: FBT001 (the sex of a pelvis is one of two)
    """Fluid in the rectovesical or the rectouterine pouch, and around the fundus."""
    x = _FLUID_AT[male]
    if male:
        return smooth([(x - 34, back - 2), (x - 14, bottom - 4), (x + 10, bottom - 2), (x + 26, bottom + 6),
                       (x + 12, bottom + 0.8 * depth), (x, bottom + depth), (x - 22, bottom + 0.7 * depth)])  # fmt: skip
    return smooth([(x - 46, bottom - 26), (x - 34, bottom - 10), (x - 8, bottom - 8), (x + 20, bottom - 6), (x + 40, bottom - 12),
                   (x + 34, bottom + 0.5 * depth), (x + 10, bottom + 0.95 * depth), (x, bottom + depth),
                   (x - 22, bottom + 0.8 * depth), (x - 46, bottom + 0.3 * depth - 6)])  # fmt: skip


SCENES = (
    Entry(
        "trauma.ruq",
        "right upper quadrant: liver, right kidney, the hepatorenal space",
        Quadrant,
        build_right,
        "left",
        {"normal": {}, "fluid": {"fluid": 11}, "trace": {"fluid": 4}},
    ),
    Entry(
        "trauma.luq",
        "left upper quadrant: spleen, left kidney, the space around the spleen",
        Quadrant,
        build_left,
        "left",
        {"normal": {}, "fluid": {"fluid": 10}},
    ),
    Entry(
        "trauma.pelvis",
        "pelvis along its length: bladder, uterus or prostate, the space behind",
        Pelvis,
        build_pelvis,
        "left",
        {
            "normal": {},
            "fluid": {"fluid": 14},
            "male": {"male": True},
            "male-fluid": {"male": True, "fluid": 14},
        },
    ),
)
