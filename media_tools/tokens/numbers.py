"""English numbers: digits into the words that are spoken, and words back into digits.

Counts go up to 999 999 999, which is more than any clinical figure needs; longer ones are read digit by digit.
"""

import re

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"thousand": 1_000, "million": 1_000_000}
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_TEN, _HUNDRED = 10, 100
_LIMIT = 1_000_000_000
_YEARS = range(1900, 2100)
_SAID_AS_COUNTS = range(2000, 2010)
_UNIT_VALUES = {word: value for value, word in enumerate(ONES)}
_TEN_VALUES = {word: 10 * value for value, word in enumerate(TENS) if value > 1}
NUMBER_WORDS = frozenset({*_UNIT_VALUES, *_TEN_VALUES, "hundred", *SCALES})
"""Words of which a spelled count is made; "and" and "point" only join them."""


def count_in_words(value: int) -> list[str]:
    """A whole number, zero or more, as it is read aloud.

    >>> " ".join(count_in_words(118))
    'one hundred eighteen'
    """
    if value >= _LIMIT:
        return digits_in_words(str(value))
    for scale, size in reversed(SCALES.items()):
        if value >= size:
            return [*count_in_words(value // size), scale, *_remainder(value % size)]
    if value >= _HUNDRED:
        return [ONES[value // _HUNDRED], "hundred", *_remainder(value % _HUNDRED)]
    if value < len(ONES):
        return [ONES[value]]
    return [TENS[value // _TEN], *_remainder(value % _TEN)]


def _remainder(value: int) -> list[str]:
    return count_in_words(value) if value else []


def digits_in_words(digits: str) -> list[str]:
    """Digits one by one, as after a decimal point."""
    return [ONES[int(digit)] for digit in digits]


def decimal_in_words(written: str) -> list[str]:
    """A number as written, with or without a decimal point.

    >>> " ".join(decimal_in_words("0.5"))
    'zero point five'
    """
    whole, _, fraction = written.partition(".")
    words = digits_in_words(whole) if _is_code(whole) else count_in_words(int(whole or "0"))
    return [*words, "point", *digits_in_words(fraction)] if fraction else words


def _is_code(digits: str) -> bool:
    return len(digits) > 1 and digits.startswith("0")


def ordinal_in_words(value: int) -> list[str]:
    """A rank, such as twenty first."""
    *before, last = count_in_words(value)
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return [*before, ORDINALS.get(last, regular)]


def year_in_words(value: int) -> list[str]:
    """A year of four digits as years are said: nineteen eighty four, two thousand five, twenty nineteen."""
    if value not in _YEARS or value in _SAID_AS_COUNTS:
        return count_in_words(value)
    century, rest = divmod(value, _HUNDRED)
    return [*count_in_words(century), *_two_digits(rest)]


def clock_in_words(hours: int, minutes: int) -> list[str]:
    """A time of day on the 24-hour clock: ten thirty, fourteen hundred, nine oh five."""
    return [*count_in_words(hours), *_two_digits(minutes)]


def _two_digits(value: int) -> list[str]:
    if value == 0:
        return ["hundred"]
    return [*(["oh"] if value < _TEN else []), *count_in_words(value)]


def read_count(words: list[str]) -> tuple[str, int]:
    """The number that begins a list of words, as digits, and how many words it takes; ("", 0) where none does.

    "and" joins after a hundred or a thousand, "point" begins decimals. Two counts that stand side by
    side stay two: "eighty four fifty" gives 84 and takes two words.
    """
    value, used = _whole(words)
    if not used:
        return "", 0
    decimals = _decimals(words[used:])
    if decimals:
        return f"{value}.{decimals}", used + 1 + len(decimals)
    return str(value), used


def _whole(words: list[str]) -> tuple[int, int]:
    total, used, bound = 0, 0, _LIMIT
    while used < len(words):
        group, taken = _below_thousand(words[used:])
        if not taken:
            break
        scale = SCALES.get(_at(words, used + taken), 1)
        if scale >= bound:
            break
        total, bound = total + group * scale, scale
        used += taken + (scale > 1)
        if scale == 1:
            break
        used += _joined(words, used)
    return total, used


def _below_thousand(words: list[str]) -> tuple[int, int]:
    value, used = _below_hundred(words)
    if used and value % _TEN and _at(words, used) == "hundred":  # five hundred, fifteen hundred
        used += 1
        start = used + _joined(words, used)
        rest, taken = _below_hundred(words[start:])
        if taken and rest:
            return value * _HUNDRED + rest, start + taken
        return value * _HUNDRED, used
    return value, used


def _below_hundred(words: list[str]) -> tuple[int, int]:
    first, second = _at(words, 0), _at(words, 1)
    if first in _TEN_VALUES:
        unit = _UNIT_VALUES.get(second, 0)
        return (_TEN_VALUES[first] + unit, 2) if 0 < unit < _TEN else (_TEN_VALUES[first], 1)
    return (_UNIT_VALUES[first], 1) if first in _UNIT_VALUES else (0, 0)


def _joined(words: list[str], position: int) -> int:
    return int(_at(words, position) == "and" and _at(words, position + 1) in NUMBER_WORDS)


def _decimals(words: list[str]) -> str:
    if _at(words, 0) != "point":
        return ""
    digits = ""
    for word in words[1:]:
        if _UNIT_VALUES.get(word, _TEN) >= _TEN:
            break
        digits += str(_UNIT_VALUES[word])
    return digits


def _at(words: list[str], position: int) -> str:
    return words[position] if position < len(words) else ""


THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
"""The comma between thousands: 1,500."""
