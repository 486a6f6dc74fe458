"""Tones, noise and envelopes: what sounds are made of. All at 44.1 kHz, full scale at +-1."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from media_tools.voice.engine import RATE
from media_tools.voice.pcm import Signal

__all__ = ["RATE", "bell", "envelope", "hum", "noise", "place", "silence", "times", "tone"]


def times(seconds: float) -> Signal:
    """The times of the samples of a stretch."""
    return np.arange(round(seconds * RATE)) / RATE


def silence(seconds: float) -> Signal:
    """Nothing, for a while."""
    return np.zeros(round(seconds * RATE))


def envelope(seconds: float, *points: tuple[float, float]) -> Signal:
    """A level over time through (seconds, level) points, with soft corners: each way is half a cosine."""
    at = times(seconds)
    level = np.full(len(at), points[0][1])
    for (start, low), (end, high) in pairwise(points):
        way = np.clip((at - start) / (end - start), 0, 1)
        level = np.where(at >= start, low + (high - low) * (0.5 - 0.5 * np.cos(np.pi * way)), level)
    return level


def tone(frequency: float, seconds: float, partials: Sequence[float] = (1.0,)) -> Signal:
    """A steady tone in Hz with its harmonics, the first being the fundamental."""
    phase = 2 * np.pi * frequency * times(seconds)
    return _added(level * np.sin(n * phase) for n, level in enumerate(partials, start=1))


def bell(frequency: float, seconds: float, ring: float) -> Signal:
    """A struck tone that dies away in `ring` seconds, its higher partials sooner."""
    at = times(seconds)
    partials = ((1.0, 1.0), (2.0, 0.35), (3.01, 0.12), (4.2, 0.05))
    struck = _added(
        level * np.sin(2 * np.pi * frequency * ratio * at) * np.exp(-at * ratio**0.7 * 3 / ring)
        for ratio, level in partials
    )
    return struck * envelope(seconds, (0, 0), (0.012, 1), (seconds - 0.05, 1), (seconds, 0))


def _added(signals: Iterable[Signal]) -> Signal:
    return np.asarray(np.sum(list(signals), axis=0), np.float64)


def hum(frequencies: Signal) -> Signal:
    """A sine whose frequency in Hz is given sample by sample."""
    return np.sin(2 * np.pi * np.cumsum(frequencies) / RATE)


def noise(seconds: float, bands: Sequence[tuple[float, float, float]], seed: int) -> Signal:
    """Noise in soft bands, each (centre in Hz, width in octaves, level); RMS is 1.

    The same seed gives the same noise.
    """
    white = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    spectrum = np.fft.rfft(white)
    octave = np.log2(np.maximum(np.fft.rfftfreq(len(white), 1 / RATE), 1.0))
    shape = np.sum(
        [level * np.exp(-2 * ((octave - np.log2(hz)) / width) ** 2) for hz, width, level in bands], axis=0
    )
    shaped = np.fft.irfft(spectrum * shape, len(white))
    return np.asarray(shaped / np.sqrt(np.mean(shaped**2)), np.float64)


def place(seconds: float, *parts: tuple[float, Signal]) -> Signal:
    """Parts laid over one another, each at its start in seconds; what reaches beyond the end is left out."""
    result = silence(seconds)
    for start, part in parts:
        first = round(start * RATE)
        fitting = part[: max(0, len(result) - first)]
        result[first : first + len(fitting)] += fitting
    return result
