"""A small gallery of illustrations for the documentation.

Run as `python -m media_tools.illustrate.gallery docs/illustrations.jpg`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from media_tools.encode import Frame, whole
from media_tools.illustrate.animate import Moment, draw
from scenarios.model.case import CastMember, Look, Patient, Voice
from scenarios.model.scene import Monitor, Picture, ProbePlacement

_COLUMNS, _WIDTH = 3, 480
_GAP = 8


def _member(name: str, look: Look) -> CastMember:
    return CastMember(name=name, voice=Voice(name="slt"), look=look)


_STAFF = {
    "nurse": _member(
        "Nurse Kelly", Look(skin=1, hair="short", hair_colour="red", beard=True, wears="scrubs-teal")
    ),
    "clinician": _member(
        "Dr Rao", Look(skin=4, hair="bun", hair_colour="black", glasses=True, wears="scrubs-navy")
    ),
    "doctor": _member("Dr Lindqvist", Look(skin=2, hair="long", hair_colour="fair", wears="coat")),
    "midwife": _member(
        "Midwife Aziz", Look(skin=3, hair="headscarf", hair_colour="grey", wears="scrubs-plum")
    ),
    "paramedic": _member(
        "Paramedic", Look(skin=3, hair="curly", hair_colour="black", build="slim", wears="scrubs-navy")
    ),
}
_MAN = Patient(name="Mr Okafor", age=58, sex="male")
_OLD_WOMAN = Patient(name="Mrs Duarte", age=81, sex="female")
_WOMAN = Patient(name="Ms Haddad", age=29, sex="female")
_BOY = Patient(name="Tom", age=9, sex="male")
_CASTS = {
    _MAN: {
        "patient": _member(
            "Mr Okafor", Look(skin=6, hair="receding", hair_colour="grey", build="heavy", wears="gown")
        ),
        "wife": _member("Mrs Okafor", Look(skin=5, hair="braids", hair_colour="black", wears="jumper")),
    },
    _OLD_WOMAN: {
        "patient": _member(
            "Mrs Duarte",
            Look(skin=2, hair="bun", hair_colour="white", glasses=True, build="slim", wears="gown"),
        ),
        "son": _member(
            "Luis Duarte",
            Look(skin=3, hair="short", hair_colour="black", beard=True, build="heavy", wears="shirt"),
        ),
    },
    _WOMAN: {
        "patient": _member("Ms Haddad", Look(skin=4, hair="headscarf", hair_colour="red", wears="jumper"))
    },
    _BOY: {
        "patient": _member("Tom", Look(skin=1, hair="short", hair_colour="fair", build="slim", wears="gown")),
        "father": _member("Tom's father", Look(skin=1, hair="bald", hair_colour="brown", wears="jumper")),
    },
}
_SHOCK = Monitor(hr=118, bp="84/62", spo2=93, rr=28)
_WELL = Monitor(hr=72, bp="124/78", spo2=98)
_PICTURES: Sequence[tuple[Patient, Picture, str | None]] = (
    (_MAN, Picture(place="resuscitation", people=("patient", "nurse"), monitor=_SHOCK), "patient"),
    (_OLD_WOMAN, Picture(place="ward", people=("doctor", "patient", "son")), "doctor"),
    (_WOMAN, Picture(place="clinic", people=("patient", "midwife")), "midwife"),
    (
        _MAN,
        Picture(
            probe=ProbePlacement(
                transducer="phased", region="parasternal", marker="towards the right shoulder"
            )
        ),
        None,
    ),
    (
        _OLD_WOMAN,
        Picture(
            people=("clinician",),
            probe=ProbePlacement(
                transducer="curvilinear", region="lateral-chest-right", marker="towards the head"
            ),
            monitor=_WELL,
        ),
        "clinician",
    ),
    (_WOMAN, Picture(probe=ProbePlacement(transducer="linear", region="left-popliteal")), None),
    (
        _BOY,
        Picture(place="emergency-bay", people=("father", "patient", "clinician"), monitor=_WELL),
        "father",
    ),
    (_MAN, Picture(place="office", people=("wife", "patient", "doctor")), "wife"),
    (
        _MAN,
        Picture(
            place="resuscitation",
            people=("paramedic", "nurse", "patient", "clinician", "wife"),
            monitor=_SHOCK,
        ),
        "paramedic",
    ),
)


def gallery() -> Frame:
    """All pictures of the gallery in rows of three."""
    tiles = [_tile(*picture) for picture in _PICTURES]
    rows = (tiles[i : i + _COLUMNS] for i in range(0, len(tiles), _COLUMNS))
    return np.vstack([np.hstack(row) for row in rows])


def _tile(patient: Patient, picture: Picture, speaker: str | None) -> Frame:
    frame = draw(picture, {**_STAFF, **_CASTS[patient]}, patient, Moment(2.0, speaker))
    height = round(frame.shape[0] * _WIDTH / frame.shape[1])
    small = np.array(Image.fromarray(frame).resize((_WIDTH, height), Image.Resampling.LANCZOS))
    return np.pad(small, ((_GAP, _GAP), (_GAP, _GAP), (0, 0)), constant_values=255)


def write(target: Path) -> None:
    """Write the gallery as a JPEG."""
    with whole(target) as part:
        Image.fromarray(gallery()).save(part, "JPEG", quality=84, optimize=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
