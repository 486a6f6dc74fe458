"""Espeak-ng from its wheel: always there, many languages, a clear if mechanical voice.

A voice is named as espeak names it: a language (`en-us`, `en-gb-x-rp`, `de`), and after a plus sign a
variant that is another person (`en-gb-x-rp+f3`, `en-us+m7`).
"""

import json
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import espeakng_loader
import numpy as np

from media_tools.errors import VoiceMissing
from media_tools.voice.heard import Heard
from media_tools.voice.pcm import from_bytes
from media_tools.voice.reading import SENTENCE_ENDS, Spoken
from media_tools.voice.timing import Span

INSTALL = "install the wheel espeakng-loader (pip install espeakng-loader)"
_WORDS_A_MINUTE = 143
# measured on three voices: the pitch at each step of espeak's scale, against that at its middle
_PITCH_STEPS = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99)
_PITCH_FACTORS = (0.71, 0.76, 0.81, 0.86, 0.925, 1.0, 1.09, 1.2, 1.32, 1.46, 1.61)
_PROCESS = Path(__file__).with_name("espeak_process.py")


def voices() -> tuple[str, ...]:
    """The English voices, and the variants that can be joined to any of them with a plus sign."""
    data = Path(espeakng_loader.get_data_path())
    english = sorted(path.name.lower() for path in (data / "lang" / "gmw").glob("en*"))
    return (*english, *sorted(f"en-us+{path.name}" for path in (data / "voices" / "!v").glob("[fm][0-9]")))


def say(words: Sequence[Spoken], name: str, rate: float, pitch: float) -> Heard:
    """Speak words in a voice; `rate` and `pitch` are factors of its own.

    Raises:
        VoiceMissing: the voice or the engine's data is not there.
    """
    text, places = _line(words)
    told, sound = _ask(
        {"text": text, "voice": name, "wpm": round(_WORDS_A_MINUTE * rate), "pitch": _steps(pitch)}
    )
    signal = from_bytes(sound)
    starts = _starts(told["words"], places, len(words))
    return Heard(signal, told["rate"], _spans(starts, len(signal) / told["rate"]))


def _line(words: Sequence[Spoken]) -> tuple[str, list[int]]:
    """The text for the engine, and where in it each word begins.

    Only a capital behind a full stop begins a sentence for espeak.
    """
    text, places, ended = "", [], True
    for word in words:
        places.append(len(text))
        text += f"{word.text[:1].upper() if ended else word.text[:1]}{word.text[1:]}{word.mark} "
        ended = word.mark in SENTENCE_ENDS
    return text, places


def _steps(pitch: float) -> int:
    """The step of espeak's scale of pitch that comes nearest to a factor of the voice's own."""
    return round(float(np.interp(pitch, _PITCH_FACTORS, _PITCH_STEPS)))


def _ask(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    done = subprocess.run(
        [sys.executable, str(_PROCESS)], input=json.dumps(request).encode(), capture_output=True, check=False
    )
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise VoiceMissing(f"espeak-ng cannot be started: {' '.join(last) or 'no reason given'}; {INSTALL}")
    head, _, sound = done.stdout.partition(b"\n")
    told: dict[str, Any] = json.loads(head)
    if "error" in told:
        raise VoiceMissing(
            f"espeak-ng cannot speak: {told['error']}; a voice is named like en-us or en-gb-x-rp+f3"
        )
    return told, sound


def _starts(events: Sequence[tuple[int, float]], places: Sequence[int], count: int) -> list[float | None]:
    """The first event of each word; a number has several, and of two words said as one the second has none."""
    starts: list[float | None] = [None] * count
    for place, seconds in events:
        word = bisect_right(places, place + 1) - 1  # espeak counts from the word or from the space before it
        if 0 <= word < count and starts[word] is None:
            starts[word] = seconds
    return starts


def _spans(starts: Sequence[float | None], duration: float) -> tuple[Span | None, ...]:
    """A word lasts to the start of the next one that is known."""
    following = duration
    spans: list[Span | None] = []
    for start in reversed(starts):
        spans.append(None if start is None else (start, max(start, following)))
        following = following if start is None else start
    return tuple(reversed(spans))
