"""Whether a video file is whole, told from its outermost structure and before anything of it is decoded.

A decoder is content with what is there: a clip that was cut off in copying would simply end early.
"""

import io
from pathlib import Path
from struct import unpack

from media_tools.errors import UnreadableMedia


def ensure_whole(path: Path, demuxer: str, max_pixels: int) -> None:
    """Refuse a file whose structure reaches beyond its end.

    Raises:
        UnreadableMedia: it is cut off, or asks for more than `max_pixels` in a frame.
    """
    with path.open("rb") as file:
        end = file.seek(0, io.SEEK_END)
        file.seek(0)
        if demuxer == "gif":
            _ensure_gif_size(file, path.name, max_pixels)
        if _READERS[demuxer](file, end) > end:
            raise UnreadableMedia(f"{path.name}: is cut off before its end; copy or export it again")


def _ensure_gif_size(file: io.BufferedReader, name: str, max_pixels: int) -> None:
    width, height = unpack("<HH", file.read(13)[6:10].ljust(4, b"\0"))
    if width * height > max_pixels:
        raise UnreadableMedia(
            f"{name}: a frame of {width} x {height} pixels is too large; export it at screen size"
        )


def _iso_length(file: io.BufferedReader, end: int) -> int:
    """ISO/IEC 14496-12, 4.2: boxes of a 32-bit length and a type; length 1: a 64-bit one follows; 0: to the end."""
    at = 0
    while at + 8 <= end:
        file.seek(at)
        length, _, long = unpack(">I4sQ", file.read(16).ljust(16, b"\0"))
        if length == 0:
            return end
        length = long if length == 1 else length
        if length < 8:  # noqa: PLR2004 (a box is no shorter than its own header)
            return end + 1
        at += length
    file.seek(at)
    return end + 1 if any(file.read()) else at


def _avi_length(file: io.BufferedReader, _: int) -> int:
    """RIFF: an identifier, a 32-bit length of what follows; a recorder that was stopped leaves 0."""
    length = int.from_bytes(file.read(8)[4:], "little")
    return 8 + length if length else 0


def _webm_length(file: io.BufferedReader, end: int) -> int:
    """EBML (RFC 8794): a header element, then the segment; a live recording leaves its length open."""
    file.seek(4)
    header = _ebml_length(file)
    file.seek(header or 0, io.SEEK_CUR)
    if file.read(4) != b"\x18\x53\x80\x67":
        return end + 1
    length = _ebml_length(file)
    return end if length is None else file.tell() + length


def _ebml_length(file: io.BufferedReader) -> int | None:
    first = file.read(1)
    if not first or not first[0]:
        return None
    more = 8 - first[0].bit_length()
    value = int.from_bytes(bytes([first[0] & (0x7F >> more)]) + file.read(more), "big")
    return None if value == (1 << 7 * (more + 1)) - 1 else value


def _gif_length(file: io.BufferedReader, end: int) -> int:
    """GIF89a: the trailer 0x3B ends the file; some writers add zeros."""
    file.seek(max(0, end - 64))
    return end if file.read().rstrip(b"\0").endswith(b"\x3b") else end + 1


_READERS = {"mov": _iso_length, "avi": _avi_length, "matroska": _webm_length, "gif": _gif_length}
