"""From echoes to an image, as a scanner does it: point spread, noise, log compression, persistence."""

from collections.abc import Iterator, Sequence
from math import hypot, log10, pi, sqrt

import numpy as np

from media_tools.phantom import images
from media_tools.phantom.canvas import LN10_20, grain_of
from media_tools.phantom.images import Floats, Grey
from media_tools.phantom.probe import Beams
from media_tools.phantom.scene import Echo, Optics, Scene
from media_tools.phantom.texture import draw_noise

_WARM_UP = 8
"""Images before the first one, after which persistence has forgotten how it began."""
_FLOOR = np.float32(1e-6)
_FULL = 256
"""Beams of a whole image, to which `Optics.lateral` refers."""


class Renderer:
    """Makes images on the beams of one probe; holds what stays the same from image to image."""

    def __init__(self, beams: Beams, optics: Optics, seed: int) -> None:
        self._beams, self._optics = beams, optics
        self._axial = max(0.5, optics.axial / beams.sample)
        grain = grain_of(beams.probe)
        self._gain = _steady_gain(beams, optics, seed) * self._evenness(grain)[:, None]
        self._noise = self._draw_noise(seed)
        self._tones = np.round(255 * np.linspace(0, 1, 256) ** optics.gamma).astype(np.uint8)

    def envelope(self, echo: Echo) -> Floats:
        """The amplitude that the scanner detects: 1 is even tissue at 0 dB."""
        field = echo.field
        field *= (echo.through() * self._gain)[..., None]
        parts = images.channels(images.blur(field, self._optics.lateral, self._axial))
        out = images.magnitude(parts[0], parts[1])
        for real, imaginary in zip(parts[2::2], parts[3::2], strict=True):
            out += images.magnitude(real, imaginary)
        return out

    def compress(self, envelope: Floats, index: int) -> Floats:
        """Log compression with haze, noise and edge enhancement: 0 is black, 1 is white."""
        optics = self._optics
        if optics.haze:
            envelope = images.mix(envelope, 1, images.average(envelope, 45, 9), optics.haze)
        envelope += self._noise_of(index)
        out = images.log(envelope + _FLOOR)
        out *= np.float32(20 * log10(np.e) / optics.span)
        out += np.float32(optics.gain / optics.span + 1)
        np.clip(out, 0, 1.05, out=out)
        if optics.crisp:
            out = images.mix(out, 1 + optics.crisp, images.blur(out, 2.2, 2.6), -optics.crisp)
        return out

    def shade(self, image: Floats) -> Grey:
        """The grey levels of a compressed image."""
        return images.grey(image, self._tones)

    def _noise_of(self, index: int) -> Floats:
        rows, columns = self._beams.shape
        row, column = np.random.default_rng((index, 5)).integers(0, (rows, columns))
        return np.asarray(self._noise[row : row + rows, column : column + columns] * self._noise_gain)

    def _draw_noise(self, seed: int) -> Floats:
        rows, columns = self._beams.shape
        noise = np.abs(images.blur(draw_noise(seed, "electronic", (2 * rows, 2 * columns)), 0.6, 1.0))
        rise = self._optics.noise + self._optics.noise_slope * self._beams.range
        self._noise_gain = np.exp(rise * np.float32(LN10_20))[:, None]
        return np.asarray(noise / noise.mean(), np.float32)

    def _evenness(self, grain: float) -> Floats:
        """For each row, the factor that makes the mean amplitude of even tissue 1 at 0 dB.

        Gaussian scatterers with grains of deviation `grain` mm, blurred by a Gaussian of deviation s,
        keep sqrt(grain / sqrt(grain^2 + s^2)) of their deviation on each axis; the mean of a Rayleigh
        distribution is sqrt(pi/2) of it.
        """
        beams = self._beams
        spacing = np.hypot(np.gradient(beams.x, axis=1), np.gradient(beams.z, axis=1)).mean(axis=1)
        across = grain / np.hypot(grain, spacing * self._optics.lateral)
        down = grain / hypot(grain, self._axial * beams.sample)
        return np.asarray(1 / (np.sqrt(across * down) * sqrt(pi / 2) * self._optics.looks), np.float32)


def _steady_gain(beams: Beams, optics: Optics, seed: int) -> Floats:
    """Amplitude factors that do not change: streaks behind uneven skin, weak outer beams."""
    fine, wide = (
        images.blur(draw_noise(seed, name, (1, _FULL)), scale, scale)[0]
        for name, scale in (("fine", 3.0), ("wide", 14.0))
    )
    streaks = 0.7 * (fine / fine.std() + wide / wide.std())
    across = np.interp(beams.lateral, np.linspace(-1, 1, _FULL), streaks)
    edge = np.clip((np.abs(beams.lateral) - 0.8) / 0.2, 0, 1) ** 2
    deep = np.clip(0.25 + 1.1 * beams.range / beams.probe.depth, 0, 1)
    level = optics.streaks * deep[:, None] * across - optics.fade * edge
    return np.asarray(np.exp(level * LN10_20), np.float32)


def render(scene: Scene, beams: Beams, times: Sequence[float], seed: int) -> Iterator[Grey]:
    """Images on the beams at `times`, which are one turn of a loop: the last leads into the first."""
    renderer = Renderer(beams, scene.optics, seed)
    keep, count = scene.optics.persistence, len(times)
    last: Floats | None = None
    for step in range(-min(_WARM_UP, count) if keep else 0, count):
        index = step % count
        fresh = renderer.compress(renderer.envelope(scene.echo(beams, times[index])), index)
        last = fresh if last is None else images.mix(fresh, 1 - keep, last, keep)
        if step >= 0:
            yield renderer.shade(last)
