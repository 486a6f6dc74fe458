"""Arithmetic on images: the one place of the phantom that calls OpenCV.

Images are 32-bit floats, or 8-bit greys where it is said. Nothing here depends on the processor when
the process was started with the limits of `process`.
"""

from collections.abc import Sequence
from typing import Any, Literal

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]
Real = npt.NDArray[np.floating[Any]]
"""Floats of any width; what is computed from `Floats` is one."""
Vertices = npt.NDArray[np.float64]
"""Points of a curve in pixels (column, row): count x 2."""
Maps = tuple[Floats, Floats]
"""For each pixel of an image, the column and the row of another that it shows."""

_BORDERS = {
    "reflect": cv2.BORDER_REFLECT,
    "stretch": cv2.BORDER_REPLICATE,
    "none": cv2.BORDER_CONSTANT,
}
_SHIFT = 4
"""Bits after the point with which OpenCV takes a vertex."""
_FARTHEST = 4000
"""Pixels; OpenCV's fixed-point vertices may not lie farther out."""


def _floats(image: npt.NDArray[np.integer[Any] | np.floating[Any]]) -> Floats:
    return np.asarray(image, np.float32)


def blur(image: Floats, across: float, down: float, taps: int = 0) -> Floats:
    """A Gaussian blur with standard deviations in pixels; `taps` limits the kernel."""
    return _floats(cv2.GaussianBlur(image, (taps, taps), sigmaX=across, sigmaY=down))


def average(image: Floats, across: int, down: int) -> Floats:
    """The mean over a box of pixels."""
    return _floats(cv2.blur(image, (across, down)))


def sample(image: Floats, maps: Maps, beyond: Literal["reflect", "stretch", "none"] = "reflect") -> Floats:
    """What an image holds at fractional places, between its pixels linearly."""
    return _floats(cv2.remap(image, *maps, cv2.INTER_LINEAR, borderMode=_BORDERS[beyond]))


def resize(image: Floats, shape: tuple[int, ...], *, curved: bool = False) -> Floats:
    """An image at another size (rows, columns), between its pixels linearly or by cubic curves."""
    how = cv2.INTER_CUBIC if curved else cv2.INTER_LINEAR
    return _floats(cv2.resize(image, (shape[1], shape[0]), interpolation=how))


def shrink(image: Floats, shape: tuple[int, int]) -> Floats:
    """The means of the blocks into which an image of `shape` (rows, columns) divides another."""
    return _floats(cv2.resize(image, (shape[1], shape[0]), interpolation=cv2.INTER_AREA))


def exp(image: Floats) -> Floats:
    """The exponential."""
    return _floats(cv2.exp(image))


def log(image: Floats) -> Floats:
    """The natural logarithm of what is above 0."""
    return _floats(cv2.log(image))


def channels(image: Floats) -> Sequence[Floats]:
    """The channels of an image, one by one."""
    return [_floats(channel) for channel in cv2.split(image)]


def magnitude(real: Floats, imaginary: Floats) -> Floats:
    """The length of complex numbers."""
    return _floats(cv2.magnitude(real, imaginary))


def mix(one: Floats, share: float, other: Floats, other_share: float) -> Floats:
    """A weighted sum of two images."""
    return _floats(cv2.addWeighted(one, share, other, other_share, 0))


def slopes(image: Floats) -> tuple[Floats, Floats]:
    """How an image rises to the right and downwards, in some unit that is the same for both."""
    return (
        _floats(cv2.Sobel(image, cv2.CV_32F, 1, 0, ksize=3)),
        _floats(cv2.Sobel(image, cv2.CV_32F, 0, 1, ksize=3)),
    )


def inside(shape: tuple[int, int], polygon: Vertices) -> Floats:
    """The signed distance in pixels to a polygon, negative inside."""
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [_fixed(polygon)], (1,), lineType=cv2.LINE_8, shift=_SHIFT)
    out = _distance(1 - mask) - _distance(mask)
    return _level_stairs(out - np.float32(0.5) * np.sign(out))


def along(shape: tuple[int, int], line: Vertices, *, closed: bool = False) -> Floats:
    """The distance in pixels to a line, never negative."""
    mask = np.ones(shape, np.uint8)
    cv2.polylines(mask, [_fixed(line)], closed, (0,), 1, cv2.LINE_8, _SHIFT)
    return _level_stairs(_distance(mask))


def _distance(mask: Grey) -> Floats:
    return _floats(cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE))


def _level_stairs(distance: Floats) -> Floats:
    # a raster's outline has stairs half a pixel high; they average out
    return blur(distance, 1.3, 1.3, taps=7)


def _fixed(vertices: Vertices) -> npt.NDArray[np.int32]:
    return np.round(np.clip(vertices, -_FARTHEST, _FARTHEST) * (1 << _SHIFT)).astype(np.int32)


class Lookup:
    """A remapping of 8-bit images that stays the same: prepared once, then fast."""

    def __init__(self, maps: tuple[Vertices, Vertices], visible: npt.NDArray[np.bool_]) -> None:
        columns, rows = (axis.astype(np.float32) for axis in maps)
        self._maps = cv2.convertMaps(columns, rows, cv2.CV_16SC2)
        self._visible = visible.astype(np.uint8)

    def __call__(self, image: Grey) -> Grey:
        """The remapped image, black where nothing is visible."""
        out = cv2.remap(image, *self._maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.multiply(np.asarray(out, np.uint8), self._visible)


def grey(image: Floats, tones: Grey) -> Grey:
    """8-bit greys of an image from 0 to 1, through a table of 256 tones."""
    return np.asarray(cv2.LUT(cv2.convertScaleAbs(np.clip(image, 0, 1), alpha=255), tones), np.uint8)
