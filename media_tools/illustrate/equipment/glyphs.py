"""The few letters and digits of a monitor, as rounded strokes of our own: no font is needed.

A glyph stands in a box 10 wide and 16 high; `p` reaches below.
"""

from collections.abc import Mapping

from media_tools.illustrate.svg import Svg, group, stroke

HEIGHT = 16
_SPACE = 4.2
_GLYPHS: Mapping[str, tuple[float, str]] = {
    "0": (10, "M5 0C1.6 0 0 3 0 8C0 13 1.6 16 5 16C8.4 16 10 13 10 8C10 3 8.4 0 5 0Z"),
    "1": (7, "M0.5 3.6L5 0V16"),
    "2": (10, "M.4 4.2C.8 1.6 2.6 0 5 0C7.8 0 9.6 1.8 9.6 4.4C9.6 8 4 11 .2 16H9.9"),
    "3": (10, "M.6 2.6C1.6 .9 3 0 5 0C7.6 0 9.2 1.6 9.2 3.9C9.2 6.2 7.4 7.5 4.4 7.5C7.8 7.5 9.9 9 9.9 11.6C9.9 14.3 7.9 16 5 16C2.6 16 .8 15 0 13"),
    "4": (10, "M7.6 16V0L0 11.4H10"),
    "5": (10, "M9 0H1.8L1 7C2 6.2 3.4 5.7 5 5.7C8 5.7 10 7.7 10 10.8C10 14 7.9 16 5 16C2.6 16 .8 15 0 13.2"),
    "6": (10, "M8.8 1.6C7.8 .6 6.6 0 5.2 0C2 0 0 3.4 0 9C0 13.6 1.9 16 5 16C8 16 10 13.8 10 10.9C10 8 8.1 6 5.3 6C2.4 6 .3 8 0 10.8"),
    "7": (10, "M0 0H10L4 16"),
    "8": (10, "M5 7.4C2.4 7.4 .8 5.9 .8 3.7C.8 1.5 2.5 0 5 0C7.5 0 9.2 1.5 9.2 3.7C9.2 5.9 7.6 7.4 5 7.4C2 7.4 0 9.2 0 11.7C0 14.3 2 16 5 16C8 16 10 14.3 10 11.7C10 9.2 8 7.4 5 7.4Z"),
    "9": (10, "M1.2 14.4C2.2 15.4 3.4 16 4.8 16C8 16 10 12.6 10 7C10 2.4 8.1 0 5 0C2 0 0 2.2 0 5.1C0 8 1.9 10 4.7 10C7.6 10 9.7 8 10 5.2"),
    "/": (7, "M6.5 -.5L.5 16.5"),
    "H": (10, "M0 0V16M10 0V16M0 8H10"),
    "R": (10, "M0 16V0H5.5C8.4 0 10 1.6 10 4.2C10 6.8 8.4 8.4 5.5 8.4H0M5.6 8.4L10 16"),
    "S": (10, "M9.4 2.4C8.4 .8 7 0 5 0C2.4 0 .6 1.6 .6 3.9C.6 8.8 9.8 6.6 9.8 11.8C9.8 14.4 7.8 16 5 16C2.8 16 1 15 0 13.2"),
    "p": (9, "M0 6V21M0 11C0 8 1.8 6 4.5 6C7.2 6 9 8.2 9 11C9 13.8 7.2 16 4.5 16C1.8 16 0 14 0 11"),
    "O": (12, "M6 0C2.4 0 0 3.2 0 8C0 12.8 2.4 16 6 16C9.6 16 12 12.8 12 8C12 3.2 9.6 0 6 0Z"),
    "N": (10, "M0 16V0L10 16V0"),
    "I": (1, "M.5 0V16"),
    "B": (10, "M0 0V16H5.8C8.4 16 10 14.4 10 12C10 9.6 8.4 8 5.8 8H0M5.6 8C8 8 9.4 6.4 9.4 4C9.4 1.6 8 0 5.4 0H0"),
    "P": (10, "M0 16V0H5.5C8.4 0 10 1.7 10 4.6C10 7.4 8.4 9.2 5.5 9.2H0"),
}  # fmt: skip


def text_width(words: str, height: float) -> float:
    """How wide a word is when its capitals are `height` pixels high.

    Raises:
        KeyError: there is no glyph for a character.
    """
    return (sum(_GLYPHS[c][0] for c in words) + _SPACE * (len(words) - 1)) * height / HEIGHT


def text(
    words: str, x: float, y: float, height: float, colour: str, *, right: bool = False, weight: float = 2
) -> Svg:
    """A word whose upper left (or with `right`, upper right) corner is (x, y); `weight` as if 16 high.

    Raises:
        KeyError: there is no glyph for a character.
    """
    at, items = 0.0, []
    for character in words:
        width, d = _GLYPHS[character]
        items.append(group((stroke(d, colour, weight),), move=(at, 0)))
        at += width + _SPACE
    left = x - text_width(words, height) if right else x
    return group(items, move=(left, y), scale=height / HEIGHT)
