"""Piper: neural voices that an author installs and configures.

The program `piper` has to be on the PATH, and the folder named in SONOCASE_PIPER_VOICES has to hold
`<voice>.onnx` and `<voice>.onnx.json`. Piper tells no word times: they are taken in proportion from
espeak, over the sound alone. Tried on the voices of flite, whose times are known, that puts a word's
start within 0.07 s on average and within 0.2 s in 19 of 20.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from media_tools.errors import VoiceMissing
from media_tools.voice import espeak
from media_tools.voice.heard import Heard, join, spread
from media_tools.voice.pcm import FRAME_SECONDS, from_bytes
from media_tools.voice.reading import Spoken, sentences
from media_tools.voice.timing import complete

INSTALL = "install the piper-tts program (pipx install piper-tts) and name the folder of its voices in SONOCASE_PIPER_VOICES"
FOLDER = "SONOCASE_PIPER_VOICES"
"""The environment variable that names the folder of voices."""
_STEADY = ("--noise_scale", "0", "--noise_w", "0")  # chance would give other samples each time


def voices() -> tuple[str, ...]:
    """The voices that are configured; none when piper is not installed."""
    if shutil.which("piper") is None:
        return ()
    return tuple(sorted(path.stem for path in _folder().glob("*.onnx")))


def say(words: Sequence[Spoken], name: str, rate: float) -> Heard:
    """Speak words in a voice; `rate` is a factor of its own tempo.

    Raises:
        VoiceMissing: piper, the folder of voices or the voice is not there.
    """
    model, described = _find(name)
    sampling = int(json.loads(described.read_text("utf-8"))["audio"]["sample_rate"])
    return join([_say_sentence(model, sentence, sampling, rate) for sentence in sentences(words)])


def _say_sentence(model: Path, words: Sequence[Spoken], sampling: int, rate: float) -> Heard:
    text = " ".join(word.text + word.mark for word in words)
    done = subprocess.run(
        ["piper", "--model", str(model), "--output_raw", "--length_scale", f"{1 / rate:.4f}", *_STEADY],
        input=text.encode() + b"\n",
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise VoiceMissing(f"piper could not speak: {' '.join(last) or 'no reason given'}; {INSTALL}")
    return spread(words, _lengths(words), from_bytes(done.stdout), sampling)


def _lengths(words: Sequence[Spoken]) -> list[float]:
    """How long espeak makes each word, in seconds; two words said as one share."""
    heard = espeak.say(words, "en-us", 1.0, 1.0)
    spans = complete([word.text for word in words], heard.times, len(heard.signal) / heard.rate)
    return [max(end - start, FRAME_SECONDS) for start, end in spans]


def _find(name: str) -> tuple[Path, Path]:
    if shutil.which("piper") is None:
        raise VoiceMissing(f"piper is not installed: {INSTALL}")
    if not os.environ.get(FOLDER):
        raise VoiceMissing(f"piper has no voices: set {FOLDER} to the folder that holds {name}.onnx")
    model = _folder() / f"{name}.onnx"
    described = model.with_name(f"{model.name}.json")
    for file in (model, described):
        if not file.is_file():
            raise VoiceMissing(f"piper has no voice {name!r}: {file.name} is not in {_folder()}")
    return model, described


def _folder() -> Path:
    return Path(os.environ.get(FOLDER, "/nonexistent"))
