"""Thin moving things, drawn anew in each image: valve leaflets, needles, membranes."""

import numpy as np

from media_tools.phantom.canvas import LN10_20
from media_tools.phantom.images import Floats
from media_tools.phantom.probe import Beams
from media_tools.phantom.scene import Echo
from media_tools.phantom.shapes import Curve
from media_tools.phantom.texture import draw_noise


class Brush:
    """Draws lines of scatterers over an echo.

    The scatterers are fixed to the beams, so that a thin thing that moves through them glitters, as
    leaflets do when they cut the plane of the image.
    """

    def __init__(self, seed: int, mirror: float = 0.25) -> None:
        self._seed, self._mirror = seed, mirror
        self._noise: dict[tuple[int, ...], Floats] = {}

    def draw(self, echo: Echo, line: Curve, level: float, width: float, facing: float = 1.0) -> None:
        """Add a line.

        Args:
            echo: what it is added to.
            line: its points in mm.
            level: dB where the line lies across the beam.
            width: mm; the standard deviation of its thickness.
            facing: how fast its echo fades as it turns along the beam.
        """
        margin = 3.5 * width
        (left, top), (right, bottom) = line.min(axis=0) - margin, line.max(axis=0) + margin
        rows, columns = echo.beams.window(left, top, right, bottom)
        x, z = echo.beams.x[rows, columns], echo.beams.z[rows, columns]
        if not x.size:
            return
        squared, across = _nearest(x, z, line, echo.beams)
        amplitude = np.exp(-0.5 * squared / width**2) * (0.22 + 0.78 * across**facing) if facing else 1.0
        amplitude = (amplitude * np.exp(level * LN10_20)).astype(np.float32)[..., None]
        noise = self._scatterers(echo)[rows, columns]
        echo.field[rows, columns] *= 1 - np.exp(-0.5 * squared / width**2).astype(np.float32)[..., None]
        echo.field[rows, columns] += amplitude * noise

    def _scatterers(self, echo: Echo) -> Floats:
        shape = echo.field.shape
        if shape not in self._noise:
            noise = draw_noise(self._seed, "brush", shape)
            noise[..., ::2] += 2 * self._mirror
            self._noise[shape] = noise
        return self._noise[shape]


def _nearest(x: Floats, z: Floats, line: Curve, beams: Beams) -> tuple[Floats, Floats]:
    """The squared distance to a polyline, and how far it lies across the beam there (0 to 1)."""
    start, along = line[:-1].astype(np.float32), np.diff(line, axis=0).astype(np.float32)
    from_x, from_z, along_x, along_z = (part[:, None, None] for part in (*start.T, *along.T))
    length = along_x**2 + along_z**2 + np.float32(1e-9)
    away_x, away_z = x - from_x, z - from_z
    share = np.clip((away_x * along_x + away_z * along_z) / length, 0, 1)
    away_x -= share * along_x
    away_z -= share * along_z
    squared = away_x * away_x + away_z * away_z
    nearest = squared.argmin(axis=0)
    direction = along / np.sqrt(length[:, 0])
    beam_x, beam_z = beams.probe.direction(x, z)
    turned = direction[nearest, 0] * beam_z - direction[nearest, 1] * beam_x
    return squared.min(axis=0), np.abs(turned)
