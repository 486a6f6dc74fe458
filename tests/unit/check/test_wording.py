"""Captions, script and descriptions against each other; who speaks; sounds in brackets."""

import pytest
from tracks import WEB, scene, texts

from media_tools.captions.model import Cue
from media_tools.captions.vtt import parse
from media_tools.check.speakers import check_speakers
from media_tools.check.wording import check_brackets, check_descriptions, check_wording

SCRIPT = """**Nurse:** His pressure is 84/62, and there is no fluid on the left.

[monitor alarm]

**Dr Sato:** Give 5 mg of adenosine now.
"""
CAPTIONS = [
    "His pressure is 84/62,",
    "and there is no fluid on the left.",
    "[monitor alarm]",
    "Give 5 mg of adenosine now.",
]


def cues(*said: str) -> list[Cue]:
    return [Cue(2.0 * n, 2.0 * n + 2, (text,)) for n, text in enumerate(said)]


def test_captions_that_say_the_script_differ_in_nothing() -> None:
    assert list(check_wording(texts(cues(*CAPTIONS), SCRIPT), WEB)) == []


@pytest.mark.parametrize(
    ("old", "new", "name", "severity", "time"),
    [
        ("84/62", "48/62", "caption-critical", "error", 0.0),
        ("no fluid", "fluid", "caption-critical", "error", 2.0),
        ("left", "right", "caption-critical", "error", 2.0),
        ("5 mg", "5 mcg", "caption-critical", "error", 6.0),
        ("adenosine", "atropine", "caption-critical", "error", 6.0),
        ("now", "then", "caption-word", "warning", 6.0),
        ("[monitor alarm]", "[door]", "caption-sound", "warning", 4.0),
    ],
)
def test_what_alters_the_meaning_is_an_error_and_the_rest_a_warning(
    old: str, new: str, name: str, severity: str, time: float
) -> None:
    wrong = [text.replace(old, new) for text in CAPTIONS]
    assert wrong != CAPTIONS
    (one,) = check_wording(texts(cues(*wrong), SCRIPT), WEB)
    assert (one.id, one.severity, one.time) == (name, severity, time)


def test_captions_of_no_script_are_not_passed_over() -> None:
    found = list(check_wording(texts(cues("Give 5 mg."), "*He sleeps.*"), WEB))
    assert {one.id for one in found} == {"caption-word", "caption-critical"}
    missing = list(check_wording(texts([], SCRIPT), WEB))
    assert all(one.time is None for one in missing)
    assert "caption-critical" in {one.id for one in missing}


@pytest.mark.parametrize(
    ("text", "amiss"),
    [
        ("[door]", False),
        ("[door] Who is there?", False),
        ("(door)", True),
        ("*door*", True),
        ("[door", True),
        ("door]", True),
        ("Look (here) now.", False),
    ],
)
def test_sounds_stand_in_square_brackets(text: str, *, amiss: bool) -> None:
    assert [one.id for one in check_brackets(texts(cues(text)), WEB)] == ["sound-brackets"] * amiss


def test_pictures_need_a_track_of_descriptions() -> None:
    bare, seen = texts(), texts(script="*He sits up.*")
    described = texts(described=cues("He sits up."))
    assert list(check_descriptions(scene(bare), bare, WEB)) == []
    for subject, track in (
        (scene(bare, pictured=True), bare),
        (scene(seen), seen),
    ):
        assert [one.id for one in check_descriptions(subject, track, WEB)] == ["descriptions-missing"]
    assert list(check_descriptions(scene(described, pictured=True), described, WEB)) == []


def test_descriptions_have_the_numbers_of_what_is_seen() -> None:
    script = "*The monitor shows a heart rate of 120.*"
    right = texts(script=script, described=cues("The monitor shows a heart rate of 120."))
    wrong = texts(script=script, described=cues("The monitor has a heart rate of 102."))
    assert list(check_descriptions(scene(right, pictured=True), right, WEB)) == []
    (one,) = check_descriptions(scene(wrong, pictured=True), wrong, WEB)
    assert (one.id, one.time) == ("description-critical", 0.0)


TWO = "**Nurse:** Where does it hurt?\n\n**Mr Lind:** Here, in the back.\n\n**Mr Lind:** It came at once."


def spoken(*said: str) -> list[Cue]:
    blocks = [f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{text}" for n, text in enumerate(said)]
    return list(parse("WEBVTT\n\n" + "\n\n".join(blocks)).cues)


@pytest.mark.parametrize(
    ("spoken_by", "names"),
    [
        (("<v Nurse>Where does it hurt?", "<v Mr Lind>Here, in the back.", "It came at once."), []),
        (("<v Nurse>Where does it hurt?", "Here, in the back.", "It came at once."), ["speaker-unnamed"]),
        (("Where does it hurt?", "<v Mr Lind>Here, in the back."), ["speaker-unnamed"]),
        (("NURSE: Where does it hurt?", "Mr Lind: Here, in the back."), []),
        (("<v Nurse>Where does it hurt?", "<v Nurse>Here, in the back."), ["speaker-differs"]),
        (("<v Nurse>Where does it hurt?</v>\n<v Mr Lind>Here, in the back.</v>",), []),
        (("<v Nurse>Where does it hurt?\nHere, in the back.",), ["speaker-unnamed"]),
        (("[door]", "<v Nurse>Where does it hurt?"), []),
    ],
)
def test_each_change_of_speaker_is_named(spoken_by: tuple[str, ...], names: list[str]) -> None:
    assert [one.id for one in check_speakers(texts(spoken(*spoken_by), TWO), WEB)] == names
