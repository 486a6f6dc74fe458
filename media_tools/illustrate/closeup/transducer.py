"""Transducers, with gel, cable and a hint of the beam.

The picture looks straight down on the body. A transducer stands on the skin with its footprint's
long axis along the marker's direction, and leans towards the viewer: lengths along its axis are
drawn along `lean`. So the footprint turns on the skin, and hand and handle stay where they are.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from media_tools.illustrate.palette import STEEL_DARK, darken
from media_tools.illustrate.shapes import closed, hull
from media_tools.illustrate.svg import Point, Svg, ellipse, group, path, stroke
from scenarios.model.scene import Transducer

_Section = tuple[float, float, float]
"""Distance from the skin, half the length and half the thickness of a cross-section, in pixels."""
SECTIONS: Mapping[Transducer, Sequence[_Section]] = {
    "phased": ((0, 19, 13), (16, 24, 18), (62, 23, 18), (84, 19, 16), (190, 17, 15)),
    "curvilinear": ((0, 42, 11), (12, 45, 16), (48, 38, 18), (86, 20, 17), (190, 17, 15)),
    "linear": ((0, 34, 9), (6, 36, 15), (56, 34, 16), (86, 20, 16), (190, 17, 15)),
    "endocavitary": ((0, 8, 8), (10, 11, 11), (150, 10, 10), (166, 17, 15), (270, 18, 16)),
}
_FAN: Mapping[Transducer, float] = {"phased": 40, "curvilinear": 30, "linear": 0, "endocavitary": 0}
"""Half the opening of the beam, in degrees; a linear array looks straight ahead."""


@dataclass(frozen=True)
class Held:
    """A transducer in a hand.

    Attributes:
        kind: which transducer.
        lean: direction of the handle in the picture, a unit vector.
        along: direction of the footprint's long axis, at whose end the marker lies; a unit vector.
        marked: whether the marker's direction is stated, and so is pointed out.
    """

    kind: Transducer
    lean: Point
    along: Point
    marked: bool


def beam(held: Held) -> Svg:
    """The hint of the beam, beneath the footprint; nothing for a transducer that does not touch the skin."""
    if held.kind == "endocavitary":
        return ""
    reach = 96.0
    shades = (path(_sector(held, reach * share), "#d9fbff", opacity=0.16) for share in (1.0, 0.72, 0.44))
    arcs = (stroke(_arc(held, reach * share), "#ffffff", 2.2, opacity=0.6) for share in (0.98, 0.72, 0.46))
    return group((*shades, *arcs))


def _sector(held: Held, reach: float) -> str:
    half = SECTIONS[held.kind][0][1] * 0.9
    ends = [(held.along[0] * half * s, held.along[1] * half * s) for s in (-1, 1)]
    return closed((ends[0], *_rim(held, reach), ends[1]))


def _arc(held: Held, reach: float) -> str:
    rim = _rim(held, reach)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in rim)


def _rim(held: Held, reach: float) -> list[Point]:
    half, fan = SECTIONS[held.kind][0][1] * 0.9, math.radians(_FAN[held.kind])
    steps = [i / 8 - 1 for i in range(17)]
    return [aslant(held, half * t + reach * math.sin(fan * t), -reach * math.cos(fan * t)) for t in steps]


def aslant(held: Held, along: float, away: float) -> Point:
    """A point in the picture: so far along the footprint, so far away from the skin."""
    return (held.along[0] * along + held.lean[0] * away, held.along[1] * along + held.lean[1] * away)


def probe(held: Held) -> Svg:
    """The transducer without its marker; the middle of its footprint is (0, 0)."""
    sections = SECTIONS[held.kind]
    rings = [_ring(held, section) for section in sections]
    pieces = [path(closed(hull((*one, *two))), "#e9eef2") for one, two in itertools.pairwise(rings)]
    pieces[0] = path(closed(hull((*rings[0], *rings[1]))), "#5c6a78")
    seam = stroke(closed(hull(rings[1])), "#c3ced6", 2)
    side = group((_flank(held, one, two) for one, two in itertools.pairwise(sections[1:])), opacity=0.5)
    return group((_cable(held), *pieces[::-1], side, seam))


def _ring(held: Held, section: _Section) -> list[Point]:
    away, half, thick = section
    across = (-held.along[1], held.along[0])
    points = []
    for i in range(36):
        angle = math.tau * i / 36
        a, b = (math.copysign(abs(f(angle)) ** 0.7, f(angle)) for f in (math.cos, math.sin))
        points.append(
            (
                held.lean[0] * away + held.along[0] * half * a + across[0] * thick * b,
                held.lean[1] * away + held.along[1] * half * a + across[1] * thick * b,
            )
        )
    return points


def _flank(held: Held, one: _Section, two: _Section) -> Svg:
    """The side of a piece that lies in shadow: what is right of the axis."""
    right = (held.lean[1], -held.lean[0]) if held.lean[0] >= 0 else (-held.lean[1], held.lean[0])
    points = [p for section in (one, two) for p in _ring(held, section)]
    middle = [(held.lean[0] * s[0], held.lean[1] * s[0]) for s in (one, two)]
    shaded = [p for p in points if _dot((p[0] - middle[0][0], p[1] - middle[0][1]), right) > 4]  # noqa: PLR2004 (a little beyond the axis)
    return path(
        closed(hull((*shaded, *((m[0] + right[0] * 5, m[1] + right[1] * 5) for m in middle)))), "#c5d0d8"
    )


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1]


def _cable(held: Held) -> Svg:
    end = SECTIONS[held.kind][-1][0] - 6
    x, y = held.lean[0] * end, held.lean[1] * end
    side = 1 if held.lean[0] >= 0 else -1
    d = f"M{x:.1f} {y:.1f}q{held.lean[0] * 60 - 10 * side:.1f} {held.lean[1] * 60:.1f} {-30 * side} 170t{-50 * side} 260"
    return stroke(d, darken(STEEL_DARK, 0.25), 11) + stroke(d, STEEL_DARK, 8)


def gel(held: Held) -> Svg:
    """The film of gel around the footprint."""
    if held.kind == "endocavitary":
        return ""
    _, half, thick = SECTIONS[held.kind][0]
    turn = math.degrees(math.atan2(held.along[1], held.along[0]))
    return group(
        (
            ellipse(0, 0, half + 20, thick + 15, "#e9fbff", opacity=0.34),
            ellipse(-half * 0.5, -thick - 6, 9, 3.5, "#ffffff", opacity=0.7),
        ),
        turn=turn,
    )
