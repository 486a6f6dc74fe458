"""SubRip comes in and goes out; what cannot be read is told line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.model import Cue
from media_tools.captions.srt import read_srt, write_srt
from media_tools.captions.vtt import CaptionsRefused

FILE = """1
00:00:01,000 --> 00:00:02,500
NURSE: His pressure is falling.

2
00:00:03,000 --> 00:00:04,000 X1:10 X2:20 Y1:1 Y2:2
<i>It is</i> {\\an8}84/62.

3
00:00:05.000 --> 00:00:06.000
[monitor alarm]

4
00:00:07,000 --> 00:00:08,000
2019
"""


def test_a_file_is_read_with_speakers_and_without_tags() -> None:
    assert read_srt(FILE.encode(), "a.srt") == (
        Cue(1.0, 2.5, ("His pressure is falling.",), "NURSE"),
        Cue(3.0, 4.0, ("It is 84/62.",), "NURSE"),
        Cue(5.0, 6.0, ("[monitor alarm]",)),
        Cue(7.0, 8.0, ("2019",)),
    )


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t.rstrip()]
)
def test_other_endings_and_marks_change_nothing(change: object) -> None:
    assert callable(change)
    assert read_srt(change(FILE).encode(), "a.srt") == read_srt(FILE.encode(), "a.srt")


def test_old_windows_files_are_read() -> None:
    assert read_srt("1\n00:00:01,000 --> 00:00:02,000\ncafé\n".encode("cp1252"), "a.srt")[0].text == "café"


def test_index_numbers_and_empty_lines_may_be_missing() -> None:
    cues = read_srt(b"00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb", "a.srt")
    assert [cue.text for cue in cues] == ["a", "b"]


def test_a_known_name_is_a_speaker_and_other_words_are_not() -> None:
    data = b"1\n00:00:01,000 --> 00:00:02,000\nNote: it moves.\n\n2\n00:00:03,000 --> 00:00:04,000\nDr Lee: Yes.\n"
    assert [(c.speaker, c.text) for c in read_srt(data, "a", ["Dr Lee"])] == [
        (None, "Note: it moves."),
        ("Dr Lee", "Yes."),
    ]


def test_every_cue_that_cannot_be_read_is_told() -> None:
    with pytest.raises(CaptionsRefused) as refused:
        read_srt(
            b"1\n00:00:01 --> 00:00:02,000\na\n\n2\n00:00:04,000 --> 00:00:03,000\nb\n\n3\n00:00:05,000 --> 00:00:06,000\n\n",
            "a.srt",
        )
    assert str(refused.value).splitlines() == [
        "a.srt:2: '00:00:01 --> 00:00:02,000' is no timing; write 00:00:01,000 --> 00:00:03,000",
        "a.srt:6: the cue does not end after it begins; give it a later end",
        "a.srt:10: the cue has no text; write its text below the timing, or remove it",
    ]


@pytest.mark.parametrize("data", [b"", b"hello\n", b"\xff\xfe\x00"])
def test_a_file_without_cues_is_refused(data: bytes) -> None:
    with pytest.raises(CaptionsRefused, match="holds no cue"):
        read_srt(data, "a.srt")


WORDS = st.lists(
    st.sampled_from(["fluid", "84/62", "left.", "&", "&amp;", "Mm?", "(so)", "Dr", "5"]),
    min_size=1,
    max_size=6,
).map(" ".join)


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Cues in which every speech has a speaker."""
    cues = []
    for number in range(draw(st.integers(1, 6))):
        speaker = draw(st.none() | st.sampled_from(["Nurse", "Mr Okafor"]))
        lines = tuple(draw(st.lists(WORDS, min_size=1, max_size=2))) if speaker else ("[door]",)
        cues.append(Cue(number * 3.0, number * 3.0 + 2.04, lines, speaker))
    return tuple(cues)


@given(tracks())
def test_a_track_survives_the_way_out_and_in(cues: tuple[Cue, ...]) -> None:
    assert read_srt(write_srt(cues).encode(), "a.srt", ["Nurse", "Mr Okafor"]) == cues


def test_a_speaker_is_named_at_each_change() -> None:
    cues = (
        Cue(0, 1, ("a",), "Nurse"),
        Cue(1, 2, ("b",), "Nurse"),
        Cue(2, 3, ("[door]",)),
        Cue(3, 4, ("c",), "Nurse"),
    )
    assert [block.splitlines()[2] for block in write_srt(cues).split("\n\n")] == [
        "Nurse: a",
        "b",
        "[door]",
        "Nurse: c",
    ]
