"""Values of a DICOM header. pydicom converts a value when it is asked for, and a damaged one raises nearly anything."""

import math
from typing import Any

from pydicom.dataset import Dataset


def read(elements: Dataset, keyword: str) -> Any:
    """The value of an element; None where it is missing, empty or damaged."""
    try:
        return elements.get(keyword)
    except Exception:  # noqa: BLE001 (see above: the element is as good as missing)
        return None


def read_text(elements: Dataset, keyword: str) -> str:
    """The value of an element as text that can be shown: forty plain characters at most."""
    return show(read(elements, keyword) or "")


def show(value: object) -> str:
    """A value as text that can be shown: forty plain characters at most."""
    return "".join(
        character for character in str(value)[:40] if character.isascii() and character.isprintable()
    )


def read_whole(elements: Dataset, keyword: str, otherwise: int) -> int:
    """The value of an element as a whole number; `otherwise` where there is none."""
    value = read(elements, keyword)
    try:
        return otherwise if value is None else int(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise


def read_number(elements: Dataset, keyword: str) -> float | None:
    """The value of an element as a number above zero; None where there is none."""
    try:
        value = float(read(elements, keyword))
    except (TypeError, ValueError, OverflowError):
        return None
    return value if math.isfinite(value) and value > 0 else None


def read_many(elements: Dataset, keyword: str) -> list[Any]:
    """The values of an element, or the items of a sequence; one value is a list of one."""
    value = read(elements, keyword)
    if value is None or isinstance(value, str | bytes | int | float):
        return [] if value is None else [value]
    try:
        return list(value)
    except Exception:  # noqa: BLE001 (a sequence is parsed as it is walked)
        return []
