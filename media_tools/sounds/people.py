"""Sounds of people: breath, cough, and a gel bottle in someone's hand."""

import numpy as np

from media_tools.sounds.signals import envelope, hum, noise, place, times
from media_tools.voice.pcm import Signal

_THROAT = ((550, 0.7, 1.0), (1450, 0.6, 0.6), (2600, 0.6, 0.35))


def cough() -> Signal:
    """Two coughs, dry and not loud."""
    return place(1.5, (0.05, _cough(51)), (0.62, 0.75 * _cough(53)))


def _cough(seed: int) -> Signal:
    burst = noise(0.42, _THROAT, seed) * envelope(
        0.42, (0, 0), (0.015, 1), (0.07, 0.6), (0.2, 0.25), (0.42, 0)
    )
    fall = 190 - 160 * times(0.42)
    voice = sum(hum(fall * harmonic) / harmonic for harmonic in (1, 2, 3, 4, 5))
    return burst + voice * envelope(0.42, (0.06, 0), (0.12, 0.35), (0.3, 0))


def laboured_breathing() -> Signal:
    """Three breaths, fast and audible: in through the teeth, out through the mouth."""
    inward = noise(0.6, ((1900, 1.0, 1.0), (3600, 0.8, 0.5)), seed=61)
    outward = noise(0.75, ((800, 1.1, 1.0), (1700, 0.9, 0.4)), seed=62)
    inward *= envelope(0.6, (0, 0), (0.35, 0.8), (0.6, 0))
    outward *= envelope(0.75, (0, 0), (0.18, 1), (0.75, 0))
    breaths = [((1.5 * number, inward), (1.5 * number + 0.66, outward)) for number in range(3)]
    return place(4.6, *(part for breath in breaths for part in breath))


def gel_bottle() -> Signal:
    """A squeeze of gel: a few wet bubbles, then the bottle draws air."""
    rng = np.random.default_rng(71)
    starts = 0.05 + np.cumsum(rng.uniform(0.035, 0.09, 11))
    bubbles = [
        (float(start), _bubble(float(pitch)))
        for start, pitch in zip(starts, rng.uniform(280, 620, 11), strict=True)
    ]
    air = noise(0.5, ((1300, 1.0, 1.0),), seed=72) * envelope(0.5, (0, 0), (0.2, 0.25), (0.5, 0))
    return place(1.5, *bubbles, (0.85, air))


def _bubble(pitch: float) -> Signal:
    """A bubble's tone rises as it closes."""
    rising = pitch * (1 + 2.2 * times(0.09) / 0.09)
    return hum(rising) * envelope(0.09, (0, 0), (0.012, 1), (0.09, 0)) * 0.6
