"""What a picture shows, in one or two plain sentences, for the script and the track of descriptions.

It says what can be seen and nothing that has to be concluded from it. Left and right are the
patient's; people are named from left to right as the viewer sees them.
"""

import re
from collections.abc import Mapping, Sequence

from media_tools.illustrate.closeup.marker import marker_direction
from media_tools.illustrate.layout import posture
from media_tools.illustrate.people.person import Person, find_person
from media_tools.illustrate.places.rooms import PLACE_NAMES
from media_tools.illustrate.views import shown_people
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import BodyRegion, Monitor, Picture, ProbePlacement, Transducer

_TRANSDUCERS: Mapping[Transducer, str] = {
    "phased": "a phased array transducer",
    "curvilinear": "a curvilinear transducer",
    "linear": "a linear transducer",
    "endocavitary": "an endocavitary transducer",
}
REGION_WORDS: Mapping[BodyRegion, str] = {
    "parasternal": "beside the breastbone, on the patient's left",
    "apical": "on the lower chest, on the patient's left",
    "subcostal": "just below the breastbone",
    "anterior-chest-right": "on the front of the chest, on the patient's right",
    "anterior-chest-left": "on the front of the chest, on the patient's left",
    "lateral-chest-right": "on the side of the chest, on the patient's right",
    "lateral-chest-left": "on the side of the chest, on the patient's left",
    "posterolateral-chest-right": "low on the side of the chest, towards the back, on the patient's right",
    "posterolateral-chest-left": "low on the side of the chest, towards the back, on the patient's left",
    "right-upper-quadrant": "on the patient's right upper abdomen",
    "left-upper-quadrant": "on the patient's left upper abdomen",
    "epigastric": "on the upper abdomen, in the middle line",
    "umbilical": "on the abdomen, at the navel",
    "suprapubic": "on the lower abdomen, above the pubic bone",
    "right-flank": "on the patient's right flank",
    "left-flank": "on the patient's left flank",
    "right-lower-quadrant": "on the patient's right lower abdomen",
    "right-groin": "in the patient's right groin",
    "left-groin": "in the patient's left groin",
    "right-popliteal": "in the hollow of the patient's right knee",
    "left-popliteal": "in the hollow of the patient's left knee",
    "forearm": "on a forearm",
    "calf": "on a calf",
}
"""Where each region lies, after `a transducer ...`."""


def describe(picture: Picture, cast: Mapping[str, CastMember], patient: Patient) -> str:
    """What a picture shows, in words.

    Raises:
        MediaError: the picture names somebody who is not in the cast.
    """
    people = [find_person(name, cast, patient) for name in shown_people(picture)]
    names = {p.id: cast[p.id].name if p.id in cast else patient.name for p in people}
    if picture.exhibit:
        return _join(
            "The screen of the ultrasound machine shows an ultrasound image",
            _beside(picture, list(names.values()), mark=True),
        )
    if picture.probe:
        return _join(
            f"Close view: a gloved hand holds {_probe(picture.probe)}",
            _beside(picture, list(names.values()), mark=False),
        )
    return _join(
        _room(picture, people, names),
        f"The monitor shows {_numbers(picture.monitor)}" if picture.monitor else "",
    )


def _join(*sentences: str) -> str:
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _listed(words: Sequence[str], mark: str = ",") -> str:
    if len(words) < 2:  # noqa: PLR2004 (nothing to join)
        return "".join(words)
    return f"{f'{mark} '.join(words[:-1])}{mark if mark != ',' else ''} and {words[-1]}"


def _room(picture: Picture, people: Sequence[Person], names: Mapping[str, str]) -> str:
    place = PLACE_NAMES[picture.place]
    if not people:
        return f"{place[0].upper()}{place[1:]}, with nobody in the picture"
    seen = [f"{names[p.id]}, {_manner(p, picture.place)}" for p in people]
    order = ", from left to right" if len(people) > 1 else ""
    return f"In {place}{order}: {_listed(seen, ';')}"


def _manner(person: Person, place: str) -> str:
    how = {
        "stands": "standing",
        "sits": "sitting in an armchair",
        "lies": "lying in bed, propped up on a pillow",
    }[posture(person, place)]
    carried = {
        "nurse": " with a clipboard",
        "clinician": " with a stethoscope round the neck",
        "paramedic": " in a high-visibility vest",
    }
    return how + (
        "" if how == "sitting in an armchair" and person.role == "nurse" else carried.get(person.role, "")
    )


def _probe(placement: ProbePlacement) -> str:
    where = REGION_WORDS[placement.region]
    if placement.transducer == "endocavitary":
        where = f"ready {re.sub('^(on|in) ', 'over ', where)}"
    words = f"{_TRANSDUCERS[placement.transducer]} {where}"
    if placement.marker and marker_direction(placement.marker):
        return f"{words}, its marker pointing {_way(placement.marker)}"
    return words


def _way(marker: str) -> str:
    words = marker.rstrip(".")
    return (
        words
        if words.split()[0].lower() in {"to", "towards", "toward", "at", "up", "down"}
        else f"to {words}"
    )


def _numbers(monitor: Monitor) -> str:
    systolic, diastolic = monitor.bp.split("/")
    parts = [
        f"a heart rate of {monitor.hr}",
        f"a blood pressure of {systolic} over {diastolic}",
        f"an oxygen saturation of {monitor.spo2} per cent",
    ]
    return _listed(parts + ([] if monitor.rr is None else [f"a respiratory rate of {monitor.rr}"]))


def _beside(picture: Picture, names: Sequence[str], *, mark: bool) -> str:
    parts = [f"the monitor shows {_numbers(picture.monitor)}"] if picture.monitor else []
    if mark and picture.probe:
        parts.append(f"a small figure marks the transducer's place {REGION_WORDS[picture.probe.region]}")
    if names:
        parts.append(
            f"{'small portraits show' if len(names) > 1 else 'a small portrait shows'} {_listed(names)}"
        )
    return f"Beside it, {_listed(parts, ';')}" if parts else ""
