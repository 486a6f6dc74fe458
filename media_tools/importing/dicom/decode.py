"""Frames of a DICOM image as RGB, one at a time."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import cv2
import numpy as np
import numpy.typing as npt
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.utils import as_pixel_options
from pydicom.uid import (
    JPEG2000,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from media_tools.encode import Frame
from media_tools.errors import UnreadableMedia, UnsupportedMedia
from media_tools.importing.dicom.elements import read_text, show
from media_tools.importing.dicom.grey import colour, shade_table
from media_tools.importing.dicom.header import Header
from media_tools.importing.dicom.layout import Layout
from media_tools.probe import Shot

NATIVE = {
    ImplicitVRLittleEndian: "uncompressed",
    ExplicitVRLittleEndian: "uncompressed",
    ExplicitVRBigEndian: "uncompressed",
}
PACKED = {
    RLELossless: "RLE",
    JPEGBaseline8Bit: "JPEG baseline",
    JPEGExtended12Bit: "JPEG extended",
    JPEG2000Lossless: "JPEG 2000 lossless",
    JPEG2000: "JPEG 2000",
    JPEGLossless: "JPEG lossless",
    JPEGLosslessSV1: "JPEG lossless",
    JPEGLSLossless: "JPEG-LS lossless",
    JPEGLSNearLossless: "JPEG-LS near-lossless",
}
_EXTRA = "needs decoders that are not installed; run: pip install 'sonocase[jpeg]'"
_GREYS = {"MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"}
_COLOURS = {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT"}
_EIGHT_BITS = 8


def ensure_decodable(header: Header) -> None:
    """Refuse what cannot be decoded here.

    Raises:
        UnsupportedMedia: a transfer syntax or pixel format that is not taken, or whose decoder is not installed.
    """
    if header.syntax not in {**NATIVE, **PACKED}:
        raise UnsupportedMedia(
            f"{header.name}: its transfer syntax ({show(header.syntax.name) or 'none given'}) is not taken; "
            "export it uncompressed, as JPEG or as MP4"
        )
    _ensure_pixel_format(header)
    decoder = get_decoder(header.syntax)
    deep = header.syntax == JPEGExtended12Bit and header.whole("BitsStored", _EIGHT_BITS) > _EIGHT_BITS
    if not decoder.is_available or (deep and "pylibjpeg" not in decoder.available_plugins):
        raise UnsupportedMedia(
            f"{header.name}: {PACKED[header.syntax]} {'of 12 bits ' if deep else ''}{_EXTRA}"
        )


def _ensure_pixel_format(header: Header) -> None:
    shades = read_text(header.elements, "PhotometricInterpretation")
    samples, bits = header.whole("SamplesPerPixel", 1), header.whole("BitsAllocated", 0)
    stored = header.whole("BitsStored", bits)
    grey = samples == 1 and shades in _GREYS and bits in {8, 16} and 1 <= stored <= bits
    colourful = samples == 3 and shades in _COLOURS and bits == _EIGHT_BITS  # noqa: PLR2004 (red, green and blue)
    if not (grey or colourful):
        raise UnsupportedMedia(
            f"{header.name}: pixels of {samples} samples with {bits} bits ({shades or 'colours not given'}) "
            "are not taken; export it as RGB or grey"
        )
    if header.whole("HighBit", stored - 1) != stored - 1:  # PS3.5 8.1.1 leaves no other place
        raise UnsupportedMedia(
            f"{header.name}: its {stored} bits of a pixel end at bit {header.whole('HighBit', 0)} and not at bit "
            f"{stored - 1}; export it again"
        )


def read_frames(path: Path, header: Header, layout: Layout) -> Iterator[Shot]:
    """All frames of an image, from the first; their times stand in the header.

    Raises:
        UnreadableMedia: a frame cannot be decoded, or frames are missing.
    """
    paint = _painter(header)
    number = 0
    with path.open("rb") as file:
        file.seek(layout.start)
        frames = _iterate(header, file, _options(header, layout))
        for stored, facts in _quietly(header, frames):
            number += 1
            yield Shot(None, paint(stored, str(facts["photometric_interpretation"])))
    if number < header.frames:
        raise UnreadableMedia(
            f"{header.name}: is cut off after {number} of {header.frames} frames; export it again"
        )


def _iterate(header: Header, file: BinaryIO, options: dict[str, Any]) -> Iterator[Any]:
    decoder = get_decoder(header.syntax)
    if header.syntax in PACKED:
        return decoder.iter_array(file, raw=True, **options)
    # each by itself: pydicom 3.0's iterator forgets after the first frame that YBR_FULL_422 is subsampled
    return (decoder.as_array(file, index=number, raw=True, **options) for number in range(header.frames))


def _options(header: Header, layout: Layout) -> dict[str, Any]:
    return as_pixel_options(header.elements, pixel_keyword="PixelData", pixel_vr=layout.vr)


def _quietly(header: Header, frames: Iterator[Any]) -> Iterator[Any]:
    """The frames without pydicom's warnings, and with its errors as one line; no more than the header says."""
    for number in range(header.frames):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                frame = next(frames, None)
        except Exception:  # noqa: BLE001 (a decoder fed with damaged data raises nearly anything)
            raise UnreadableMedia(
                f"{header.name}: frame {number + 1} is damaged; export the file again"
            ) from None
        if frame is None:
            return
        yield frame


def _painter(header: Header) -> Callable[[npt.NDArray[Any], str], Frame]:
    if header.whole("SamplesPerPixel", 1) != 1:
        return _to_rgb
    try:
        low, shades = shade_table(header.elements)
    except Exception:  # noqa: BLE001 (likewise: tables of the header)
        raise UnreadableMedia(
            f"{header.name}: its palette or window does not make sense; export it as RGB or grey"
        ) from None
    return lambda stored, _: colour(stored, low, shades)


def _to_rgb(stored: npt.NDArray[Any], interpretation: str) -> Frame:
    """PS3.3 C.7.6.3.1.2: full-range YBR; OpenCV has the last two of its channels the other way round."""
    image = np.ascontiguousarray(stored, np.uint8)
    if not interpretation.startswith("YBR_FULL"):
        return image
    return cv2.cvtColor(np.ascontiguousarray(image[..., [0, 2, 1]]), cv2.COLOR_YCrCb2RGB).astype(
        np.uint8, copy=False
    )
