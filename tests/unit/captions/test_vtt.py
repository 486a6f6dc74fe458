"""WebVTT is read as the specification reads it, and every deviation is told with its line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.model import Cue
from media_tools.captions.vtt import CaptionsRefused, parse, read_vtt

GOOD = """WEBVTT the title may stand here

NOTE a note
over two lines

STYLE
::cue { color: yellow }

REGION
id:low

first
00:00:01.000 --> 00:00:03.500 line:0 align:start
<v Nurse>His pressure is 84/62,
and falling &amp; falling.

01:00:04.000 --> 01:00:05.000
[monitor alarm]
"""


def faults(text: str) -> list[tuple[int, str]]:
    return [(deviation.line, deviation.what) for deviation in parse(text).deviations]


def body(text: str) -> list[tuple[int, str]]:
    return faults(f"WEBVTT\n\n{text}")


def test_a_good_file_is_read_whole() -> None:
    first, second = read_vtt(GOOD.encode(), "arrival.en.vtt")
    assert (first.start, first.end, first.identifier, first.settings) == (
        1.0,
        3.5,
        "first",
        "line:0 align:start",
    )
    assert first.lines == ("His pressure is 84/62,", "and falling & falling.")
    assert first.speaker == "Nurse"
    assert first.markup == "<v Nurse>His pressure is 84/62,\nand falling &amp; falling."
    assert second == Cue(3604.0, 3605.0, ("[monitor alarm]",), markup="[monitor alarm]")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_line_ending_is_one(ending: str) -> None:
    there = parse(GOOD.replace("\n", ending).encode())
    assert there == parse(GOOD)
    assert there.deviations == ()


def test_a_byte_order_mark_is_no_text() -> None:
    assert parse(b"\xef\xbb\xbf" + GOOD.encode()) == parse(GOOD)


@pytest.mark.parametrize("text", ["", "WEBVT", "WEBVTTx\n", "webvtt\n\n", " WEBVTT\n"])
def test_without_the_signature_there_are_no_cues(text: str) -> None:
    assert parse(text).cues == ()
    assert faults(text) == [(1, "does not begin with WEBVTT")]


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n", "WEBVTT title", "WEBVTT\ttitle\n\n\n"])
def test_a_file_may_have_no_cue(text: str) -> None:
    assert parse(text).deviations == ()


@pytest.mark.parametrize(
    "timing",
    [
        "00:00:01.00 --> 00:00:02.000",
        "00:00:01.0000 --> 00:00:02.000",
        "00:00:01.000 --> 00:00:02.0001",
        "00:00:01,000 --> 00:00:02,000",
        "0:01.000 --> 0:02.000",
        "00:60:01.000 --> 00:60:02.000",
        "75:01.000 --> 75:02.000",
        "00:00:01.000 -> --> 00:00:02.000",
        "-->",
        "1 --> 2",
        "٠٠:٠٠:٠١.٠٠٠ --> 00:00:02.000",
        "1234567:00:01.000 --> 1234567:00:02.000",
    ],
)
def test_a_malformed_timing_loses_its_cue_and_is_told(timing: str) -> None:
    there = parse(f"WEBVTT\n\n{timing}\nlost\n\n00:01.000 --> 00:02.000\nkept\n")
    assert [cue.text for cue in there.cues] == ["kept"]
    (deviation,) = there.deviations
    assert deviation.line == 3
    assert "is no timing" in deviation.what


@pytest.mark.parametrize(
    ("timing", "start"),
    [
        ("00:01.000 --> 99:00.000", 1.0),
        ("1:00:01.500 --> 2:00:00.000", 3601.5),
        ("\t00:01.000 \t--> 00:02.000", 1.0),
    ],
)
def test_short_and_long_timestamps(timing: str, start: float) -> None:
    first = parse(f"WEBVTT\n\n{timing}\nx\n").cues
    assert [cue.start for cue in first] == ([start] if "99:00" not in timing else [])


def test_white_space_around_the_arrow_is_asked_for_but_not_needed() -> None:
    there = parse("WEBVTT\n\n00:01.000-->00:02.000align:start\nx\n")
    assert len(there.cues) == 1
    assert [d.what for d in there.deviations] == ["white space is missing around -->"]


@pytest.mark.parametrize(
    "setting",
    [
        "line:0",
        "line:-1,end",
        "line:10%",
        "position:50%,center",
        "size:100%",
        "align:center",
        "vertical:rl",
        "region:low",
    ],
)
def test_known_settings_pass(setting: str) -> None:
    assert body(f"00:01.000 --> 00:02.000 {setting}\nx\n") == []


@pytest.mark.parametrize(
    "setting", ["line:top", "size:120%", "align:middle", "colour:red", "line", "size:50"]
)
def test_unknown_settings_are_told(setting: str) -> None:
    assert body(f"00:01.000 --> 00:02.000 {setting}\nx\n") == [(3, f"the setting {setting!r} is not known")]


def test_a_setting_stands_once() -> None:
    assert body("00:01.000 --> 00:02.000 line:0 line:1\nx\n") == [(3, "the setting 'line' stands twice")]


def test_times_that_make_no_sense_are_told() -> None:
    assert body("00:02.000 --> 00:02.000\nx\n\n00:01.000 --> 00:03.000\ny\n") == [
        (3, "the cue does not end after it begins"),
        (6, "the cue begins before the one before it"),
    ]


def test_text_that_belongs_to_no_cue_is_told() -> None:
    assert body("lost words\n\n00:01.000 --> 00:02.000\nx\n") == [
        (3, "'lost words' belongs to no cue and is not shown")
    ]


def test_a_cue_without_text_is_told() -> None:
    assert body("00:01.000 --> 00:02.000\n\n") == [(3, "the cue has no text")]


def test_a_name_that_stands_twice_is_told() -> None:
    assert body("a\n00:01.000 --> 00:02.000\nx\n\na\n00:03.000 --> 00:04.000\ny\n") == [
        (7, "another cue is called 'a' too")
    ]


def test_style_behind_a_cue_is_not_read() -> None:
    assert body("00:01.000 --> 00:02.000\nx\n\nSTYLE\n::cue {}\n") == [
        (6, "STYLE comes after a cue and is not read")
    ]


def test_a_cue_needs_an_empty_line_before_it() -> None:
    there = parse("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny\n")
    assert [cue.text for cue in there.cues] == ["x", "y"]
    assert [(d.line, d.what) for d in there.deviations] == [
        (5, "a cue begins without an empty line before it")
    ]


def test_a_line_too_many_in_the_header_is_told_and_skipped() -> None:
    there = parse("WEBVTT\nX-TIMESTAMP-MAP=LOCAL\n00:01.000 --> 00:02.000\nx\n")
    assert [cue.text for cue in there.cues] == ["x"]
    assert [d.line for d in there.deviations] == [2]


def test_an_arrow_in_a_note_begins_a_cue() -> None:
    there = parse("WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\nx\n")
    assert [(cue.identifier, cue.text) for cue in there.cues] == [("NOTE", "x")]


def test_nul_becomes_a_replacement_character_and_is_told() -> None:
    there = parse("WEBVTT\n\n00:01.000 --> 00:02.000\na\0b\n")
    assert there.cues[0].text == "a\ufffdb"
    assert [(d.line, d.what) for d in there.deviations] == [(4, "holds a NUL character")]


def test_bytes_that_are_no_utf_8_are_told() -> None:
    there = parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\ncaf\xe9\n")
    assert there.cues[0].text == "caf\ufffd"
    assert [(d.line, d.what) for d in there.deviations] == [(4, "is not UTF-8")]


def test_a_strict_reader_refuses_with_every_line() -> None:
    with pytest.raises(CaptionsRefused) as refused:
        read_vtt(b"WEBVTT\n\nlost\n\n00:02.000 --> 00:01.000\nx\n", "a.vtt")
    assert str(refused.value).splitlines() == [
        "a.vtt:3: 'lost' belongs to no cue and is not shown; give it a timing, or write NOTE before it",
        "a.vtt:5: the cue does not end after it begins; give it a later end",
    ]


PIECES = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\n\n",
        "\r",
        "00:01.000 --> 00:02.000",
        "-->",
        "NOTE",
        "STYLE",
        "<v A>",
        "</v>",
        "&amp;",
        "&",
        "<",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5)).map("".join))
def test_nothing_breaks_the_reader(text: str) -> None:
    there = parse(f"WEBVTT\n\n{text}")
    lines = there_lines(text)
    assert all(1 <= deviation.line <= lines for deviation in there.deviations)


def there_lines(text: str) -> int:
    return 3 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(st.binary(max_size=80))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    parse(data)
    parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + data)


def test_as_many_named_cues_as_a_file_can_hold_are_read_in_no_time() -> None:
    cues = "".join(f"{number}\n00:00.000 --> 00:01.000\nx\n\n" for number in range(60_000))
    began = time.process_time()
    there = parse(f"WEBVTT\n\n{cues}7\n00:00.000 --> 00:01.000\nx\n")
    assert time.process_time() - began < 30  # looking each up among all before it takes minutes
    assert [deviation.what for deviation in there.deviations] == ["another cue is called '7' too"]
    assert len(there.cues) == 60_001
