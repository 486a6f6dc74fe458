"""Transducers: where their beams run in the body, and where the body lies on the screen.

Lengths are millimetres: x to the right of the screen, z away from the transducer's face. One
millimetre is the same number of pixels on both axes, so a caliper needs one number.
"""

from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians, sin

import numpy as np
import numpy.typing as npt

from media_tools.phantom.images import Floats, Grey, Lookup

Point = tuple[float, float]

WIDTH, HEIGHT = 640, 480
"""Pixels of the screen."""
_TOP, _BOTTOM, _LEFT, _RIGHT = 14, 12, 12, 44
_STRIP = 32
"""Margins in pixels; on the right stands the depth scale, and a strip above a linear image bears the label."""


@dataclass(frozen=True)
class Probe:
    """A transducer set to a depth.

    Attributes:
        depth: mm from the face to the deepest sample.
        field: degrees between the outermost beams; 0 for a linear array, whose beams are parallel.
        radius: mm from the beams' origin to the face; 0 for a linear array.
        width: mm of a linear array's face; 0 for the others.
    """

    depth: float
    field: float = 0.0
    radius: float = 0.0
    width: float = 0.0

    @property
    def linear(self) -> bool:
        """Whether the beams are parallel."""
        return self.width > 0

    @property
    def half_angle(self) -> float:
        """Radians from the central beam to the outermost."""
        return radians(self.field / 2)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The smallest (left, top, right, bottom) in mm that holds every beam."""
        if self.linear:
            return -self.width / 2, 0.0, self.width / 2, self.depth
        reach = (self.radius + self.depth) * sin(self.half_angle)
        return -reach, self.radius * (cos(self.half_angle) - 1), reach, self.depth

    def place(self, lateral: float, depth: float) -> Point:
        """The point (x, z) at a depth along a beam; `lateral` runs from -1 (left) to 1 (right)."""
        if self.linear:
            return lateral * self.width / 2, depth
        angle, way = lateral * self.half_angle, self.radius + depth
        return way * sin(angle), way * cos(angle) - self.radius

    def direction(self, x: Floats, z: Floats) -> tuple[Floats, Floats]:
        """The unit vector along the beam through each point."""
        if self.linear:
            return np.zeros_like(x), np.ones_like(z)
        away = z + self.radius
        way = np.sqrt(x * x + away * away) + np.float32(1e-6)
        return x / way, away / way


def phased(depth: float, field: float = 82.0) -> Probe:
    """A cardiac phased array."""
    return Probe(depth, field=field, radius=3.0)


def curved(depth: float, field: float = 66.0, radius: float = 58.0) -> Probe:
    """An abdominal curved array."""
    return Probe(depth, field=field, radius=radius)


def linear(depth: float, width: float = 40.0) -> Probe:
    """A high-frequency linear array."""
    return Probe(depth, width=width)


class Beams:
    """The samples of an image before scan conversion: rows are depth, columns are beams.

    Attributes:
        x, z: mm of each sample.
        lateral: -1 to 1 for each beam.
        range: mm from the face for each row.
    """

    def __init__(
        self, probe: Probe, lines: int = 256, samples: int = 512, laterals: Floats | None = None
    ) -> None:
        self.probe = probe
        self.lateral: Floats = (
            np.linspace(-1, 1, lines, dtype=np.float32) if laterals is None else laterals.astype(np.float32)
        )
        self.range: Floats = np.linspace(0, probe.depth, samples, dtype=np.float32)
        self.x, self.z = self._places()

    def _places(self) -> tuple[Floats, Floats]:
        lateral, depth = np.meshgrid(self.lateral.astype(np.float64), self.range.astype(np.float64))
        if self.probe.linear:
            x, z = lateral * self.probe.width / 2, depth
        else:
            angle, way = lateral * self.probe.half_angle, depth + self.probe.radius
            x, z = way * np.sin(angle), way * np.cos(angle) - self.probe.radius
        return x.astype(np.float32), z.astype(np.float32)

    @property
    def shape(self) -> tuple[int, int]:
        """Samples for each beam, and beams."""
        return len(self.range), len(self.lateral)

    @property
    def sample(self) -> float:
        """Millimetres from one sample to the next."""
        return self.probe.depth / (len(self.range) - 1)

    @property
    def pitch(self) -> float:
        """The step of `lateral` from one beam to the next."""
        return float(self.lateral[1] - self.lateral[0])

    @cached_property
    def depth(self) -> Floats:
        """Millimetres from the face for each sample, as an image."""
        return np.ascontiguousarray(np.broadcast_to(self.range[:, None], self.shape))

    def window(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        """Rows and columns that hold a rectangle given in mm; empty when it lies outside the field."""
        corners = [self.locate(x, z) for x in (left, (left + right) / 2, right) for z in (top, bottom)]
        rows = [corner[1] for corner in corners]
        columns = [corner[0] for corner in corners]
        return _span(min(rows), max(rows), self.shape[0]), _span(min(columns), max(columns), self.shape[1])

    def locate(self, x: float, z: float) -> tuple[float, float]:
        """The fractional (column, row) of a point."""
        if self.probe.linear:
            lateral, depth = x / (self.probe.width / 2), z
        else:
            away = z + self.probe.radius
            lateral = float(np.arctan2(x, away)) / self.probe.half_angle
            depth = hypot(x, away) - self.probe.radius
        return (lateral - float(self.lateral[0])) / self.pitch, depth / self.sample


def _span(low: float, high: float, size: int) -> slice:
    return slice(int(min(max(low, 0), size)), int(min(max(high + 2, 0), size)))


class Screen:
    """Where a probe's image stands on the screen, and the way from beams to pixels.

    Attributes:
        mm_per_px: millimetres for each pixel, the same on both axes.
        region: (x, y, width, height) in pixels of the image; the calibration holds inside.
    """

    def __init__(self, probe: Probe, box: tuple[int, int, int, int] | None = None) -> None:
        self.probe = probe
        x, y, width, height = box or _box(probe)
        left, top, right, bottom = probe.bounds
        self.mm_per_px = max((right - left) / width, (bottom - top) / height)
        self._x0 = x + width / 2
        self._y0 = y + (height - (bottom - top) / self.mm_per_px) / 2 - top / self.mm_per_px
        corners = self.to_px(left, top), self.to_px(right, bottom)
        (x0, y0), (x1, y1) = ((round(corner[0]), round(corner[1])) for corner in corners)
        self.region = (x0, y0, x1 - x0, y1 - y0)

    def to_px(self, x: float, z: float) -> Point:
        """The pixel (x, y), with fractions, that shows a point given in mm."""
        return x / self.mm_per_px + self._x0, z / self.mm_per_px + self._y0

    def to_mm(self, px: float, py: float) -> Point:
        """The point (x, z) in mm that a pixel shows."""
        return (px - self._x0) * self.mm_per_px, (py - self._y0) * self.mm_per_px

    def converter(self, beams: Beams) -> "Converter":
        """What turns an image on `beams` into one on this screen."""
        return Converter(self, beams)


class Converter:
    """Scan conversion: from beams to pixels, black outside the field of view."""

    def __init__(self, screen: Screen, beams: Beams) -> None:
        across, down = np.meshgrid(np.arange(WIDTH, dtype=np.float64), np.arange(HEIGHT, dtype=np.float64))
        (x0, z0), (x1, z1) = screen.to_mm(0, 0), screen.to_mm(1, 1)
        columns, rows = _fractions(beams, x0 + across * (x1 - x0), z0 + down * (z1 - z0))
        seen = (columns >= 0) & (columns <= beams.shape[1] - 1) & (rows >= 0) & (rows <= beams.shape[0] - 1)
        self._lookup = Lookup((columns, rows), seen)

    def __call__(self, image: Grey) -> Grey:
        """The image on the screen."""
        return self._lookup(image)


def _fractions(
    beams: Beams, x: npt.NDArray[np.float64], z: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    probe = beams.probe
    if probe.linear:
        lateral, depth = x / (probe.width / 2), z
    else:
        lateral = np.arctan2(x, z + probe.radius) / probe.half_angle
        depth = np.hypot(x, z + probe.radius) - probe.radius
    return (lateral - float(beams.lateral[0])) / beams.pitch, depth / beams.sample


def _box(probe: Probe) -> tuple[int, int, int, int]:
    top = _STRIP if probe.linear else _TOP
    return _LEFT, top, WIDTH - _LEFT - _RIGHT, HEIGHT - top - _BOTTOM
