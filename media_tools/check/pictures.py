"""What a report shows of a medium: pictures of moments, and the outline of its sound."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from media_tools.encode import Frame
from media_tools.probe import frames

_ROUNDING = 0.001
_LARGEST, _QUALITY = (480, 480), 70
_POINTS = 480
"""Of the outline of a sound: one for each pixel or two of its picture."""


def stills_at(path: Path, times: list[float], seconds: float) -> dict[float, bytes]:
    """A picture for each time and one of the beginning; the last frame stands for what lies behind it."""
    wanted = sorted({0.0, *(min(time, max(0.0, seconds)) for time in times)})
    made: dict[float, bytes] = {}
    last: Frame | None = None
    for time, frame in frames(path):
        while wanted and time >= wanted[0] - _ROUNDING:
            made[wanted.pop(0)] = _jpeg(frame)
        if not wanted:
            break
        last = frame
    return made | {time: _jpeg(last) for time in wanted if last is not None}


def _jpeg(frame: Frame) -> bytes:
    """A frame small enough for a report."""
    image = Image.fromarray(frame)
    image.thumbnail(_LARGEST)
    held = io.BytesIO()
    image.save(held, "JPEG", quality=_QUALITY)
    return held.getvalue()


def outline(samples: npt.NDArray[np.float32]) -> tuple[float, ...]:
    """The loudest of a sound from beginning to end, from 0 to 1."""
    sound = np.abs(samples)
    if not len(sound):
        return ()
    edges = np.linspace(0, len(sound), min(_POINTS, len(sound)), endpoint=False).astype(int)
    return tuple(round(float(peak), 3) for peak in np.maximum.reduceat(sound, edges))
