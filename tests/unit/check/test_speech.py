"""Speech is told from silence, tones and hiss; captions and timepoints are held against it."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soundings import babble, hiss, placed, tone
from tracks import WEB, scene, texts

from media_tools.captions.model import Cue
from media_tools.check.profile import DEFAULT, profiles
from media_tools.check.speech import RATE, Heard, Sound, Stretch, listen
from media_tools.check.sync import check_sync, check_timepoints
from media_tools.sounds import make
from media_tools.voice.pcm import resample
from scenarios.model.scene import Sound as SoundName

RULES = profiles()[DEFAULT].speech


def heard(sound: Sound) -> Heard:
    return listen(sound, RULES)


def test_speech_is_found_where_it_is() -> None:
    found = heard(placed(6, (1.0, babble(1.5)), (4.0, babble(0.8, seed=2)))).speech
    assert [(s.start, s.end) for s in found] == [
        (pytest.approx(1.0, abs=0.05), pytest.approx(2.5, abs=0.05)),
        (pytest.approx(4.0, abs=0.05), pytest.approx(4.8, abs=0.05)),
    ]


def test_silence_and_nothing_hold_no_speech() -> None:
    assert heard(np.zeros(RATE * 3, np.float32)) == heard(np.zeros(0, np.float32)) == Heard((), ())


def test_a_long_scene_is_listened_to_in_pieces() -> None:
    sound = np.tile(placed(3, (0.5, babble(2))), 40)
    spectra = len(sound) // 160 * 257 * 8
    tracemalloc.start()
    heard(sound)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2.5 * spectra


@pytest.mark.parametrize("sound", [tone(1.2), hiss(1.2)], ids=["tone", "hiss"])
def test_tones_and_hiss_are_sound_and_no_speech(sound: Sound) -> None:
    found = heard(placed(5, (0.5, sound), (3.0, babble(1.0))))
    assert len(found.speech) == 1
    assert found.speech[0].start == pytest.approx(3.0, abs=0.05)
    assert any(s.common(0.5, 1.7) > 0.8 for s in found.sounds)


@pytest.mark.parametrize(
    "name", ["monitor beep", "monitor alarm", "telephone", "laboured breathing", "curtain"]
)
def test_the_ward_is_not_taken_for_speech(name: SoundName) -> None:
    noise = resample(make(name), 44100, RATE).astype(np.float32)
    found = heard(placed(9, (0.5, noise), (6.5, babble(1.5))))
    assert [s for s in found.speech if s.end < 6.3] == []


@settings(max_examples=15)
@given(start=st.floats(0.3, 3), length=st.floats(0.5, 2), level=st.floats(0.1, 1), seed=st.integers(0, 99))
def test_level_and_place_do_not_matter(start: float, length: float, level: float, seed: int) -> None:
    found = heard(placed(6, (start, np.float32(level) * babble(length, seed))))
    assert sum(s.common(start, start + length) for s in found.speech) > 0.9 * length
    assert sum(s.duration for s in found.speech) < length + 0.1


SPEECH = (Stretch(1.0, 2.5), Stretch(4.0, 6.0))


@pytest.mark.parametrize(
    ("cues", "names"),
    [
        ([Cue(1.0, 2.6, ("One.",)), Cue(3.96, 6.3, ("Two.",))], []),
        ([Cue(1.0, 2.6, ("One.",))], ["speech-uncovered"]),
        ([Cue(1.0, 2.6, ("One.",)), Cue(4.6, 6.3, ("Two.",))], ["sync-in"]),
        ([Cue(1.0, 2.6, ("One.",)), Cue(3.0, 6.3, ("Two.",))], ["sync-in"]),
        ([Cue(1.0, 2.6, ("One.",)), Cue(4.0, 5.5, ("Two.",))], ["sync-out"]),
        ([Cue(1.0, 2.6, ("One.",)), Cue(4.0, 7.9, ("Two.",))], ["sync-out"]),
        ([Cue(1.0, 2.6, ("One.",)), Cue(4.0, 6.1, ("Two.",)), Cue(7.0, 9.0, ("Three.",))], ["cue-unheard"]),
        ([Cue(1.0, 2.6, ("One.",)), Cue(4.0, 6.1, ("Two.",)), Cue(7.0, 9.0, ("[door]",))], []),
        ([Cue(1.0, 2.6, ("One.",)), Cue(4.0, 5.0, ("Two,",)), Cue(5.0, 6.1, ("three.",))], []),
        ([Cue(0.2, 1.2, ("[door]",)), Cue(1.2, 2.6, ("One.",)), Cue(4.0, 6.1, ("Two.",))], []),
    ],
)
def test_captions_are_held_against_the_speech(cues: list[Cue], names: list[str]) -> None:
    track = texts(cues)
    assert [one.id for one in check_sync(scene(track), track, SPEECH, WEB)] == names


def test_houses_differ_in_how_long_a_caption_may_stay() -> None:
    track = texts([Cue(1.0, 3.5, ("One.",)), Cue(4.0, 6.1, ("Two.",))])
    found = {
        name: [one.id for one in check_sync(scene(track), track, SPEECH, profile)]
        for name, profile in profiles().items()
    }
    assert found == {"web": [], "netflix": ["sync-out"], "dcmp": [], "bbc": []}


def test_a_timepoint_lies_in_a_pause() -> None:
    assert list(check_timepoints(scene(timepoints=[2.5, 3.2, 6.0]), SPEECH, WEB)) == []
    (one,) = check_timepoints(scene(timepoints=[1.9]), SPEECH, WEB)
    assert (one.id, one.time, one.file) == ("timepoint-in-speech", 1.9, "one/media/arrival.mp4")
