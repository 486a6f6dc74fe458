"""Every place, look, region, transducer and mixture of them gives a whole picture."""

import itertools
import re
from typing import Literal, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_tools.errors import MediaError
from media_tools.illustrate import SIZE, Moment, draw
from media_tools.illustrate.closeup.view import close_view, held_probe
from media_tools.illustrate.people.person import find_person
from media_tools.illustrate.raster import rasterise
from media_tools.illustrate.svg import document
from media_tools.illustrate.views import stage_for
from scenarios.model.case import CastMember, Look, Patient, Voice
from scenarios.model.scene import BodyRegion, Monitor, Picture, ProbePlacement, Transducer

LOOKS = st.builds(
    Look,
    skin=st.integers(1, 6),
    **{
        field: st.sampled_from(get_args(Look.model_fields[field].annotation))
        for field in ("hair", "hair_colour", "build", "wears")
    },
    beard=st.booleans(),
    glasses=st.booleans(),
)
PATIENTS = st.builds(
    Patient, name=st.just("P"), age=st.integers(0, 110), sex=st.sampled_from(["female", "male"])
)
PLACES = st.sampled_from(get_args(Picture.model_fields["place"].annotation))


def is_a_picture(frame: np.ndarray) -> bool:
    width, height = SIZE
    return frame.shape == (height, width, 3) and frame.dtype == np.uint8 and float(frame.std()) > 8


@settings(max_examples=15, deadline=None)
@given(place=PLACES, looks=st.lists(LOOKS, min_size=4, max_size=4), patient=PATIENTS, data=st.data())
def test_everybody_can_be_anywhere(
    place: str, looks: list[Look], patient: Patient, data: st.DataObject
) -> None:
    names = data.draw(st.permutations(["patient", "nurse", "paramedic", "wife"]))
    cast = {
        n: CastMember(name=n, voice=Voice(name="slt"), look=look)
        for n, look in zip(names, looks, strict=True)
    }
    shown = tuple(names[: data.draw(st.integers(0, 4))])
    monitor = data.draw(st.none() | st.just(Monitor(hr=0, bp="60/30", spo2=0)))
    frame = draw(Picture(place=place, people=shown, monitor=monitor), cast, patient, Moment(0.4, "nurse"))
    assert is_a_picture(frame)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_region(sex: Literal["female", "male"]) -> None:
    patient, kinds = Patient(name="P", age=40, sex=sex), itertools.cycle(get_args(Transducer))
    for region, kind in zip(get_args(BodyRegion), kinds, strict=False):
        placement = ProbePlacement(transducer=kind, region=region, marker="towards the head")
        assert is_a_picture(draw(Picture(probe=placement), {}, patient)), region


def test_every_transducer_on_every_region_is_a_picture_of_its_own(patient: Patient) -> None:
    person, drawn = find_person("patient", {}, patient), set()
    placements = list(itertools.product(get_args(Transducer), get_args(BodyRegion), (None, "to the left")))
    for kind, region, marker in placements:
        view = close_view(person, ProbePlacement(transducer=kind, region=region, marker=marker))
        small = document((view.body, held_probe(view, 0)), (0, 0, *SIZE), scale=0.15)
        drawn.add(rasterise(small).tobytes())
    assert len(drawn) == len(placements)


def documents(cast: dict[str, CastMember], patient: Patient, monitor: Monitor) -> list[str]:
    probe = ProbePlacement(transducer="linear", region="anterior-chest-left", marker="to the left")
    pictures = (
        Picture(place="emergency-bay", people=("nurse", "patient", "clinician", "wife"), monitor=monitor),
        Picture(place="clinic", people=("nurse", "patient", "clinician", "wife")),
        Picture(probe=probe, people=("nurse", "patient"), monitor=monitor),
        Picture(exhibit="plax", probe=probe, people=("nurse", "patient"), monitor=monitor),
    )
    return [stage_for(picture, cast, patient).document({}) for picture in pictures]


def test_every_name_in_a_document_is_unique_and_used_names_exist(
    cast: dict[str, CastMember], monitor: Monitor
) -> None:
    woman = Patient(name="Ms Haddad", age=29, sex="female")
    for svg in documents(cast, woman, monitor):
        names = re.findall(r' id="([^"]+)"', svg)
        assert len(names) == len(set(names))
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(names)


def test_documents_need_no_font_and_no_other_file(
    cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    for svg in documents(cast, patient, monitor):
        assert not re.search(r"<text|<image|href|@import|<style", svg)


def test_pictures_differ_where_people_differ(cast: dict[str, CastMember], patient: Patient) -> None:
    def face(**look: object) -> bytes:
        changed = cast["patient"].model_copy(update={"look": Look.model_validate(look)})
        return draw(Picture(place="ward", people=("patient",)), {"patient": changed}, patient).tobytes()

    hairs = get_args(Look.model_fields["hair"].annotation)
    looks = [{"hair": hair} for hair in hairs] + [{"skin": skin} for skin in (1, 2, 4, 5, 6)]
    looks += [
        {"beard": True},
        {"glasses": True},
        {"build": "slim"},
        {"build": "heavy"},
        {"hair_colour": "white"},
    ]
    assert len({face(**look) for look in looks}) == len(looks)


def test_age_and_sex_are_seen(cast: dict[str, CastMember]) -> None:
    picture = Picture(place="ward", people=("patient",))
    seen = {
        draw(picture, cast, Patient(name="P", age=age, sex=sex)).tobytes()
        for age in (8, 30, 55, 80)
        for sex in ("female", "male")
    }
    assert len(seen) == 8


def test_somebody_who_is_not_in_the_cast_is_an_error_in_one_line(
    cast: dict[str, CastMember], patient: Patient
) -> None:
    with pytest.raises(MediaError, match=r"^picture: 'porter' is not in the cast; choose from [^\n]+$"):
        draw(Picture(people=("porter",)), cast, patient)


def test_a_patient_who_never_speaks_is_drawn_too(patient: Patient) -> None:
    assert is_a_picture(draw(Picture(place="ward", people=("patient",)), {}, patient))
