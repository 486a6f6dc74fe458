"""A QR code (ISO/IEC 18004) as SVG: the modules come from OpenCV, which is here for the media tools."""

from collections.abc import Iterator
from typing import Any

QUIET = 4
"""Modules of white around the code."""


def draw_matrix(text: str) -> str:
    """The QR code of a text, with its margin; level M, of which 15 % may be damaged."""
    dark = _modules(text)
    side = len(dark) + 2 * QUIET
    runs = " ".join(
        f"M{QUIET + x} {QUIET + y}h{width}v1h-{width}z"
        for y, row in enumerate(dark)
        for x, width in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{runs}"/></svg>'
    )


def _modules(text: str) -> list[list[bool]]:
    """The dark modules, without any margin."""
    import cv2  # half a second that no other page needs

    settings = cv2.QRCodeEncoder.Params()
    settings.correction_level = cv2.QRCODE_ENCODER_CORRECT_LEVEL_M
    drawn: Any = cv2.QRCodeEncoder.create(settings).encode(text)
    rows = [[value == 0 for value in row] for row in drawn.tolist()]
    first = next(y for y, row in enumerate(rows) if any(row))
    return [row[first : len(row) - first] for row in rows[first : len(rows) - first]]


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Where dark modules begin, and how many stand side by side."""
    x = 0
    while x < len(row):
        width = next((i for i, dark in enumerate(row[x:]) if not dark), len(row) - x)
        if width:
            yield x, width
        x += width or 1
