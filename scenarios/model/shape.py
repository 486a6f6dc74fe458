"""Shapes on an image or a body outline: circle, rectangle, polygon, in its own units, the origin at the top left.

QTI's `areaMapEntry` has the same three (`circle`, `rect`, `poly`). An edge belongs to its shape.
"""

import itertools
import math
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from scenarios.model.text import Frozen, stated

MAX_SIDE = 10_000
"""Pixels of the longest side that an image may have: twice what any ultrasound machine writes."""

Coordinate = Annotated[float, Field(ge=0, le=MAX_SIDE)]
Extent = Annotated[float, Field(gt=0, le=MAX_SIDE)]
Point = tuple[Coordinate, Coordinate]
"""x and y."""

_EDGE = 1e-6
"""Of a unit: what arithmetic may take away from an edge."""


class Shape(Frozen):
    """One of three shapes.

    Attributes:
        circle: x and y of its centre, and its radius.
        rectangle: x and y of a corner, and of the opposite one.
        polygon: its corners in order, 3 to 40; what lies inside by the even-odd rule belongs to it.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [stated("circle"), stated("rectangle"), stated("polygon")]}
    )

    circle: tuple[Coordinate, Coordinate, Extent] | None = None
    rectangle: tuple[Coordinate, Coordinate, Coordinate, Coordinate] | None = None
    polygon: Annotated[tuple[Point, ...], Field(min_length=3, max_length=40)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(kind is not None for kind in (self.circle, self.rectangle, self.polygon)) != 1:
            raise ValueError(
                "is not one shape: write circle [x, y, radius], rectangle [x1, y1, x2, y2] or polygon"
            )
        left, top, right, bottom = self.bounds
        if left == right or top == bottom:
            raise ValueError("has no area: nothing can lie inside it")
        return self

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The least and greatest x and y that it reaches: left, top, right, bottom."""
        if self.circle:
            x, y, radius = self.circle
            return x - radius, y - radius, x + radius, y + radius
        xs, ys = zip(*self._corners(), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def contains(self, point: tuple[float, float]) -> bool:
        """Whether a point lies inside, or on the edge."""
        if self.circle:
            x, y, radius = self.circle
            return math.dist(point, (x, y)) <= radius + _EDGE
        corners = self._corners()
        sides = list(zip(corners, (*corners[1:], corners[0]), strict=True))
        return (
            any(_on(side, point) for side in sides) or sum(_crossed(side, point) for side in sides) % 2 == 1
        )

    def samples(self) -> Iterator[tuple[float, float]]:
        """Points that stand for it: its corners, the middle of its bounds, and a net of 9 by 9 inside them."""
        left, top, right, bottom = self.bounds
        yield from () if self.circle else self._corners()
        for i, j in itertools.product(range(1, 10), repeat=2):
            point = left + (right - left) * i / 10, top + (bottom - top) * j / 10
            if self.contains(point):
                yield point

    def _corners(self) -> tuple[Point, ...]:
        if self.rectangle:
            x1, y1, x2, y2 = self.rectangle
            return (x1, y1), (x2, y1), (x2, y2), (x1, y2)
        return self.polygon or ()


Side = tuple[tuple[float, float], tuple[float, float]]


def _on(side: Side, point: tuple[float, float]) -> bool:
    return math.dist(side[0], point) + math.dist(point, side[1]) <= math.dist(*side) + _EDGE


def _crossed(side: Side, point: tuple[float, float]) -> bool:
    """Whether a ray from the point to the right crosses a side; its lower end belongs to it, its upper does not."""
    ((x1, y1), (x2, y2)), (x, y) = side, point
    return (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)
