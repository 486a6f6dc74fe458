"""Geometry for soft shapes: smooth curves through points, limbs that taper, solids seen aslant."""

import math
from collections.abc import Iterable, Sequence

from media_tools.illustrate.svg import Point, number

Circle = tuple[float, float, float]
"""x, y and radius in pixels."""


def smooth(points: Sequence[Point]) -> str:
    """Path data of an open curve through points (Catmull-Rom, as cubic curves)."""
    padded = (points[0], *points, points[-1])
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(len(points) - 1):
        before, start, end, after = padded[i : i + 4]
        one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        parts.append("C" + " ".join(f"{number(x)} {number(y)}" for x, y in (one, two, end)))
    return "".join(parts)


def mirrored(half: Sequence[Point]) -> str:
    """Path data of a closed shape, given its right half from top to bottom as seen from the middle line x = 0."""
    left = [(-x, y) for x, y in reversed(half)]
    return smooth(half) + "L" + smooth(left)[1:] + "Z"


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull of points, in turning order (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    return _half_hull(ordered)[:-1] + _half_hull(ordered[::-1])[:-1]


def _half_hull(ordered: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def tapered(circles: Sequence[Circle]) -> str:
    """Path data of a limb with round ends: a smooth skin over a chain of circles."""
    left, right = [], []
    for i, (x, y, r) in enumerate(circles):
        before, after = circles[max(0, i - 1)], circles[min(len(circles) - 1, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy)
        left.append((x + dy / length * r, y - dx / length * r))
        right.append((x - dy / length * r, y + dx / length * r))
    first, last = circles[0][2], circles[-1][2]
    caps = [f"A{number(r)} {number(r)} 0 0 1 " for r in (last, first)]
    back = smooth(right[::-1])
    start = f"{number(right[-1][0])} {number(right[-1][1])}"
    end = f"{number(left[0][0])} {number(left[0][1])}"
    return smooth(left) + caps[0] + start + back[back.index("C") :] + caps[1] + end + "Z"


def closed(points: Iterable[Point]) -> str:
    """Path data of a polygon."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"
