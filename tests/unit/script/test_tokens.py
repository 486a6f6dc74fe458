"""What is said the same way is the same token, and what matters has its kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.tokens import CRITICAL, read
from media_tools.tokens.classes import ORDER, classify, heavier, opposed


def texts(passage: str) -> list[str]:
    return [token.text for token in read([passage])]


def kinds(passage: str) -> dict[str, str]:
    return {token.text: token.kind for token in read([passage])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("84/62 mmHg", "eighty-four over sixty-two millimetres of mercury"),
        ("118/min", "one hundred and eighteen per minute"),
        ("118/min", "118 a minute"),
        ("93%", "ninety-three per cent"),
        ("2 l/min", "two litres per minute"),
        ("5 mg/kg", "five milligrams per kilogram"),
        ("6.4cm", "six point four centimetres"),
        ("2-3 cm", "two to three centimeters"),
        ("1,500 ml", "fifteen hundred millilitres"),
        ("14:30", "fourteen thirty"),
        ("14:00", "fourteen hundred"),
        ("2nd rib", "second rib"),
        ("21st", "twenty-first"),
        ("38.5 °C", "38.5 degrees Celsius"),
        ("He isn't, can't, won't", "he is not; cannot; will not"),
        ("Dr. Lee", "Doctor Lee"),
        ("SpO₂", "SpO2"),
        ("the 58-year-old's", "the fifty eight year old’s"),
        ("Um, yes.", "Yes!"),
        ("Mm, yes.", "Yes!"),
        ("22 mm deep", "twenty-two millimetres deep"),
        ("and/or", "and or"),
        ("µg 5 μg", "µg 5 mcg"),
        ("-5", "−5"),
        ("[Monitor  alarm]", "[monitor alarm]"),
        (".5 mg", "0.5 mg"),
        (".5 mg", "zero point five milligrams"),
        ("105", "a hundred and five"),
        ("10⁵", "10^5"),
        ("½", "1/2"),
        ("He dont, wont and cant", "he don't, won't and can't"),
        ("All right, okay.", "Alright, OK."),
    ],
)
def test_two_ways_of_writing_are_one(one: str, other: str) -> None:
    assert texts(one) == texts(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 mg", "5 mcg"),
        ("5 mg", "50 mg"),
        ("22 mm", "22 cm"),
        ("22 mm", "22"),
        ("0.5 mg", "5 mg"),
        ("-5", "5"),
        ("left", "right"),
        ("there is", "there is not"),
        ("[door]", "door"),
        ("hypertension", "hypotension"),
        (".5 mg", "5 mg"),
        ("10⁵", "105"),
        ("2½", "21/2"),
    ],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert texts(one) != texts(other)


def test_kinds() -> None:
    found = kinds("Give 5 mg of metoprolol, not to the left, [door] at once per day")
    assert found["5"] == "number"
    assert found["mg"] == "unit"
    assert found["metoprolol"] == "drug"
    assert found["not"] == "negation"
    assert found["left"] == "laterality"
    assert found["[door]"] == "sound"
    assert found["once"] == "number"
    assert found["of"] == "word"


def test_a_unit_is_one_only_behind_a_number() -> None:
    assert kinds("2 minutes")["min"] == "unit"
    assert kinds("some minutes pass")["minutes"] == "word"
    assert texts("the second rib") == ["the", "second", "rib"]
    assert texts("84/62 mmHg, HR 118") == ["84", "over", "62", "mmHg", "hr", "118"]


def test_a_lone_one_may_be_a_pronoun() -> None:
    assert [(token.text, token.kind) for token in read(["no one"])] == [("no", "negation"), ("1", "word")]


def test_a_number_may_reach_over_two_passages() -> None:
    tokens = read(["His pressure is eighty", "four over fifty."])
    assert [(token.text, token.passage) for token in tokens[-3:]] == [("84", 0), ("over", 1), ("50", 1)]
    assert tokens[-3].written == "eighty four"


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_text_can_be_read(passages: list[str]) -> None:
    tokens = read(passages)
    assert all(0 <= token.passage < len(passages) and token.kind in ORDER for token in tokens)
    assert [token.passage for token in tokens] == sorted(token.passage for token in tokens)


def test_classes_and_their_weight() -> None:
    assert classify("furosemide") == "drug"
    assert classify("tocilizumab") == classify("betrixaban") == "drug"
    assert classify("april") == classify("parting") == "word"
    assert classify("t12") == "number"
    assert heavier("word", "negation") == "negation"
    assert heavier("drug", "number") == "drug"
    assert set(CRITICAL) == {"drug", "number", "unit", "negation", "laterality"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("compressible", "noncompressible"),
        ("compressible", "incompressible"),
        ("normal", "abnormal"),
        ("febrile", "afebrile"),
        ("echoic", "anechoic"),
        ("hypotension", "hypertension"),
        ("hyperechoic", "isoechoic"),
        ("tachycardia", "bradycardia"),
        ("increased", "decreased"),
        ("intrauterine", "extrauterine"),
    ],
)
def test_a_prefix_makes_the_opposite(one: str, other: str) -> None:
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "an"), ("part", "parts"), ("normal", "normal"), ("age", "image"), ("hypotension", "hypotensive")],
)
def test_other_words_are_no_opposites(one: str, other: str) -> None:
    assert not opposed(one, other)
    assert not opposed(other, one)
