"""Answers that are written: numbers, and few words."""

from player.engine.response.fields import Raw, fields, is_number
from player.errors import InvalidResponse
from scenarios.model.item import NumericItem, TextItem
from scenarios.model.key import Images, words


def check_numeric(item: NumericItem, raw: Raw, _: Images) -> None:
    """A finite number in a unit that the item offers."""
    value, unit = fields(raw, "value", "unit")
    if not is_number(value):
        raise InvalidResponse("Enter a number.")
    if unit not in (item.unit, *item.units):
        raise InvalidResponse(f"The unit has to be one of {', '.join((item.unit, *item.units))}.")


def check_text(item: TextItem, raw: Raw, _: Images) -> None:
    """Words, no longer than the item allows."""
    (text,) = fields(raw, "text")
    if not isinstance(text, str) or not words(text):
        raise InvalidResponse("Write an answer.")
    if len(text) > item.max_length:
        raise InvalidResponse(f"Write {item.max_length} characters at most.")
