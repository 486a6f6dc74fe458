"""Cloth of the close views: the bed's sheet, a blanket, and the print of a gown."""

from media_tools.illustrate.palette import BLANKET, GOWN, SHEET, darken, lighten
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH
from media_tools.illustrate.svg import Svg, circle, clip, path, rect, stroke


def bed_sheet() -> Svg:
    """A sheet that fills the picture."""
    folds = (
        "M-20 90C120 110 160 60 300 84M660 40C760 70 840 30 980 60"
        "M-20 430C60 400 110 450 190 430M760 470C830 440 900 480 980 450"
    )
    return rect((0, 0, WIDTH, HEIGHT), darken(SHEET, 0.05)) + stroke(folds, darken(SHEET, 0.11), 5)


def printed(d: str, name: str, step: float) -> Svg:
    """The cloth of a gown in the shape `d`, its dots `step` apart; `name` is unique in the picture."""
    across, down = int(360 / step * step), int(520 / step)
    dots = (
        circle(
            -across + step * i + step / 2 * (row % 2),
            step * 0.9 * row - step * 2,
            step / 10,
            darken(GOWN, 0.24),
        )
        for row in range(down)
        for i in range(int(2 * across / step))
    )
    return path(d, GOWN) + clip(name, path(d, "#fff"), dots)


def turned_blanket(top: float) -> Svg:
    """A blanket with its upper edge turned back at `top`, in units of the body map."""
    d = f"M-170 {top + 8}C-60 {top - 8} 60 {top - 8} 170 {top + 8}L190 1000H-190Z"
    fold = (
        f"M-171 {top + 4}C-60 {top - 12} 60 {top - 12} 171 {top + 4}"
        f"L172 {top + 24}C60 {top + 8} -60 {top + 8} -172 {top + 24}Z"
    )
    soft = (
        f"M-60 {top + 40}C-70 {top + 80} -60 {top + 120} -66 {top + 180}"
        f"M70 {top + 34}C78 {top + 80} 70 {top + 120} 74 {top + 180}"
    )
    return path(d, BLANKET) + stroke(soft, darken(BLANKET, 0.1), 2.4) + path(fold, lighten(BLANKET, 0.72))
