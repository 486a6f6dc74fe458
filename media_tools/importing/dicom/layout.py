"""Where the pixel data of a DICOM file lie, and whether all of them are there (PS3.5 A.4)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from struct import unpack
from typing import BinaryIO

from pydicom.encaps import generate_frames
from pydicom.uid import RLELossless

from media_tools.errors import UnreadableMedia
from media_tools.importing.dicom.codestream import measure
from media_tools.importing.dicom.elements import read_text
from media_tools.importing.dicom.header import Header

Span = tuple[int, int]
"""Offset in the file and length, in bytes."""

_PIXEL_DATA = 0x7FE00010
_ITEM, _END = 0xFFFEE000, 0xFFFEE0DD
_END_OF_FRAME, _TAIL = b"\xff\xd9", 16
"""EOI (ITU-T T.81) or EOC (T.800); some writers pad a few bytes after it."""
_MAX_FRAGMENTS = 200_000


@dataclass(frozen=True)
class Layout:
    """Where the pixel data lie.

    Attributes:
        start: of the value in the file: the first pixel, or the item of the offset table.
        vr: how the value is represented (`OB`, `OW`), as the decoder wants to know.
        fragments: of compressed data, without the offset table; empty for uncompressed data.
    """

    start: int
    vr: str
    fragments: tuple[Span, ...] = ()


def find_pixels(path: Path, header: Header) -> Layout:
    """Find the pixel data and make sure that all of them are there.

    Raises:
        UnreadableMedia: there are none, they are cut off, or they are not as many as the header says.
    """
    with path.open("rb") as file:
        end = file.seek(0, io.SEEK_END)
        start, vr, length = _read_element(header, file)
        if not header.syntax.is_encapsulated:
            _ensure_native(header, length, end - start)
            return Layout(start, vr)
        return Layout(start, vr, tuple(_walk(header, file, start, end))[1:])


def ensure_frames(path: Path, header: Header, layout: Layout) -> None:
    """Look at every compressed frame, without decoding it: its size, and whether there are enough.

    Raises:
        UnreadableMedia: a frame says another size than the header, or is too long, or frames are missing.
    """
    seen = 0
    for seen, encoded in enumerate(encoded_frames(path, header, layout), 1):
        _ensure_frame(header, encoded, seen)
    if seen < header.frames:
        raise UnreadableMedia(
            f"{header.name}: is cut off after {seen} of {header.frames} frames; export it again"
        )


def encoded_frames(path: Path, header: Header, layout: Layout) -> Iterator[bytes]:
    """Each compressed frame, its fragments joined; no more than the header says.

    Raises:
        UnreadableMedia: the fragments cannot be told apart into frames.
    """
    with path.open("rb") as file:
        file.seek(layout.start)
        frames = generate_frames(file, number_of_frames=header.frames, extended_offsets=_offsets(header))
        try:
            yield from islice(frames, header.frames)
        except ValueError:
            raise UnreadableMedia(
                f"{header.name}: has fewer pieces of pixel data than its {header.frames} frames; export it again"
            ) from None


def _offsets(header: Header) -> tuple[bytes, bytes] | None:
    elements = header.elements
    if "ExtendedOffsetTable" in elements and "ExtendedOffsetTableLengths" in elements:
        return elements.ExtendedOffsetTable, elements.ExtendedOffsetTableLengths
    return None


def _read_element(header: Header, file: BinaryIO) -> tuple[int, str, int]:
    file.seek(header.pixels_at)
    order = "<" if header.syntax.is_little_endian else ">"
    head = file.read(8 if header.syntax.is_implicit_VR else 12)
    if len(head) < 8 or (unpack(order + "HH", head[:4]) != (_PIXEL_DATA >> 16, _PIXEL_DATA & 0xFFFF)):  # noqa: PLR2004 (a tag and what follows it)
        raise UnreadableMedia(f"{header.name}: holds no image, or is cut off before it; export it again")
    vr = "OW" if header.syntax.is_implicit_VR else head[4:6].decode("ascii", "replace")
    return file.tell(), vr, unpack(order + "I", head[-4:])[0]


def _ensure_native(header: Header, length: int, there: int) -> None:
    if length > there:
        raise UnreadableMedia(f"{header.name}: is cut off in its pixel data; copy or export it again")
    samples = header.whole("SamplesPerPixel", 1)
    subsampled = read_text(header.elements, "PhotometricInterpretation") == "YBR_FULL_422"
    bits = header.whole("BitsAllocated", 8) * (2 if subsampled else samples)
    wanted = (header.size[0] * header.size[1] * header.frames * bits + 7) // 8
    row = header.size[0] * bits // 8
    if not wanted <= length < wanted + max(2, row):
        raise UnreadableMedia(
            f"{header.name}: {header.frames} frames of {header.size[0]} x {header.size[1]} pixels need {wanted} bytes "
            f"and {length} are there: its Rows, Columns or NumberOfFrames are wrong; export it again"
        )


def _walk(header: Header, file: BinaryIO, start: int, end: int) -> Iterator[Span]:
    """The items of encapsulated pixel data; the first of them is the offset table."""
    at = start
    for count in range(_MAX_FRAGMENTS):
        file.seek(at)
        head = file.read(8)
        tag, length = _item(head) if len(head) == 8 else (_END, 0)  # noqa: PLR2004 (a tag and a length)
        if tag == _END and count:
            return
        if tag != _ITEM or at + 8 + length > end:
            raise UnreadableMedia(
                f"{header.name}: is cut off or damaged in its pixel data; copy or export it again"
            )
        yield at + 8, length
        at += 8 + length
    raise UnreadableMedia(
        f"{header.name}: its pixel data are in more pieces than any clip has; export it again"
    )


def _item(head: bytes) -> tuple[int, int]:
    group, element, length = unpack("<HHI", head)
    return group << 16 | element, length


def _ensure_frame(header: Header, encoded: bytes, number: int) -> None:
    width, height = header.size
    # nothing that is worth compressing grows; a run-length frame could unfold to 64 times what it is
    if len(encoded) > 8 * width * height + 65536:
        raise UnreadableMedia(
            f"{header.name}: frame {number} is longer than its pixels can be; export it again"
        )
    if header.syntax == RLELossless:
        return
    said = measure(encoded)
    if said is not None and _END_OF_FRAME not in encoded[-_TAIL:]:
        raise UnreadableMedia(f"{header.name}: frame {number} is cut off or damaged; export the file again")
    if said is None:
        raise UnreadableMedia(f"{header.name}: frame {number} is not what its header says; export it again")
    if said != header.size:
        raise UnreadableMedia(
            f"{header.name}: the header says {width} x {height} pixels and frame {number} has {said[0]} x {said[1]}; "
            "export it again"
        )
