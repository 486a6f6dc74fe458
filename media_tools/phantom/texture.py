"""Random textures of tissue, fixed by a seed: fine scatterers that make speckle, and slow unevenness.

Everything is drawn in the space of the tissue, so it moves as the tissue moves.
"""

import zlib

import numpy as np
import numpy.typing as npt

from media_tools.phantom.images import Floats, blur, resize

_GRAIN = 0.7
"""Standard deviation in pixels of a scatterer's blur: keeps its brightness steady between pixels."""


class Texture:
    """Noise on a raster of `shape` pixels, `step` mm each.

    The same name gives the same noise, whatever else has been drawn.
    """

    def __init__(self, seed: int, shape: tuple[int, int], step: float) -> None:
        self._seed, self._shape, self._step = seed, shape, step
        self._drawn: dict[tuple[str, float, float], Floats] = {}

    def scatterers(self, looks: int) -> Floats:
        """Complex Gaussian scatterers: height x width x (2 x looks), real and imaginary parts in turn."""
        noise = self._stream("scatterers").standard_normal((*self._shape, 2 * looks), dtype=np.float32)
        noise = blur(noise, _GRAIN, _GRAIN, taps=5)
        return np.asarray(noise / np.float32(noise.std()), np.float32)

    def uneven(self, name: str, across: float, down: float | None = None) -> Floats:
        """Smooth noise of mean 0 and deviation 1, with features of about `across` x `down` mm."""
        key = (name, across, across if down is None else down)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, across: float, down: float) -> Floats:
        # drawn coarse, about three pixels to a feature, and enlarged: wide blurs are slow
        coarse = [
            max(4, round(size * self._step / (scale / 3))) + 8
            for size, scale in zip(self._shape, (down, across), strict=True)
        ]
        small = [min(size, full) for size, full in zip(coarse, self._shape, strict=True)]
        blurs = [
            scale / self._step * size / full
            for scale, size, full in zip((down, across), small, self._shape, strict=True)
        ]
        noise = self._stream(name).standard_normal(tuple(small), dtype=np.float32)
        noise = blur(noise, max(0.3, blurs[1] / 2), max(0.3, blurs[0] / 2))
        full = resize(noise, self._shape, curved=True)
        full -= full.mean()
        return np.asarray(full / np.float32(full.std() + 1e-6), np.float32)

    def _stream(self, name: str) -> np.random.Generator:
        return np.random.default_rng((self._seed, zlib.crc32(name.encode())))


def draw_noise(seed: int, name: str, shape: tuple[int, ...]) -> Floats:
    """White Gaussian noise of deviation 1."""
    stream = np.random.default_rng((seed, zlib.crc32(name.encode())))
    return np.asarray(stream.standard_normal(shape, dtype=np.float32))


def choose(seed: int, name: str, low: float, high: float, count: int) -> npt.NDArray[np.float64]:
    """Uniform random numbers."""
    return np.random.default_rng((seed, zlib.crc32(name.encode()))).uniform(low, high, count)
