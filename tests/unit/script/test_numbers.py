"""Numbers go into words and come back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.tokens.numbers import (
    clock_in_words,
    count_in_words,
    decimal_in_words,
    ordinal_in_words,
    read_count,
    year_in_words,
)


@given(st.integers(0, 999_999_999))
def test_a_count_survives(value: int) -> None:
    words = count_in_words(value)
    assert read_count(words) == (str(value), len(words))


@given(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=4))
def test_decimals_survive(whole: int, fraction: str) -> None:
    words = decimal_in_words(f"{whole}.{fraction}")
    assert read_count(words) == (f"{whole}.{fraction}", len(words))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("one hundred and eighteen over", ("118", 4)),
        ("eighty four fifty", ("84", 2)),
        ("five and six", ("5", 1)),
        ("fifteen hundred", ("1500", 2)),
        ("two thousand and five", ("2005", 4)),
        ("one thousand two hundred", ("1200", 4)),
        ("six point four cm", ("6.4", 3)),
        ("six point out", ("6", 1)),
        ("the", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_spoken_counts_are_read(words: str, found: tuple[str, int]) -> None:
    assert read_count(words.split()) == found


def test_ranks_years_and_times() -> None:
    assert " ".join(ordinal_in_words(21)) == "twenty first"
    assert " ".join(ordinal_in_words(30)) == "thirtieth"
    assert " ".join(ordinal_in_words(12)) == "twelfth"
    assert " ".join(year_in_words(1905)) == "nineteen oh five"
    assert " ".join(year_in_words(2005)) == "two thousand five"
    assert " ".join(year_in_words(1900)) == "nineteen hundred"
    assert " ".join(clock_in_words(14, 0)) == "fourteen hundred"
    assert " ".join(clock_in_words(9, 5)) == "nine oh five"


def test_codes_and_very_long_numbers_are_read_digit_by_digit() -> None:
    assert decimal_in_words("007") == ["zero", "zero", "seven"]
    assert count_in_words(1_234_567_890)[:3] == ["one", "two", "three"]
