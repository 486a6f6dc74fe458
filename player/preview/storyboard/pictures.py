"""One picture of each segment, as small JPEG: the frame at which it holds, which is what a candidate looks at longest."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

WIDTH = 480
"""Pixels across: sharp enough on a third of a page."""


def last_frames(medium: Path, ends: Sequence[float]) -> Mapping[float, bytes]:
    """The last frame before each of some times.

    Args:
        medium: a video.
        ends: seconds from its start, rising.

    Returns:
        By time, JPEG; a time before the first frame has none.

    Raises:
        UnreadableMedia: the video cannot be read.
    """
    from media_tools.probe import frames

    kept: dict[float, Image.Image] = {}
    waiting = list(ends)
    last: Image.Image | None = None
    for at, frame in frames(medium):
        while waiting and at >= waiting[0] - 1e-6 and last is not None:
            kept[waiting.pop(0)] = last
        last = Image.fromarray(frame)
        if not waiting:
            break
    if last is not None:
        kept |= dict.fromkeys(waiting, last)
    return {end: _jpeg(image) for end, image in kept.items()}


def _jpeg(image: Image.Image) -> bytes:
    small = image.convert("RGB").resize(
        (WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS
    )
    written = io.BytesIO()
    small.save(written, "JPEG", quality=82)
    return written.getvalue()
