"""Phones of a sentence are laid against those of its words, spoken one by one."""

from hypothesis import given
from hypothesis import strategies as st

from media_tools.voice.flite import align

PHONES = st.lists(st.sampled_from(["dh", "ax", "iy", "t", "hh", "aa", "r"]), max_size=12)


def test_a_vowel_that_changes_with_its_neighbour_stays_with_its_word() -> None:
    alone, together = ["dh", "ax", "ey", "ao", "r"], ["dh", "iy", "ey", "ao", "r"]
    assert align(alone, together) == [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_phone_that_is_swallowed_takes_none_with_it() -> None:
    assert align(["n", "d", "dh", "ax"], ["n", "dh", "ax"]) == [(0, 0), (2, 1), (3, 2)]


@given(PHONES)
def test_the_same_row_aligns_with_itself(row: list[str]) -> None:
    assert align(row, row) == [(at, at) for at in range(len(row))]


@given(PHONES, PHONES)
def test_pairs_rise_on_both_sides(one: list[str], other: list[str]) -> None:
    pairs = align(one, other)
    assert sorted({i for i, _ in pairs}) == [i for i, _ in pairs]
    assert sorted({j for _, j in pairs}) == [j for _, j in pairs]
