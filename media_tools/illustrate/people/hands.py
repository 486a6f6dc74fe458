"""Hands: few lines, the right number of fingers, always at rest or holding something.

Each hand begins at its wrist, at (0, 0), and points to the right; the thumb lies above.
"""

from media_tools.illustrate.palette import Skin
from media_tools.illustrate.svg import Svg, group, path, stroke

_BACK = (
    "M-4 -10.5C6 -13 14 -13.5 22 -11.5C30 -10 38 -7.5 43.5 -5C47 -3 47.5 1 45 3.5"
    "C42 7.5 34 11.5 24 12.5C14 13.5 4 12.5 -4 10.5C-13 6 -13 -6 -4 -10.5Z"
)


def resting_hand(skin: Skin) -> Svg:
    """The back of a relaxed hand, fingers together; about 47 long."""
    fingers = "M27 -6.5L43 -2.2M27 -0.5L43.5 1M26 5.5L40 5"
    thumb = "M6 -8C12 -16 20 -19 27 -17C30 -16 30 -12.5 27 -11.5C22 -10 18 -7 15 -2Z"
    return group(
        (
            path(thumb, skin.base),
            path(_BACK, skin.base),
            stroke(fingers, skin.shade, 1.8),
            stroke("M12 -9.5q4 -2 8 -2", skin.shade, 1.8),
        )
    )


def folded_hands(skin: Skin) -> Svg:
    """One hand laid over the other, seen from the front; the middle is (0, 0)."""
    under = path(
        "M30 -12C20 -14 4 -12 -14 -4C-22 0 -24 8 -17 12C-6 17 18 16 30 12C38 6 38 -6 30 -12Z", skin.base
    )
    tips = stroke("M-19 6q6 3 14 2M-14 11q6 2 12 1", skin.shade, 1.8)
    over = (
        "M-30 -12C-20 -16 -4 -16 10 -10C18 -7 25 -2 24 2C23 5 20 5 17 4C20 7 19 10 15 10C16 12 13 14 9 13"
        "C0 13 -18 14 -30 11C-38 6 -38 -7 -30 -12Z"
    )
    fingers = stroke("M17 4C12 2 6 -1 1 -2M15 10C10 8 4 5 -2 4", skin.shade, 1.8)
    return (
        under + tips + path(over, skin.base) + stroke("M24 1C20 -6 6 -13 -6 -14.5", skin.shade, 1.6) + fingers
    )


def fingers_over_edge(skin: Skin) -> Svg:
    """Four fingertips that come round the left edge of something held, stacked downwards from (0, 0)."""
    return group(stroke(f"M-5 {y}h{11 - abs(y - 10) / 6:.1f}", tone, 8.6) for y, tone in _stack(skin))


def _stack(skin: Skin) -> tuple[tuple[float, str], ...]:
    return ((0, skin.base), (8.4, skin.shade), (16.8, skin.base), (25.2, skin.shade))
