"""Loudness as BS.1770 measures it, and a limiter that holds peaks and touches nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_tools.voice.levels import SILENT, at_loudness, limited, loudness, true_peaks

RATE = 44100


def tone(hz: float, level: float, seconds: float = 3.0) -> np.ndarray:
    return level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)


def test_the_standards_own_tone() -> None:
    # BS.1770-5 annex 1: a full-scale 997 Hz sine in one channel reads -3.01 LKFS
    assert loudness(tone(997, 1.0), RATE) == pytest.approx(-3.01, abs=0.02)


def test_loudness_follows_the_gain() -> None:
    assert loudness(tone(997, 0.1), RATE) == pytest.approx(-23.01, abs=0.02)


def test_low_rumble_counts_for_little() -> None:
    assert loudness(tone(20, 0.5), RATE) < loudness(tone(997, 0.5), RATE) - 12


def test_pauses_do_not_count() -> None:
    # EBU Tech 3341, the idea of case 3: what lies 10 LU and more under the rest is gated out
    spoken = tone(997, 0.1)
    assert loudness(np.concatenate([np.zeros(RATE * 5), spoken, 0.01 * spoken]), RATE) == pytest.approx(
        loudness(spoken, RATE), abs=0.6
    )


def test_silence_has_no_loudness_and_stays_silent() -> None:
    assert loudness(np.zeros(RATE), RATE) == SILENT
    assert loudness(np.zeros(0), RATE) == SILENT
    assert not at_loudness(np.zeros(RATE), RATE, -19).any()


def test_a_short_sound_is_measured_as_one_block() -> None:
    assert loudness(tone(997, 0.1, 0.2), RATE) == pytest.approx(-23.0, abs=0.5)


def test_a_target_is_met() -> None:
    assert loudness(at_loudness(tone(700, 0.3), RATE, -19.0), RATE) == pytest.approx(-19.0, abs=1e-6)


def test_a_peak_between_samples_is_seen() -> None:
    # a quarter of the rate, 45 degrees off: every sample stands at 0.707 of the true peak
    signal = np.sin(np.pi / 2 * np.arange(2000) + np.pi / 4)
    assert np.abs(signal).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peaks(signal)[100:-100].max() == pytest.approx(1.0, abs=0.02)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(-12, -1))
def test_no_peak_passes_the_ceiling(seed: int, ceiling: float) -> None:
    rng = np.random.default_rng(seed)
    signal = 0.1 * rng.standard_normal(20000)
    signal[rng.integers(0, 20000, 12)] *= 9
    held = limited(signal, RATE, ceiling)
    assert true_peaks(held).max() <= 10 ** (ceiling / 20) * 1.02
    assert np.abs(held).max() <= 10 ** (ceiling / 20) + 1e-9


def test_what_is_far_from_a_peak_is_not_touched() -> None:
    signal = tone(200, 0.2, 1.0)
    signal[22050] = 1.5
    held = limited(signal, RATE, -1.0)
    far = np.abs(np.arange(len(signal)) - 22050) > 0.05 * RATE
    assert held[far] == pytest.approx(signal[far], abs=1e-9)
    assert held[22050] <= 10 ** (-1 / 20)


def test_what_has_no_peak_comes_back_as_it_is() -> None:
    signal = tone(200, 0.2)
    assert limited(signal, RATE, -1.0) is signal
