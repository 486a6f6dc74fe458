"""How masks and scales are written on the command line."""

import math
from typing import Any, TypeVar

import click

Value = TypeVar("Value")


class _Written(click.ParamType[Any]):
    """A value that is written in one way; `example` shows it when someone writes it differently."""

    example = ""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value of a text, as click asks for it."""
        try:
            return self.parse(value) if isinstance(value, str) else value
        except ValueError:
            self.fail(f"'{value}' is not understood; write it like {self.example}", param, ctx)

    def parse(self, text: str) -> Any:
        """The value of a text; raises ValueError where there is none."""
        raise NotImplementedError


class BoxType(_Written):
    """A box: left, top, width, height in pixels of the source."""

    name, example = "X,Y,WIDTH,HEIGHT", "120,60,640,480"

    def parse(self, text: str) -> tuple[int, int, int, int]:
        """The box; it has a width and a height."""
        x, y, width, height = (int(part) for part in text.split(","))
        return _ensure((x, y, width, height), min(x, y) >= 0 and min(width, height) > 0)


class PolygonType(_Written):
    """A polygon: three corners or more in pixels of the source."""

    name, example = "'X,Y X,Y X,Y ...'", "'320,20 600,440 40,440'"

    def parse(self, text: str) -> tuple[tuple[int, int], ...]:
        """The corners in their order."""
        corners = tuple((int(x), int(y)) for x, y in (corner.split(",") for corner in text.split()))
        return _ensure(corners, len(corners) >= 3)  # noqa: PLR2004 (fewer make no area)


class ScaleType(_Written):
    """Two points of the source, and the millimetres between them."""

    name, example = "X1,Y1,X2,Y2=MM", "610,40,610,440=150"

    def parse(self, text: str) -> tuple[tuple[float, float, float, float], float]:
        """The points and their distance."""
        points, _, distance = text.partition("=")
        x0, y0, x1, y1 = (_number(part) for part in points.split(","))
        mm = _number(distance)
        return _ensure(((x0, y0, x1, y1), mm), mm > 0 and (x0, y0) != (x1, y1))


class MillimetresType(_Written):
    """Millimetres for each pixel of the source: one number, or two where they differ."""

    name, example = "MM[,MM]", "0.21 or 0.21,0.25"

    def parse(self, text: str) -> tuple[float, ...]:
        """One number or two."""
        numbers = tuple(_number(part) for part in text.split(","))
        return _ensure(numbers, len(numbers) <= 2 and min(numbers) > 0)  # noqa: PLR2004 (across and down)


class FiniteType(click.FloatRange):
    """A number in a range, or any; never `nan` or `inf`, which click lets pass."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number of a text, as click asks for it."""
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"'{value}' is no number", param, ctx)
        return number


def _number(text: str) -> float:
    return _ensure(float(text), math.isfinite(float(text)))


def _ensure(value: Value, right: bool) -> Value:  # noqa: FBT001 (the condition is all that is given)
    if not right:
        raise ValueError(value)
    return value
