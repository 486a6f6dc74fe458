"""MPEG-2, H.264 and H.265 in DICOM: the fragments as one stream, read from the file and never joined in memory."""

import io
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from pydicom.uid import UID, MPEGTransferSyntaxes

from media_tools import probe
from media_tools.errors import UnreadableMedia, UnsupportedMedia
from media_tools.importing.dicom.header import Header
from media_tools.importing.dicom.layout import Span
from media_tools.importing.source import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_TS_PACKET = 188


def is_stream(syntax: UID) -> bool:
    """Whether a transfer syntax holds a video stream instead of single images."""
    return syntax in MPEGTransferSyntaxes


class Joined(io.RawIOBase):
    """Spans of a file as one seekable stream."""

    def __init__(self, path: Path, spans: tuple[Span, ...]) -> None:
        self._file = path.open("rb")
        self._spans = spans
        self._starts = (0, *accumulate(length for _, length in spans))
        self._at = 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """The offset in the stream."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset of the stream, as in any file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._starts[-1]}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer as far as the stream goes; gives the number of bytes."""
        view = memoryview(buffer)
        wanted = max(0, min(len(view), self._starts[-1] - self._at))
        filled = 0
        while filled < wanted:
            piece = self._read_span(wanted - filled)
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _read_span(self, wanted: int) -> bytes:
        """From the span at the present offset; empty spans are passed over by the search."""
        number = bisect_right(self._starts, self._at) - 1
        offset, length = self._spans[number]
        into = self._at - self._starts[number]
        self._file.seek(offset + into)
        piece = self._file.read(min(wanted, length - into))
        if not piece:
            raise EOFError("the file has become shorter while it was read")
        self._at += len(piece)
        return piece


def find_container(header: Header, head: bytes) -> str:
    """How the stream is packed (PS3.5 8.2.5 to 8.2.10), by its first bytes and in ffmpeg's words.

    Raises:
        UnsupportedMedia: it is none of what a DICOM file may hold.
    """
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:1] == b"\x47" and head[_TS_PACKET : _TS_PACKET + 1] == b"\x47":
        return "mpegts"
    if head.startswith(b"\x00\x00\x01\xba"):
        return "mpeg"
    if head.startswith(b"\x00\x00\x01\xb3"):
        return "mpegvideo"
    if head.startswith((b"\x00\x00\x01", b"\x00\x00\x00\x01")):
        return "hevc" if "HEVC" in header.syntax.name else "h264"
    raise UnsupportedMedia(f"{header.name}: its video stream is of no known kind; export it as MP4")


def look(
    path: Path, header: Header, spans: tuple[Span, ...], limits: Limits
) -> tuple[str, probe.StreamFacts]:
    """The stream's container and what it says of itself.

    Raises:
        UnreadableMedia: it cannot be decoded, or its frames are not of the size that the header says.
        UnsupportedMedia: its container is not known.
    """
    with io.BufferedReader(Joined(path, spans)) as stream:
        form = find_container(header, stream.peek(512))
        facts = probe.look(stream, form, header.name, limits.pixels)
    if facts.size != header.size:
        raise UnreadableMedia(
            f"{header.name}: the header says {header.size[0]} x {header.size[1]} pixels and its video has "
            f"{facts.size[0]} x {facts.size[1]}; export it again"
        )
    return form, facts


def read_stream(
    path: Path, header: Header, spans: tuple[Span, ...], form: str, limits: Limits
) -> Iterator[probe.Shot]:
    """All frames of the stream.

    Raises:
        UnreadableMedia: a frame cannot be decoded, or more than one is missing: encoders differ by one in their count.
    """
    count = 0
    with io.BufferedReader(Joined(path, spans)) as stream:
        for shot in probe.shots(stream, form, header.name, limits.pixels):
            count += 1
            yield shot
    if count + 1 < header.frames:
        raise UnreadableMedia(
            f"{header.name}: is cut off after {count} of {header.frames} frames; export it again"
        )
