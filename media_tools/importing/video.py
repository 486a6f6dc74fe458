"""Reading MP4, MOV, AVI, WebM and GIF as a Source. Sound is never read."""

from collections.abc import Iterator
from pathlib import Path

from media_tools import probe
from media_tools.importing.containers import ensure_whole
from media_tools.importing.source import Limits, Source

_NAMES = {"mov": "MP4 or MOV video", "avi": "AVI video", "matroska": "WebM video", "gif": "GIF"}


def open_video(path: Path, demuxer: str, limits: Limits) -> Source:
    """Open a video; the container is the given one (ffmpeg's name) and no other is tried.

    Raises:
        UnreadableMedia: it is cut off, damaged, too large, or holds no frame.
    """
    ensure_whole(path, demuxer, limits.pixels)
    with path.open("rb") as stream:
        facts = probe.look(stream, demuxer, path.name, limits.pixels)

    def read() -> Iterator[probe.Shot]:
        with path.open("rb") as stream:
            yield from probe.shots(stream, demuxer, path.name, limits.pixels)

    return Source(
        path=path,
        kind=f"{_NAMES[demuxer]}, {facts.codec}",
        size=facts.size,
        pixel_aspect=facts.pixel_aspect,
        shots=read,
    )
