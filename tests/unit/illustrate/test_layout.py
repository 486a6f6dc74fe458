"""People stand beside each other: nobody over another, nobody cut off, no face under the monitor."""

import itertools
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from media_tools.illustrate.equipment.monitor import SIZE as MONITOR
from media_tools.illustrate.layout import arrange, posture
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH
from media_tools.illustrate.svg import Box
from scenarios.model.case import Look
from scenarios.model.scene import Picture

PLACES = get_args(Picture.model_fields["place"].annotation)
ROLES = ("clinician", "nurse", "paramedic", "relative")


@st.composite
def groups(draw: st.DrawFn) -> list[Person]:
    roles = draw(st.lists(st.sampled_from(ROLES), max_size=5))
    if draw(st.booleans()):
        roles.insert(draw(st.integers(0, len(roles))), "patient")
    looks = st.builds(
        Look, build=st.sampled_from(["slim", "medium", "heavy"]), hair=st.sampled_from(["bun", "short"])
    )
    sexes, ages = st.sampled_from(["female", "male", None]), st.sampled_from([7, 40, 80])
    return [Person(f"p{i}", role, draw(sexes), draw(ages), draw(looks)) for i, role in enumerate(roles)]


def overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


@given(people=groups(), place=st.sampled_from(PLACES), monitor=st.booleans())
def test_nobody_is_over_another(*, people: list[Person], place: str, monitor: bool) -> None:
    layout = arrange(people, place, monitor=monitor)
    assert [placed.person for placed in layout.people] == people
    for left, right in itertools.pairwise(layout.people):
        assert left.claim[1] <= right.claim[0] + 1e-6
        assert not overlap(left.face, right.face)


@given(people=groups(), place=st.sampled_from(PLACES), monitor=st.booleans())
def test_everybody_is_whole(*, people: list[Person], place: str, monitor: bool) -> None:
    for placed in arrange(people, place, monitor=monitor).people:
        x, y, width, height = placed.face
        assert placed.claim[0] >= 0
        assert placed.claim[1] <= WIDTH
        assert x >= 0
        assert x + width <= WIDTH
        assert y >= 0
        assert y + height <= HEIGHT - 100


@given(people=groups(), place=st.sampled_from(PLACES))
def test_the_monitor_hides_nobody(people: list[Person], place: str) -> None:
    layout = arrange(people, place, monitor=True)
    assert layout.monitor
    x, y, scale = layout.monitor
    box = (x, y, MONITOR[0] * scale, (MONITOR[1] + 20) * scale)
    assert 0 <= x <= x + box[2] <= WIDTH
    assert 0 <= y <= y + box[3] <= HEIGHT
    assert not any(overlap(box, placed.face) for placed in layout.people)
    # legible when the picture is 360 pixels wide: the numbers are 30 pixels high at scale 1
    assert 30 * scale * 360 / WIDTH >= 8.5


def test_the_patient_lies_where_there_are_beds_and_sits_elsewhere() -> None:
    patient = Person("patient", "patient", "female", 40, Look())
    assert {place: posture(patient, place) for place in PLACES} == {
        "resuscitation": "lies",
        "emergency-bay": "lies",
        "ward": "lies",
        "clinic": "sits",
        "office": "sits",
    }


@given(people=groups(), place=st.sampled_from(PLACES))
def test_heads_turn_towards_the_patient(people: list[Person], place: str) -> None:
    placed = arrange(people, place, monitor=False).people
    patient = next((p for p in placed if p.person.role == "patient"), None)
    for someone in placed:
        if patient and someone is not patient:
            assert (someone.turn > 0) == (patient.x > someone.x)
