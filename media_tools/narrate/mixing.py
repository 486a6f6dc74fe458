"""Speech and sounds in one signal, brought to a loudness and checked as it will be delivered."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from media_tools.encode import Samples, measure_loudness, write_sound
from media_tools.errors import EncodingFailed
from media_tools.voice.engine import RATE
from media_tools.voice.levels import SILENT, at_loudness, limited, loudness
from media_tools.voice.pcm import Signal, to_samples

SPEECH = -19.0
"""Loudness in LUFS to which every utterance is brought before the mix, so that all voices are equally loud."""
_UNDER_SPEECH = 0.35
_DUCKING_SECONDS = 0.25
_CEILINGS = (-2.0, -3.0, -4.5)  # dBTP before encoding, each tried when the one before comes out too high


@dataclass(frozen=True)
class LoudnessProfile:
    """A loudness to deliver, in LUFS with its tolerance, and the highest true peak in dBTP."""

    target: float
    tolerance: float
    true_peak: float


WEB = LoudnessProfile(target=-19.0, tolerance=1.0, true_peak=-1.0)
"""The bundled packages: for the web; EBU R 128 itself would be -23 LUFS with the same peak."""


@dataclass(frozen=True)
class Part:
    """A signal at its first sample."""

    at: int
    signal: Signal


def mix(length: int, speech: Sequence[Part], sounds: Iterable[Part]) -> Signal:
    """Speech over sounds: where a sound goes on under speech, it steps back.

    Args:
        length: samples of the whole.
        speech: utterances, which do not overlap.
        sounds: sounds, each at its own level.
    """
    voice = _laid_out(length, speech)
    under = _laid_out(length, sounds) * _room_for(length, speech)
    return voice + under


def _laid_out(length: int, parts: Iterable[Part]) -> Signal:
    whole = np.zeros(length)
    for part in parts:
        piece = part.signal[: max(0, length - part.at)]
        whole[part.at : part.at + len(piece)] += piece
    return whole


def _room_for(length: int, speech: Sequence[Part]) -> Signal:
    """The level of sounds over time: full, and low during speech, with slow ways between the two."""
    ramp = round(_DUCKING_SECONDS * RATE)
    points, levels = [0], [1.0]
    for part in speech:
        end = part.at + len(part.signal)
        points += [part.at - ramp, part.at, end, end + ramp]
        levels += [1.0, _UNDER_SPEECH, _UNDER_SPEECH, 1.0]
    order = np.maximum.accumulate(points)
    return np.interp(np.arange(length), order, levels)


def master(mixed: Signal, name: str, profile: LoudnessProfile = WEB) -> Samples:
    """The mix at the profile's loudness, checked after encoding; silence stays as it is.

    One gain for the whole scene, then a limiter for single peaks: nothing pumps.

    Raises:
        EncodingFailed: the encoded sound misses the profile.
    """
    if loudness(mixed, RATE) <= SILENT:
        return to_samples(mixed)
    said = ""
    for ceiling in _CEILINGS:
        level = at_loudness(mixed, RATE, profile.target)
        samples = to_samples(at_ceiling(level, profile.target, ceiling))
        said = _missed(samples, profile)
        if not said:
            return samples
    raise EncodingFailed(f"{name}: cannot be brought to {profile.target:g} LUFS: {said}")


def at_ceiling(signal: Signal, target: float, ceiling: float) -> Signal:
    """Limited, and what the limiter took from the loudness given back once."""
    first = limited(signal, RATE, ceiling)
    return limited(at_loudness(first, RATE, target), RATE, ceiling)


def _missed(samples: Samples, profile: LoudnessProfile) -> str:
    """How the encoded samples miss the profile; empty where they meet it."""
    with tempfile.TemporaryDirectory(prefix="sonocase-") as folder:
        file = Path(folder) / "scene.m4a"
        write_sound(file, samples, RATE)
        found = measure_loudness(file)
    if abs(found.integrated - profile.target) > profile.tolerance:
        return f"it has {found.integrated:g} LUFS when encoded"
    if found.true_peak > profile.true_peak:
        return f"its true peak is {found.true_peak:g} dBTP when encoded"
    return ""
