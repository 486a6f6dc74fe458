"""Cellulitis and abscess."""

from dataclasses import dataclass
from math import pi

import numpy as np

from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.anatomy.softtissue.layers import FASCIA, OPTICS, PROBE, paint_ground, press, push_rig
from media_tools.phantom.canvas import EMPTY, Canvas, Sheet, within
from media_tools.phantom.motion import Rig, Warp
from media_tools.phantom.parameters import number, switch
from media_tools.phantom.probe import Point
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Facts, Layer, Scene
from media_tools.phantom.shapes import Curve, border


@dataclass(frozen=True)
class Cellulitis:
    """What can be set in the view of inflamed skin."""

    oedema: float = number(70, 0, 100, "%", "fluid between the fat lobules (cobblestoning); 0 is healthy")
    skin: float = number(3.2, 1.2, 6, "mm", "thickness of the skin")


@dataclass(frozen=True)
class Abscess:
    """What can be set in the view of an abscess."""

    width: float = number(22, 8, 32, "mm", "from side to side")
    height: float = number(13, 5, 20, "mm", "from front to back")
    depth: float = number(6, 3, 12, "mm", "of its roof under the skin's surface")
    swirl: bool = switch("pus swirls as the probe presses", default=True)
    oedema: float = number(35, 0, 100, "%", "fluid between the fat lobules around it")


def build_cellulitis(params: Cellulitis, clock: Clock, seed: int) -> Scene:
    """Thick skin and fat lobules parted by fluid."""
    canvas = paint_ground(seed, params.skin, params.oedema / 100)
    warp = Warp(push_rig(), press(clock))
    facts = Facts(
        landmarks={"skin": (0.0, (2.0, params.skin)), "fascia": (0.0, (2.0, FASCIA))},
        findings={"cobblestoning": params.oedema > 0},
    )
    return Scene(PROBE, OPTICS, (Layer(canvas.bake(), warp),), facts=facts)


def build_abscess(params: Abscess, clock: Clock, seed: int) -> Scene:
    """An irregular dark collection with pus that moves, brighter tissue behind."""
    middle = (0.0, params.depth + params.height / 2)
    outline = _collection(middle, params)
    canvas = paint_ground(seed, 2.6, params.oedema / 100)
    wall = canvas.raster.inside(canvas.wobble(outline, 0.45, 5))
    canvas.fill(wall - 1.6, -27.5 + 1.8 * canvas.uneven(2) + 1.5 * canvas.uneven(6), soft=1.0)
    canvas.fill(wall, EMPTY, soft=0.35)
    canvas.interface(wall - 0.5, -26, 0.3, facing=1.6, least=0.2, rough=1.6)
    canvas.loss -= 0.30 * within(wall, 0.6)
    warp = Warp(push_rig(), press(clock))
    pus = Layer(_paint_pus(outline, seed), _swirl(middle, params, clock))
    top, bottom = ((middle[0], border(outline, middle[0], lower=low)) for low in (False, True))
    side = [(float(edge), middle[1]) for edge in (outline[:, 0].min(), outline[:, 0].max())]
    facts = Facts(
        landmarks={"middle": (0.0, middle)},
        calipers={
            "height": across(warp, top, bottom, 0.0, "collection from front to back, inner borders"),
            "width": across(warp, side[0], side[1], 0.0, "collection from side to side, inner borders"),
        },
        findings={"abscess": True, "swirl": params.swirl, "cobblestoning": params.oedema > 0},
    )
    return Scene(PROBE, OPTICS, (Layer(canvas.bake(), warp), pus), facts=facts)


def _collection(middle: Point, params: Abscess) -> Curve:
    """An ellipse with bays, as wide and as high as was asked for."""
    around = np.linspace(0, 2 * pi, 96, endpoint=False)
    bays = 1 + (0.03 + 0.09 * np.sin(3 * around + 0.7)) * np.sin(2 * around) ** 2
    return np.column_stack(
        [
            middle[0] + params.width / 2 * bays * np.cos(around),
            middle[1] + params.height / 2 * bays * np.sin(around),
        ]
    )


def _paint_pus(outline: Curve, seed: int) -> Sheet:
    canvas = Canvas(PROBE, seed + 2, looks=OPTICS.looks)
    inside = canvas.raster.inside(outline)
    flecks = 13 * np.clip(canvas.uneven(1.6) - 1.5, 0, 1.2)
    level = (
        -50
        + 3 * canvas.uneven(4)
        + 2 * canvas.uneven(1.4)
        + flecks
        + 0.25 * (canvas.z - outline[:, 1].mean())
    )
    canvas.fill(inside - 0.3, level, soft=0.5)
    return canvas.bake()


def _swirl(middle: Point, params: Abscess, clock: Clock) -> Warp:
    """Pus turns to and fro inside its walls."""
    rig = Rig()
    around = np.linspace(0, 2 * pi, 10, endpoint=False).tolist()
    half = params.width / 2, params.height / 2
    for share, turns in ((1.0, 0.05), (0.55, 0.42)):
        for at in around:
            x, z = share * half[0] * np.cos(at), share * half[1] * np.sin(at)
            rig.hold(
                [(middle[0] + x, middle[1] + z)],
                swirl=(-turns * z * half[0] / half[1], turns * x * half[1] / half[0]),
            )
    rig.hold([middle], swirl=(0.0, 0.6))
    rig.hold([(-24, 2), (24, 2), (-24, 36), (24, 36)])
    cycle = clock.cycle(14)
    strength = 1.0 if params.swirl else 0.0
    return Warp(rig, lambda seconds: {"swirl": strength * cycle.wave(seconds)})
