"""Differences are found one by one, named by their kind, at their place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.tokens import Difference, differences, error_rate, read
from media_tools.tokens.compare import align


def test_equal_texts_do_not_differ_however_they_are_written_and_cut() -> None:
    script = ["BP 84/62 mmHg, HR 118/min.", "[monitor alarm]", "Don't move."]
    captions = [
        "bp eighty-four over",
        "62 mmHg, HR 118 per minute.",
        "[Monitor alarm]",
        "Do not move.",
    ]
    assert differences(script, captions) == []
    assert error_rate(script, captions) == 0


@pytest.mark.parametrize(
    ("expected", "found", "kind", "wrong"),
    [
        ("Give 5 mg now.", "Give 50 mg now.", "number", ("5", "50")),
        ("Give 5 mg now.", "Give 5 mcg now.", "unit", ("mg", "mcg")),
        ("There is no fluid.", "There is fluid.", "negation", ("no", "")),
        ("There is fluid.", "There isn't fluid.", "negation", ("", "isn't")),
        ("The left side moves.", "The right side moves.", "laterality", ("left", "right")),
        ("Give adenosine now.", "Give atropine now.", "drug", ("adenosine", "atropine")),
        ("Give .5 mg now.", "Give 5 mg now.", "number", (".5", "5")),
        ("The 1st rib.", "The 2nd rib.", "number", ("1st", "2nd")),
        ("A level of T12.", "A level of T2.", "number", ("T12", "T2")),
        ("About a hundred.", "About a thousand.", "number", ("a hundred", "a thousand")),
        ("Less than that.", "More than that.", "number", ("Less", "More")),
        ("For 3 days.", "For 3 weeks.", "unit", ("days", "weeks")),
        (
            "A vein that is compressible.",
            "A vein that is incompressible.",
            "negation",
            ("compressible", "incompressible"),
        ),
        ("Mild hypotension.", "Mild hypertension.", "negation", ("hypotension", "hypertension")),
        ("We didnt see it.", "We did see it.", "negation", ("didnt", "")),
        ("The RUQ view.", "The LUQ view.", "laterality", ("RUQ", "LUQ")),
        ("The superficial vein.", "The deep vein.", "laterality", ("superficial", "deep")),
        ("Give betrixaban now.", "Give betroxaban now.", "drug", ("betrixaban", "betroxaban")),
        ("[door] Hello.", "[curtain] Hello.", "sound", ("[door]", "[curtain]")),
        ("He feels fine.", "He feels well.", "word", ("fine", "well")),
    ],
)
def test_one_change_is_one_difference(expected: str, found: str, kind: str, wrong: tuple[str, str]) -> None:
    (difference,) = differences([expected], [found])
    assert (difference.kind, difference.expected, difference.found) == (kind, *wrong)
    assert difference.critical == (kind not in {"sound", "word"})


def test_a_swap_of_two_key_words_is_found_though_its_rate_is_small() -> None:
    words = ["the probe rests on the chest and the picture is steady"] * 3
    script = [*words, "fluid on the left and air on the right"]
    captions = [*words, "fluid on the right and air on the left"]
    assert error_rate(script, captions) < 0.06
    assert [d.kind for d in differences(script, captions)] == ["laterality", "laterality"]


def test_words_missing_in_a_row_are_one_difference_at_their_place() -> None:
    script, captions = ["He is pale.", "He sits and leans forward now."], ["He is pale. He sits now."]
    assert differences(script, captions) == [
        Difference("word", "and leans forward", "", 1, 0, expected_token=5, found_token=5)
    ]


def test_what_is_missing_at_the_end_is_told() -> None:
    (difference,) = differences(["He is pale. Stop."], ["He is pale."])
    assert (difference.expected, difference.found, difference.found_passage) == ("Stop", "", 0)


def test_an_empty_text_differs_in_everything() -> None:
    assert [d.expected for d in differences(["Give 5 mg."], [])] == ["Give", "5", "mg"]
    assert [d.found for d in differences([], ["He is pale."])] == ["He is pale"]
    assert error_rate([], []) == 0


PASSAGES = st.lists(
    st.lists(
        st.sampled_from(["5", "50", "mg", "left", "right", "no", "fluid", "the", "of", "ten"]), max_size=6
    ).map(" ".join),
    max_size=4,
)


@given(PASSAGES)
def test_a_text_never_differs_from_itself(passages: list[str]) -> None:
    assert differences(passages, passages) == []


@given(PASSAGES, PASSAGES)
def test_every_token_is_on_one_pair_and_in_order(expected: list[str], found: list[str]) -> None:
    ours, theirs = read(expected), read(found)
    pairs = align(ours, theirs)
    assert [i for i, _ in pairs if i is not None] == list(range(len(ours)))
    assert [j for _, j in pairs if j is not None] == list(range(len(theirs)))
    assert (differences(expected, found) == []) == ([t.text for t in ours] == [t.text for t in theirs])


def test_a_text_of_one_word_over_and_over_is_compared_in_no_time() -> None:
    said, found = ["the " * 20_000], [f"{'the ' * 12_000}no {'the ' * 8_000}"]
    began = time.process_time()
    assert differences(said, said) == []
    assert any(difference.kind == "negation" for difference in differences(said, found))
    assert time.process_time() - began < 30  # word by word it takes hours
