"""The colours of all illustrations: few, muted and harmonious, so that people stand out from rooms."""

from dataclasses import dataclass

INK = "#22313f"
"""The darkest tone of things: never pure black."""
WHITE = "#fbfcfd"
TEAL = "#2a8d8c"
NAVY = "#34507f"
PLUM = "#80527f"
CORAL = "#e2785f"
SAND = "#ead9bf"
MUSTARD = "#d9a441"
GLOVE = "#6f86d6"
STEEL = "#c3ced6"
STEEL_DARK = "#93a4b1"
SHEET = "#eef4f8"
BLANKET = "#8fbfc0"
GOWN = "#b7d4e6"


def mix(one: str, other: str, share: float) -> str:
    """The colour between two (#rrggbb); `share` 0 gives the first and 1 the second."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darken(colour: str, share: float) -> str:
    """A colour in shadow: towards a cool dark, never towards grey."""
    return mix(colour, "#1d2440", share)


def lighten(colour: str, share: float) -> str:
    """A colour in light."""
    return mix(colour, "#ffffff", share)


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1, after WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _unit(colour)]  # noqa: PLR2004 (the knee of sRGB)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours from 1 to 21, after WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _unit(colour: str) -> tuple[float, ...]:
    return tuple(channel / 255 for channel in _channels(colour))


@dataclass(frozen=True)
class Skin:
    """The tones of one skin: light, shadow, lines of the face, flush of the cheek, lips."""

    base: str
    shade: str
    line: str
    flush: str
    lip: str


SKINS = (
    Skin("#fadfce", "#efc3ab", "#b97c62", "#f2a08c", "#c9685f"),
    Skin("#f3cba9", "#e2ab83", "#a9693f", "#e8916f", "#bd5f50"),
    Skin("#dda77c", "#c6895d", "#84502c", "#d1784f", "#a64f3f"),
    Skin("#bd8157", "#a2683f", "#643817", "#b5603c", "#8c3f33"),
    Skin("#8f5a3b", "#74452b", "#3c2010", "#a14d3a", "#a05246"),
    Skin("#65402d", "#4e2e20", "#24120b", "#83402f", "#8b4a41"),
)
"""From the lightest (1) to the darkest (6) tone of `Look.skin`."""

HAIR = {
    "black": "#2a2630",
    "brown": "#5d4034",
    "fair": "#d3a866",
    "red": "#b2603a",
    "grey": "#9aa1a8",
    "white": "#e3e4e4",
}
SCARF = {
    "black": "#3d4a6b",
    "brown": "#9c7b6b",
    "fair": "#d8bf97",
    "red": "#b8695c",
    "grey": "#8294a3",
    "white": "#ece3d8",
}
"""A headscarf takes its colour from the hair's, which is not seen."""
