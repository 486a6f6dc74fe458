"""Samples keep their pitch and level from one rate to another, and sound is told from silence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.voice.pcm import faded, from_bytes, from_samples, resample, sounding, to_samples


def tone(hz: float, rate: int, seconds: float = 1.0) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 32000, 44100, 17300])
def test_a_tone_keeps_its_pitch_and_level_at_another_rate(rate: int) -> None:
    there = resample(tone(1000, rate), rate, 44100)
    assert len(there) == 44100
    middle = there[4410:-4410]
    assert middle == pytest.approx(tone(1000, 44100)[4410:-4410], abs=2e-3)


def test_what_the_new_rate_cannot_carry_is_left_out() -> None:
    there = resample(tone(7000, 22050), 22050, 8000)
    assert np.abs(there[400:-400]).max() < 5e-3


def test_the_same_rate_changes_nothing() -> None:
    signal = tone(300, 8000)
    assert resample(signal, 8000, 8000) is signal


@given(st.lists(st.integers(-32767, 32767), max_size=50))
def test_samples_survive_the_way_there_and_back(values: list[int]) -> None:
    samples = np.array(values, np.int16)
    assert (to_samples(from_samples(samples)) == samples).all()
    assert (to_samples(from_bytes(samples.astype("<i2").tobytes() + b"x")) == samples).all()


def test_beyond_full_scale_is_cut_off_and_never_wraps() -> None:
    assert to_samples(np.array([1.5, -1.5])).tolist() == [32767, -32767]


def test_sound_is_told_from_silence() -> None:
    signal = np.concatenate([np.zeros(800), tone(440, 8000, 0.2), 1e-4 * tone(440, 8000, 0.1)])
    assert np.flatnonzero(sounding(signal, 8000)).tolist() == list(range(10, 30))
    assert not sounding(np.zeros(800), 8000).any()
    assert len(sounding(np.zeros(0), 8000)) == 0


def test_a_fade_begins_and_ends_near_nothing() -> None:
    soft = faded(np.ones(1000), 1000, 0.1)
    assert soft[0] < 0.001
    assert soft[-1] < 0.001
    assert (soft[100:-100] == 1).all()
    assert len(faded(np.ones(3), 1000, 0.1)) == 3
