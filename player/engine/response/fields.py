"""The parts that answers are made of, and the checks that several types share."""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from player.errors import InvalidResponse
from scenarios.model.key import ImageFacts

Raw = Mapping[str, JsonValue]
"""An answer as a browser sends it: one JSON object, its fields given by the item's type."""

MAX_NUMBER = 10**15
"""Far beyond any measurement, and small enough that every conversion and difference stays exact enough."""


def fields(raw: Mapping[str, Any], *names: str, what: str = "An answer to this question") -> list[Any]:
    """The values of exactly these fields.

    Raises:
        InvalidResponse: one is missing, or there are others.
    """
    if set(raw) != set(names):
        raise InvalidResponse(f"{what} has {' and '.join(names)}, and nothing else.")
    return [raw[name] for name in names]


def is_number(value: Any, low: float = -MAX_NUMBER, high: float = MAX_NUMBER) -> bool:
    """Whether a value is a finite number within these bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # a whole number of JSON may be too large for a float, which isfinite() would not survive
    return low <= value <= high


def is_whole(value: Any, low: int, high: int) -> bool:
    """Whether a value is a whole number within these bounds; 1.0 is none."""
    return isinstance(value, int) and is_number(value, low, high)


def objects(value: Any, what: str) -> list[Mapping[str, Any]]:
    """A list of JSON objects.

    Raises:
        InvalidResponse: it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InvalidResponse(f"The {what} have to be a list.")
    return value


def names_in(value: Any, what: str) -> list[str]:
    """A list of names; each check says itself how often one may come.

    Raises:
        InvalidResponse: it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InvalidResponse(f"The {what} have to be a list.")
    return value


def check_place(x: Any, y: Any, size: tuple[float, float], where: str) -> None:
    """See that a point lies inside, edges included.

    Raises:
        InvalidResponse: it does not, or is no point.
    """
    if not (is_number(x, 0, size[0]) and is_number(y, 0, size[1])):
        raise InvalidResponse(f"A point lies outside the {where}.")


def check_frame(frame: Any, image: ImageFacts, allowed: tuple[int, int] | None) -> None:
    """See that a frame is one of the clip, and of those that are asked about.

    Raises:
        InvalidResponse: it is not.
    """
    first, last = allowed or (0, image.frames - 1)
    if not is_whole(frame, first, min(last, image.frames - 1)):
        # candidates count from 1, as the viewer does
        raise InvalidResponse(
            f"Mark frames {first + 1} to {last + 1} only." if image.frames > 1 else "A still has one frame."
        )


def count(low: int, high: int, one: str, several: str) -> str:
    """How many are asked for, such as `one answer` or `2 to 3 answers`."""
    if low == high:
        return f"one {one}" if low == 1 else f"{low} {several}"
    return f"{low} to {high} {several}"
