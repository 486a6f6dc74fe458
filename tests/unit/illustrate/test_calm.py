"""Pictures move, and only a little: most pixels stand still, nothing flashes, the video stays small."""

import itertools
import time
from pathlib import Path

import numpy as np
import pytest

from media_tools.encode import write_video
from media_tools.illustrate import SIZE, Moment, draw, frames
from media_tools.illustrate.animate import Painter
from media_tools.illustrate.raster import rasterise
from media_tools.illustrate.stage import BREATHS, GLOWS, Pose
from media_tools.illustrate.views import stage_for
from media_tools.probe import examine
from scenarios.model.case import CastMember, Look, Patient
from scenarios.model.scene import Monitor, Picture, ProbePlacement

PICTURES = {
    "bedside": Picture(
        place="resuscitation",
        people=("nurse", "patient", "clinician"),
        monitor=Monitor(hr=140, bp="84/62", spo2=93, rr=34),
    ),
    "office": Picture(place="office", people=("wife", "patient", "clinician")),
    "close": Picture(
        people=("clinician", "patient"),
        probe=ProbePlacement(transducer="phased", region="parasternal", marker="towards the right shoulder"),
        monitor=Monitor(hr=140, bp="84/62", spo2=93),
    ),
}
KINDS = pytest.mark.parametrize("kind", PICTURES)


def talk(seconds: float) -> str | None:
    return (None, "patient", "clinician")[int(seconds / 1.5) % 3]


def luminance(frame: np.ndarray) -> np.ndarray:
    """Relative luminance of each pixel, after WCAG 2.2."""
    part = frame.astype(np.float32) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722], np.float32)


@KINDS
def test_most_pixels_stand_still(kind: str, cast: dict[str, CastMember], patient: Patient) -> None:
    film = frames(PICTURES[kind], cast, patient, 6, 25, speaking=talk)
    shares = [float((a != b).any(axis=2).mean()) for a, b in itertools.pairwise(film)]
    assert max(shares) < 0.02
    assert np.mean(shares) < 0.002
    assert sum(share > 0 for share in shares) > 20, "nothing moves at all"


@KINDS
def test_nothing_flashes(kind: str, cast: dict[str, CastMember], patient: Patient) -> None:
    """A general flash needs a tenth of the luminance range over a quarter of ten degrees: 21 824 pixels."""
    film = [luminance(frame) for frame in frames(PICTURES[kind], cast, patient, 3, 12.5, speaking=talk)]
    lowest, highest = np.min(film, axis=0), np.max(film, axis=0)
    assert int((highest - lowest > 0.1).sum()) < 21_824 // 2


@KINDS
def test_a_pose_changes_nothing_outside_its_boxes(
    kind: str, cast: dict[str, CastMember], patient: Patient
) -> None:
    assert_boxes_hold(PICTURES[kind], cast, patient)


def assert_boxes_hold(picture: Picture, cast: dict[str, CastMember], patient: Patient) -> None:
    stage = stage_for(picture, cast, patient)
    rest = rasterise(stage.document({}))
    for actor in stage.actors:
        for field, (x, y, width, height) in actor.boxes.items():
            step = {"mouth": 2, "lids": 2, "breath": BREATHS, "glow": GLOWS}[field]
            changed = rasterise(stage.document({actor.name: Pose(**{field: step})})) != rest
            assert changed.any(), f"{actor.name} does not move: {field}"
            changed[y : y + height, x : x + width] = False
            assert not changed.any(), f"{actor.name}: {field} is cut off"


@pytest.mark.parametrize("place", ["ward", "clinic"])
@pytest.mark.parametrize(
    ("age", "look"), [(7, {"build": "slim"}), (50, {"build": "heavy", "hair": "headscarf"})]
)
def test_small_and_large_bodies_stay_in_their_boxes(
    place: str, age: int, look: dict[str, object], cast: dict[str, CastMember]
) -> None:
    patient = Patient(name="P", age=age, sex="female")
    cast["patient"] = cast["patient"].model_copy(update={"look": Look.model_validate(look)})
    picture = Picture(place=place, people=("patient", "paramedic"))
    assert_boxes_hold(picture, cast, patient)


@KINDS
def test_pieces_make_the_picture_that_is_drawn_whole(
    kind: str, cast: dict[str, CastMember], patient: Patient
) -> None:
    stage = stage_for(PICTURES[kind], cast, patient)
    poses = {"patient": Pose(mouth=3, lids=1, breath=1, glow=2), "clinician": Pose(mouth=1, lids=2, glow=4)}
    whole = rasterise(stage.document(poses)).astype(int)
    difference = np.abs(Painter(stage).paint(poses).astype(int) - whole).max(axis=2)
    assert int((difference > 12).sum()) < 60


def test_who_speaks_is_seen_and_a_voice_from_nowhere_moves_nobody(
    cast: dict[str, CastMember], patient: Patient
) -> None:
    picture = PICTURES["office"]
    silent = draw(picture, cast, patient, Moment(1.1))
    assert np.array_equal(silent, draw(picture, cast, patient, Moment(1.1, "narrator")))
    seen = {
        who: (silent != draw(picture, cast, patient, Moment(1.1, who))).any(axis=2) for who in picture.people
    }
    middles = [np.argwhere(seen[who])[:, 1].mean() for who in picture.people]
    assert middles == sorted(middles)
    assert min(np.diff(middles)) > 150


def test_people_blink_breathe_and_speak(cast: dict[str, CastMember], patient: Patient) -> None:
    picture = Picture(place="ward", people=("patient",))
    silent = {f.tobytes() for f in frames(picture, cast, patient, 8, 25, speaking=lambda _: None)}
    speaking = {f.tobytes() for f in frames(picture, cast, patient, 8, 25, speaking=lambda _: "patient")}
    assert len(silent) >= 5
    assert len(speaking) > len(silent) + 6


def test_films_are_painted_faster_than_they_play(cast: dict[str, CastMember], patient: Patient) -> None:
    started = time.process_time()
    count = sum(1 for _ in frames(PICTURES["bedside"], cast, patient, 10, 25, speaking=talk))
    assert count / (time.process_time() - started) > 25


def test_a_film_becomes_a_small_video(cast: dict[str, CastMember], patient: Patient, tmp_path: Path) -> None:
    film = frames(PICTURES["bedside"], cast, patient, 12, 25, speaking=talk)
    write_video(tmp_path / "scene.mp4", film, 25, still=True)
    facts = examine(tmp_path / "scene.mp4")
    assert facts.video
    assert (facts.video.size, facts.video.frames, facts.video.rate) == (SIZE, 300, 25)
    # the first key frame weighs most: 12 seconds have about a quarter of a minute's bytes
    assert (tmp_path / "scene.mp4").stat().st_size < 130_000
