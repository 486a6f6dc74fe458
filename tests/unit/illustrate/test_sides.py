"""Left is left: the patient faces the viewer, so their right is on the viewer's left."""

from typing import Literal, get_args

import numpy as np
import pytest

from media_tools.illustrate import draw
from media_tools.illustrate.body import REGIONS, Build, half_width, outline, region_point, side
from media_tools.illustrate.closeup.marker import marker_direction
from media_tools.illustrate.closeup.view import close_view
from media_tools.illustrate.people.person import find_person
from scenarios.model.case import Patient
from scenarios.model.scene import BodyRegion, Picture, ProbePlacement

ALL = get_args(BodyRegion)
SIDED = [region for region in ALL if side(region)]
BUILDS = ("slim", "medium", "heavy")
LENS = (0x5C, 0x6A, 0x78)


def test_every_region_has_a_place_on_the_map() -> None:
    assert set(REGIONS) == set(ALL)
    assert all(0 < x < 1 and 0 < y < 1 for x, y in REGIONS.values())
    assert len(set(REGIONS.values())) == len(REGIONS)


def test_names_say_their_side() -> None:
    for region in ALL:
        words = region.split("-")
        expected = "right" if "right" in words else "left" if "left" in words else None
        assert side(region) == (expected or ("left" if region in {"parasternal", "apical"} else None))


@pytest.mark.parametrize("region", SIDED)
def test_the_map_has_the_patients_right_on_the_viewers_left(region: BodyRegion) -> None:
    x, _ = REGIONS[region]
    assert (x < 0.5) == (side(region) == "right")
    for build in BUILDS:
        for sex in ("female", "male", None):
            assert (region_point(region, build, sex)[0] < 0) == (side(region) == "right")


@pytest.mark.parametrize("right", [r for r in ALL if side(r) == "right" and r != "right-lower-quadrant"])
def test_the_two_sides_mirror_each_other(right: BodyRegion) -> None:
    left = right.replace("right", "left")
    assert REGIONS[left] == pytest.approx((1 - REGIONS[right][0], REGIONS[right][1]))


@pytest.mark.parametrize("region", ["subcostal", "epigastric", "umbilical", "suprapubic"])
def test_regions_of_the_middle_line_lie_on_it(region: BodyRegion) -> None:
    assert REGIONS[region][0] == 0.5


def test_regions_stand_in_their_order_from_head_to_foot() -> None:
    order = (
        "anterior-chest-right",
        "parasternal",
        "apical",
        "subcostal",
        "epigastric",
        "umbilical",
        "suprapubic",
    )
    heights = [REGIONS[region][1] for region in (*order, "right-groin", "right-popliteal", "calf")]
    assert heights == sorted(heights)
    assert len(set(heights)) == len(heights)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("sex", ["female", "male"])
def test_regions_of_the_trunk_lie_on_the_trunk(build: Build, sex: Literal["female", "male"]) -> None:
    for region in ALL:
        x, y = region_point(region, build, sex)
        if 130 < y < 520 and region != "forearm":
            assert abs(x) <= half_width(y, build, sex)


def test_the_outline_is_symmetric_path_data() -> None:
    assert outline().count("M") > 4
    assert outline("heavy") != outline("slim") != outline("medium", "female")


@pytest.mark.parametrize("region", SIDED)
@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_transducer_is_seen_on_the_right_side_of_the_picture(
    region: BodyRegion, sex: Literal["female", "male"]
) -> None:
    patient = Patient(name="P", age=40, sex=sex)
    placement = ProbePlacement(transducer="linear", region=region)
    view = close_view(find_person("patient", {}, patient), placement)
    frame = draw(Picture(probe=placement), {}, patient)
    found = np.argwhere((frame == LENS).all(axis=2))
    assert len(found) > 100
    assert view.middle is not None
    assert (found[:, 1].mean() < view.middle) == (side(region) == "right")
    assert abs(found[:, 1].mean() - view.tip[0]) < 25
    assert abs(found[:, 0].mean() - view.tip[1]) < 25


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("towards the right shoulder", (-1, -1)),
        ("to the patient's left shoulder", (1, -1)),
        ("towards the left hip", (1, 1)),
        ("towards the right hip", (-1, 1)),
        ("Towards the head", (0, -1)),
        ("cephalad", (0, -1)),
        ("caudally", (0, 1)),
        ("towards the feet", (0, 1)),
        ("towards the patient's right", (-1, 0)),
        ("towards the left side", (1, 0)),
        ("at 3 o'clock", (1, 0)),
        ("at 10 o’clock", (-1, -1)),
        ("at 12 o'clock", (0, -1)),
        ("at 6 o'clock", (0, 1)),
    ],
)
def test_the_markers_direction_is_read_from_its_words(words: str, way: tuple[int, int]) -> None:
    found = marker_direction(words)
    assert found is not None
    assert tuple(round(value) if abs(value) > 0.3 else 0 for value in found) == way
    assert np.hypot(*found) == pytest.approx(1)


@pytest.mark.parametrize("words", ["towards the ceiling", "away from the examiner", "upright", "headphones"])
def test_words_that_name_no_direction_give_none(words: str) -> None:
    assert marker_direction(words) is None


def test_an_arrow_is_drawn_only_where_a_direction_is_stated(patient: Patient) -> None:
    def shown(marker: str | None) -> bytes:
        placement = ProbePlacement(transducer="phased", region="subcostal", marker=marker)
        return draw(Picture(probe=placement), {}, patient).tobytes()

    assert shown("towards the ceiling") == shown(None) != shown("towards the patient's right")
