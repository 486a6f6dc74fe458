"""Which pixels are kept: the whitelist by which a clip loses its text, and the code by which a person confirms it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from media_tools.encode import Frame
from media_tools.importing.calibration import COVERED
from media_tools.importing.shapes import Box, Polygon, Size, rectangle

Deviation = npt.NDArray[np.float32]
"""Standard deviation of each pixel's brightness over time, height x width, in grey levels."""
Area = npt.NDArray[np.bool_]
"""A set of pixels, height x width."""

STILL = 1.0
"""Grey levels: a clip is static if not even its liveliest hundredth moves more."""
LIVELY = 0.03
"""The part of the liveliest hundredth's deviation above which a pixel counts as moving; coding noise lies below."""
SMALLEST = 0.02
"""The part of the frame that a moving image covers at least."""
BRIGHT = 90
"""Grey level above which something that never moves may be text."""


@dataclass(frozen=True)
class Mask:
    """What is kept of a frame.

    Attributes:
        keep: pixels inside this polygon are kept ...
        drop: ... but for those in these boxes.
    """

    keep: Polygon
    drop: tuple[Box, ...] = ()

    def area(self, size: Size) -> Area:
        """The kept pixels of a frame of this size."""
        canvas = np.zeros((size[1], size[0]), np.uint8)
        cv2.fillPoly(canvas, [np.array(self.keep, np.int32)], 1)
        for x, y, width, height in self.drop:
            canvas[max(0, y) : y + height, max(0, x) : x + width] = 0
        return canvas.astype(bool)


def propose(deviation: Deviation, regions: Iterable[Box] = ()) -> Polygon | None:
    """Where the image moves: the convex hull of the largest moving area, cut to the region that holds most of it.

    Args:
        deviation: of each pixel over the whole clip.
        regions: boxes of the header that fit the frame.

    Returns:
        The polygon; None for a clip that does not move, or moves only in specks.
    """
    moving = _largest(_moving(deviation))
    if moving is None:
        return None
    outlines, _ = cv2.findContours(moving, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.approxPolyDP(cv2.convexHull(np.vstack(outlines)), 1.0, closed=True)
    parts = [cv2.intersectConvexConvex(hull.astype(np.float32), _corners(box)) for box in regions]
    area, cut = max(parts, key=lambda part: part[0], default=(0.0, None))
    return _polygon(cut if cut is not None and area >= COVERED * cv2.contourArea(hull) else hull)


def _moving(deviation: Deviation) -> npt.NDArray[np.uint8] | None:
    lively = float(np.percentile(deviation, 99))
    if lively < STILL:
        return None
    moving = (deviation > max(STILL / 2, LIVELY * lively)).astype(np.uint8)
    grain = max(3, min(deviation.shape) // 48 | 1)
    closed = cv2.morphologyEx(moving, cv2.MORPH_CLOSE, _disc(grain + 2))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, _disc(grain + 4)), np.uint8)


def _disc(width: int) -> npt.NDArray[np.uint8]:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width)).astype(np.uint8)


def _largest(moving: npt.NDArray[np.uint8] | None) -> npt.NDArray[np.uint8] | None:
    if moving is None:
        return None
    count, labels, stats, _ = cv2.connectedComponentsWithStats(moving)
    if count < 2:  # noqa: PLR2004 (the first is the background)
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return (
        (labels == largest).astype(np.uint8)
        if stats[largest, cv2.CC_STAT_AREA] >= SMALLEST * moving.size
        else None
    )


def _corners(box: Box) -> npt.NDArray[np.float32]:
    return np.array(rectangle(box), np.float32).reshape(-1, 1, 2)


def _polygon(points: npt.NDArray[Any]) -> Polygon:
    return tuple((int(x), int(y)) for x, y in np.rint(points).reshape(-1, 2))


def bounds(area: Area) -> Box:
    """The box around the pixels of an area that has some."""
    rows, columns = np.flatnonzero(area.any(axis=1)), np.flatnonzero(area.any(axis=0))
    x, y = int(columns[0]), int(rows[0])
    return x, y, int(columns[-1]) - x + 1, int(rows[-1]) - y + 1


def outlines(area: Area) -> tuple[Polygon, ...]:
    """The outlines of an area and of the holes in it; filled by the even-odd rule they give it back, to a pixel."""
    found, _ = cv2.findContours(area.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return tuple(_polygon(cv2.approxPolyDP(outline, 1.0, closed=True)) for outline in found)


def unmoved(deviation: Deviation, brightest: Frame, area: Area) -> Area:
    """Pixels of an area that are bright and never move although the image does: text, a scale or a logo may be left.

    Args:
        deviation: of each pixel over the whole clip.
        brightest: the most that each pixel ever was, RGB.
        area: the kept pixels.

    Returns:
        The suspicious pixels; none for a clip that does not move at all, of which nothing can be told.
    """
    lively = float(np.percentile(deviation, 99))
    if lively < STILL:
        return np.zeros_like(area)
    fixed = deviation < max(STILL / 2, LIVELY * lively)
    return np.asarray(area & fixed & (brightest.max(axis=2) >= BRIGHT), bool)


def code(mask: Mask, digest: str) -> str:
    """The short code that stands for having seen this mask on this file; another mask or file has another.

    Args:
        mask: as it is shown.
        digest: of the file, hexadecimal.
    """
    seen = json.dumps([digest, mask.keep, mask.drop])
    return hashlib.sha256(seen.encode()).hexdigest()[:8]
