"""Where a transducer stands on a body outline, and where its marker points, in words.

A result says it as the player does: `static/js/items/body.js` has the same words, and a test holds the two together.
"""

from collections.abc import Sequence
from typing import Any

from scenarios.model.outline import HEIGHT, WIDTH

_FRONT = ("the head", "the patient's left", "the feet", "the patient's right")
_BACK = ("the head", "the patient's right", "the feet", "the patient's left")
_PICTURE = (
    "the top of the picture",
    "the right of the picture",
    "the bottom of the picture",
    "the left of the picture",
)
_SIDES = dict.fromkeys(("torso-front", "abdomen", "legs-front"), _FRONT) | dict.fromkeys(
    ("torso-back", "legs-back"), _BACK
)
_MIDLINE = 12
"""Units beside the middle that still count as the midline."""


def bearing(degrees: float, outline: str) -> str:
    """Where the marker points, told clockwise from the top of the picture."""
    names = _SIDES.get(outline, _PICTURE)
    eighth = _rounded(degrees / 45) % 8
    first, second = names[eighth // 2], names[(eighth + 1) // 2 % 4]
    words = f"between {first} and {second}" if eighth % 2 else f"towards {first}"
    return f"{words}, {_rounded(degrees)}°"


def standing(at: Sequence[float], outline: str) -> str:
    """Where the transducer stands."""
    x, y = at
    down = f"{_rounded(100 * y / HEIGHT)}\u00a0% down"
    off = x - WIDTH / 2
    if abs(off) <= _MIDLINE:
        return f"in the middle of the picture, {down}"
    names = _SIDES.get(outline, _PICTURE)
    share = _rounded(100 * abs(off) / WIDTH)
    return (
        f"{share}\u00a0% of the picture's width from its middle towards {names[3 if off < 0 else 1]}, {down}"
    )


def middle(shape: dict[str, Any]) -> tuple[float, float]:
    """About the middle of a shape that an explanation shows."""
    at = shape["at"]
    if shape["kind"] == "circle":
        return at[0], at[1]
    corners = [at[:2], at[2:]] if shape["kind"] == "rectangle" else at
    across, down = ([corner[axis] for corner in corners] for axis in (0, 1))
    return sum(across) / len(across), sum(down) / len(down)


def _rounded(value: float) -> int:
    """To the nearest whole number as browsers do, halves up."""
    return int(value + 0.5)
