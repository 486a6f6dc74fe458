"""Tiny media that tell what they are: every frame shows its number, and every second of sound its pitch.

A frame is two rows of eight squares, grey for 1 and black for 0: above the number of the frame, below
the tag of the clip. The squares are as large as a macroblock, so that no encoder can blur them, and the grey
is so dark that squares which change from frame to frame are no flashes: what flashes is not published.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from media_tools.encode import Frame, Samples
from media_tools.probe import frames, sound

RATE = 25
"""Frames a second."""
SIZE = (128, 64)
"""Width and height of a frame in pixels."""
HERTZ = 16000
"""Samples a second."""
LEVEL = 84
"""Grey level of a 1: its relative luminance is below a tenth of white's."""
_BITS = 2 ** np.arange(7, -1, -1)


def frame(number: int, tag: int) -> Frame:
    """The picture of two numbers from 0 to 255."""
    bits = np.array([[number // bit % 2 for bit in _BITS], [tag // bit % 2 for bit in _BITS]])
    return np.kron(bits, np.ones((32, 16))).astype(np.uint8) * LEVEL


def clip(seconds: float, tag: int) -> Iterator[Frame]:
    """The numbered frames of a clip."""
    return (frame(number, tag) for number in range(round(seconds * RATE)))


def numbers(path: Path) -> list[tuple[int, int]]:
    """The number and the tag that each frame of a video shows, in the order of presentation."""
    return [_read(image) for _, image in frames(path)]


def _read(image: Frame) -> tuple[int, int]:
    grey = image.mean(axis=2).reshape(2, 32, 8, 16).mean(axis=(1, 3))
    number, tag = ((grey > LEVEL / 2) * _BITS).sum(axis=1)
    return int(number), int(tag)


def tones(edges: Sequence[float], pitches: Sequence[float]) -> Samples:
    """A tone between each edge and the next; edges in seconds, pitches in Hz."""
    parts = []
    for (start, end), pitch in zip(pairwise(edges), pitches, strict=True):
        time = np.arange(round(start * HERTZ), round(end * HERTZ)) / HERTZ
        parts.append(8000 * np.sin(2 * np.pi * pitch * time))
    return np.concatenate(parts).astype(np.int16)


def seconds_of(pitch: float, path: Path) -> float:
    """For how many seconds a tone is heard in a file."""
    heard, window = sound(path, HERTZ), HERTZ // 100
    pieces = heard[: len(heard) // window * window].reshape(-1, window)
    wave = np.exp(-2j * np.pi * pitch * np.arange(window) / HERTZ)
    strength = np.abs(pieces @ wave) / window
    return float((strength > 0.05).sum()) * window / HERTZ


def starts(path: Path) -> list[float]:
    """When the first picture and the first sound of a file are presented, in seconds."""
    with av.open(str(path)) as container:
        streams = (container.streams.video[0], container.streams.audio[0])
        first = []
        for stream in streams:
            container.seek(0)
            first.append(next(frame.time for frame in container.decode(stream)))
    return first
