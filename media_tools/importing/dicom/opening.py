"""A DICOM file as a Source: what its header says of time, scale and shape, and how its frames are read."""

import warnings
from fractions import Fraction
from functools import partial
from pathlib import Path

from pydicom.dataset import Dataset

from media_tools.importing.dicom import decode, stream
from media_tools.importing.dicom.elements import read_many, read_number, read_whole
from media_tools.importing.dicom.header import Header, read_header
from media_tools.importing.dicom.layout import Layout, ensure_frames, find_pixels
from media_tools.importing.source import Clock, Limits, Region, Source

_CENTIMETRES, _TWO_DIMENSIONAL = 3, 1
_TIME_VECTOR = 0x00181065


def open_dicom(path: Path, limits: Limits) -> Source:
    """Open a DICOM file that is ultrasound.

    Raises:
        UnreadableMedia: it is damaged, cut off, too large, or no ultrasound.
        UnsupportedMedia: its pixels are coded in a way that is not taken, or whose decoder is not installed.
    """
    with warnings.catch_warnings():
        # what pydicom finds odd in a header is either harmless here or refused in our own words
        warnings.simplefilter("ignore")
        return _open(path, limits)


def _open(path: Path, limits: Limits) -> Source:
    header = read_header(path, limits)
    if stream.is_stream(header.syntax):
        return _open_stream(path, header, limits)
    decode.ensure_decodable(header)
    layout = find_pixels(path, header)
    if header.syntax in decode.PACKED:
        ensure_frames(path, header, layout)
    return _open_images(path, header, layout)


def _open_images(path: Path, header: Header, layout: Layout) -> Source:
    return Source(
        path=path,
        kind=f"DICOM ultrasound, {({**decode.NATIVE, **decode.PACKED})[header.syntax]}",
        size=header.size,
        pixel_aspect=_pixel_aspect(header.elements),
        shots=partial(decode.read_frames, path, header, layout),
        clock=read_clock(header),
        regions=read_regions(header.elements),
    )


def _open_stream(path: Path, header: Header, limits: Limits) -> Source:
    spans = find_pixels(path, header).fragments
    form, facts = stream.look(path, header, spans, limits)
    return Source(
        path=path,
        kind=f"DICOM ultrasound, {facts.codec} video",
        size=facts.size,
        pixel_aspect=facts.pixel_aspect,
        shots=partial(stream.read_stream, path, header, spans, form, limits),
        clock=read_clock(header),
        regions=read_regions(header.elements),
    )


def read_clock(header: Header) -> Clock | None:
    """The frame times of a header (PS3.3 C.7.6.5); None where it gives none that can be used."""
    if header.frames == 1:
        return None
    elements = header.elements
    vector = _read_vector(header)
    if vector and _TIME_VECTOR in read_many(elements, "FrameIncrementPointer"):
        return vector
    if milliseconds := read_number(elements, "FrameTime"):
        return Clock("from the file's FrameTime", rate=1000 / milliseconds)
    if vector:
        return vector
    for keyword in ("CineRate", "RecommendedDisplayFrameRate"):
        if rate := read_number(elements, keyword):
            return Clock(f"from the file's {keyword}", rate=rate)
    return None


def _read_vector(header: Header) -> Clock | None:
    try:
        gaps = [float(gap) for gap in read_many(header.elements, "FrameTimeVector")]
    except (TypeError, ValueError):
        return None
    if len(gaps) != header.frames:
        return None
    times = [0.0]
    for gap in gaps[1:]:
        times.append(times[-1] + gap / 1000)
    return Clock("from the file's FrameTimeVector", times=tuple(times))


def read_regions(elements: Dataset) -> tuple[Region, ...]:
    """The ultrasound regions of a header (PS3.3 C.8.5.5); what one of them does not say is zero."""
    items = read_many(elements, "SequenceOfUltrasoundRegions")
    return tuple(_region(item) for item in items if isinstance(item, Dataset))


def _region(item: Dataset) -> Region:
    x0, y0, x1, y1 = (
        read_whole(item, f"RegionLocation{at}", 0) for at in ("MinX0", "MinY0", "MaxX1", "MaxY1")
    )
    units = {read_whole(item, f"PhysicalUnits{axis}Direction", 0) for axis in "XY"}
    across, down = ((read_number(item, f"PhysicalDelta{axis}") or 0.0) for axis in "XY")
    return Region(
        box=(x0, y0, x1 - x0 + 1, y1 - y0 + 1),
        two_dimensional=read_whole(item, "RegionSpatialFormat", 0) == _TWO_DIMENSIONAL,
        centimetres=units == {_CENTIMETRES},
        delta=(across, down),
    )


def _pixel_aspect(elements: Dataset) -> Fraction:
    """PS3.3 C.7.6.3.1.7 gives the vertical size first, then the horizontal."""
    try:
        down, across = (int(part) for part in read_many(elements, "PixelAspectRatio") or (1, 1))
        aspect = Fraction(across, down)
    except (TypeError, ValueError, ZeroDivisionError):
        return Fraction(1)
    return aspect if Fraction(1, 8) <= aspect <= 8 else Fraction(1)  # noqa: PLR2004 (no display has longer pixels)
