"""Painting tissue once, at rest: how strongly each place scatters, reflects and weakens sound.

Levels are dB, 0 the brightest echo that is shown; about -30 is liver, -65 is blood.
"""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.images import Floats, Real, blur, sample, slopes
from media_tools.phantom.probe import Probe
from media_tools.phantom.shapes import Curve, Raster
from media_tools.phantom.texture import Texture

EMPTY = -90.0
"""dB of what returns no echo at all."""
_ROWS = 620
"""Pixels of a sheet for the depth of the image."""
_MARGIN = 16.0
"""mm of tissue around the image, which motion brings into it."""
LN10_20 = 0.11512925
"""Nepers in a decibel of amplitude."""
Level = Real | float
"""dB, everywhere alike or place by place."""


@dataclass(frozen=True)
class Sheet:
    """Painted tissue, ready to be laid over the beams.

    Attributes:
        raster: where it lies, at rest.
        echo: complex echo strength: height x width x (2 x looks).
        loss: dB for each mm of the way there and back, relative to what the gain makes good.
    """

    raster: Raster
    echo: Floats
    loss: Floats


class Canvas:
    """A field of tissue under a probe.

    Attributes:
        raster: its grid; `x` and `z` are its coordinates in mm.
        level: dB of the scatterers.
        mirror: amplitude of what reflects like a mirror, without speckle.
        loss: dB/mm beyond what the gain makes good.
        depth: mm under the skin, which bends around a curved probe and lies flat farther down.
    """

    def __init__(self, probe: Probe, seed: int, base: float = EMPTY, looks: int = 1) -> None:
        left, top, right, bottom = probe.bounds
        step = _step(probe)
        beside = _MARGIN * min(1.0, probe.depth / 100)
        # pressure can bring up what lies deeper than the image
        self.raster = Raster((left - beside, top - beside, right + beside, bottom + _MARGIN), step)
        self.x, self.z = self.raster.x, self.raster.z
        self.level: Floats = np.full(self.raster.shape, base, np.float32)
        self.mirror: Floats = np.zeros(self.raster.shape, np.float32)
        self.loss: Floats = np.zeros(self.raster.shape, np.float32)
        self.depth: Floats = _under_skin(probe, self.x, self.z)
        self.texture = Texture(seed, self.raster.shape, step)
        self._probe, self._looks = probe, looks

    def uneven(self, across: float, down: float | None = None, name: str = "") -> Floats:
        """Smooth noise of deviation 1 with features of `across` x `down` mm."""
        return self.texture.uneven(name or f"{across}x{down}", across, down)

    def wobble(self, curve: Curve, by: float, scale: float, name: str = "wobble") -> Curve:
        """A curve made irregular: each point moved by noise of about `by` mm with features of `scale` mm.

        Neighbouring curves move together, as if the tissue had grown that way.
        """
        columns = ((curve[:, 0] - self.raster.left) / self.raster.step).astype(np.float32)
        rows = ((curve[:, 1] - self.raster.top) / self.raster.step).astype(np.float32)
        moved = [
            sample(self.uneven(scale, name=f"{name}-{axis}-{scale}"), (columns, rows)).reshape(-1)
            for axis in "xz"
        ]
        return curve + by * np.column_stack(moved).astype(np.float64)

    def fill(self, distance: Real, level: Level, soft: float = 0.6, opacity: float = 1.0) -> None:
        """Paint the inside of a shape; its border blends over about `soft` mm."""
        share = within(distance, soft) * np.float32(opacity)
        self.level += share * (level - self.level)
        self.mirror *= 1 - share

    def interface(
        self,
        distance: Real,
        level: Level,
        width: float,
        *,
        facing: float = 2.5,
        least: float = 0.1,
        rough: float = 1.0,
        mirror: float = 0.3,
        where: Real | None = None,
    ) -> None:
        """Brighten a boundary, as strongly as it faces the beam.

        Args:
            distance: to the boundary, in mm.
            level: dB of the echo where the beam meets it at a right angle.
            width: mm; the echo falls to -4 dB there.
            facing: how fast the echo fades as the boundary turns away; 0 for all alike.
            least: the share that is left along the beam.
            rough: dB of unevenness along the boundary.
            mirror: share of the amplitude that has no speckle.
            where: dB added place by place; use a large negative number for none.
        """
        near = np.abs(distance) < 3.2 * width
        if not near.any():
            return
        echo = -4.343 * (distance[near] / np.float32(width)) ** 2
        if facing:
            turned = self._faces(distance)[near]
            echo = echo + 20 * np.log10(least + (1 - least) * turned**facing)
        echo = echo + (level[near] if isinstance(level, np.ndarray) else level)
        if where is not None:
            echo = echo + where[near]
        if rough:
            echo = echo + rough * (2.0 * self.uneven(7.0)[near] + 1.4 * self.uneven(2.2)[near])
        self.level[near] = np.maximum(self.level[near], echo)
        if mirror:
            amplitude = (mirror * np.exp(echo * LN10_20)).astype(np.float32)
            self.mirror[near] = np.maximum(self.mirror[near], amplitude)

    def absorb(self, distance: Real, loss: float, soft: float = 0.5) -> None:
        """Let the inside of a shape weaken sound by `loss` dB/mm; below 0 it enhances what lies behind."""
        share = within(distance, soft)
        self.loss += share * (np.float32(loss) - self.loss)

    def erase(self, distance: Real) -> None:
        """Leave nothing inside a shape, so that another sheet shows there."""
        gone = distance < 0
        self.level[gone] = EMPTY
        self.mirror[gone] = 0

    def _faces(self, distance: Real) -> Floats:
        """The absolute cosine between the boundary's normal and the beam."""
        across, down = slopes(blur(np.asarray(distance, np.float32), 2.0, 2.0))
        beam_x, beam_z = self._probe.direction(self.x, self.z)
        return np.asarray(
            np.abs(across * beam_x + down * beam_z) / (np.sqrt(across * across + down * down) + 1e-4),
            np.float32,
        )

    def bake(self) -> Sheet:
        """Turn what is painted into echoes."""
        echo = self.texture.scatterers(self._looks)
        echo *= np.exp(np.maximum(self.level, EMPTY) * np.float32(LN10_20))[..., None]
        echo[self.level <= EMPTY] = 0
        echo[..., ::2] += self.mirror[..., None]
        return Sheet(self.raster, echo, self.loss)


def only(distance: Real, soft: float = 1.0) -> Real:
    """For `interface`'s `where`: 0 dB inside a shape, none outside, over `soft` mm."""
    return np.asarray(-60 * np.clip(distance / soft, 0, 1), np.float32)


def _under_skin(probe: Probe, x: Floats, z: Floats) -> Floats:
    if probe.linear:
        return z
    way = np.sqrt(x * x + (z + probe.radius) ** 2) - np.float32(probe.radius)
    flat = np.clip(way / np.float32(_FLAT_BELOW), 0, 1)
    return np.asarray(way + flat * (z - way), np.float32)


_FLAT_BELOW = 45.0
"""mm under the skin from which layers no longer follow the probe's face."""


def _step(probe: Probe) -> float:
    return (probe.bounds[3] - probe.bounds[1]) / _ROWS


def grain_of(probe: Probe) -> float:
    """The standard deviation in mm of a scatterer on the sheets of a probe."""
    # the blur of the scatterers, and what sampling between pixels adds
    return 0.7 * _step(probe)


def within(distance: Real, soft: float) -> Floats:
    """1 inside a shape, 0 outside, with a smooth step over about 2 x `soft` mm."""
    step = np.clip(distance * np.float32(-0.25 / soft) + np.float32(0.5), 0, 1)
    return np.asarray(step * step * (3 - 2 * step), np.float32)
