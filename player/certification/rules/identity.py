"""ID numbers: nine digits, the last of which checks the others.

The check digit is Damm's (H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004): a table that
finds every single wrong digit and every exchange of two neighbours, the commonest slips of people.
"""

DIGITS = 9
"""Of a number, check digit included."""
RANDOM = 9 * 10 ** (DIGITS - 2)
"""How many numbers there are."""

_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""A totally anti-symmetric quasigroup of order 10; its diagonal is 0."""


def id_number(draw: int) -> str:
    """The number that belongs to a draw from 0 to `RANDOM` - 1; none begins with 0.

    Raises:
        ValueError: the draw lies outside.
    """
    if not 0 <= draw < RANDOM:
        raise ValueError(f"a draw lies from 0 to {RANDOM - 1}, not at {draw}")
    body = str(RANDOM // 9 + draw)
    return f"{body}{check_digit(body)}"


def check_digit(body: str) -> int:
    """The digit that checks these digits."""
    interim = 0
    for digit in body:
        interim = _TABLE[interim][int(digit)]
    return interim


def read_id(typed: str) -> str | None:
    """The number that somebody typed, with or without spaces and hyphens; None where it cannot be one."""
    number = "".join(c for c in typed if c not in " -\u2010\u2011\u00a0")
    if len(number) != DIGITS or not (number.isascii() and number.isdigit()) or number[0] == "0":
        return None
    return number if check_digit(number) == 0 else None


def show_id(number: str) -> str:
    """A number as people read it, in groups of three."""
    return "-".join(number[i : i + 3] for i in range(0, DIGITS, 3))
