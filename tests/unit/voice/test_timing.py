"""Every written token has a time, whatever an engine tells or leaves out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.voice.lexicon import lexicon
from media_tools.voice.reading import read
from media_tools.voice.timing import complete, share, token_times

TEXTS = st.lists(
    st.sampled_from(["BP", "84/62", "—", "word", "A", "lines", "mmHg.", "…", "6.4cm"]), max_size=12
)


@given(TEXTS, st.data())
def test_tokens_rise_inside_the_utterance(tokens: list[str], data: st.DataObject) -> None:
    reading = read(" ".join(tokens), lexicon())
    span = st.tuples(st.floats(-1, 12), st.floats(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))
    heard = data.draw(st.lists(st.none() | span, min_size=len(reading.words), max_size=len(reading.words)))
    times = token_times(reading, heard, 10.0)
    assert len(times) == len(tokens)
    assert all(0 <= start <= end <= 10 for start, end in times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))


def test_what_an_engine_tells_is_kept() -> None:
    reading = read("BP 84/62 now", lexicon())
    heard = [(float(at), at + 0.9) for at in range(len(reading.words))]
    assert token_times(reading, heard, 20.0) == [(0.0, 1.9), (2.0, 6.9), (7.0, 7.9)]


def test_words_without_a_time_share_that_of_the_word_before() -> None:
    assert complete(["of", "the", "heart"], [(1.0, 2.0), None, (2.0, 3.0)], 3.0) == [
        (1.0, pytest.approx(1.4)),
        (pytest.approx(1.4), 2.0),
        (2.0, 3.0),
    ]


def test_leading_words_without_a_time_share_that_of_the_first_known() -> None:
    assert complete(["an", "os"], [None, (1.0, 2.0)], 3.0) == [(1.0, 1.5), (1.5, 2.0)]


def test_an_engine_that_tells_nothing_shares_out_the_whole() -> None:
    assert complete(["one", "three"], [None, None], 8.0) == [(0.0, 3.0), (3.0, 8.0)]


def test_a_token_without_words_stands_where_the_one_before_ended() -> None:
    reading = read("yes — no", lexicon())
    assert token_times(reading, [(0.0, 1.0), (2.0, 3.0)], 3.0) == [(0.0, 1.0), (1.0, 1.0), (2.0, 3.0)]


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=9))
def test_shares_cover_the_stretch(lengths: list[float]) -> None:
    spans = share((2.0, 5.0), lengths)
    assert spans[0][0] == 2.0
    assert spans[-1][1] == 5.0
    assert all(before[1] == after[0] for before, after in pairwise(spans))
