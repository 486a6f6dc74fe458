"""The body map: an outline of the body from the front, and where on it each region lies.

The figure faces the viewer: **the patient's right is on the viewer's left**. Coordinates are
normalised over the outline's box: x from 0 (viewer's left) to 1, y from 0 (crown) to 1 (sole);
the middle line is x = 0.5. Inside this module lengths are thousandths of the body's height, and x
counts from the middle line.

Positions after the usual windows: parasternal at the left sternal edge in the third to fourth
intercostal space, apical near the midclavicular line in the fifth, subcostal just below the xiphoid,
the anterior points of the lung in the second to third space, the lateral ones in the midaxillary
line, the posterolateral ones where the posterior axillary line meets the level of the diaphragm.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Literal

from media_tools.illustrate.shapes import Circle, mirrored, tapered
from media_tools.illustrate.svg import Point
from scenarios.model.scene import BodyRegion

BOX = (500.0, 1000.0)
"""Width and height of the outline in its own units."""
Build = Literal["slim", "medium", "heavy"]
Sex = Literal["female", "male"]
Side = Literal["right", "left"]
"""A side of the patient, never of the viewer."""

_UNITS: Mapping[BodyRegion, Point] = {
    "parasternal": (24, 268),
    "apical": (64, 318),
    "subcostal": (0, 342),
    "anterior-chest-right": (-52, 238),
    "anterior-chest-left": (52, 238),
    "lateral-chest-right": (-92, 296),
    "lateral-chest-left": (92, 296),
    "posterolateral-chest-right": (-92, 338),
    "posterolateral-chest-left": (92, 338),
    "right-upper-quadrant": (-58, 366),
    "left-upper-quadrant": (58, 366),
    "epigastric": (0, 366),
    "umbilical": (0, 404),
    "suprapubic": (0, 470),
    "right-flank": (-80, 396),
    "left-flank": (80, 396),
    "right-lower-quadrant": (-48, 440),
    "right-groin": (-52, 496),
    "left-groin": (52, 496),
    "right-popliteal": (-46, 722),
    "left-popliteal": (46, 722),
    "forearm": (-176, 432),
    "calf": (-47, 800),
}
_SIDED: Mapping[str, Side] = {"right": "right", "left": "left"}
_ON_LIMBS = frozenset({"forearm", "calf", "right-popliteal", "left-popliteal"})
_ALWAYS_LEFT = frozenset({"parasternal", "apical"})
_SIDE_POINTS: Sequence[Point] = (
    (25, 108), (25, 146), (44, 168), (92, 183), (120, 199), (126, 226), (104, 262),
    (98, 300), (91, 345), (84, 388), (90, 430), (97, 478), (99, 520),
)  # fmt: skip
_LEG: Sequence[Circle] = (
    (52, 500, 47), (53, 560, 45), (48, 640, 36), (46, 715, 29), (48, 745, 28),
    (48, 800, 30), (44, 870, 22), (41, 940, 15),
)  # fmt: skip
_ARM: Sequence[Circle] = (
    (103, 214, 27), (124, 262, 24), (146, 330, 20), (157, 374, 18), (170, 414, 19), (183, 460, 14), (191, 490, 11.5),
)  # fmt: skip
_HAND: Sequence[Circle] = (
    (189, 484, 12),
    (193, 500, 12.5),
    (199, 522, 15.5),
    (205, 546, 14),
    (208, 564, 9.5),
)
_THUMB: Sequence[Circle] = ((190, 506, 8), (184, 524, 6.5), (184, 538, 5.5))
_FOOT: Sequence[Circle] = ((41, 940, 15), (46, 968, 16), (54, 984, 13))


def normalise(point: Point) -> Point:
    """A point in units as one in 0..1."""
    return (0.5 + point[0] / BOX[0], point[1] / BOX[1])


REGIONS: Mapping[BodyRegion, Point] = {region: normalise(point) for region, point in _UNITS.items()}
"""Where each region lies on the outline: x and y from 0 to 1."""


def side(region: BodyRegion) -> Side | None:
    """The side of the patient that a region lies on; None in the middle and for either limb."""
    if region in _ALWAYS_LEFT:
        return "left"
    return next((_SIDED[word] for word in region.split("-") if word in _SIDED), None)


def region_point(region: BodyRegion, build: Build = "medium", sex: Sex | None = None) -> Point:
    """Where a region lies on a body of this build, in units from the middle line and the crown."""
    x, y = _UNITS[region]
    if region in _ON_LIMBS:
        return (x - _arm_shift(build, sex), y) if region == "forearm" else (x, y)
    return (x * _widen(y, build, sex), y)


def outline(build: Build = "medium", sex: Sex | None = None) -> str:
    """Path data of the whole body from the front, in units, x from the middle line."""
    head = "M0 0C34 0 46 30 44 62C42 96 24 124 0 128C-24 124 -42 96 -44 62C-46 30 -34 0 0 0Z"
    limbs = (arm(sign, build, sex) + leg(sign, build, sex) for sign in (-1, 1))
    return head + trunk(build, sex) + "".join(limbs)


def trunk(build: Build = "medium", sex: Sex | None = None) -> str:
    """Path data of the neck and trunk, in units, x from the middle line."""
    return mirrored([(x * _widen(y, build, sex), y) for x, y in _SIDE_POINTS])


def arm(sign: int, build: Build = "medium", sex: Sex | None = None) -> str:
    """Path data of an arm with its hand; sign -1 for the patient's right."""
    shift = _arm_shift(build, sex)
    hand = (tapered([((x + shift) * sign, y, r) for x, y, r in part]) for part in (_HAND, _THUMB))
    return tapered(_arm_circles(sign, build, sex)) + "".join(hand)


def finger_lines(sign: int, build: Build = "medium", sex: Sex | None = None) -> str:
    """Path data of the lines between the fingers of a hand that lies flat; sign -1 for the patient's right."""
    shift = _arm_shift(build, sex)
    starts = ((199.0, 548.0, 2.0, 20.0), (205.0, 548.0, 2.5, 22.0), (211.0, 546.0, 2.5, 19.0))
    return "".join(f"M{(x + shift) * sign:.1f} {y}l{dx * sign} {dy}" for x, y, dx, dy in starts)


def sleeve(sign: int, build: Build = "medium", sex: Sex | None = None) -> tuple[str, Point, Point]:
    """A short sleeve over an arm: path data, the middle of its hem, and the arm's direction there."""
    circles = _arm_circles(sign, build, sex)
    (x0, y0, _), (x1, y1, _) = circles[1:3]
    length = math.hypot(x1 - x0, y1 - y0)
    return (
        tapered([(x, y, r + 4) for x, y, r in circles[:4]]),
        (x1, y1),
        ((x1 - x0) / length, (y1 - y0) / length),
    )


def _arm_circles(sign: int, build: Build, sex: Sex | None) -> list[Circle]:
    thick, shift = {"slim": 0.9, "medium": 1.0, "heavy": 1.14}[build], _arm_shift(build, sex)
    return [((x + shift) * sign, y + 27 * (thick - 1), r * thick) for x, y, r in _ARM]


def leg(sign: int, build: Build = "medium", sex: Sex | None = None) -> str:
    """Path data of a leg; sign -1 for the patient's right."""
    hip = _widen(500, build, sex) - 1
    upper = [(x, y, r, 1 + hip * max(0.0, 1 - (y - 500) / 300)) for x, y, r in _LEG]
    return tapered([(x * f * sign, y, r * f) for x, y, r, f in upper]) + tapered(
        [(x * sign, y, r) for x, y, r in _FOOT]
    )


def _arm_shift(build: Build, sex: Sex | None) -> float:
    return 126 * (_widen(226, build, sex) - 1)


def half_width(y: float, build: Build = "medium", sex: Sex | None = None) -> float:
    """From the middle line to the side of the trunk at a height, in units."""
    for (x0, y0), (x1, y1) in itertools.pairwise(_SIDE_POINTS):
        if y0 <= y <= y1:
            return (x0 + (x1 - x0) * (y - y0) / (y1 - y0)) * _widen(y, build, sex)
    return _SIDE_POINTS[-1][0] * _widen(y, build, sex)


def _widen(y: float, build: Build, sex: Sex | None) -> float:
    """How much wider than the middle body; belly and hip differ more than shoulders."""
    belly = max(0.0, 1 - abs(y - 410) / 170)
    factor = {"slim": 0.95 - 0.03 * belly, "medium": 1.0, "heavy": 1.05 + 0.17 * belly}[build]
    if sex == "female":
        factor *= 0.95 - 0.03 * max(0.0, 1 - abs(y - 380) / 60) + 0.09 * max(0.0, 1 - abs(y - 490) / 70)
    return factor
