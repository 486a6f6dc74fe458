"""ID numbers: the commonest slips of people are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.rules.identity import (
    DIGITS,
    RANDOM,
    check_digit,
    id_number,
    read_id,
    show_id,
)

DRAWS = st.integers(0, RANDOM - 1)


def test_the_published_example_has_its_published_check_digit() -> None:
    assert check_digit("572") == 4
    assert check_digit("5724") == 0


def test_the_first_and_the_last_draw_give_numbers_of_full_length() -> None:
    for draw in (0, RANDOM - 1):
        assert len(id_number(draw)) == DIGITS
        assert id_number(draw)[0] != "0"
    for outside in (-1, RANDOM):
        with pytest.raises(ValueError, match="a draw lies from"):
            id_number(outside)


@given(DRAWS, DRAWS)
def test_every_draw_has_a_number_of_its_own_that_is_read_as_it_is_shown(one: int, other: int) -> None:
    number = id_number(one)
    assert read_id(show_id(number)) == read_id(f" {number} ") == number
    assert (id_number(other) == number) == (one == other)


@given(DRAWS, st.integers(0, DIGITS - 1), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(draw: int, place: int, by: int) -> None:
    number = id_number(draw)
    wrong = f"{number[:place]}{(int(number[place]) + by) % 10}{number[place + 1 :]}"
    assert read_id(wrong) is None


@given(DRAWS, st.integers(0, DIGITS - 2))
def test_two_neighbours_that_changed_places_are_always_found(draw: int, place: int) -> None:
    number = id_number(draw)
    one, other = number[place], number[place + 1]
    swapped = f"{number[:place]}{other}{one}{number[place + 2 :]}"
    assert one == other or read_id(swapped) is None


@pytest.mark.parametrize(
    "typed", ["", "12345678", "1234567890", "12345678x", "０１２３４５６７８", "²" * 9, "000-000-000"]
)
def test_what_cannot_be_a_number_is_none(typed: str) -> None:
    assert read_id(typed) is None
