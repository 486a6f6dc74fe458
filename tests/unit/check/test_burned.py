"""Text that is burned in near an edge is seen; speckle, the image itself and clean clips are not taken for it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soundings import cine

from media_tools.check.burned import rows_of_text
from media_tools.check.profile import DEFAULT, profiles

RULES = profiles()[DEFAULT].burned


@pytest.mark.parametrize("at", [(8, 16), (200, 16), (8, 230), (190, 232)])
def test_words_near_an_edge_are_seen_where_they_stand(at: tuple[int, int]) -> None:
    rows = rows_of_text(cine("MI 1.3 DOE 1961", at=at), RULES)
    assert rows
    assert all(abs(y + height - at[1]) <= 6 for _, y, _, height in rows)
    assert min(x for x, *_ in rows) >= at[0] - 2


def test_words_on_a_still_are_seen() -> None:
    assert rows_of_text(cine("ST MARY 03:14", frames=1), RULES)


@pytest.mark.parametrize("words", ["", "R", "..", "- - -"])
def test_a_clip_without_words_is_let_pass(words: str) -> None:
    assert rows_of_text(cine(words), RULES) == []


def test_nothing_is_seen_in_nothing() -> None:
    assert rows_of_text([], RULES) == []
    assert rows_of_text([np.zeros((40, 40, 3), np.uint8)] * 3, RULES) == []


@settings(max_examples=10)
@given(seed=st.integers(0, 1000))
def test_speckle_is_not_taken_for_text(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frames = [rng.integers(0, 255, (120, 160, 3), np.uint8) for _ in range(8)]
    assert rows_of_text(frames, RULES) == []
