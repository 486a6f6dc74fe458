"""A cue's markup gives its words, its speakers and its faults; plain text survives the way there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.cue_text import read_cue_text, write_cue_text


@pytest.mark.parametrize(
    ("markup", "text", "voices"),
    [
        ("<v Nurse>Hi</v>", "Hi", ("Nurse",)),
        ("<v.loud.far Mary  Ann>Hi", "Hi", ("Mary Ann",)),
        ("<v A &amp; B>Hi", "Hi", ("A & B",)),
        ("<v A>Yes.</v>\n<v B>No.</v>", "Yes.\nNo.", ("A", "B")),
        ("<i>so</i> <b>it</b> <u>is</u> <c.x>now</c>", "so it is now", ()),
        ("<ruby>kan<rt>ji</ruby>!", "kanji!", ()),
        ("<lang en>q</lang>", "q", ()),
        ("one <00:00:01.500>two", "one two", ()),
        ("5 &lt; 6 &gt; 3 &amp; &#65;&nbsp;x", "5 < 6 > 3 & A\u00a0x", ()),
        ("5 > 3", "5 > 3", ()),
    ],
)
def test_good_markup(markup: str, text: str, voices: tuple[str, ...]) -> None:
    read = read_cue_text(markup)
    assert (read.text, read.voices, read.faults) == (text, voices, ())


@pytest.mark.parametrize(
    ("markup", "text", "fault"),
    [
        ("a & b", "a & b", "'&' stands alone"),
        ("a <b> c", "a  c", "<b> is not closed"),
        ("a <blink>c", "a c", "<blink> is no tag of WebVTT"),
        ("a </i>c", "a c", "</i> closes nothing"),
        ("<v>c", "c", "<v> names no speaker"),
        ("p <0.05", "p ", "a tag is not closed with '>'"),
        ("<1:2>c", "c", "<1:2> is no timestamp"),
        ("<rt>c", "c", "<rt> is no tag of WebVTT"),
        ("<v A>x <v B>y", "x y", "<v> is not closed"),
        ("<>c", "c", "is no tag"),
    ],
)
def test_faulty_markup_is_read_as_a_browser_does_and_told(markup: str, text: str, fault: str) -> None:
    read = read_cue_text(markup)
    assert read.text == text
    assert any(fault in told for told in read.faults), read.faults


PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=9)


@given(st.lists(PLAIN, min_size=1, max_size=2), st.none() | NAMES)
def test_plain_text_survives(lines: list[str], speaker: str | None) -> None:
    read = read_cue_text(write_cue_text(tuple(lines), speaker))
    assert read.text == "\n".join(lines)
    assert read.voices == ((speaker,) if speaker else ())
    assert read.faults == ()
