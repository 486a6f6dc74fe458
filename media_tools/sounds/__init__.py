"""Sounds of a ward, made from numbers: seeded, short, soft at their edges, never startling.

`make(name)` gives any of `scenarios.model.scene.Sound` as mono samples at 44.1 kHz, each as loud as
the others; how far they lie under the speech is for the mix to say.

signals    tones, noise, envelopes
devices    what the monitor, the telephone and the pager sound like
room       doors, curtains, steps, wheels
people     breath, cough, the gel bottle
"""

from collections.abc import Callable, Mapping
from typing import get_args

import numpy as np

from media_tools.sounds import devices, people, room
from media_tools.sounds.signals import RATE
from media_tools.voice.levels import at_loudness
from media_tools.voice.pcm import Signal
from scenarios.model.scene import Sound

MAKERS: Mapping[Sound, Callable[[], Signal]] = {
    "monitor beep": devices.monitor_beep,
    "monitor alarm": devices.monitor_alarm,
    "telephone": devices.telephone,
    "paging tone": devices.paging_tone,
    "curtain": room.curtain,
    "door": room.door,
    "footsteps": room.footsteps,
    "trolley": room.trolley,
    "cough": people.cough,
    "laboured breathing": people.laboured_breathing,
    "gel bottle": people.gel_bottle,
}
"""What makes each sound."""
LOUDNESS = -27.0
"""Loudness in LUFS at which a sound is made."""
PEAK = -12.0
"""What no sound goes beyond, in dB of full scale: a step or a latch is short and would startle at that loudness."""

__all__ = ["LOUDNESS", "MAKERS", "PEAK", "RATE", "make", "names"]


def names() -> tuple[Sound, ...]:
    """Every sound that there is."""
    return get_args(Sound)


def make(name: Sound) -> Signal:
    """A sound as mono samples at 44.1 kHz, full scale at +-1, at `LOUDNESS` or where `PEAK` stops it."""
    signal = at_loudness(MAKERS[name](), RATE, LOUDNESS)
    return signal * min(1.0, 10 ** (PEAK / 20) / float(np.abs(signal).max()))
