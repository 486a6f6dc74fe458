"""What a person chooses of an import, and how it is written on the command line again."""

from dataclasses import dataclass
from typing import Literal

from media_tools.importing.shapes import Box, Polygon, rectangle


@dataclass(frozen=True)
class Choices:
    """What a person gave on the command line.

    Attributes:
        keep: the polygon to keep, in source pixels; None: what is proposed.
        drop: boxes that turn black inside it.
        scale: two points of the source frame (x, y, x, y) and their distance in millimetres.
        mm_per_px: millimetres for each source pixel, horizontally and vertically; or only vertically.
        uncalibrated: the clip is to carry no scale.
        rate: frames a second.
        longest: of the written frame's sides, in pixels.
        zero_depth: y of the source frame at which its depth scale reads 0.
        marker: the side on which the probe's marker is drawn.
    """

    keep: Polygon | None = None
    drop: tuple[Box, ...] = ()
    scale: tuple[tuple[float, float, float, float], float] | None = None
    mm_per_px: tuple[float, ...] | None = None
    uncalibrated: bool = False
    rate: float | None = None
    longest: int = 1080
    zero_depth: float | None = None
    marker: Literal["left", "right"] | None = None


def write_options(choices: Choices) -> list[str]:
    """The options that give these choices again."""
    written: list[str] = []
    if choices.keep:
        written += _write_keep(choices.keep)
    for box in choices.drop:
        written += ["--drop-rect", ",".join(map(str, box))]
    if choices.scale:
        points, mm = choices.scale
        written += ["--scale", f"{','.join(f'{part:g}' for part in points)}={mm:g}"]
    if choices.mm_per_px:
        written += ["--mm-per-px", ",".join(f"{part:g}" for part in choices.mm_per_px)]
    if choices.uncalibrated:
        written.append("--uncalibrated")
    if choices.rate:
        written += ["--rate", f"{choices.rate:g}"]
    if choices.longest != Choices.longest:
        written += ["--longest", str(choices.longest)]
    if choices.zero_depth is not None:
        written += ["--zero-depth", f"{choices.zero_depth:g}"]
    return [*written, *(["--marker", choices.marker] if choices.marker else [])]


def _write_keep(keep: Polygon) -> list[str]:
    (x, y), (right, bottom) = keep[0], keep[2]
    box = (x, y, right - x + 1, bottom - y + 1)
    if keep == rectangle(box):
        return ["--keep-rect", ",".join(map(str, box))]
    return ["--keep-polygon", " ".join(f"{x},{y}" for x, y in keep)]
