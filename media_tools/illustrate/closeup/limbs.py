"""Close views of one limb: the hollow of the knee, the calf, the forearm."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from media_tools.illustrate.closeup.cloth import printed
from media_tools.illustrate.palette import BLANKET, GOWN, darken, lighten
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.shapes import smooth, tapered
from media_tools.illustrate.svg import Point, Svg, group, path, rect, stroke
from scenarios.model.scene import BodyRegion


@dataclass(frozen=True)
class LimbView:
    """A view in pixels: where the transducer stands, how the handle may lean, and the limb.

    `middle` is the x of the body's middle line; None where only one limb is seen.
    """

    tip: Point
    leans: Sequence[Point]
    middle: float | None
    draw: Callable[[Person], Svg]


def _thickness(person: Person) -> float:
    return {"slim": 0.9, "medium": 1.0, "heavy": 1.14}[person.look.build]


def _legs(person: Person, sign: int) -> Svg:
    """Both legs; the one on the side of `sign` lies bent outwards, so that the hollow of its knee shows."""
    t, skin = _thickness(person), person.skin
    straight = tapered(
        [
            (150, -60, 104 * t),
            (172, 120, 84 * t),
            (182, 260, 62 * t),
            (186, 340, 60 * t),
            (184, 430, 64 * t),
            (178, 600, 40),
        ]
    )
    bent, more = _bent_leg((t - 1) * 60), (t - 1) * 40
    crease = stroke(f"M{-206 - more:.0f} 206C-184 208 -166 216 {-152 + more:.0f} 236", skin.shade, 5)
    knee = stroke("M150 262C156 296 204 298 212 264", skin.shade, 5, opacity=0.8)
    both = (path(straight, skin.base), path(bent, skin.base), crease, knee, _hem())
    return group((group(both, scale=(-sign, 1)),), move=(480, 0))


def _bent_leg(more: float) -> str:
    outer = (
        (-226, -60),
        (-262, 80),
        (-292, 180),
        (-284, 252),
        (-236, 346),
        (-170, 456),
        (-118, 560),
        (-96, 620),
    )
    inner = (
        (-14, 620),
        (-36, 540),
        (-68, 440),
        (-104, 340),
        (-140, 268),
        (-152, 226),
        (-118, 150),
        (-62, 50),
        (-14, -60),
    )
    left, right = smooth([(x - more, y) for x, y in outer]), smooth([(x + more, y) for x, y in inner])
    return left + "L" + right[1:] + "Z"


def _hem() -> Svg:
    """The lower edge of a gown across both thighs."""
    edge = "M-352 -20C-350 20 -344 40 -322 44C-220 66 -90 46 20 58C120 46 220 66 318 40C340 34 346 16 348 -20"
    folds = "M-180 40C-172 20 -182 6 -176 -10M60 46C54 26 64 10 58 -10M210 44C204 26 212 12 208 -6"
    return (
        printed(f"{edge}Z", "hem", 19)
        + stroke(folds, darken(GOWN, 0.16), 4)
        + stroke(edge, lighten(GOWN, 0.5), 9)
    )


def _right_knee(person: Person) -> Svg:
    return _legs(person, -1)


def _left_knee(person: Person) -> Svg:
    return _legs(person, 1)


def _calf(person: Person) -> Svg:
    """A lower leg that lies across the picture, foot on the viewer's right."""
    t, skin = _thickness(person), person.skin
    shank = tapered(
        [
            (-60, 250, 104 * t),
            (90, 246, 84 * t),
            (280, 262, 92 * t),
            (440, 264, 72 * t),
            (640, 262, 46),
            (760, 268, 44),
        ]
    )
    foot = "M724 226C760 216 790 180 812 120C822 96 862 92 872 118C882 150 868 240 846 286C832 316 770 322 738 312C716 304 708 240 724 226Z"
    shade = stroke("M120 322C220 352 380 340 520 306", skin.shade, 7, opacity=0.7)
    knee = stroke("M52 196C76 184 104 186 120 200", skin.shade, 5)
    ankle = stroke("M756 252q14 -10 24 6", skin.shade, 5)
    towel = rect((-40, 300, 1040, 300), lighten(BLANKET, 0.6)) + stroke(
        "M-40 300H1000", lighten(BLANKET, 0.8), 8
    )
    gown = printed("M-40 90C20 110 40 160 36 250C40 330 20 380 -40 400Z", "hem", 19) + stroke(
        "M-40 90C20 110 40 160 36 250C40 330 20 380 -40 400", lighten(GOWN, 0.5), 9
    )
    return group((towel, path(foot, skin.base), path(shank, skin.base), shade, knee, ankle, gown))


def _forearm(person: Person) -> Svg:
    """A forearm that lies palm up on a towel, hand on the viewer's right."""
    t, skin = _thickness(person), person.skin
    shaft = tapered(
        [
            (-60, 262, 92 * t),
            (120, 262, 88 * t),
            (300, 258, 78 * t),
            (500, 252, 56),
            (620, 250, 50),
            (690, 250, 56),
        ]
    )
    palm = tapered([(690, 250, 58), (760, 252, 72), (810, 252, 70)])
    fingers = (
        tapered([(836, 190, 22), (900, 176, 21), (956, 172, 19), (990, 172, 17)]),
        tapered([(850, 232, 23), (920, 224, 22), (990, 222, 20)]),
        tapered([(850, 274, 23), (920, 274, 22), (990, 276, 20)]),
        tapered([(836, 312, 20), (896, 322, 18), (944, 330, 16), (980, 336, 15)]),
    )
    thumb = tapered([(722, 214, 36), (768, 164, 27), (812, 128, 21), (838, 112, 18)])
    creases = stroke(
        "M662 214q8 36 0 72M676 212q8 38 0 76M748 196C760 240 780 262 812 268M760 292C780 284 812 280 836 290",
        skin.shade,
        4,
    )
    towel = rect((-40, 150, 1040, 450), lighten(BLANKET, 0.62), r=30) + stroke(
        "M-40 176H1000M-40 520H1000", BLANKET, 8
    )
    tendon = stroke(
        "M430 240C500 238 570 240 640 242M430 262C500 262 570 262 640 260",
        darken(skin.shade, 0.02),
        4,
        opacity=0.5,
    )
    return group(
        (
            towel,
            *(path(f, skin.base) for f in fingers),
            path(palm, skin.base),
            path(thumb, skin.base),
            path(shaft, skin.base),
            creases,
            tendon,
        )
    )


_FROM_RIGHT: Sequence[Point] = ((0.5, 0.866), (0.72, 0.694), (0.1, 0.995))
_FROM_LEFT: Sequence[Point] = ((-0.5, 0.866), (-0.72, 0.694), (-0.1, 0.995))
LIMB_VIEWS: Mapping[BodyRegion, LimbView] = {
    "right-popliteal": LimbView((328, 236), _FROM_RIGHT, 480, _right_knee),
    "left-popliteal": LimbView((632, 236), _FROM_LEFT, 480, _left_knee),
    "calf": LimbView((330, 236), _FROM_RIGHT, None, _calf),
    "forearm": LimbView((330, 246), _FROM_RIGHT, None, _forearm),
}
"""The regions that are seen on a limb and not on the trunk."""
