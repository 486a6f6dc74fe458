"""A scene's lines, spoken and placed: its sound, and when everything in it happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from media_tools import sounds
from media_tools.captions.model import Noise, TimedWord, Turn
from media_tools.encode import Samples
from media_tools.errors import UnsupportedMedia
from media_tools.narrate.mixing import SPEECH, WEB, LoudnessProfile, Part, master, mix
from media_tools.narrate.placing import FRAME_RATE, PACE, Pace, Placed, place
from media_tools.voice import RATE, Utterance, speak
from media_tools.voice.levels import at_loudness
from media_tools.voice.pcm import Signal, from_samples, to_samples
from scenarios.model.case import CastMember
from scenarios.model.scene import Ask, Line, Picture, Scene, Seen, Show, Sound, SoundCue, Speech, Timepoint

_FRAME = RATE // FRAME_RATE


@dataclass(frozen=True)
class Said:
    """A line of speech: its place among the lines, who of the cast speaks, and the timed words."""

    line: int
    speaker: str
    turn: Turn
    start: float
    end: float


@dataclass(frozen=True)
class Sounded:
    """A sound: its place among the lines, and when it is heard."""

    line: int
    sound: Sound
    start: float
    end: float


@dataclass(frozen=True)
class Shown:
    """A picture, and when it is shown; each ends where the next begins, and the first stands from the beginning."""

    picture: Picture
    start: float
    end: float


@dataclass(frozen=True)
class Noticed:
    """What can be seen and is not said: its place among the lines, and when."""

    line: int
    text: str
    start: float


@dataclass(frozen=True)
class Narration:
    """A spoken scene. All times in seconds, all starts on a frame of 1/25 s.

    Attributes:
        samples: mono sound at `rate` Hz, at the profile's loudness; a whole number of video frames long.
        rate: samples a second.
        said, sounded, shown, noticed: what happens when, each in order.
        timepoints: where the media holds, and which items open there.
    """

    samples: Samples
    rate: int
    said: tuple[Said, ...]
    sounded: tuple[Sounded, ...]
    shown: tuple[Shown, ...]
    noticed: tuple[Noticed, ...]
    timepoints: tuple[Timepoint, ...]

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate

    @property
    def heard(self) -> tuple[Turn | Noise, ...]:
        """Speech and sounds in the order of the lines: what captions are cut from."""
        lines: dict[int, Turn | Noise] = {said.line: said.turn for said in self.said}
        lines |= {heard.line: Noise(heard.sound, heard.start, heard.end) for heard in self.sounded}
        return tuple(lines[line] for line in sorted(lines))

    def speaking(self, speaker: str) -> tuple[tuple[float, float], ...]:
        """When a member of the cast is heard."""
        return tuple((said.start, said.end) for said in self.said if said.speaker == speaker)


def narrate(
    scene: Scene,
    cast: Mapping[str, CastMember],
    pronounce: Mapping[str, str] | None = None,
    *,
    profile: LoudnessProfile = WEB,
    pace: Pace = PACE,
) -> Narration:
    """Speak a scene's lines and lay them out in time. The same scene gives the same samples.

    A scene in which nobody speaks is not brought to the profile: its sounds stay as soft as they are under speech.

    Args:
        scene: a scene with lines.
        cast: who speaks, with which voice.
        pronounce: the package's lexicon: written phrases and how they are said.
        profile: the loudness to deliver.
        pace: pauses.

    Raises:
        VoiceMissing: a voice of the cast is not installed.
        UnsupportedMedia: the scene is recorded and has no lines to speak.
        EncodingFailed: the sound cannot be brought to the profile.
    """
    if scene.lines is None:
        raise UnsupportedMedia(f"scene {scene.scene}: has recorded media and no 'lines' that could be spoken")
    spoken = _speak(scene.lines, cast, pronounce or {})
    noises = [_Noise(at, line.sound) for at, line in enumerate(scene.lines) if isinstance(line, SoundCue)]
    parts: list[_Spoken | _Noise] = [*spoken, *noises]
    lengths = {part.line: _frames(part.signal) for part in parts}
    places, length = place(scene.lines, lengths, pace, pictured=scene.picture is not None)
    mixed = mix(length * _FRAME, _laid(spoken, places), _laid(noises, places))
    return Narration(
        samples=master(mixed, f"scene {scene.scene}", profile) if spoken else to_samples(mixed),
        rate=RATE,
        said=tuple(_said(part, places[part.line], cast) for part in spoken),
        sounded=tuple(_sounded(part, places[part.line]) for part in noises),
        shown=_shown(scene, places, length),
        noticed=_noticed(scene.lines, places),
        timepoints=_timepoints(scene.lines, places),
    )


@dataclass(frozen=True)
class _Spoken:
    line: int
    speech: Speech
    utterance: Utterance

    @cached_property
    def signal(self) -> Signal:
        """The voice, as loud as every other."""
        return at_loudness(from_samples(self.utterance.samples), RATE, SPEECH)


@dataclass(frozen=True)
class _Noise:
    line: int
    sound: Sound

    @cached_property
    def signal(self) -> Signal:
        """The sound, made once."""
        return sounds.make(self.sound)


def _speak(
    lines: Sequence[Line], cast: Mapping[str, CastMember], pronounce: Mapping[str, str]
) -> list[_Spoken]:
    return [
        _Spoken(at, line, speak(line.text, cast[line.speaker].voice, pronounce))
        for at, line in enumerate(lines)
        if isinstance(line, Speech)
    ]


def _frames(signal: Signal) -> int:
    return -(-len(signal) // _FRAME)


def _laid(parts: Sequence[_Spoken | _Noise], places: Sequence[Placed]) -> list[Part]:
    return [Part(places[part.line].start * _FRAME, part.signal) for part in parts]


def _seconds(frames: int) -> float:
    return frames / FRAME_RATE


def _said(part: _Spoken, placed: Placed, cast: Mapping[str, CastMember]) -> Said:
    start = _seconds(placed.start)
    words = tuple(
        TimedWord(part.speech.text[slice(*word.span)], start + word.start, start + word.end)
        for word in part.utterance.words
    )
    turn = Turn(cast[part.speech.speaker].name, words)
    return Said(part.line, part.speech.speaker, turn, start, start + part.utterance.duration)


def _sounded(part: _Noise, placed: Placed) -> Sounded:
    start = _seconds(placed.start)
    return Sounded(part.line, part.sound, start, start + len(part.signal) / RATE)


def _shown(scene: Scene, places: Sequence[Placed], length: int) -> tuple[Shown, ...]:
    first = [(0, scene.picture)] if scene.picture else []
    later = [
        (places[at].start, line.show) for at, line in enumerate(scene.lines or ()) if isinstance(line, Show)
    ]
    pictures = [*first, *later]
    # without a picture of its own a scene begins with the first that it shows
    edges = [0, *(start for start, _ in pictures[1:]), length]
    return tuple(
        Shown(picture, _seconds(start), _seconds(end))
        for (_, picture), (start, end) in zip(pictures, pairwise(edges), strict=bool(pictures))
    )


def _noticed(lines: Sequence[Line], places: Sequence[Placed]) -> tuple[Noticed, ...]:
    return tuple(
        Noticed(at, line.seen, _seconds(places[at].start))
        for at, line in enumerate(lines)
        if isinstance(line, Seen)
    )


def _timepoints(lines: Sequence[Line], places: Sequence[Placed]) -> tuple[Timepoint, ...]:
    return tuple(
        Timepoint(at=Decimal(places[at].start) / FRAME_RATE, ask=line.ask)
        for at, line in enumerate(lines)
        if isinstance(line, Ask)
    )
