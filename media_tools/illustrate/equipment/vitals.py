"""The curves of a bedside monitor as functions of time: electrocardiogram, pulse, breathing.

They follow the stated rates and nothing else: every rhythm is regular and every wave normal, so that
a monitor never shows a finding that the case does not state. Values lie between 0 and 1.
"""

import math

_WAVES = (
    (-0.17, 0.024, 0.13),
    (-0.028, 0.009, -0.1),
    (0.0, 0.011, 0.86),
    (0.03, 0.010, -0.2),
    (0.25, 0.042, 0.24),
)
"""P, Q, R, S, T: seconds from the R wave at 60 beats a minute, width in seconds, height."""
_BASE = 0.22


def beat_phase(seconds: float, rate: float) -> float:
    """How far the present beat (or breath) has gone, from 0 to 1; 0 where the rate is 0."""
    return (seconds * rate / 60) % 1.0 if rate else 0.0


def electrocardiogram(seconds: float, rate: float) -> float:
    """A lead II with `rate` beats a minute; a flat line at 0."""
    if not rate:
        return _BASE
    cycle = 60 / rate
    since = beat_phase(seconds, rate) * cycle
    squeeze = min(1.0, math.sqrt(cycle))
    return _BASE + sum(
        height * math.exp(-(((since - at * squeeze - turn) / width) ** 2) / 2)
        for at, width, height in _WAVES
        for turn in (0, cycle)
    )


def pulse(seconds: float, rate: float) -> float:
    """The curve of a pulse oximeter, with its dicrotic notch; a flat line at 0."""
    if not rate:
        return 0.12
    phase = beat_phase(seconds - 0.2, rate)
    rise = math.exp(-(((phase - 0.22) / 0.11) ** 2) / 2)
    second = 0.42 * math.exp(-(((phase - 0.52) / 0.14) ** 2) / 2)
    return 0.12 + 0.74 * min(1.0, rise + second)


def breathing(seconds: float, rate: float) -> float:
    """The curve of breathing: in a little faster than out; a flat line at 0."""
    if not rate:
        return 0.12
    phase = beat_phase(seconds, rate)
    share = phase / 0.42 if phase < 0.42 else (1 - phase) / 0.58  # noqa: PLR2004 (inspiration takes two fifths)
    return 0.14 + 0.66 * (0.5 - 0.5 * math.cos(math.pi * share))
