"""Words say what the picture shows: people in order, numbers, sides; and nothing else."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.errors import MediaError
from media_tools.illustrate import describe
from media_tools.illustrate.body import side
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import BodyRegion, Monitor, Picture, ProbePlacement, Transducer

PATIENT = Patient(name="Mr Okafor", age=58, sex="male")


def test_a_room_with_people_and_a_monitor(
    cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    picture = Picture(place="resuscitation", people=("wife", "patient", "nurse"), monitor=monitor)
    assert describe(picture, cast, patient) == (
        "In a resuscitation room, from left to right: Mrs Okafor, standing; Mr Okafor, lying in bed, propped up on "
        "a pillow; and Nurse Kelly, standing with a clipboard. The monitor shows a heart rate of 118, a blood "
        "pressure of 84 over 62, an oxygen saturation of 93 per cent and a respiratory rate of 28."
    )


def test_a_close_view(cast: dict[str, CastMember], patient: Patient) -> None:
    placement = ProbePlacement(transducer="phased", region="parasternal", marker="towards the right shoulder")
    assert describe(Picture(probe=placement), cast, patient) == (
        "Close view: a gloved hand holds a phased array transducer beside the breastbone, on the patient's left, "
        "its marker pointing towards the right shoulder."
    )


def test_a_screen(cast: dict[str, CastMember], patient: Patient) -> None:
    assert describe(Picture(exhibit="plax"), cast, patient) == (
        "The screen of the ultrasound machine shows an ultrasound image."
    )


def test_an_empty_room(patient: Patient) -> None:
    assert describe(Picture(place="office"), {}, patient) == "An office, with nobody in the picture."


@pytest.mark.parametrize("region", get_args(BodyRegion))
@pytest.mark.parametrize("transducer", get_args(Transducer))
def test_a_side_is_said_where_there_is_one_and_nowhere_else(
    region: BodyRegion, transducer: Transducer
) -> None:
    words = describe(Picture(probe=ProbePlacement(transducer=transducer, region=region)), {}, PATIENT)
    said = set(re.findall(r"\b(left|right)\b", words))
    assert said == ({side(region)} if side(region) else set())
    assert {"phased": "phased array"}.get(transducer, transducer) in words


def test_a_marker_is_said_only_where_its_direction_is_drawn(patient: Patient) -> None:
    unclear = ProbePlacement(transducer="phased", region="subcostal", marker="towards the ceiling")
    assert "marker" not in describe(Picture(probe=unclear), {}, patient)


@given(
    hr=st.integers(0, 300),
    systolic=st.integers(10, 300),
    diastolic=st.integers(10, 200),
    spo2=st.integers(0, 100),
    rr=st.none() | st.integers(0, 80),
)
def test_the_numbers_are_the_monitors_numbers(
    hr: int, systolic: int, diastolic: int, spo2: int, rr: int | None
) -> None:
    monitor = Monitor(hr=hr, bp=f"{systolic}/{diastolic}", spo2=spo2, rr=rr)
    words = describe(Picture(place="ward", monitor=monitor), {}, PATIENT)
    expected = [hr, systolic, diastolic, spo2, *([] if rr is None else [rr])]
    assert [int(number) for number in re.findall(r"\d+", words)] == expected


def test_only_what_is_shown_is_said(cast: dict[str, CastMember], patient: Patient) -> None:
    """The name, age, sex and place that a close view does not show are not told either."""
    placement = ProbePlacement(transducer="linear", region="right-groin")
    picture = Picture(
        place="resuscitation", probe=placement, people=("wife", "nurse", "patient", "clinician")
    )
    words = describe(picture, cast, patient)
    assert "resuscitation" not in words
    assert "Dr Rao" not in words, "only three portraits fit"
    assert "Mrs Okafor, Nurse Kelly and Mr Okafor" in words
    assert "58" not in words


@pytest.mark.parametrize("people", [("patient",), ("patient", "nurse"), ()])
def test_sentences_are_whole(
    people: tuple[str, ...], cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    for picture in (
        Picture(people=people, monitor=monitor),
        Picture(exhibit="plax", people=people, monitor=monitor),
        Picture(probe=ProbePlacement(transducer="linear", region="calf"), people=people),
    ):
        words = describe(picture, cast, patient)
        assert re.fullmatch(r"([A-Z][^.]+\.)( [A-Z][^.]+\.)?", words)
        assert "  " not in words


def test_somebody_unknown_is_an_error(cast: dict[str, CastMember], patient: Patient) -> None:
    with pytest.raises(MediaError, match="porter"):
        describe(Picture(people=("porter",)), cast, patient)
