"""People and pictures that the tests of illustrations share."""

import pytest

from scenarios.model.case import CastMember, Look, Patient, Voice
from scenarios.model.scene import Monitor


def member(name: str, **look: object) -> CastMember:
    return CastMember(name=name, voice=Voice(name="slt"), look=Look.model_validate(look))


@pytest.fixture
def patient() -> Patient:
    return Patient(name="Mr Okafor", age=58, sex="male")


@pytest.fixture
def cast() -> dict[str, CastMember]:
    return {
        "patient": member("Mr Okafor", skin=6, hair="receding", hair_colour="grey", wears="gown"),
        "nurse": member(
            "Nurse Kelly", skin=2, hair="short", hair_colour="red", beard=True, wears="scrubs-teal"
        ),
        "clinician": member(
            "Dr Rao", skin=4, hair="bun", hair_colour="black", glasses=True, wears="scrubs-navy"
        ),
        "wife": member("Mrs Okafor", skin=5, hair="braids", hair_colour="black", wears="jumper"),
        "paramedic": member("Paramedic", skin=3, hair="curly", build="slim", wears="scrubs-navy"),
    }


@pytest.fixture
def monitor() -> Monitor:
    return Monitor(hr=118, bp="84/62", spo2=93, rr=28)
