"""Two lines at most, balanced, broken where a reader breathes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.layout import lay_out
from media_tools.captions.phrases import CLAUSE, NUMBER, SENTENCE, TIED, break_cost, ends_sentence


def test_what_fits_stays_on_one_line() -> None:
    layout = lay_out(["He", "is", "pale", "and", "sweating."], 42)
    assert layout is not None
    assert layout.lines == ("He is pale and sweating.",)


def test_a_line_breaks_behind_a_clause() -> None:
    layout = lay_out(["When", "you", "breathe", "in,", "the", "vein", "collapses", "by", "half."], 42)
    assert layout is not None
    assert layout.lines == ("When you breathe in,", "the vein collapses by half.")


def test_what_two_lines_cannot_hold_has_no_layout() -> None:
    assert lay_out(["word"] * 20, 42) is None
    assert lay_out(["x" * 43], 42) is None


@given(st.lists(st.text("abcdefg.,", min_size=1, max_size=14), min_size=1, max_size=12))
def test_lines_hold_all_words_in_order(words: list[str]) -> None:
    layout = lay_out(words, 42)
    if layout:
        assert " ".join(layout.lines).split(" ") == words
        assert all(len(line) <= 42 for line in layout.lines)


@pytest.mark.parametrize(
    ("left", "right", "cost"),
    [
        ("ago.", "He", SENTENCE),
        ("now?”", "No", SENTENCE),
        ("Dr.", "Lee", TIED),
        ("58,", "and", CLAUSE),
        ("the", "heart", TIED),
        ("of", "the", TIED),
        ("84/62", "mmHg", NUMBER),
        ("2", "l/min.", NUMBER),
        ("93", "percent", NUMBER),
    ],
)
def test_costs_follow_the_phrase(left: str, right: str, cost: float) -> None:
    assert break_cost(left, right) == cost


def test_breaks_are_better_before_a_conjunction_than_inside_a_phrase() -> None:
    assert break_cost("heart", "and") < break_cost("heart", "with") < break_cost("heart", "muscle")
    assert break_cost("Morison", "Pouch") > break_cost("heart", "muscle")


def test_a_titles_full_stop_ends_no_sentence() -> None:
    assert ends_sentence("pale.”")
    assert not ends_sentence("Dr.")
