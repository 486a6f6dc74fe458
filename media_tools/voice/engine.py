"""One small interface to every speech engine: a text and a voice in, samples and word times out.

The engines speak words that are already plain (`reading`), at their own rate. Here their sound is
brought to one rate, moved in pitch, and their word times are mapped back to what is written.
The same text, voice and lexicon give the same samples in any process.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from media_tools.encode import Samples
from media_tools.voice import espeak, festival, flite, piper
from media_tools.voice.heard import Heard, faster, tighten, trim
from media_tools.voice.lexicon import Lexicon, lexicon, only
from media_tools.voice.pcm import resample, to_samples
from media_tools.voice.reading import Reading, Spoken, read
from media_tools.voice.timing import token_times
from scenarios.model.case import Voice

RATE = 44100
"""The rate of every utterance in Hz; frames of 1/25 s are whole numbers of samples in it."""


@dataclass(frozen=True)
class Word:
    """A written word: its characters in the text, and when it is heard, in seconds from the start."""

    span: tuple[int, int]
    start: float
    end: float


@dataclass(frozen=True)
class Utterance:
    """A spoken text: mono samples at `rate` Hz, cut to the speech, and its words in order."""

    samples: Samples
    rate: int
    words: tuple[Word, ...]

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


@dataclass(frozen=True)
class Engine:
    """An engine: the voices that are installed, how it speaks, and what to install where it is missing."""

    voices: Callable[[], tuple[str, ...]]
    say: Callable[[Sequence[Spoken], Voice], Heard]
    install: str


def _shifted(
    say: Callable[[Sequence[Spoken], str, float], Heard],
) -> Callable[[Sequence[Spoken], Voice], Heard]:
    """Pitch for an engine without it: spoken slower by the factor, then played faster by it.

    That moves the formants too, as in a smaller or larger person, and keeps the tempo.
    """

    def shifted(words: Sequence[Spoken], voice: Voice) -> Heard:
        return faster(say(words, voice.name, voice.rate / voice.pitch), voice.pitch)

    return shifted


ENGINES: Mapping[str, Engine] = {
    "espeak": Engine(
        espeak.voices,
        lambda words, voice: espeak.say(words, voice.name, voice.rate, voice.pitch),
        espeak.INSTALL,
    ),
    "flite": Engine(flite.voices, _shifted(flite.say), flite.INSTALL),
    "festival": Engine(festival.voices, _shifted(festival.say), festival.INSTALL),
    "piper": Engine(piper.voices, _shifted(piper.say), piper.INSTALL),
}
"""Every engine under the name that a voice gives it."""


def installed() -> dict[str, tuple[str, ...]]:
    """The voices that can be used here, engine by engine."""
    return {name: engine.voices() for name, engine in ENGINES.items()}


def speak(text: str, voice: Voice, pronounce: Mapping[str, str] | None = None) -> Utterance:
    """Speak a text.

    Args:
        text: what is written; it may hold numbers, units and abbreviations.
        voice: engine, name, and rate and pitch as factors of the voice's own.
        pronounce: written phrases and how they are said, before the clinical lexicon.

    Raises:
        VoiceMissing: the engine or the voice is not installed; says what to install.
    """
    english = speaks_english(voice)
    reading = read(text, _lexicon(pronounce, english=english), english=english)
    if not reading.words:
        return _silent(reading)
    return _utterance(reading, ENGINES[voice.engine].say(reading.words, voice))


def speaks_english(voice: Voice) -> bool:
    """Whether the voice is an English one; voices of flite and festival are taken to be."""
    return voice.engine in {"flite", "festival"} or voice.name[:2].lower() == "en"


def _lexicon(pronounce: Mapping[str, str] | None, *, english: bool) -> Lexicon:
    return lexicon(pronounce) if english else only(pronounce or {})


def _silent(reading: Reading) -> Utterance:
    words = tuple(Word(span, 0.0, 0.0) for span in reading.spans)
    return Utterance(np.zeros(0, np.int16), RATE, words)


def _utterance(reading: Reading, heard: Heard) -> Utterance:
    whole = tighten(trim(heard))
    signal = resample(whole.signal, whole.rate, RATE)
    samples = to_samples(signal / max(1.0, float(np.abs(signal).max(initial=0.0))))
    times = token_times(reading, whole.times, len(samples) / RATE)
    words = tuple(Word(span, *time) for span, time in zip(reading.spans, times, strict=True))
    return Utterance(samples, RATE, words)
