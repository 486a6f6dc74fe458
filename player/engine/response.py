"""Answers: whether one fits its item. What was given is kept raw; nothing here says whether it is right."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import JsonValue

from player.errors import InvalidResponse
from scenarios.model.item import ChoiceItem, Item, NumericItem

Raw = Mapping[str, JsonValue]
"""An answer as a browser sends it: one JSON object, its fields given by the item's type."""

MAX_NUMBER = 10**15
"""Far beyond any measurement, and small enough that every conversion and difference stays exact enough."""


def check_response(item: Item, raw: Raw) -> None:
    """See that an answer fits its item.

    choice: `{"choices": ["a"]}`, as many as the item allows, each once.
    numeric: `{"value": 14.5, "unit": "mm"}`, a finite number in a unit that the item offers.

    Raises:
        InvalidResponse: with what is wrong, in words for the candidate.
    """
    _CHECKS[type(item)](item, raw)


def fits(item: Item, raw: Raw) -> bool:
    """Whether an answer fits its item."""
    try:
        check_response(item, raw)
    except InvalidResponse:
        return False
    return True


def _fields(raw: Raw, *names: str) -> list[Any]:
    if set(raw) != set(names):
        raise InvalidResponse(f"An answer to this question has {' and '.join(names)}, and nothing else.")
    return [raw[name] for name in names]


def _check_choice(item: ChoiceItem, raw: Raw) -> None:
    (choices,) = _fields(raw, "choices")
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise InvalidResponse("The chosen answers have to be a list.")
    if not set(choices) <= set(item.options):
        raise InvalidResponse("One of the chosen answers does not belong to this question.")
    if len(set(choices)) != len(choices):
        raise InvalidResponse("An answer was chosen twice.")
    if not item.min <= len(choices) <= item.max:
        raise InvalidResponse(f"Choose {_count(item.min, item.max)}.")


def _count(low: int, high: int) -> str:
    if low == high:
        return "one answer" if low == 1 else f"{low} answers"
    return f"{low} to {high} answers"


def _check_numeric(item: NumericItem, raw: Raw) -> None:
    value, unit = _fields(raw, "value", "unit")
    if not _is_number(value):
        raise InvalidResponse("Enter a number.")
    if unit not in (item.unit, *item.units):
        raise InvalidResponse(f"The unit has to be one of {', '.join((item.unit, *item.units))}.")


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # a whole number of JSON may be too large for a float, which isfinite() would not survive
    return -MAX_NUMBER <= value <= MAX_NUMBER


_CHECKS: dict[type, Callable[[Any, Raw], None]] = {ChoiceItem: _check_choice, NumericItem: _check_numeric}
