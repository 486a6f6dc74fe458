"""Sounds of devices: monitor, telephone, pager."""

import numpy as np

from media_tools.sounds.signals import bell, envelope, place, times, tone
from media_tools.voice.pcm import Signal

_SOFT = (1.0, 0.25, 0.1, 0.04)
_ALARM = (1.0, 0.5, 0.3, 0.18, 0.1)
_C5, _E5, _G5 = 523.25, 659.26, 783.99


def monitor_beep() -> Signal:
    """Three pulse tones of a bedside monitor, as at a heart rate of about 80."""
    pulse = tone(587.33, 0.16, _SOFT) * envelope(0.16, (0, 0), (0.015, 1), (0.09, 0.8), (0.16, 0))
    return place(1.8, *((0.05 + 0.75 * beat, pulse) for beat in range(3)))


def monitor_alarm() -> Signal:
    """Two groups of three rising pulses: the medium-priority cardiovascular alarm of IEC 60601-1-8.

    The pulses of that standard rise within 10 to 20 % of their length; here they are softer still.
    """
    notes = [tone(pitch, 0.22, _ALARM) * _pulse() for pitch in (_C5, _E5, _G5)]
    group = [(0.3 * number, note) for number, note in enumerate(notes)]
    return place(
        2.4,
        *((0.05 + start, note) for start, note in group),
        *((1.35 + start, note) for start, note in group),
    )


def _pulse() -> Signal:
    return envelope(0.22, (0, 0), (0.045, 1), (0.14, 0.9), (0.22, 0))


def telephone() -> Signal:
    """Two soft warbling rings of a desk telephone."""
    warble = 0.5 + 0.5 * np.sin(2 * np.pi * 18 * times(0.85))
    high, low = tone(784.0, 0.85, _SOFT), tone(659.26, 0.85, _SOFT)
    ring = (high * warble + low * (1 - warble)) * envelope(0.85, (0, 0), (0.06, 1), (0.7, 0.9), (0.85, 0))
    return place(2.2, (0.05, ring), (1.2, ring))


def paging_tone() -> Signal:
    """The two falling notes before an announcement."""
    return place(2.2, (0.05, bell(_E5, 1.1, 0.9)), (0.6, bell(_C5, 1.6, 1.3)))
