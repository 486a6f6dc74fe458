"""The same picture is the same bytes: again, at the same time of a film, and in another process."""

import hashlib
import os
import subprocess
import sys

import numpy as np

from media_tools.illustrate import Clip, Moment, draw, frames
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Monitor, Picture, ProbePlacement

IN_ANOTHER_PROCESS = """
import hashlib, sys
from media_tools.illustrate import Moment, draw
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Picture
picture, patient, *members = sys.stdin.read().splitlines()
cast = {line.split("=", 1)[0]: CastMember.model_validate_json(line.split("=", 1)[1]) for line in members}
frame = draw(Picture.model_validate_json(picture), cast, Patient.model_validate_json(patient), Moment(3.3, "nurse"))
print(hashlib.sha256(frame.tobytes()).hexdigest())
"""


def test_another_process_draws_the_same_bytes(
    cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    picture = Picture(place="resuscitation", people=("patient", "nurse", "wife"), monitor=monitor)
    here = hashlib.sha256(draw(picture, cast, patient, Moment(3.3, "nurse")).tobytes()).hexdigest()
    told = [picture.model_dump_json(), patient.model_dump_json()]
    told += [f"{name}={someone.model_dump_json()}" for name, someone in cast.items()]
    there = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        input="\n".join(told),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "271828"},
    )
    assert there.stdout.strip() == here


def test_a_film_passes_through_the_still_picture(
    cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    picture = Picture(place="ward", people=("patient", "clinician"), monitor=monitor)
    film = list(frames(picture, cast, patient, 2, 10, speaking=lambda _: "clinician"))
    assert len(film) == 20
    assert np.array_equal(film[13], draw(picture, cast, patient, Moment(1.3, "clinician")))


def test_a_film_in_two_pieces_is_the_film_in_one(
    cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    picture = Picture(place="ward", people=("patient", "clinician"), monitor=monitor)

    def speaking(seconds: float) -> str | None:
        return "patient" if 0.4 < seconds < 1.4 else None

    whole = list(frames(picture, cast, patient, 2, 10, speaking=speaking))
    second = list(frames(picture, cast, patient, 1, 10, speaking=speaking, start=1.0))
    assert np.array_equal(whole[10:], second)


def test_a_film_is_as_long_as_asked(cast: dict[str, CastMember], patient: Patient) -> None:
    picture = Picture(place="office", people=("patient",))
    assert len(list(frames(picture, cast, patient, 1.02, 25, speaking=lambda _: None))) == 26


def test_frames_are_not_shared(cast: dict[str, CastMember], patient: Patient) -> None:
    film = frames(Picture(place="office"), cast, patient, 1, 2, speaking=lambda _: None)
    first = next(film)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(next(film), kept)


def test_exhibits_play_from_the_first_image_wherever_the_scene_is(
    cast: dict[str, CastMember], patient: Patient
) -> None:
    images = [np.full((48, 64), shade, np.uint8) for shade in (10, 90, 170)]
    picture = Picture(exhibit="plax", probe=ProbePlacement(transducer="phased", region="apical"))
    film = frames(
        picture, cast, patient, 0.5, 10, speaking=lambda _: None, clip=Clip(images, rate=10), start=7.3
    )
    assert [int(frame[270, 350, 0]) for frame in film] == [10, 90, 170, 10, 90]
