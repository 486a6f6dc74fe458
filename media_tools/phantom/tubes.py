"""Vessels that change their form, drawn anew in each image: a lumen, what fills it, and its wall."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.canvas import EMPTY, LN10_20, within
from media_tools.phantom.images import Floats, blur, sample
from media_tools.phantom.probe import Point
from media_tools.phantom.scene import Echo
from media_tools.phantom.texture import draw_noise

_GRAIN = 256
"""Pixels of the noise that fills a vessel, over twice its width."""


@dataclass(frozen=True)
class Wall:
    """A vessel's wall.

    Attributes:
        level: dB of its echo where the beam meets it at a right angle.
        width: mm; the standard deviation of the echo's thickness.
        rind: dB and mm of the brighter tissue around it.
    """

    level: float
    width: float
    rind: tuple[float, float] = (-29.0, 0.8)


class Tube:
    """A vessel cut across.

    Args:
        seed: of its echoes.
        wall: how it is bounded.
        filling: dB of what fills it; None for blood.
        soft: mm over which its border blends.
    """

    def __init__(self, seed: int, wall: Wall, filling: float | None = None, soft: float = 0.25) -> None:
        self._seed, self._wall, self._soft = seed, wall, soft
        self._level = -62.0 if filling is None else filling
        self._noise: Floats | None = None

    def draw(self, echo: Echo, middle: Point, across: float, down: float) -> None:
        """Draw it as an ellipse with these semi-axes in mm around a point."""
        wall = self._wall
        margin = wall.rind[1] + 4 * wall.width + self._soft
        rows, columns = echo.beams.window(
            middle[0] - across - margin,
            middle[1] - down - margin,
            middle[0] + across + margin,
            middle[1] + down + margin,
        )
        x = echo.beams.x[rows, columns] - np.float32(middle[0])
        z = echo.beams.z[rows, columns] - np.float32(middle[1])
        if not x.size:
            return
        distance, upright = _ellipse(x, z, across, max(down, 0.05))
        noise = self._scatterers(echo, (x / np.float32(across), z / np.float32(max(down, 0.4))))
        self._paint(echo.field[rows, columns], distance, upright, noise)

    def _paint(self, field: Floats, distance: Floats, upright: Floats, noise: Floats) -> None:
        wall = self._wall
        level, thick = wall.rind
        inside = within(distance, self._soft)
        rind = within(distance - np.float32(thick), self._soft) - inside
        crest = np.exp(-0.5 * ((distance - 1.2 * wall.width) / wall.width) ** 2)
        strength = (
            inside * _amplitude(self._level)
            + 0.8 * rind * _amplitude(level)
            + crest * (0.12 + 0.88 * upright**2.4) * _amplitude(wall.level)
        )
        field *= (1 - np.clip(inside + 0.8 * rind, 0, 1))[..., None]
        field += strength[..., None] * noise

    def _scatterers(self, echo: Echo, place: tuple[Floats, Floats]) -> Floats:
        if self._noise is None:
            noise = draw_noise(self._seed, "tube", (_GRAIN, _GRAIN, echo.field.shape[2]))
            uneven = blur(draw_noise(self._seed, "uneven", (_GRAIN, _GRAIN)), 14, 14)
            noise *= np.exp(0.3 * uneven / uneven.std())[..., None]
            self._noise = blur(noise, 0.7, 0.7, taps=5) * np.float32(1.9)
        across, down = ((axis + 2) * np.float32(_GRAIN / 4) for axis in place)
        return sample(self._noise, (across, down))


def _amplitude(level: float) -> np.float32:
    return np.float32(np.exp(level * LN10_20) if level > EMPTY else 0.0)


def _ellipse(x: Floats, z: Floats, across: float, down: float) -> tuple[Floats, Floats]:
    """The signed distance to an ellipse, nearly, and how upright its normal is (0 to 1)."""
    u, v = x / np.float32(across), z / np.float32(down)
    near = np.sqrt(u * u + v * v) + np.float32(1e-6)
    u /= np.float32(across)
    v /= np.float32(down)
    steep = np.sqrt(u * u + v * v) + np.float32(1e-9)
    return near * (near - 1) / steep, np.abs(v) / steep
