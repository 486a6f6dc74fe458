"""Text that was left burned in near the edges of an imported clip.

What is looked for has the shape of glyphs and not their meaning: small components that stand out from what
is around them, never move while the image does, and stand in a row. Nothing can tell a name from a depth
scale this way, so this only ever warns; of a still, whose image does not move either, all edges are looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from media_tools.check.profile import Burned
from media_tools.encode import Frame
from media_tools.importing.mask import LIVELY, STILL

Flags = npt.NDArray[np.bool_]
_WIDEST = 1.6
"""Width of a glyph over its height, at most: W and M are the widest."""
_THINNEST = 0.08
_DENSEST = 0.95
_NEAR = 1.6
_ALIKE = 0.6
_SURROUNDINGS = 0.06


@dataclass(frozen=True)
class Glyph:
    """Something like a letter: its place and size in pixels."""

    x: int
    y: int
    width: int
    height: int


def rows_of_text(frames: Iterable[Frame], rules: Burned) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height in pixels) around what looks like text near the edges of a clip.

    Args:
        frames: images of one size; one for a still.
        rules: what looks like text.
    """
    mean, fixed = _unmoving(frames)
    if not mean.size:
        return []
    glyphs = _glyphs(mean, fixed & _margins(fixed.shape, rules.margin), rules)
    return [_around(row) for row in _rows(glyphs) if len(row) >= rules.row]


def _unmoving(frames: Iterable[Frame]) -> tuple[npt.NDArray[np.float64], Flags]:
    """The mean picture in grey, and the pixels that never move."""
    total: npt.NDArray[np.float64] = np.zeros((0, 0))
    squares, count = total, 0
    for frame in frames:
        grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float64)
        total, squares = (total + grey, squares + grey**2) if count else (grey, grey**2)
        count += 1
    mean = total / max(count, 1)
    deviation = np.sqrt(np.maximum(squares / max(count, 1) - mean**2, 0))
    lively = float(np.percentile(deviation, 99)) if deviation.size else 0.0
    return mean, np.asarray(deviation < max(STILL, LIVELY * lively), np.bool_)


def _margins(shape: tuple[int, ...], share: float) -> Flags:
    flags = np.ones(shape, np.bool_)
    down, across = (round(side * share) for side in shape)
    flags[down : shape[0] - down, across : shape[1] - across] = False
    return flags


def _glyphs(mean: npt.NDArray[np.float64], where: Flags, rules: Burned) -> list[Glyph]:
    """Components that stand out from what is around them, and are as high and wide as letters."""
    height = mean.shape[0]
    reach = 2 * max(2, round(_SURROUNDINGS * height)) + 1
    around = cv2.medianBlur(np.clip(mean, 0, 255).astype(np.uint8), reach)
    least, most = (share * height for share in rules.height)
    found = []
    for sign in (1, -1):
        marks = (sign * (mean - around) >= rules.contrast) & where
        _, _, stats, _ = cv2.connectedComponentsWithStats(marks.astype(np.uint8), connectivity=8)
        for x, y, across, down, area in stats[1:].tolist():
            letter = _THINNEST * down <= across <= _WIDEST * down and area <= _DENSEST * across * down
            stroke = across * 3 <= down
            if max(least, 5) <= down <= most and (letter or stroke):
                found.append(Glyph(x, y, across, down))
    return found


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand beside each other on one line, from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.x):
        row = next((row for row in rows if _beside(row[-1], glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    return rows


def _beside(before: Glyph, after: Glyph) -> bool:
    tall = max(before.height, after.height)
    gap = after.x - (before.x + before.width)
    level = abs((before.y + before.height) - (after.y + after.height)) <= tall / 3
    return level and -1 <= gap <= _NEAR * tall and min(before.height, after.height) >= _ALIKE * tall


def _around(row: Sequence[Glyph]) -> tuple[int, int, int, int]:
    x, y = min(g.x for g in row), min(g.y for g in row)
    return x, y, max(g.x + g.width for g in row) - x, max(g.y + g.height for g in row) - y
