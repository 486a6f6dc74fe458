"""The screen of the ultrasound machine keeps the pixels of its clip."""

import numpy as np
import pytest

from media_tools.encode import Frame
from media_tools.illustrate import SIZE, Clip, Moment, draw
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Monitor, Picture, ProbePlacement

ALONE = Picture(exhibit="plax")
NOISE = np.random.default_rng(7)


def image(width: int, height: int, *axes: int) -> np.ndarray:
    return NOISE.integers(1, 255, (height, width, *axes), dtype=np.uint8)


def find(frame: np.ndarray, part: np.ndarray) -> tuple[int, int]:
    """Where an image lies in a frame: left and top; fails unless every pixel is the same."""
    height, width = part.shape[:2]
    hits = np.argwhere((frame == part[0, 0]).all(axis=2))
    places = [(int(x), int(y)) for y, x in hits if np.array_equal(frame[y : y + height, x : x + width], part)]
    assert len(places) == 1
    return places[0]


def test_a_clip_that_fits_is_shown_pixel_by_pixel_in_the_middle(patient: Patient) -> None:
    clip = image(640, 480, 3)
    x, y = find(draw(ALONE, {}, patient, clip=Clip([clip])), clip)
    assert (x, y) == ((SIZE[0] - 640) // 2, (SIZE[1] - 480) // 2)


def test_grey_is_shown_as_grey(patient: Patient) -> None:
    clip = image(640, 480)
    find(draw(ALONE, {}, patient, clip=Clip([clip])), np.repeat(clip[..., None], 3, axis=2))


def test_it_stays_pixel_by_pixel_beside_monitor_body_mark_and_portraits(
    cast: dict[str, CastMember], patient: Patient, monitor: Monitor
) -> None:
    picture = Picture(
        exhibit="plax",
        people=("clinician", "patient"),
        monitor=monitor,
        probe=ProbePlacement(transducer="phased", region="parasternal"),
    )
    clip = image(640, 480, 3)
    x, _ = find(draw(picture, cast, patient, Moment(1, "patient"), clip=Clip([clip])), clip)
    assert x + 640 < 700


@pytest.mark.parametrize(
    ("size", "shown"), [((320, 240), (640, 480)), ((1280, 960), (672, 504)), ((1600, 400), (924, 231))]
)
def test_other_sizes_are_doubled_or_reduced_in_their_proportions(
    size: tuple[int, int], shown: tuple[int, int], patient: Patient
) -> None:
    white = np.full((size[1], size[0], 3), 255, np.uint8)
    frame = draw(ALONE, {}, patient, clip=Clip([white]))
    rows, columns = np.nonzero((frame[18:522, 18:942] == 255).all(axis=2))
    assert (np.ptp(columns) + 1, np.ptp(rows) + 1) == pytest.approx(shown, abs=1)


def test_a_clip_plays_at_its_own_rate_and_begins_again() -> None:
    images = [image(4, 4) for _ in range(3)]
    clip = Clip(images, rate=20)
    shown = [next(i for i, one in enumerate(images) if one is clip.at(k / 20)) for k in range(5)]
    assert shown == [0, 1, 2, 0, 1]


def test_without_a_clip_the_screen_is_dark(patient: Patient) -> None:
    frame = draw(ALONE, {}, patient)
    assert (frame[30:510, 30:930] == 0).all()


def test_the_monitor_beside_the_clip_is_the_monitor(patient: Patient) -> None:
    def shown(hr: int) -> Frame:
        return draw(Picture(exhibit="plax", monitor=Monitor(hr=hr, bp="90/60", spo2=95)), {}, patient)

    changed = (shown(80) != shown(81)).any(axis=2)
    assert changed.any()
    assert not changed[:, :660].any()
