"""A script that is rendered is read back as the lines it came from; one written by hand is told its faults."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.errors import UnsupportedMedia
from media_tools.script import ScriptLine, ScriptRefused, parse, passages, render
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Ask, Picture, Scene, Seen, Show, SoundCue, Speech

PATIENT = Patient(name="Mr Okafor", age=58, sex="male")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60).filter(
    lambda text: text.strip()
)


def cast_of(*names: str) -> dict[str, CastMember]:
    ids = ("nurse", "patient", "narrator")
    return {
        who: CastMember.model_validate({"name": name, "voice": "slt"})
        for who, name in zip(ids, names, strict=False)
    }


def describe(picture: Picture, cast: Mapping[str, CastMember], patient: Patient) -> str:
    """What a picture shows, in a few words."""
    return f"{picture.place}: {', '.join(cast[who].name for who in picture.people) or patient.name}"


CAST = cast_of("Nurse", "Mr Okafor")


def scene_of(*lines: object, picture: Picture | None = None, title: str | None = None) -> Scene:
    return Scene.model_validate({"scene": "arrival", "title": title, "picture": picture, "lines": lines})


def test_a_scene_becomes_a_script_that_people_can_read() -> None:
    scene = scene_of(
        Seen(seen="He is pale."),
        Speech(speaker="nurse", text="BP 84/62 mmHg."),
        SoundCue(sound="monitor alarm"),
        Ask(ask=("depth",)),
        Show(show=Picture(place="ward", people=("nurse",))),
        Speech(speaker="patient", text="I can't\nbreathe."),
        picture=Picture(place="clinic"),
        title="Arrival",
    )
    assert render(scene, CAST, PATIENT, describe) == (
        "# Arrival\n\n*clinic: Mr Okafor*\n\n*He is pale.*\n\n**Nurse:** BP 84/62 mmHg.\n\n[monitor alarm]\n\n"
        "---\n\n*ward: Nurse*\n\n**Mr Okafor:** I can't breathe.\n"
    )


def test_a_picture_that_looks_the_same_is_told_once() -> None:
    same = Picture(place="ward")
    text = render(scene_of(Show(show=same), picture=same), CAST, PATIENT, describe)
    assert text.count("ward") == 1


def test_a_recorded_scene_has_its_script_from_its_author() -> None:
    recorded = Scene.model_validate({"scene": "arrival", "media": "media/a.mp4", "duration": "00:10.000"})
    with pytest.raises(UnsupportedMedia, match="scene arrival: is recorded"):
        render(recorded, CAST, PATIENT, describe)


LINES = st.lists(
    st.builds(Speech, speaker=st.sampled_from(["nurse", "patient"]), text=TEXTS)
    | st.builds(Seen, seen=TEXTS)
    | st.just(SoundCue(sound="door"))
    | st.just(Ask(ask=("depth",))),
    min_size=1,
    max_size=8,
)


@given(LINES, TEXTS, TEXTS)
def test_whatever_is_said_survives(
    lines: list[Speech | Seen | SoundCue | Ask], name: str, title: str
) -> None:
    cast = cast_of(name, "Mr Okafor")
    found = parse(render(scene_of(*lines, title=title), cast, PATIENT, describe))
    assert [(line.kind, line.speaker, line.text) for line in found] == [
        _expected(line, cast) for line in lines
    ]


def _expected(
    line: Speech | Seen | SoundCue | Ask, cast: Mapping[str, CastMember]
) -> tuple[str, str | None, str]:
    if isinstance(line, Speech):
        return "speech", " ".join(cast[line.speaker].name.split()), " ".join(line.text.split())
    if isinstance(line, Seen):
        return "seen", None, " ".join(line.seen.split())
    return ("timepoint", None, "") if isinstance(line, Ask) else ("sound", None, "door")


def test_a_script_written_by_hand() -> None:
    text = (
        "\ufeff# Arrival\r\n\r\n**Nurse**: His pressure\r\nis *falling*, 5 * 3 &amp; c_d.\r\n\r\n"
        "_He leans forward._\r\n\r\n[ monitor alarm ]\r\n\r\n* * *\r\n\r\n**Mr *O*:** Yes."
    )
    assert parse(text.replace("**Mr *O*:**", "**Mr O:**")) == (
        ScriptLine("speech", "Nurse", "His pressure is falling, 5 * 3 & c_d.", 3),
        ScriptLine("seen", None, "He leans forward.", 6),
        ScriptLine("sound", None, "monitor alarm", 8),
        ScriptLine("timepoint", None, "", 10),
        ScriptLine("speech", "Mr O", "Yes.", 12),
    )


def test_every_fault_is_told_with_its_line() -> None:
    text = "# A\n\n## B\n\nhello there\n\n**Nurse:**\n\n<b>x</b>\n\n[]\n\n**Nurse:** fine\n\n*seen* x\n"
    with pytest.raises(ScriptRefused) as refused:
        parse(text, "arrival.en.md")
    assert [line.partition(";")[0] for line in str(refused.value).splitlines()] == [
        "arrival.en.md:3: a script has one title, at its top",
        "arrival.en.md:5: 'hello there' is neither speech, a sound, nor what is seen",
        "arrival.en.md:7: a speaker says nothing",
        "arrival.en.md:9: HTML means nothing in a script",
        "arrival.en.md:11: nothing stands between the marks of a sound line",
        "arrival.en.md:15: '*seen* x' is neither speech, a sound, nor what is seen",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# Only a title\n"])
def test_an_empty_script_is_refused(text: str) -> None:
    with pytest.raises(ScriptRefused, match="the script is empty"):
        parse(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        lines = parse(text)
    except ScriptRefused:
        return
    assert lines
    assert all(line.text or line.kind == "timepoint" for line in lines)


def test_passages_are_what_captions_say() -> None:
    lines = parse("**Nurse:** Yes.\n\n[door]\n\n*He is pale.*\n\n---\n")
    assert passages(lines) == ["Yes.", "[door]", "", ""]
