"""The technical elements of a DICOM header, and what is refused on their word before any pixel is decoded.

Only the elements in `_WANTED` are read at all: no name, date, number or comment ever enters the program.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset
from pydicom.filereader import read_partial
from pydicom.tag import BaseTag, Tag
from pydicom.uid import UID

from media_tools.errors import UnreadableMedia, UnsupportedMedia
from media_tools.importing.dicom.elements import read_text, read_whole, show
from media_tools.importing.shapes import Size
from media_tools.importing.source import Limits

_WANTED = (
    "SOPClassUID",
    "Modality",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "NumberOfFrames",
    "Rows",
    "Columns",
    "PixelAspectRatio",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "RescaleSlope",
    "RescaleIntercept",
    "ModalityLUTSequence",
    "WindowCenter",
    "WindowWidth",
    "VOILUTFunction",
    "VOILUTSequence",
    "RedPaletteColorLookupTableDescriptor",
    "GreenPaletteColorLookupTableDescriptor",
    "BluePaletteColorLookupTableDescriptor",
    "RedPaletteColorLookupTableData",
    "GreenPaletteColorLookupTableData",
    "BluePaletteColorLookupTableData",
    "SegmentedRedPaletteColorLookupTableData",
    "SegmentedGreenPaletteColorLookupTableData",
    "SegmentedBluePaletteColorLookupTableData",
    "FrameIncrementPointer",
    "FrameTime",
    "FrameTimeVector",
    "CineRate",
    "RecommendedDisplayFrameRate",
    "SequenceOfUltrasoundRegions",
    "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
)
_TAGS: list[BaseTag | int] = [Tag(cast(int, tag_for_keyword(keyword))) for keyword in _WANTED]
_PIXELS = (0x7FE00008, 0x7FE00009, 0x7FE00010)
_LONGEST_ELEMENT = 1 << 20
"""Bytes: a palette has 128 KiB, the times of 12,000 frames 200 KiB."""
_LONGEST_HEADER = 4 << 20
"""Bytes read in search of the pixel data; long private elements are skipped and do not count."""

_ULTRASOUND = frozenset(f"1.2.840.10008.5.1.4.1.1.{tail}" for tail in ("6.1", "3.1", "6", "3"))
"""Ultrasound (multi-frame) image storage, and their retired ancestors: PS3.4 B.5, PS3.6 A."""
_CAPTURE = frozenset(f"1.2.840.10008.5.1.4.1.1.7{tail}" for tail in ("", ".1", ".2", ".3", ".4"))
"""Secondary capture, as which some handhelds and archives store ultrasound."""


@dataclass(frozen=True)
class Header:
    """What is known of a DICOM image before its pixels are read.

    Attributes:
        name: of the file, for messages.
        elements: the wanted elements that are there.
        syntax: the transfer syntax.
        pixels_at: where in the file the element of the pixel data begins.
        size: columns and rows.
        frames: number of frames.
    """

    name: str
    elements: Dataset
    syntax: UID
    pixels_at: int
    size: Size
    frames: int

    def whole(self, keyword: str, otherwise: int) -> int:
        """The value of an element as a whole number; `otherwise` where it is missing or none."""
        return read_whole(self.elements, keyword, otherwise)


def read_header(path: Path, limits: Limits) -> Header:
    """Read the header of an ultrasound image.

    Raises:
        UnreadableMedia: it is damaged or cut off, holds no image, is no ultrasound, or asks for too much.
        UnsupportedMedia: the whole file is deflated.
    """
    with path.open("rb") as file:
        _ensure_not_deflated(path, file)
        elements, at = _read_elements(path.name, file)
    _ensure_short(path.name, elements)
    _ensure_ultrasound(path.name, elements)
    header = Header(
        name=path.name,
        elements=elements,
        syntax=UID(read_text(elements.file_meta, "TransferSyntaxUID")),
        pixels_at=at,
        size=(read_whole(elements, "Columns", 0), read_whole(elements, "Rows", 0)),
        frames=read_whole(elements, "NumberOfFrames", 1),
    )
    _ensure_bounded(header, limits)
    return header


class _Budgeted(io.RawIOBase):
    """A file of which only so many bytes can be read: sequences in sequences make a small file endless."""

    def __init__(self, file: BinaryIO, budget: int) -> None:
        self._file, self._left = file, budget

    def read(self, size: int = -1, /) -> bytes:
        """Read `size` bytes, within the budget."""
        self._left -= size if size >= 0 else self._left + 1
        if self._left < 0:
            raise EOFError("its header is too long")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to an offset, as in any file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The offset in the file."""
        return self._file.tell()


def _ensure_not_deflated(path: Path, file: BinaryIO) -> None:
    """A deflated data set would be inflated in memory before anything of it could be checked."""
    if b"1.2.840.10008.1.2.1.99" in file.read(1024):
        raise UnsupportedMedia(f"{path.name}: the whole file is deflated; export it uncompressed or as JPEG")
    file.seek(0)


def _read_elements(name: str, file: BinaryIO) -> tuple[Dataset, int]:
    budgeted = cast(BinaryIO, _Budgeted(file, _LONGEST_HEADER))
    try:
        elements = read_partial(
            budgeted,
            lambda tag, _vr, _length: tag in _PIXELS,
            defer_size=_LONGEST_ELEMENT,
            specific_tags=_TAGS,
        )
    except Exception:  # noqa: BLE001 (a damaged file makes pydicom raise nearly anything, and each is one line here)
        raise UnreadableMedia(
            f"{name}: its DICOM header is damaged or cut off; export the file again"
        ) from None
    return elements, file.tell()


def _ensure_short(name: str, elements: Dataset) -> None:
    for keyword, tag in zip(_WANTED, _TAGS, strict=True):
        if (
            tag in elements
            and getattr(elements.get_item(tag, keep_deferred=True), "length", 0) > _LONGEST_ELEMENT
        ):
            raise UnreadableMedia(
                f"{name}: its {keyword} is longer than any image needs; export the file again"
            )


def _ensure_ultrasound(name: str, elements: Dataset) -> None:
    kind, modality = UID(read_text(elements, "SOPClassUID")), read_text(elements, "Modality")
    scanned = modality in {"US", "IVUS"}
    if (kind in _ULTRASOUND and (scanned or not modality)) or (kind in _CAPTURE and scanned):
        return
    said = show(kind.name) if kind.type else "of a kind that is not known"
    raise UnreadableMedia(
        f"{name}: is no ultrasound image ({said}, modality {modality or 'not given'}); "
        "give an ultrasound clip or still"
    )


def _ensure_bounded(header: Header, limits: Limits) -> None:
    (width, height), frames = header.size, header.frames
    if width < 1 or height < 1 or frames < 1:
        raise UnreadableMedia(
            f"{header.name}: says {frames} frames of {width} x {height} pixels; export it again"
        )
    if width * height > limits.pixels:
        raise UnreadableMedia(
            f"{header.name}: a frame of {width} x {height} pixels is too large; export it at screen size"
        )
    if frames > limits.frames or frames * width * height > limits.total_pixels:
        raise UnreadableMedia(
            f"{header.name}: {frames} frames of {width} x {height} pixels are too many; trim the clip first"
        )
