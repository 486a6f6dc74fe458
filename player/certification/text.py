"""Small types and words that the companion's models share."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from scenarios.model.text import Text

MAX_LINE = 200
"""Characters of a name, a number or a title."""
MAX_EMAIL = 254
"""RFC 3696, erratum 1690."""
_ODD = frozenset('"(),:;<>[\\]')
"""What quotes, comments and lists of addresses are written with (RFC 5322, 3.2.3)."""


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("holds a line break or a control character: write it in one line")
    return value


Line = Annotated[Text, StringConstraints(max_length=MAX_LINE), AfterValidator(_one_line)]
"""Words in one line."""

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=MAX_EMAIL, pattern=r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$"
    ),
]
"""An address as far as it can be told without sending to it."""


def is_plain(email: str) -> bool:
    """Whether an address is written in its one plain form: unquoted, without comments, everything of it seen."""
    return email.isprintable() and not _ODD & set(email)


Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256."""

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


def say_day(value: date) -> str:
    """A date such as `23 November 2026`; a time is told by its day in UTC."""
    day = value.astimezone(UTC).date() if isinstance(value, datetime) else value
    return f"{day.day} {day:%B %Y}"


def say_moment(value: datetime) -> str:
    """A time such as `23 November 2026, 18:04 UTC`."""
    return f"{say_day(value)}, {value.astimezone(UTC):%H:%M} UTC"


def say_list(words: Iterable[str]) -> str:
    """Words as a list such as `cardiac, lung and renal`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun, such as `1 case` or `3 cases`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
