"""Who people are is read from what the author says of them, and every skin has contrast enough."""

import pytest

from media_tools.illustrate.palette import GLOVE, SKINS, WHITE, Skin, contrast, luminance, mix
from media_tools.illustrate.people.person import ADULT, ELDER, Person, find_person
from scenarios.model.case import CastMember, Look, Patient, Voice

PATIENT = Patient(name="Mrs Duarte", age=76, sex="female")


def person(name: str, called: str = "Somebody", **look: object) -> Person:
    member = CastMember(name=called, voice=Voice(name="slt"), look=Look.model_validate(look))
    return find_person(name, {name: member}, PATIENT)


@pytest.mark.parametrize(
    ("name", "called", "role"),
    [
        ("nurse", "Kelly", "nurse"),
        ("nurse-2", "Kelly", "nurse"),
        ("kelly", "Nurse Kelly", "nurse"),
        ("clinician", "Dr Rossi", "clinician"),
        ("sonographer", "Ana", "clinician"),
        ("paramedic", "Sam", "paramedic"),
        ("daughter", "Ada", "relative"),
        ("neighbour", "Nursery teacher", "relative"),
    ],
)
def test_roles_come_from_the_words_an_author_uses(name: str, called: str, role: str) -> None:
    assert person(name, called).role == role


@pytest.mark.parametrize(
    ("name", "called", "look", "sex"),
    [
        ("daughter", "Ada", {"hair": "short"}, "female"),
        ("relative", "Mr Okafor", {"hair": "long"}, "male"),
        ("nurse", "Kelly", {"hair": "bun"}, "female"),
        ("nurse", "Kelly", {"beard": True, "hair": "bun"}, "male"),
        ("nurse", "Kelly", {"hair": "short"}, None),
    ],
)
def test_sex_comes_from_words_then_from_the_look(
    name: str, called: str, look: dict[str, object], sex: str | None
) -> None:
    assert person(name, called, **look).sex == sex


def test_the_patient_is_as_the_case_says() -> None:
    patient = person("patient", hair="short")
    assert (patient.role, patient.sex, patient.age) == ("patient", "female", 76)


def test_grey_hair_tells_age_but_a_grey_scarf_does_not() -> None:
    assert person("wife", hair="bun", hair_colour="grey").age == ELDER
    assert person("wife", hair="headscarf", hair_colour="grey").age == ADULT


def test_a_child_has_no_beard() -> None:
    boy = find_person("patient", {}, Patient(name="Tom", age=9, sex="male"))
    assert boy.child
    assert not boy.bearded


def test_skins_go_from_light_to_dark() -> None:
    tones = [luminance(skin.base) for skin in SKINS]
    assert tones == sorted(tones, reverse=True)


@pytest.mark.parametrize("skin", SKINS)
def test_faces_have_contrast_on_every_skin(skin: Skin) -> None:
    mouth = mix(skin.lip, "#2b0f14", 0.55)
    assert contrast(skin.line, skin.base) >= 1.9
    assert contrast(skin.shade, skin.base) >= 1.15
    assert max(contrast(mouth, skin.base), contrast(skin.lip, skin.base)) >= 1.35
    assert max(contrast("#2a1c18", skin.base), contrast("#fdfcfa", skin.base)) >= 3
    assert contrast(GLOVE, skin.base) >= 1.2 or contrast(WHITE, skin.base) >= 1.2
