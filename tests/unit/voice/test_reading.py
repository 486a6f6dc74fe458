"""What is written is read aloud as a clinician would, and every token keeps its place."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.voice.lexicon import lexicon, only
from media_tools.voice.reading import Reading, read, sentences

PLAIN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*'?")


def said(text: str, pronounce: dict[str, str] | None = None) -> str:
    return " ".join(word.text + word.mark for word in read(text, lexicon(pronounce)).words)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("BP 84/62 mmHg", "blood pressure eighty four over sixty two millimeters of mercury."),
        ("HR 118/min", "heart rate one hundred eighteen per minute."),
        ("SpO2 93% on 2 l/min.", "S P O two ninety three percent on two liters per minute."),
        ("It is 6.4 cm, not 1 cm.", "it is six point four centimeters, not one centimeter."),
        ("0.1 mg/kg", "zero point one milligrams per kilogram."),
        ("6.4cm (±0.3 cm)", "six point four centimeters plus or minus zero point three centimeters."),
        ("1,500 ml", "one thousand five hundred milliliters."),
        ("a 58-year-old man", "a fifty eight year old man."),
        ("2-3 times, 10–12mm", "two to three times, ten to twelve millimeters."),
        ("at 14:30 or 9:05", "at fourteen thirty or nine oh five."),
        ("since 2019, in 1984", "since twenty nineteen, in nineteen eighty four."),
        ("the 2nd rib", "the second rib."),
        ("1/2 tablet", "one half tablet."),
        ("-5 to +3", "minus five to plus three."),
        (
            "38.5°C or 38.5 °C",
            "thirty eight point five degrees Celsius or thirty eight point five degrees Celsius.",
        ),
        ("5 × 3 cm", "five by three centimeters."),
        ("T12 and B7", "T twelve and B seven."),
        ("> 3 B-lines, no A-lines", "greater than three B lines, no ay lines."),
        ("a vitamin-A diet", "a vitamin ay diet."),
        ("A man, and A lines", "a man, and ay lines."),
        ("The IVC's wall, two ECGs", "the I V C's wall, two E C G's."),
        ("an ICD, but NOT now", "an I C D, but not now."),
        ("β-blocker", "bay ta blocker."),
        ("and/or", "and or."),
        ("007", "zero zero seven."),
        (".5 mg, -.5 mm", "zero point five milligrams, minus zero point five millimeters."),
        ("5 µg/kg/min, in µg", "five micrograms per kilogram per minute, in micrograms."),
        (
            "10⁵, 10^-3, 10⁹/l",
            "ten to the power of five, ten to the power of minus three, ten to the power of nine per liter.",
        ),
        ("5² and 2½ tablets", "five squared and two and a half tablets."),
        ("5 - 7 cm – 2 – 3", "five to seven centimeters, two to three."),
        ("1:1,000 or 2:1", "one to one thousand or two to one."),
        ("4x5 cm", "four by five centimeters."),
    ],
)
def test_clinical_writing_is_spoken_in_full(written: str, spoken: str) -> None:
    assert said(written) == spoken


def test_a_title_ends_no_sentence() -> None:
    assert said("Dr. Lee, Mr. Ng vs. Mrs. Ito.") == "doctor lee, mister ng versus missus ito."


def test_marks_are_kept_and_the_last_word_comes_to_rest() -> None:
    assert said("Is it fluid? Yes! Wait... well") == "is it fluid? yes! wait, well."
    assert said("Stop — now") == "stop, now."


def test_a_package_says_its_names_its_own_way_and_nothing_written_changes() -> None:
    reading = read("Mr Okafor fell.", lexicon({"Okafor": "oh ka for"}))
    assert [word.text for word in reading.words] == ["mister", "oh", "ka", "for", "fell"]
    assert [(group.first, group.last) for group in reading.groups] == [(0, 1), (1, 2), (2, 3)]


def test_a_phrase_of_several_tokens_is_one_group() -> None:
    reading = read("Look for A lines here", lexicon())
    group = reading.groups[2]
    assert (group.first, group.last) == (2, 4)
    assert [word.text for word in group.words] == ["ay", "lines"]


def test_a_phrase_does_not_reach_over_a_comma() -> None:
    assert said("hepatitis A, type, A bed") == "hepatitis ay, type, a bed."


def test_other_languages_are_left_to_the_engine() -> None:
    reading = read("Der Blutdruck ist 84/62.", only({"Blutdruck": "Blut-druck"}), english=False)
    assert [word.text for word in reading.words] == ["Der", "Blut-druck", "ist", "84/62"]


def test_sentences_part_at_their_ends() -> None:
    words = read("One. Two three? Four", lexicon()).words
    assert [[word.text for word in line] for line in sentences(words)] == [
        ["one"],
        ["two", "three"],
        ["four"],
    ]


WRITTEN = st.lists(
    st.text(min_size=1, max_size=12)
    | st.from_regex(r"[(\"]?[0-9]{1,4}([.,/:–-][0-9]{1,3})?(mm|%|°C|/min|th)?[.,;)?]?", fullmatch=True)
    | st.sampled_from(
        ["BP", "SpO₂", "Dr.", "A", "lines", "—", "mmHg,", "é", "日本", "don’t", "IVC's", "e.g."]
    ),
    max_size=15,
).map(" ".join)


@given(WRITTEN)
def test_every_token_belongs_to_one_group_and_every_word_is_plain(text: str) -> None:
    reading = read(text, lexicon())
    assert [text[start:end] for start, end in reading.spans] == re.findall(r"\S+", text)
    edges = [0, *(group.last for group in reading.groups)]
    assert [group.first for group in reading.groups] == edges[:-1]
    assert edges[-1] == len(reading.spans)
    assert all(first < last for first, last in pairwise(edges))
    assert all(PLAIN.fullmatch(word.text) for word in reading.words), reading.words


@given(WRITTEN)
def test_what_is_spoken_ends_a_sentence(text: str) -> None:
    reading: Reading = read(text, lexicon())
    if reading.words:
        assert reading.words[-1].mark in {".", "?", "!"}
        assert sum(len(line) for line in sentences(reading.words)) == len(reading.words)
