"""What is written as WebVTT is read back the same, by our reader and by webvtt-py."""

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.model import Cue, Deviation, milliseconds, within
from media_tools.captions.vtt import CaptionsRefused, read_vtt
from media_tools.captions.write import timestamp, write_vtt

LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).filter(
    str.strip
)


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Cues in order, with text that needs escaping."""
    now, cues = 0, []
    for _ in range(draw(st.integers(1, 5))):
        now += draw(st.integers(0, 5000))
        length = draw(st.integers(1, 7000))
        speaker = draw(st.none() | st.sampled_from(["Nurse", "Mr Okafor", "A & B"]))
        lines = tuple(draw(st.lists(LINES, min_size=1, max_size=2)))
        cues.append(Cue(now / 1000, (now + length) / 1000, lines, speaker))
        now += length
    return tuple(cues)


@given(tracks())
def test_a_track_survives(cues: tuple[Cue, ...]) -> None:
    back = read_vtt(write_vtt(cues).encode(), "track")
    assert [(c.start, c.end, c.lines, c.speaker) for c in back] == [
        (c.start, c.end, c.lines, c.speaker) for c in cues
    ]


@given(tracks())
def test_a_second_reader_finds_the_same_cues(cues: tuple[Cue, ...]) -> None:
    other = webvtt.WebVTT.from_string(write_vtt(cues), strict=True)
    assert [(c.start, c.end) for c in other] == [(timestamp(c.start), timestamp(c.end)) for c in cues]


def test_markup_identifier_and_settings_of_a_file_are_kept() -> None:
    cue = Cue(1.0, 2.0, ("so it is",), None, "one", "line:0", "<i>so</i> it is")
    text = write_vtt((cue,))
    assert text == "WEBVTT\n\none\n00:00:01.000 --> 00:00:02.000 line:0\n<i>so</i> it is\n"
    assert read_vtt(text.encode(), "track") == (cue,)


def test_an_empty_track_is_a_header() -> None:
    assert write_vtt(()) == "WEBVTT\n"


@pytest.mark.parametrize(
    "cues",
    [
        (Cue(2.0, 2.0, ("x",)),),
        (Cue(1.0, 2.0, ()),),
        (Cue(3.0, 4.0, ("x",)), Cue(1.0, 2.0, ("y",))),
        (Cue(1.0, 2.0, ("x",), markup="a & b"),),
    ],
)
def test_what_would_deviate_is_not_written(cues: tuple[Cue, ...]) -> None:
    with pytest.raises(CaptionsRefused, match=r"^track:\d+: "):
        write_vtt(cues, "track")


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "00:00:00.000"), (3661.0015, "01:01:01.002"), (59.9996, "00:01:00.000")]
)
def test_times_are_written_to_the_nearest_millisecond(seconds: float, written: str) -> None:
    assert timestamp(seconds) == written


@given(st.integers(0, 10**8))
def test_whole_milliseconds_stay_as_they_are(thousandths: int) -> None:
    assert milliseconds(thousandths / 1000) == thousandths


def test_a_segment_has_its_own_cues_from_its_own_start() -> None:
    cues = (Cue(1.0, 2.0, ("a",)), Cue(2.5, 3.5, ("b",)), Cue(4.0, 5.0, ("c",)))
    assert within(cues, 2.0, 4.0) == (Cue(0.5, 1.5, ("b",)),)
    assert within(cues, 0.0, 3.0) == (Cue(1.0, 2.0, ("a",)), Cue(2.5, 3.0, ("b",)))
    assert within(cues, 4.04, 9.0) == (Cue(0.0, 0.96, ("c",)),)


def test_a_deviation_is_one_line() -> None:
    assert str(Deviation(3, "is odd", "mend it")) == "3: is odd; mend it"
