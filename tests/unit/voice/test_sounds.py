"""Every sound that a scene may name is there, short, soft at its edges, and the same each time."""

import numpy as np
import pytest

from media_tools import sounds
from media_tools.voice.levels import loudness
from scenarios.model.scene import Sound


def test_every_sound_of_the_format_can_be_made() -> None:
    assert set(sounds.MAKERS) == set(sounds.names())


@pytest.mark.parametrize("name", sounds.names())
def test_a_sound_is_short_soft_and_not_loud(name: Sound) -> None:
    signal = sounds.make(name)
    assert 1.0 <= len(signal) / sounds.RATE <= 5.0
    assert np.abs(signal).max() <= 10 ** (sounds.PEAK / 20) + 1e-9
    assert -42 < loudness(signal, sounds.RATE) <= sounds.LOUDNESS + 1e-6
    edge = np.concatenate([signal[:20], signal[-20:]])
    assert np.abs(edge).max() < 0.02 * np.abs(signal).max(), "no click at either end"


@pytest.mark.parametrize("name", sounds.names())
def test_a_sound_is_the_same_each_time(name: Sound) -> None:
    assert sounds.make(name).tobytes() == sounds.make(name).tobytes()


def test_the_alarm_rises_as_the_standard_has_it() -> None:
    alarm = sounds.make("monitor alarm")
    pitches = []
    for start in (0.05, 0.35, 0.65):
        pulse = alarm[round(start * sounds.RATE) : round((start + 0.22) * sounds.RATE)]
        spectrum = np.abs(np.fft.rfft(pulse, sounds.RATE))
        pitches.append(int(np.argmax(spectrum)))
    assert pitches == pytest.approx([523, 659, 784], abs=4)
