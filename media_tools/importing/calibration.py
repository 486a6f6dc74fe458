"""Millimetres for each pixel: whether a file's own can be trusted, or what a person gives instead. Pure.

Machines and archives scale images down and leave the header as it was: a cine of 320 x 240 pixels with
regions of a 640 x 480 parent measures everything at half its size. So a header is believed only when
all of it fits, and what a person measures against the depth scale goes before it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from media_tools.importing.shapes import Box, Size
from media_tools.importing.source import Region

PLAUSIBLE_DEPTH_CM = (0.3, 60.0)
"""The height of an image between skin and the far end of any probe's reach, in centimetres."""
COVERED = 0.7
"""The part of the moving image that a region has to cover; less, and the header means another frame."""


@dataclass(frozen=True)
class Calibration:
    """Millimetres for each pixel of the source.

    Attributes:
        mm_per_px: horizontally and vertically.
        box: where it holds, in source pixels; None: in everything that is kept.
        said: where it comes from, for people.
    """

    mm_per_px: tuple[float, float]
    box: Box | None
    said: str


@dataclass(frozen=True)
class Verdict:
    """What a file's own calibration is worth: the calibration where it is trusted, else why it is not."""

    calibration: Calibration | None
    why: str


def judge(regions: Sequence[Region], size: Size, kept: Box | None) -> Verdict:
    """Whether a file's calibration can be trusted for what is kept of its image.

    It is, if every region fits the frame (a region that does not shows that the frame was scaled), and the
    region that holds the kept image is two-dimensional, in centimetres, and of a depth that a scan can have.

    Args:
        regions: of the header.
        size: of the decoded frame.
        kept: the box around what is kept; None where that is not known yet.
    """
    if not regions:
        return Verdict(None, "the file gives none")
    if stray := next((region for region in regions if not region.fits(size)), None):
        x, y, width, height = stray.box
        return Verdict(
            None,
            f"the file's region from {x},{y} to {x + width - 1},{y + height - 1} does not fit "
            f"its {size[0]} x {size[1]} frame: it was measured on an image of another size",
        )
    held = [
        region
        for region in regions
        if region.two_dimensional and (kept is None or _cover(region.box, kept) > 0)
    ]
    if not held:
        return Verdict(None, "no two-dimensional region of the file lies where the kept image is")
    return _judge_held(held, kept)


def _judge_held(held: Sequence[Region], kept: Box | None) -> Verdict:
    if not all(region.centimetres for region in held):
        return Verdict(None, "the units of the file's region are not centimetres")
    if len({region.delta for region in held}) > 1:
        return Verdict(None, "the kept image lies in regions with different scales")
    if not all(_is_plausible(region) for region in held):
        return Verdict(None, "the file's scale gives a depth that no scan has")
    if kept is not None and sum(_cover(region.box, kept) for region in held) < COVERED:
        return Verdict(None, "the file's region covers too little of the kept image")
    across, down = held[0].delta
    box = held[0].box if len(held) == 1 else None
    return Verdict(
        Calibration((10 * across, 10 * down), box, "from the file"), "every region fits, in centimetres"
    )


def _is_plausible(region: Region) -> bool:
    low, high = PLAUSIBLE_DEPTH_CM
    sides = (region.delta[0] * region.box[2], region.delta[1] * region.box[3])
    return all(math.isfinite(side) and low <= side <= high for side in sides)


def _cover(region: Box, kept: Box) -> float:
    """The part of `kept` that lies in `region`."""
    across = min(region[0] + region[2], kept[0] + kept[2]) - max(region[0], kept[0])
    down = min(region[1] + region[3], kept[1] + kept[3]) - max(region[1], kept[1])
    return max(0, across) * max(0, down) / (kept[2] * kept[3])


def whole_boxes(regions: Iterable[Region], size: Size) -> tuple[Box, ...]:
    """The boxes of two-dimensional regions, if all regions fit the frame; else none."""
    regions = tuple(regions)
    return tuple(r.box for r in regions if r.two_dimensional) if all(r.fits(size) for r in regions) else ()


def is_plausible(calibration: Calibration, size: Size) -> bool:
    """Whether an image of `size` source pixels is as large as a scan can be: centimetres given for millimetres are not."""
    low, high = (10 * depth for depth in PLAUSIBLE_DEPTH_CM)
    return all(low <= mm * side <= high for mm, side in zip(calibration.mm_per_px, size, strict=True))


def from_points(points: tuple[float, float, float, float], mm: float, pixel_aspect: Fraction) -> Calibration:
    """A calibration from two points of the source frame and the distance between them.

    Args:
        points: x and y of the one, x and y of the other, in source pixels; not the same point.
        mm: their distance in millimetres.
        pixel_aspect: a source pixel's width divided by its height.
    """
    x0, y0, x1, y1 = points
    down = mm / math.hypot((x1 - x0) * float(pixel_aspect), y1 - y0)
    said = f"{mm:g} mm from {x0:g},{y0:g} to {x1:g},{y1:g}, as given with --scale"
    return Calibration((down * float(pixel_aspect), down), None, said)


def from_numbers(numbers: tuple[float, ...], pixel_aspect: Fraction) -> Calibration:
    """A calibration from millimetres for each source pixel.

    Args:
        numbers: horizontally and vertically; or only vertically, where the pixel's shape gives the other.
        pixel_aspect: a source pixel's width divided by its height.
    """
    down = numbers[-1]
    across = numbers[0] if len(numbers) > 1 else down * float(pixel_aspect)
    return Calibration((across, down), None, "as given with --mm-per-px")


def disagreement(given: Calibration, own: Calibration | None) -> str:
    """What to say when a person's calibration and the file's trusted one differ by more than 2 %; else nothing."""
    if own is None:
        return ""
    factor = given.mm_per_px[1] / own.mm_per_px[1]
    if abs(factor - 1) <= 0.02:  # noqa: PLR2004 (what two careful readings of a depth scale differ by)
        return ""
    return f"the file says {own.mm_per_px[1]:.4g} mm a pixel and yours is {factor:.2f} times that; yours is taken"
