"""The programs `festival` and `piper` are asked as they expect, and their answers are read rightly.

Both are stood in for by small programs that speak the same protocol: a tone for each word.
"""

import json
import sys
from pathlib import Path

import pytest

from media_tools.errors import VoiceMissing
from media_tools.voice import ENGINES, installed, speak
from media_tools.voice.piper import FOLDER
from scenarios.model.case import Voice

TONES = '''
import math, struct, sys, wave

def tones(words, scale, rate):
    """Samples with a tone of 60 ms a letter for each word, a pause behind a comma, and the words' times."""
    samples, times = [0] * (rate // 5), []
    for word in words:
        start = len(samples) / rate
        count = round(0.06 * scale * len(word.strip(".,?!")) * rate)
        samples += [round(9000 * math.sin(at * 0.2)) for at in range(count)]
        times.append((start, len(samples) / rate))
        samples += [0] * (rate // (5 if word[-1] in ",.?!" else 50))
    return struct.pack(f"<{len(samples)}h", *samples), times
'''
FESTIVAL = """
import re
script = open(sys.argv[sys.argv.index("-b") + 1]).read()
if "voice.list" in script:
    print("(kal_diphone other_voice)")
    sys.exit()
assert "(voice_kal_diphone)" in script, script
scale = float(re.search(r"Duration_Stretch ([0-9.]+)", script)[1])
for text, file in re.findall(r'^\\(speak "([^"]*)" "([^"]*)"\\)', script, re.MULTILINE):
    data, times = tones(text.split(), scale, 16000)
    with wave.open(file, "wb") as out:
        out.setnchannels(1); out.setsampwidth(2); out.setframerate(16000); out.writeframes(data)
    for word, (start, end) in zip(text.split(), times):
        if "'" in word:  # festival parts a possessive; its second part has no times
            print(f"= {start:.6f} {end:.6f}")
        else:
            print(f"= {start:.6f} {end:.6f}")
        print("#")
        if word[-1] in ".,?!":
            print("#")  # punctuation is a token of its own without words
    print("%")
"""
PIPER = """
arguments = dict(zip(sys.argv[1::1], sys.argv[2::1]))
assert arguments["--model"].endswith("anna.onnx")
assert arguments["--noise_scale"] == arguments["--noise_w"] == "0", "chance would change the samples"
assert "--output_raw" in sys.argv
data, _ = tones(sys.stdin.read().split(), float(arguments["--length_scale"]), 22050)
sys.stdout.buffer.write(data)
"""


def stand_in(folder: Path, name: str, program: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{TONES}\n{program}", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def festival(programs: Path) -> Path:
    stand_in(programs, "festival", FESTIVAL)
    return programs


@pytest.fixture
def piper(programs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stand_in(programs, "piper", PIPER)
    voices = programs.parent / "voices"
    voices.mkdir()
    (voices / "anna.onnx").touch()
    (voices / "anna.onnx.json").write_text(json.dumps({"audio": {"sample_rate": 22050}}), "utf-8")
    monkeypatch.setenv(FOLDER, str(voices))
    return voices


@pytest.mark.usefixtures("festival")
def test_festival_tells_its_voices_and_its_word_times() -> None:
    assert installed()["festival"] == ("kal_diphone", "other_voice")
    text = "Heart rate is 118, of the patient's aorta. So it is."
    utterance = speak(text, Voice(engine="festival", name="kal_diphone", rate=1.1))
    assert [text[slice(*word.span)] for word in utterance.words] == text.split()
    lengths = [word.end - word.start for word in utterance.words]
    # 60 ms a letter at 1.1 times the voice's own tempo of 1.1
    assert lengths[0] == pytest.approx(0.06 * len("heart"), abs=0.025)
    assert lengths[6] == pytest.approx(0.06 * len("patient's"), abs=0.025)
    assert lengths[3] > 0.06 * len("onehundredeighteen")


@pytest.mark.usefixtures("festival")
def test_festivals_missing_voice_is_told() -> None:
    with pytest.raises(
        VoiceMissing, match=r"festival has no voice 'x'; it has kal_diphone, other_voice: install"
    ):
        speak("Yes.", Voice(engine="festival", name="x"))


def test_a_festival_that_fails_says_why(programs: Path) -> None:
    stand_in(
        programs, "festival", "print('SIOD ERROR: unbound variable : x', file=sys.stderr); sys.exit(255)"
    )
    with pytest.raises(
        VoiceMissing, match=r"festival could not speak: SIOD ERROR: unbound variable : x; install"
    ):
        speak("Yes.", Voice(engine="festival", name="kal_diphone"))


@pytest.mark.usefixtures("piper")
def test_pipers_words_are_found_in_its_sound() -> None:
    assert installed()["piper"] == ("anna",)
    text = "Breathe in slowly, and now hold it."
    utterance = speak(text, Voice(engine="piper", name="anna"))
    starts = [word.start for word in utterance.words]
    letters = [len(word.strip(".,")) for word in text.split()]
    expected, now = [], 0.03
    for word, count in zip(text.split(), letters, strict=True):
        expected.append(now)
        now += 0.06 * count + (0.2 if word.endswith(",") else 0.02)
    assert starts == pytest.approx(expected, abs=0.25)
    assert starts[3] == pytest.approx(expected[3], abs=0.03), "behind the comma, the pause says it exactly"


@pytest.mark.usefixtures("piper")
def test_pitch_of_an_engine_without_it_keeps_the_tempo() -> None:
    plain, high = (
        speak("Breathe in and hold it.", Voice(engine="piper", name="anna", pitch=pitch))
        for pitch in (1.0, 1.2)
    )
    assert high.duration == pytest.approx(plain.duration, rel=0.03)


def test_piper_says_what_is_missing_step_by_step(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = Voice(engine="piper", name="anna")
    monkeypatch.delenv(FOLDER, raising=False)
    with pytest.raises(VoiceMissing, match="piper is not installed: install the piper-tts program"):
        speak("Yes.", voice)
    stand_in(programs, "piper", "print('cannot load the model', file=sys.stderr); sys.exit(1)")
    with pytest.raises(VoiceMissing, match=f"piper has no voices: set {FOLDER}"):
        speak("Yes.", voice)
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with pytest.raises(VoiceMissing, match=r"anna\.onnx is not in"):
        speak("Yes.", voice)
    (tmp_path / "anna.onnx").touch()
    with pytest.raises(VoiceMissing, match=r"anna\.onnx\.json is not in"):
        speak("Yes.", voice)
    (tmp_path / "anna.onnx.json").write_text('{"audio": {"sample_rate": 22050}}', "utf-8")
    with pytest.raises(VoiceMissing, match="piper could not speak: cannot load the model"):
        speak("Yes.", voice)


def test_every_engine_of_the_format_is_there() -> None:
    annotation = Voice.model_fields["engine"].annotation
    assert set(ENGINES) == set(annotation.__args__)  # type: ignore[union-attr]
