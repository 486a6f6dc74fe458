"""What a compressed frame says of its own size, read from its first bytes without decoding it. Pure."""

from struct import unpack_from

from media_tools.importing.shapes import Size

_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xF7}
"""Markers of a frame header: ITU-T T.81 table B.1, and ITU-T T.87 (JPEG-LS) C.1.1."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers that no length follows."""
_J2K_START = b"\xff\x4f\xff\x51"
"""Start of codestream and image size, which stands first: ITU-T T.800 A.5.1."""


def measure(encoded: bytes) -> Size | None:
    """Width and height of a JPEG, JPEG-LS or JPEG 2000 frame; None where it does not say."""
    return _measure_j2k(encoded) if _J2K_START in encoded[:1024] else _measure_jpeg(encoded)


def _measure_j2k(encoded: bytes) -> Size | None:
    at = encoded.index(_J2K_START) + 8
    if len(encoded) < at + 16:
        return None
    right, bottom, left, top = unpack_from(">4I", encoded, at)
    return (right - left, bottom - top) if right > left and bottom > top else None


def _measure_jpeg(encoded: bytes) -> Size | None:
    if encoded[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(encoded) and encoded[at] == 0xFF:  # noqa: PLR2004 (every marker begins with it)
        marker = encoded[at + 1]
        if marker in _FRAME_HEADERS:
            height, width = unpack_from(">HH", encoded, at + 5)
            return width, height
        at += 1 if marker == 0xFF else 2 if marker in _ALONE else 2 + unpack_from(">H", encoded, at + 2)[0]  # noqa: PLR2004 (0xFF fills)
    return None
