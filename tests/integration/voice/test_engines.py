"""Every engine that is installed speaks calmly, tells word times that the sound bears out, and always the same."""

import hashlib
import shutil
import subprocess
import sys
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from media_tools.errors import VoiceMissing
from media_tools.voice import RATE, Utterance, installed, speak
from media_tools.voice.flite import pronounce
from scenarios.model.case import Voice

LINE = (
    "Mr Okafor fell from a ladder, two hours ago. He is 58, and his BP is 84/62 mmHg! "
    "Is there fluid around the heart? We will look now."
)
DIALOGUE = (
    "It came out of nowhere, doctor. It goes straight through to my back. I feel like I am going to pass out.",
    "Sir, have you ever been told you have an aneurysm? Do you take any blood thinners?",
    "No one ever looked. I take a pill for blood pressure, and I smoke about a pack a day.",
    "On examination the abdomen is tender, with a pulsatile mass above the umbilicus.",
)
VOICES = [
    *(Voice(engine="flite", name=name) for name in ("slt", "rms", "awb", "kal16")),
    Voice(engine="flite", name="slt", rate=0.95, pitch=0.88),
    Voice(engine="espeak", name="en-us"),
    Voice(engine="espeak", name="en-gb-x-rp+f3", pitch=1.1),
    # festival is spoken for by a stand-in of its own; where the real one is installed it is held to this too
    *(Voice(engine="festival", name=name) for name in installed()["festival"]),
]


def name_of(voice: Voice) -> str:
    return f"{voice.engine}-{voice.name}-{voice.pitch:g}"


@pytest.fixture(params=VOICES, ids=name_of, scope="module")
def voice(request: pytest.FixtureRequest) -> Voice:
    chosen: Voice = request.param
    return chosen


@pytest.fixture(scope="module")
def utterance(voice: Voice) -> Utterance:
    return speak(LINE, voice)


def loud(utterance: Utterance) -> npt.NDArray[np.bool_]:
    """For each frame of 5 ms whether its power is within 35 dB of the loudest."""
    size = RATE // 200
    frames = utterance.samples[: len(utterance.samples) // size * size].astype(float).reshape(-1, size)
    power = np.mean(frames**2, axis=1)
    return np.asarray(power > power.max() * 10**-3.5, np.bool_)


def test_every_written_token_has_its_time(utterance: Utterance) -> None:
    assert [LINE[slice(*word.span)] for word in utterance.words] == LINE.split()
    assert all(0 <= word.start < word.end <= utterance.duration for word in utterance.words)
    assert all(before.end <= after.start for before, after in pairwise(utterance.words))


def test_a_sentence_begins_and_ends_where_the_sound_does(utterance: Utterance) -> None:
    sound = loud(utterance)
    onsets = np.flatnonzero(np.diff(sound.astype(int), prepend=0) == 1) / 200
    ends = np.flatnonzero(np.diff(sound.astype(int), append=0) == -1) / 200
    starts = [0, *(at + 1 for at, word in enumerate(LINE.split()) if word[-1] in ".!?")][:-1]
    for at in starts:
        assert np.abs(onsets - utterance.words[at].start).min() < 0.08
    assert abs(ends[-1] - utterance.words[-1].end) < 0.08


def test_between_sentences_there_is_silence(utterance: Utterance) -> None:
    last = LINE.split().index("ago.")
    before, after = utterance.words[last], utterance.words[last + 1]
    assert 0.2 < after.start - before.end < 0.9
    middle = slice(round((before.end + 0.1) * RATE), round((after.start - 0.1) * RATE))
    assert (
        np.abs(utterance.samples[middle].astype(int)).max()
        < 0.05 * np.abs(utterance.samples.astype(int)).max()
    )


def test_the_tempo_is_calm(voice: Voice) -> None:
    spoken = [speak(line, voice) for line in DIALOGUE]
    words = sum(len(line.split()) for line in DIALOGUE)
    pace = 60 * words / sum(utterance.duration for utterance in spoken)
    assert 145 <= pace / voice.rate <= 180


def test_nothing_is_clipped_and_the_edges_are_silent(utterance: Utterance) -> None:
    samples = utterance.samples.astype(int)
    assert np.count_nonzero(np.abs(samples) == 32767) <= 1
    assert np.abs(samples).max() > 3000
    assert np.abs(np.concatenate([samples[:40], samples[-40:]])).max() < 400


def test_another_process_gives_the_same_samples(voice: Voice) -> None:
    program = (
        "import hashlib, sys\n"
        "from media_tools.voice import speak\n"
        "from scenarios.model.case import Voice\n"
        "voice = Voice.model_validate_json(sys.argv[1])\n"
        "speak('Something else first.', voice)\n"
        "print(hashlib.sha256(speak(sys.argv[2], voice).samples.tobytes()).hexdigest())\n"
    )
    text = "His blood pressure is 84/62, and falling."
    there = subprocess.run(
        [sys.executable, "-c", program, voice.model_dump_json(), text],
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(speak(text, voice).samples.tobytes()).hexdigest()


@pytest.mark.parametrize("engine", ["flite", "espeak"])
def test_rate_and_pitch_change_what_they_say(engine: str) -> None:
    name = {"flite": "rms", "espeak": "en-us"}[engine]
    plain, slow, high = (
        speak(DIALOGUE[0], Voice.model_validate({"engine": engine, "name": name, **change}))
        for change in ({}, {"rate": 0.8}, {"pitch": 1.15})
    )
    assert slow.duration / plain.duration == pytest.approx(1.25, abs=0.09)
    assert high.duration / plain.duration == pytest.approx(1.0, abs=0.05)
    assert pitch_of(high) / pitch_of(plain) == pytest.approx(1.15, abs=0.06)


def pitch_of(utterance: Utterance) -> float:
    """The median pitch of voiced frames in Hz, by autocorrelation."""
    size, shortest, longest = RATE // 20, RATE // 300, RATE // 60
    found = []
    for at in range(0, len(utterance.samples) - size, size // 2):
        frame = utterance.samples[at : at + size].astype(float)
        same = np.fft.irfft(np.abs(np.fft.rfft(frame, 2 * size)) ** 2)[:size]
        lag = shortest + int(np.argmax(same[shortest:longest]))
        if same[lag] > 0.6 * same[0] > 1e8:
            found.append(RATE / lag)
    return float(np.median(found))


def test_a_text_with_nothing_to_say_is_silence_with_its_tokens() -> None:
    utterance = speak("— …", Voice(name="slt"))
    assert len(utterance.samples) == 0
    assert [(word.start, word.end) for word in utterance.words] == [(0.0, 0.0), (0.0, 0.0)]


def test_a_package_changes_what_is_said_and_not_what_is_written() -> None:
    plain, own = (
        speak("Mr Okafor fell.", Voice(name="slt"), lexicon) for lexicon in ({}, {"Okafor": "oh kah for eh"})
    )
    assert [word.span for word in plain.words] == [word.span for word in own.words]
    assert plain.samples.tobytes() != own.samples.tobytes()


def test_espeak_speaks_other_languages_by_its_own_rules() -> None:
    text = "Der Blutdruck ist 84/62."
    utterance = speak(text, Voice(engine="espeak", name="de"))
    assert [text[slice(*word.span)] for word in utterance.words] == text.split()
    assert utterance.words[3].end - utterance.words[3].start > 1.0, "the number is spoken in full"


def test_letters_are_said_by_their_names() -> None:
    assert pronounce(("I", "V", "C", "ay"), "slt") == (("ay",), ("v", "iy"), ("s", "iy"), ("ey",))


@pytest.mark.parametrize(("engine", "package"), [("flite", "flite"), ("festival", "festival")])
def test_a_missing_engine_says_what_to_install(
    engine: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(VoiceMissing, match=f"{engine} is not installed.*apt-get install {package}"):
        speak("Yes.", Voice.model_validate({"engine": engine, "name": "slt"}))
    assert installed()[engine] == ()


def test_a_missing_voice_says_which_there_are() -> None:
    with pytest.raises(VoiceMissing, match=r"flite has no voice 'nobody'; it has .*slt"):
        speak("Yes.", Voice(name="nobody"))
    with pytest.raises(VoiceMissing, match=r"espeak-ng cannot speak: it has no voice 'nobody'"):
        speak("Yes.", Voice(engine="espeak", name="nobody"))


def test_flite_is_there_for_the_bundled_packages() -> None:
    assert shutil.which("flite"), "run tests/provision.py"
    assert {"slt", "rms", "awb", "kal16"} <= set(installed()["flite"])
