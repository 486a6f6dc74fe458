"""Outlines of organs: smooth curves through points, and distances to them.

Points are (x, z) in mm. A signed distance is negative inside.
"""

from collections.abc import Iterable, Sequence
from math import cos, pi, sin

import numpy as np
import numpy.typing as npt

from media_tools.phantom import images
from media_tools.phantom.images import Floats
from media_tools.phantom.probe import Point

Curve = npt.NDArray[np.float64]
"""Points of a curve: count x 2."""
Points = tuple[Point, ...]


def points(text: str) -> Points:
    """Points written as in an SVG polygon: `"12,60.5 -4,60"`, in mm."""
    return tuple((float(x), float(z)) for x, z in (pair.split(",") for pair in text.split()))


def shift(places: Iterable[Point], x: float, z: float) -> Points:
    """Points moved by (x, z) mm."""
    return tuple((px + x, pz + z) for px, pz in places)


def widen(places: Iterable[Point], by: float) -> Points:
    """Points with their x multiplied by a factor."""
    return tuple((x * by, z) for x, z in places)


def smooth(knots: Iterable[Point], *, closed: bool = True, pieces: int = 12) -> Curve:
    """A Catmull-Rom curve through points (centripetal, so that it never loops between them)."""
    through = np.asarray(list(knots), np.float64)
    if closed:
        padded = np.vstack([through[-1:], through, through[:2]])
    else:
        padded = np.vstack([2 * through[:1] - through[1:2], through, 2 * through[-1:] - through[-2:-1]])
    spans = [_span(padded[i : i + 4], pieces) for i in range(len(padded) - 3)]
    return np.vstack(spans if closed else [*spans, through[-1:]])


def _span(four: Curve, pieces: int) -> Curve:
    steps = np.sqrt(np.hypot(*np.diff(four, axis=0).T)) + 1e-9
    t0, t1, t2, t3 = np.concatenate([[0.0], np.cumsum(steps)])
    t = np.linspace(t1, t2, pieces, endpoint=False)[:, None]
    p0, p1, p2, p3 = four
    a1 = ((t1 - t) * p0 + (t - t0) * p1) / (t1 - t0)
    a2 = ((t2 - t) * p1 + (t - t1) * p2) / (t2 - t1)
    a3 = ((t3 - t) * p2 + (t - t2) * p3) / (t3 - t2)
    b1 = ((t2 - t) * a1 + (t - t0) * a2) / (t2 - t0)
    b2 = ((t3 - t) * a2 + (t - t1) * a3) / (t3 - t1)
    return np.asarray(((t2 - t) * b1 + (t - t1) * b2) / (t2 - t1))


def ellipse(centre: Point, across: float, down: float, turn: float = 0.0, count: int = 48) -> Curve:
    """An ellipse with semi-axes `across` and `down` mm, turned clockwise on the screen by `turn` radians."""
    around = np.linspace(0, 2 * pi, count, endpoint=False)
    u, v = across * np.cos(around), down * np.sin(around)
    return np.column_stack(
        [centre[0] + cos(turn) * u - sin(turn) * v, centre[1] + sin(turn) * u + cos(turn) * v]
    )


def grow(curve: Curve, by: float) -> Curve:
    """A closed curve moved outwards by `by` mm (inwards when negative); meant for gentle bends."""
    along = np.roll(curve, -1, axis=0) - np.roll(curve, 1, axis=0)
    normal = np.column_stack([along[:, 1], -along[:, 0]])
    normal /= np.hypot(*normal.T)[:, None] + 1e-9
    return curve + normal * by * (1.0 if area(curve) > 0 else -1.0)


def taper(line: Iterable[Point], radius: float, end: float = 0.5) -> Curve:
    """The outline of a tube along a smooth line, whose radius falls to a share `end` of itself."""
    centre = smooth(line, closed=False, pieces=6)
    tangent = np.gradient(centre, axis=0)
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]]) / np.hypot(*tangent.T)[:, None]
    reach = radius * np.linspace(1, end, len(centre))[:, None]
    return np.vstack([centre + reach * normal, (centre - reach * normal)[::-1]])


def border(curve: Curve, x: float, *, lower: bool = False) -> float:
    """The z of the upper (or lower) border of a closed curve at an x within it."""
    ends = np.roll(curve, -1, axis=0)
    hits = [
        float(z0 + (z1 - z0) * (x - x0) / (x1 - x0))
        for (x0, z0), (x1, z1) in zip(curve, ends, strict=True)
        if min(x0, x1) <= x <= max(x0, x1) and x0 != x1
    ]
    return max(hits) if lower else min(hits)


def area(curve: Curve) -> float:
    """The signed area inside a closed curve in mm2."""
    x, z = curve.T
    return float(np.sum(x * np.roll(z, -1) - np.roll(x, -1) * z) / 2)


class Raster:
    """A grid of `step` mm over a rectangle, on which distances are measured.

    Attributes:
        x, z: mm of each pixel.
    """

    def __init__(self, bounds: tuple[float, float, float, float], step: float) -> None:
        left, top, right, bottom = bounds
        self.left, self.top, self.step = left, top, step
        self.shape = round((bottom - top) / step) + 1, round((right - left) / step) + 1
        across = (left + step * np.arange(self.shape[1])).astype(np.float32)
        down = (top + step * np.arange(self.shape[0])).astype(np.float32)
        self.x: Floats
        self.z: Floats
        self.x, self.z = np.meshgrid(across, down)

    def inside(self, curve: Curve) -> Floats:
        """The signed distance to a closed curve in mm, exact to a small part of a step."""
        return images.inside(self.shape, self._pixels(curve)) * np.float32(self.step)

    def along(self, curve: Curve, *, closed: bool = False) -> Floats:
        """The distance to a line in mm, never negative."""
        return images.along(self.shape, self._pixels(curve), closed=closed) * np.float32(self.step)

    def _pixels(self, curve: Curve) -> Curve:
        return (curve - (self.left, self.top)) / self.step


def merge(*distances: Floats, blend: float = 2.0) -> Floats:
    """The union of shapes, rounded over about `blend` mm where they meet."""
    out = distances[0]
    for other in distances[1:]:
        share = np.clip(0.5 + 0.5 * (other - out) / blend, 0, 1)
        out = other + (out - other) * share - blend * share * (1 - share)
    return out


def carve(distance: Floats, away: Floats) -> Floats:
    """A shape without what lies inside another."""
    return np.maximum(distance, -away)


def interpolate(before: Sequence[Point], after: Sequence[Point], share: float) -> list[Point]:
    """Points between two sets, at a share of the way."""
    return [
        (x0 + (x1 - x0) * share, z0 + (z1 - z0) * share)
        for (x0, z0), (x1, z1) in zip(before, after, strict=True)
    ]
