"""Flite: small voices that sound calm and clear, from the `flite` program.

Word times come from phone times. Flite prints the phones of a sentence with their ends (`-psdur`), and
not to which word they belong; so each word is also spoken alone, and the two rows of phones are aligned.
They differ little ("the" and "a" change with what follows): on clinical sentences in three voices every
word came out at the boundary that flite's own tree has.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from media_tools.errors import VoiceMissing
from media_tools.voice.heard import Heard, join
from media_tools.voice.pcm import Signal, read_wave
from media_tools.voice.reading import Spoken, sentences
from media_tools.voice.timing import Span

INSTALL = "install flite (Debian and Ubuntu: apt-get install flite)"
_CALM = {"slt": 1.13, "rms": 0.99, "awb": 1.11, "kal": 1.17, "kal16": 1.17}
"""How far each voice's own tempo is stretched to about 150 words a minute (measured on clinical dialogue)."""
_UNKNOWN = 1.2  # a voice that is not known here
_VOWELS = frozenset(
    ["aa", "ae", "ah", "ao", "aw", "ax", "axr", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"]
)
_PAUSE = "pau"
_GAP, _LIKE, _UNLIKE = 0.9, 0.6, 1.5


def voices() -> tuple[str, ...]:
    """The voices that are installed; none when flite is not."""
    program = shutil.which("flite")
    if program is None:
        return ()
    said = _run(program, "-lv")
    return tuple(sorted(set(said.partition(":")[2].split())))


def say(words: Sequence[Spoken], name: str, rate: float) -> Heard:
    """Speak words in a voice; `rate` is a factor of its calm tempo.

    Raises:
        VoiceMissing: flite or the voice is not installed.
    """
    program = shutil.which("flite")
    if program is None:
        raise VoiceMissing(f"flite is not installed: {INSTALL}")
    if name not in voices():
        raise VoiceMissing(f"flite has no voice {name!r}; it has {', '.join(voices())}")
    stretch = _CALM.get(name, _UNKNOWN) / rate
    return join([_say_sentence(program, sentence, name, stretch) for sentence in sentences(words)])


def _say_sentence(program: str, words: Sequence[Spoken], name: str, stretch: float) -> Heard:
    text = " ".join(word.text + word.mark for word in words)
    with tempfile.TemporaryDirectory(prefix="sonocase-") as folder:
        path = Path(folder) / "voice.wav"
        options = ("-voice", name, "--setf", f"duration_stretch={stretch:.4f}")
        said = _run(program, *options, "-psdur", "-t", text, "-o", str(path))
        signal, rate = read_wave(path)
    return _heard(words, name, _phones(said), signal, rate)


def _heard(
    words: Sequence[Spoken], name: str, phones: list[tuple[str, Span]], signal: Signal, rate: int
) -> Heard:
    alone = pronounce(tuple(word.text for word in words), name)
    owners = [position for position, spelled in enumerate(alone) for _ in spelled]
    sounded = [(phone, span) for phone, span in phones if phone != _PAUSE]
    pairs = align([phone for spelled in alone for phone in spelled], [phone for phone, _ in sounded])
    spans: list[Span | None] = [None] * len(words)
    for mine, its in pairs:
        start, end = sounded[its][1]
        before = spans[owners[mine]]
        spans[owners[mine]] = (before[0] if before else start, end)
    return Heard(signal, rate, tuple(spans))


@cache
def pronounce(words: tuple[str, ...], name: str) -> tuple[tuple[str, ...], ...]:
    """The phones of each word when it is spoken alone; empty for one that says nothing."""
    program = shutil.which("flite") or "flite"
    said = _run(program, "-voice", name, "-ps", "-t", "\n\n".join(f"{word}." for word in words), "none")
    spelled = [tuple(part.split()) for part in re.split(rf"\b{_PAUSE}\b", said) if part.split()]
    if len(spelled) != len(words):
        return tuple(pronounce((word,), name)[0] for word in words) if len(words) > 1 else ((),)
    return tuple(spelled)


def _phones(said: str) -> list[tuple[str, Span]]:
    ends = [(phone, float(end)) for phone, _, end in (entry.partition(":") for entry in said.split())]
    return [(phone, (start, end)) for (_, start), (phone, end) in pairwise([("", 0.0), *ends])]


def align(mine: Sequence[str], its: Sequence[str]) -> list[tuple[int, int]]:
    """Which phone of one row is which of the other, by least change; vowels stand for vowels."""
    rows, columns = len(mine), len(its)
    table = np.add.outer(np.arange(rows + 1) * _GAP, np.arange(columns + 1) * _GAP)
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            table[i, j] = min(
                table[i - 1, j - 1] + _change(mine[i - 1], its[j - 1]),
                table[i - 1, j] + _GAP,
                table[i, j - 1] + _GAP,
            )
    return _walk_back(table.tolist(), mine, its)


def _walk_back(table: list[list[float]], mine: Sequence[str], its: Sequence[str]) -> list[tuple[int, int]]:
    i, j = len(mine), len(its)
    pairs = []
    while i and j:
        if table[i][j] == table[i - 1][j - 1] + _change(mine[i - 1], its[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif table[i][j] == table[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return _LIKE if (one in _VOWELS) == (other in _VOWELS) else _UNLIKE


def _run(program: str, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise VoiceMissing(f"flite could not speak: {' '.join(last) or 'it gave no reason'}; {INSTALL}")
    return done.stdout
