"""Liver and abdominal wall, as several areas show them."""

from media_tools.phantom.canvas import Canvas
from media_tools.phantom.images import Floats
from media_tools.phantom.shapes import points, taper

Vessels = tuple[tuple[str, float], ...]
"""Centre lines (as `points` reads them) with the radius in mm at their beginning."""


def paint_liver(canvas: Canvas, distance: Floats, vessels: Vessels = (), level: float = -33.0) -> None:
    """Even, fine tissue with veins; the portal branches (every second vessel) have bright walls."""
    texture = 1.5 * canvas.uneven(3.5) + 1.2 * canvas.uneven(11) + 1.6 * canvas.uneven(36)
    canvas.fill(distance, level + texture)
    for index, (line, radius) in enumerate(vessels):
        paint_vein(canvas, line, radius, walled=bool(index % 2))


def paint_vein(canvas: Canvas, line: str, radius: float, *, walled: bool = False) -> None:
    """A vessel along a line, tapering to half its radius."""
    outline = taper(points(line), radius)
    wall = canvas.raster.inside(canvas.wobble(outline, 0.5, 8))
    if walled:
        canvas.fill(wall - 1.2, -25 + 1.5 * canvas.uneven(4), soft=0.8, opacity=0.85)
    canvas.fill(wall, -60 + canvas.uneven(5), soft=0.8)
    canvas.interface(wall, -29, 0.5, facing=3, least=0.06, rough=1.5)


def paint_abdominal_wall(canvas: Canvas, thickness: float) -> None:
    """Skin, fat with its septa, and muscle over the first `thickness` mm."""
    streaks = canvas.uneven(20, 1.4)
    bend = 1.1 * canvas.uneven(34, 14)
    layers = (
        (1.0, -30.0, 4.2, -21.0),
        (0.62, -33.0, 4.4, -22.0),
        (0.52, -31.0, 3.4, -21.0),
        (0.2, -21.0, 2.0, -17.0),
    )
    for share, level, streak, fascia in layers:
        border = canvas.depth - share * thickness + bend
        canvas.fill(border, level + streak * streaks + 1.5 * canvas.uneven(2.4), soft=1.0)
        canvas.interface(border, fascia, 0.45, facing=0, rough=1.8, mirror=0.15)
    canvas.fill(canvas.depth - 0.08 * thickness + bend, -15 + streaks, soft=1.0)
