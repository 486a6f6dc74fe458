"""The frame that is written: crop, square pixels, size. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from media_tools.importing.shapes import Box, Size


@dataclass(frozen=True)
class Geometry:
    """How a source frame becomes a written one.

    Attributes:
        box: what is cut out, in source pixels; it may reach one pixel beyond the frame, which is black there.
        size: of the written frame; both sides are even, as H.264 wants them.
    """

    box: Box
    size: Size

    @property
    def scale(self) -> tuple[float, float]:
        """Written pixels for each source pixel, horizontally and vertically."""
        return self.size[0] / self.box[2], self.size[1] / self.box[3]

    def mm_per_px(self, source: tuple[float, float]) -> tuple[float, float]:
        """Millimetres for each written pixel, from those for each source pixel."""
        return source[0] / self.scale[0], source[1] / self.scale[1]

    def height(self, y: float) -> float:
        """Where a height of the source is in the written frame; it may lie beyond its edge."""
        return (y - self.box[1]) * self.scale[1]

    def place(self, box: Box) -> Box | None:
        """A box of the source in the written frame, cut to it; None where nothing of it is left."""
        (x0, y0), (x1, y1) = self._point(box[0], box[1]), self._point(box[0] + box[2], box[1] + box[3])
        return (x0, y0, x1 - x0, y1 - y0) if x1 > x0 and y1 > y0 else None

    def _point(self, x: int, y: int) -> tuple[int, int]:
        across, down = round((x - self.box[0]) * self.scale[0]), round((y - self.box[1]) * self.scale[1])
        return min(max(across, 0), self.size[0]), min(max(down, 0), self.size[1])


def fit(box: Box, pixel_aspect: Fraction, longest: int) -> Geometry:
    """Cut out `box` with square pixels, its longer side at most `longest` pixels.

    A pixel that is not square is stretched, never squeezed, so that no detail is lost; nothing else is enlarged.

    Args:
        box: in source pixels.
        pixel_aspect: a source pixel's width divided by its height.
        longest: of the written frame, in pixels.
    """
    x, y, width, height = box
    across, down = width * max(1.0, float(pixel_aspect)), height * max(1.0, float(1 / pixel_aspect))
    factor = longest / max(across, down)
    if factor >= 1 and pixel_aspect == 1:
        even = width + width % 2, height + height % 2
        return Geometry((x, y, *even), even)
    factor = min(1.0, factor)
    return Geometry(box, (_even(across * factor), _even(down * factor)))


def _even(length: float) -> int:
    return max(2, 2 * round(length / 2))
