"""What an engine gives back is cut to its sound, and words keep to where they sound."""

import numpy as np
import pytest

from media_tools.voice.heard import Heard, faster, join, spread, tighten, trim
from media_tools.voice.pcm import Signal
from media_tools.voice.reading import Spoken

RATE = 16000


def bursts(*spans: tuple[float, float], duration: float) -> Signal:
    """A tone that sounds during the spans alone."""
    at = np.arange(round(duration * RATE)) / RATE
    on = np.any([(at >= start) & (at < end) for start, end in spans], axis=0)
    return np.where(on, 0.5 * np.sin(2 * np.pi * 440 * at), 0.0)


def test_silence_at_both_ends_is_cut_and_times_move_along() -> None:
    heard = trim(Heard(bursts((0.5, 1.0), duration=2.0), RATE, ((0.5, 1.0), None)))
    assert len(heard.signal) / RATE == pytest.approx(0.56, abs=0.011)
    assert heard.times[0] == pytest.approx((0.03, 0.53), abs=0.011)
    assert heard.times[1] is None


def test_silence_alone_stays_as_it_is() -> None:
    heard = Heard(np.zeros(RATE), RATE, (None,))
    assert trim(heard) is heard


def test_sentences_are_joined_with_a_pause_between_their_sounds() -> None:
    part = Heard(bursts((0.3, 0.8), duration=1.2), RATE, ((0.3, 0.8),))
    whole = join([part, part], pause=0.5)
    (first, second) = whole.times
    assert first is not None
    assert second is not None
    assert second[0] - first[1] == pytest.approx(0.56, abs=0.02)
    assert np.abs(whole.signal[round(first[1] * RATE) + 1000 : round(second[0] * RATE) - 1000]).max() == 0


def test_nothing_joined_is_silence() -> None:
    assert len(join([]).signal) == 0


def test_a_word_is_drawn_in_to_its_sound() -> None:
    signal = bursts((0.2, 0.4), (0.7, 0.9), duration=1.2)
    tight = tighten(Heard(signal, RATE, ((0.0, 0.6), (0.6, 1.2), None)))
    assert tight.times[0] == pytest.approx((0.2, 0.4), abs=0.011)
    assert tight.times[1] == pytest.approx((0.7, 0.9), abs=0.011)
    assert tight.times[2] is None


def test_a_word_without_sound_keeps_its_time() -> None:
    assert tighten(Heard(bursts((0.8, 1.0), duration=1.0), RATE, ((0.1, 0.3),))).times == ((0.1, 0.3),)


def test_faster_is_higher_and_sooner() -> None:
    quick = faster(Heard(np.zeros(RATE), RATE, ((0.5, 1.0), None)), 1.25)
    assert quick.rate == 20000
    assert quick.times == ((0.4, 0.8), None)


def test_words_of_an_engine_without_times_are_spread_over_the_sound_and_drawn_to_pauses() -> None:
    signal = bursts((0.0, 1.0), (1.5, 2.5), duration=2.5)
    words = [Spoken("one"), Spoken("two", ","), Spoken("three"), Spoken("four", ".")]
    heard = spread(words, [1.0, 1.4, 1.0, 1.0], signal, RATE)
    starts = [span[0] for span in heard.times if span]
    ends = [span[1] for span in heard.times if span]
    assert ends[1] == pytest.approx(1.0, abs=0.011), "the comma stands at the pause"
    assert starts[2] == pytest.approx(1.5, abs=0.011)
    assert starts[1] == pytest.approx(1.0 / 2.4, abs=0.02)
    assert ends[-1] == pytest.approx(2.5, abs=0.011)


def test_spreading_over_silence_tells_nothing() -> None:
    assert spread([Spoken("one")], [1.0], np.zeros(RATE), RATE).times == (None,)
