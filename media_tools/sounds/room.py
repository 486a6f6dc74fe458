"""Sounds of the room: curtain, door, steps, trolley."""

import numpy as np

from media_tools.sounds.signals import bell, envelope, noise, place, times
from media_tools.voice.pcm import Signal


def curtain() -> Signal:
    """A bay's curtain drawn: a swish along the rail, with the small ticks of its rings."""
    swish = noise(1.3, ((3200, 1.4, 1.0), (900, 1.2, 0.5)), seed=11)
    swish *= envelope(1.3, (0, 0), (0.25, 0.9), (0.7, 1.0), (1.3, 0))
    rings = np.random.default_rng(12).uniform(-0.02, 0.02, 12) + np.linspace(0.12, 1.1, 12)
    tick = noise(0.05, ((4200, 0.8, 1.0),), seed=13) * np.exp(-times(0.05) * 110) * 2.2
    return place(1.4, (0.02, swish), *((float(at), tick) for at in rings))


def door() -> Signal:
    """A door that opens and falls softly into its latch."""
    handle = noise(0.12, ((1500, 1.2, 1.0), (3000, 1.0, 0.4)), seed=21) * np.exp(-times(0.12) * 45)
    swing = noise(0.8, ((350, 1.6, 1.0),), seed=22) * envelope(0.8, (0, 0), (0.4, 0.35), (0.8, 0))
    latch = noise(0.2, ((180, 1.2, 1.0), (1200, 1.0, 0.35)), seed=23) * np.exp(-times(0.2) * 26)
    edge = envelope(0.2, (0, 0), (0.006, 1))
    return place(
        1.5, (0.05, handle * envelope(0.12, (0, 0), (0.004, 1))), (0.2, swing), (1.05, latch * edge * 1.4)
    )


def footsteps() -> Signal:
    """Five steps that come nearer."""
    steps = [_step(30 + number) * (0.5 + 0.125 * number) for number in range(5)]
    return place(
        2.7, *((0.05 + 0.5 * number + 0.02 * (number % 2), step) for number, step in enumerate(steps))
    )


def _step(seed: int) -> Signal:
    heel = noise(0.22, ((140, 1.3, 1.0), (600, 1.2, 0.25)), seed=seed) * np.exp(-times(0.22) * 30)
    sole = noise(0.22, ((1800, 1.6, 1.0),), seed=seed + 100) * envelope(
        0.22, (0.05, 0), (0.1, 0.12), (0.2, 0)
    )
    return (heel + sole) * envelope(0.22, (0, 0), (0.008, 1))


def trolley() -> Signal:
    """A trolley that rolls past: rubber wheels, a little rattle."""
    roll = noise(2.6, ((220, 1.8, 1.0), (900, 1.4, 0.4)), seed=41)
    roll *= 0.75 + 0.25 * np.sin(2 * np.pi * 6.5 * times(2.6))
    at = np.cumsum(np.random.default_rng(42).uniform(0.14, 0.34, 9))
    pitches = np.random.default_rng(43).uniform(1900, 3200, 9)
    rattle = [
        (float(start), 0.22 * bell(float(pitch), 0.16, 0.08))
        for start, pitch in zip(at, pitches, strict=True)
    ]
    passing = envelope(2.6, (0, 0), (1.1, 1), (1.5, 1), (2.6, 0))
    return place(2.6, (0, roll), *rattle) * passing
