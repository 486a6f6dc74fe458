"""Small pieces of SVG: each function gives the text of one element, and groups put them together.

Coordinates are pixels, y points down, angles are degrees clockwise. Numbers are written with two
decimals, so that the same picture is the same text everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence

Svg = str
"""A piece of SVG that can stand inside any other."""
Point = tuple[float, float]
"""x and y in pixels."""
Box = tuple[float, float, float, float]
"""x, y, width and height in pixels."""


def number(value: float) -> str:
    """A number with two decimals at most, without trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _attributes(values: Mapping[str, str | float | None]) -> str:
    pairs = ((name.replace("_", "-"), value) for name, value in values.items() if value is not None)
    return "".join(f' {name}="{v if isinstance(v, str) else number(v)}"' for name, v in pairs)


def path(d: str, fill: str, *, opacity: float | None = None) -> Svg:
    """A filled shape from path data."""
    return f"<path{_attributes({'d': d, 'fill': fill, 'opacity': opacity})}/>"


def stroke(d: str, colour: str, width: float, *, opacity: float | None = None) -> Svg:
    """A line from path data, with round ends and joints."""
    values: Mapping[str, str | float | None] = {
        "d": d,
        "fill": "none",
        "stroke": colour,
        "stroke_width": width,
        "opacity": opacity,
    }
    return f'<path{_attributes(values)} stroke-linecap="round" stroke-linejoin="round"/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, *, opacity: float | None = None) -> Svg:
    """A filled ellipse around (x, y)."""
    values: Mapping[str, str | float | None] = {
        "cx": x,
        "cy": y,
        "rx": rx,
        "ry": ry,
        "fill": fill,
        "opacity": opacity,
    }
    return f"<ellipse{_attributes(values)}/>"


def circle(x: float, y: float, r: float, fill: str, *, opacity: float | None = None) -> Svg:
    """A filled circle around (x, y)."""
    return ellipse(x, y, r, r, fill, opacity=opacity)


def rect(box: Box, fill: str, *, r: float = 0, opacity: float | None = None) -> Svg:
    """A filled rectangle with corners of radius `r`."""
    x, y, width, height = box
    values = {
        "x": x,
        "y": y,
        "width": width,
        "height": height,
        "rx": r or None,
        "fill": fill,
        "opacity": opacity,
    }
    return f"<rect{_attributes(values)}/>"


def polygon(points: Iterable[Point], fill: str, *, opacity: float | None = None) -> Svg:
    """A filled polygon."""
    return path(line_through(points) + "Z", fill, opacity=opacity)


def line_through(points: Iterable[Point]) -> str:
    """Path data of straight lines from point to point."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def group(
    items: Iterable[Svg],
    *,
    move: Point = (0, 0),
    scale: float | tuple[float, float] = 1,
    turn: float = 0,
    opacity: float | None = None,
) -> Svg:
    """Elements that are turned, scaled and then moved together."""
    sx, sy = scale if isinstance(scale, tuple) else (scale, scale)
    steps = [f"translate({number(move[0])} {number(move[1])})"] if move != (0, 0) else []
    steps += [f"scale({sx:.4f} {sy:.4f})"] if (sx, sy) != (1, 1) else []
    steps += [f"rotate({number(turn)})"] if turn else []
    values: Mapping[str, str | float | None] = {"transform": " ".join(steps) or None, "opacity": opacity}
    return f"<g{_attributes(values)}>{''.join(items)}</g>"


def mirror(items: Iterable[Svg]) -> Svg:
    """Elements as in a mirror that stands on the line x = 0."""
    return group(items, scale=(-1, 1))


def clip(name: str, shape: Svg, items: Iterable[Svg]) -> Svg:
    """Elements of which only what lies inside `shape` is seen; `name` is unique in the document."""
    return f'<clipPath id="{name}">{shape}</clipPath><g clip-path="url(#{name})">{"".join(items)}</g>'


Stops = Sequence[tuple[float, str, float]]
"""Colour stops: position 0..1, colour, opacity."""


def vertical(name: str, stops: Stops) -> Svg:
    """A gradient from top to bottom, used as `fill="url(#name)"`."""
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{_stops(stops)}</linearGradient>'


def radial(name: str, stops: Stops) -> Svg:
    """A gradient from the middle outwards, used as `fill="url(#name)"`."""
    return f'<radialGradient id="{name}">{_stops(stops)}</radialGradient>'


def _stops(stops: Stops) -> Svg:
    return "".join(
        f'<stop offset="{number(at)}" stop-color="{colour}" stop-opacity="{number(opacity)}"/>'
        for at, colour, opacity in stops
    )


def document(items: Iterable[Svg], view: Box, scale: float = 1) -> str:
    """A whole SVG document that shows the rectangle `view`, `scale` pixels for each unit."""
    x, y, width, height = map(number, view)
    size = f'width="{number(view[2] * scale)}" height="{number(view[3] * scale)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}" {size}>'
    return f"{head}{''.join(items)}</svg>"
