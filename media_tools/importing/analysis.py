"""First pass over a clip: how many frames, when they come, what moves, what was ever bright. One frame in memory."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from media_tools.encode import Frame
from media_tools.errors import UnreadableMedia
from media_tools.importing.mask import Deviation
from media_tools.importing.source import Clock, Limits, Source


@dataclass(frozen=True)
class Analysis:
    """What one pass over a clip has shown.

    Attributes:
        frames: that were decoded.
        times: of the frames in seconds, on the clip's own clock; None where one has none.
        deviation: standard deviation of each pixel's brightness over all frames.
        brightest: the most that each pixel ever was, so that text of a single frame is seen too.
        sample: a frame from the second half.
        sample_at: its number, from 0.
        digest: SHA-256 of the file, hexadecimal.
    """

    frames: int
    times: tuple[float, ...] | None
    deviation: Deviation
    brightest: Frame
    sample: Frame
    sample_at: int
    digest: str

    def clock(self, source: Source) -> Clock | None:
        """The times to go by: those of the header, else those of the frames; None where neither is there."""
        return source.clock or (Clock("from the video's own times", times=self.times) if self.times else None)


class _Spread:
    """Mean and deviation of a stream of images after Welford (Technometrics 4, 1962): no image is kept."""

    def __init__(self) -> None:
        self.count = 0
        self.mean = np.zeros((), np.float32)
        self.squares = np.zeros((), np.float32)

    def add(self, grey: Frame) -> None:
        value = grey.astype(np.float32)
        self.count += 1
        off = value - self.mean
        self.mean = self.mean + off / np.float32(self.count)
        self.squares = self.squares + off * (value - self.mean)

    def deviation(self) -> Deviation:
        return np.asarray(np.sqrt(np.maximum(self.squares / max(1, self.count), 0)), np.float32)


Watch = Callable[[int], None]
"""Is told the number of frames that a pass has seen so far."""


def ignore(_: int) -> None:
    """Watch nothing."""


def analyse(source: Source, limits: Limits, watch: Watch = ignore) -> Analysis:
    """Read a clip from beginning to end.

    Args:
        source: the file, opened.
        limits: what is read at most.
        watch: is called with the number of frames so far after each of them.

    Raises:
        UnreadableMedia: a frame cannot be decoded or has another size, or there are none, or too many.
    """
    spread = _Spread()
    times: list[float | None] = []
    brightest = sample = np.zeros((0, 0, 3), np.uint8)
    sample_at = 0
    for number, (time, image) in enumerate(source.shots()):
        _ensure_bounded(source, number, image, limits)
        times.append(time)
        spread.add(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False))
        brightest = np.maximum(brightest, image) if number else image.copy()
        if number & (number - 1) == 0:  # each power of two: the last of them lies in the second half
            sample, sample_at = image.copy(), number
        watch(number + 1)
    if not times:
        raise UnreadableMedia(f"{source.name}: holds no frame; export the clip again")
    known = tuple(time for time in times if time is not None)
    return Analysis(
        frames=len(times),
        times=known if len(known) == len(times) else None,
        deviation=spread.deviation(),
        brightest=brightest,
        sample=sample,
        sample_at=sample_at,
        digest=digest(source.path),
    )


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal; read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ensure_bounded(source: Source, number: int, image: Frame, limits: Limits) -> None:
    width, height = source.size
    if image.shape[:2] != (height, width):
        raise UnreadableMedia(
            f"{source.name}: frame {number + 1} is {image.shape[1]} x {image.shape[0]} pixels and the first "
            f"{width} x {height}; trim the clip to one size"
        )
    if number >= limits.frames or (number + 1) * width * height > limits.total_pixels:
        raise UnreadableMedia(
            f"{source.name}: has more than {number} frames of this size; trim the clip first"
        )
