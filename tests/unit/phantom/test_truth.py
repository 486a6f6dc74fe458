"""The sidecar's truth against the decoded MP4, measured in another way than the renderer does."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from media_tools.phantom.clip import write_clip
from media_tools.phantom.recipe import read_recipe
from media_tools.probe import frames
from scenarios.model import ExhibitMedia

Picture = npt.NDArray[np.float64]
EFFUSION = {"effusion": 16, "collapse": 85, "heart-rate": 120, "swing": 4}


def written(tmp_path: Path, **recipe: Any) -> tuple[ExhibitMedia, list[Picture]]:
    target = tmp_path / "clip.mp4"
    sidecar = write_clip(target, read_recipe({"seconds": 1.2, **recipe}))
    pictures = [image.mean(axis=2) for _, image in frames(target)]
    assert len(pictures) == sidecar.frames
    return sidecar, pictures


def levels(picture: Picture, start: Sequence[float], end: Sequence[float], reach: int) -> Picture:
    """Grey levels from `start` to `end` and `reach` px beyond both, averaged over 7 px across: one a pixel."""
    (x0, y0), (x1, y1) = start, end
    length = dist(start, end)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    along = np.arange(-reach, length + reach)
    across = np.arange(-3, 4)[:, None]
    columns = np.clip(np.round(x0 + along * ux - across * uy), 0, 639).astype(int)
    rows = np.clip(np.round(y0 + along * uy + across * ux), 0, 479).astype(int)
    return picture[rows, columns].mean(axis=0)


def steepest(profile: Picture, around: float, reach: int, sign: int) -> int:
    """Where a profile rises (or falls) most within `reach` of a place."""
    slope = sign * np.gradient(np.convolve(profile, np.ones(3) / 3, "same"))
    low, high = max(1, round(around - reach)), min(len(profile) - 1, round(around + reach))
    return low + int(np.argmax(slope[low:high]))


def measured_again(sidecar: ExhibitMedia, pictures: list[Picture], name: str) -> tuple[float, float]:
    """A cavity's size in mm between the steepest edges near where the truth has them."""
    truth = sidecar.truth["measurements"][name]
    reach = round(4 / sidecar.mm_per_px[0])
    profile = levels(pictures[truth["frame"]], truth["from"], truth["to"], 2 * reach)
    length = dist(truth["from"], truth["to"])
    first = steepest(profile, 2 * reach, reach, -1)
    last = steepest(profile, 2 * reach + length, reach, 1)
    inside = profile[first + 3 : last - 2]
    # the darkest half of the inside: a leaflet or a speck may cross the line
    assert np.sort(inside)[: max(1, len(inside) // 2)].mean() < 0.5 * max(
        profile[first - reach], profile[last + 4]
    )
    return (last - first) * sidecar.mm_per_px[0], truth["mm"]


@pytest.mark.parametrize("scene", ["lung.b-lines", "cardiac.plax", "lung.sliding"])
def test_the_depth_is_0_where_the_scale_of_the_clip_begins(scene: str, tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene=scene, seconds=1)
    assert sidecar.zero_depth is not None
    assert sidecar.mm_per_px is not None
    centimetre = 10 / sidecar.mm_per_px[1]
    for i in range(3):
        mark, between = (round(sidecar.zero_depth + (i + part) * centimetre) for part in (0, 0.5))
        # a mark is one row, and stands in the row that its height lies in
        assert pictures[0][mark - 1 : mark + 1, 630].max() > 100
        assert pictures[0][between - 1 : between + 1, 630].max() < 40


@pytest.mark.parametrize("depth", [6, 14, 30])
def test_an_effusion_behind_the_heart_is_as_deep_as_it_is_said_to_be(depth: float, tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene="cardiac.plax", effusion=depth)
    again, said = measured_again(sidecar, pictures, "effusion")
    assert again == pytest.approx(said, abs=1.8)
    assert said == pytest.approx(depth, abs=2.0)


def test_the_left_ventricle_shrinks_by_what_its_ejection_fraction_says(tmp_path: Path) -> None:
    shares = []
    for fraction in (25, 60):
        sidecar, pictures = written(tmp_path, scene="cardiac.plax", **{"ejection-fraction": fraction})
        wide, narrow = (
            measured_again(sidecar, pictures, f"lv-{phase}")[0] for phase in ("diastole", "systole")
        )
        shares.append(1 - (narrow / wide) ** 3)
    assert shares[0] == pytest.approx(0.36, abs=0.12)
    assert shares[1] == pytest.approx(0.68, abs=0.12)


def test_end_diastole_and_end_systole_are_the_frames_that_are_named(tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene="cardiac.psax", seconds=2, **{"heart-rate": 60})
    x, y, width, _ = sidecar.regions[0]
    centre = (x + width / 2 + 8 / sidecar.mm_per_px[0], y + 84 / sidecar.mm_per_px[0])
    rows, columns = np.ogrid[:480, :640]
    near = (columns - centre[0]) ** 2 + (rows - centre[1]) ** 2 < (22 / sidecar.mm_per_px[0]) ** 2
    dark = [(picture[near] < 40).sum() for picture in pictures]
    period = len(pictures) // 2
    smallest = int(np.argmin(dark[:period]))
    assert abs(smallest - sidecar.truth["moments"]["end-systole"][0]) <= 2
    assert sidecar.truth["moments"]["end-diastole"] == [0, period]
    assert dark[0] > 1.5 * dark[smallest]


def test_in_tamponade_the_right_ventricle_folds_while_the_effusion_stays(tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene="cardiac.subcostal", **EFFUSION)
    wide, _ = measured_again(sidecar, pictures, "rv-diastole")
    effusion, said = measured_again(sidecar, pictures, "effusion")
    assert effusion == pytest.approx(said, abs=1.8)
    assert said == pytest.approx(16, abs=2.5)
    collapsed = sidecar.truth["measurements"]["rv-collapsed"]
    assert collapsed["frame"] in sidecar.truth["moments"]["rv-collapse"]
    profile = levels(pictures[collapsed["frame"]], collapsed["from"], collapsed["to"], 12)
    assert collapsed["mm"] < 0.5 * wide
    assert profile[:12].max() > 2 * profile[12:-12].min()


@pytest.mark.parametrize(("diameter", "collapse"), [(25, 8), (18, 55)])
def test_a_vena_cava_collapses_by_as_much_as_is_said(
    diameter: float, collapse: float, tmp_path: Path
) -> None:
    sidecar, pictures = written(tmp_path, scene="cardiac.ivc", diameter=diameter, collapse=collapse)
    wide, said = measured_again(sidecar, pictures, "expiration")
    narrow, said_narrow = measured_again(sidecar, pictures, "inspiration")
    assert wide == pytest.approx(said, abs=1.5)
    assert said == pytest.approx(diameter, abs=1.5)
    assert narrow == pytest.approx(said_narrow, abs=1.5)
    assert 100 * (1 - said_narrow / said) == pytest.approx(collapse, abs=7)


def test_b_lines_are_where_they_are_said_to_be_and_reach_the_edge(tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene="lung.b-lines", **{"b-lines": 3, "sliding": 0})
    marks = {
        name: mark["at"] for name, mark in sidecar.truth["landmarks"].items() if name.startswith("b-line")
    }
    assert len(marks) == 3
    x, y, width, _ = sidecar.regions[0]
    apex = (x + width / 2, y - (55 * np.cos(np.radians(31))) / sidecar.mm_per_px[0])
    places = sorted(marks.values())
    gaps = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(places)]
    for way in (1.25, 1.45):
        lines = [_level_behind(pictures[0], apex, place, way) for place in places]
        between = [_level_behind(pictures[0], apex, place, way) for place in gaps]
        assert min(lines) > 1.7 * max(between)


def _level_behind(picture: Picture, apex: Sequence[float], place: Sequence[float], way: float) -> float:
    """The mean grey around the point that lies `way` times as far from the apex as a place."""
    column, row = (round(a + way * (p - a)) for a, p in zip(apex, place, strict=True))
    return picture[row - 9 : row + 10, column - 2 : column + 3].mean()


def test_fluid_at_the_base_of_the_lung_is_as_deep_as_it_is_said_to_be(tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene="lung.effusion", effusion=20)
    again, said = measured_again(sidecar, pictures, "effusion")
    assert again == pytest.approx(said, abs=1.8)
    assert said == pytest.approx(20, abs=2.5)


@pytest.mark.parametrize("diameter", [20, 62])
def test_an_aorta_is_as_wide_as_it_is_said_to_be(diameter: float, tmp_path: Path) -> None:
    sidecar, pictures = written(tmp_path, scene="aorta.short", diameter=diameter)
    truth = sidecar.truth["measurements"]["diameter"]
    assert truth["mm"] == pytest.approx(diameter, abs=2.0)
    profile = levels(pictures[truth["frame"]], truth["from"], truth["to"], 8)
    # both calipers stand on the outer slope of a bright wall
    assert profile[8:14].max() > 1.3 * profile[:6].min()
    assert profile[-14:-8].max() > 1.3 * profile[-6:].min()


def test_a_patent_vein_vanishes_under_pressure_and_a_clotted_one_does_not(tmp_path: Path) -> None:
    darks = {}
    for clot in (0, 85):
        sidecar, pictures = written(tmp_path, scene="venous.femoral", clot=clot)
        (peak,) = sidecar.truth["moments"]["compression"]
        assert sidecar.truth["findings"]["compressible"] is (clot == 0)
        x, y, width, height = sidecar.regions[0]
        inside = np.s_[y + 20 : y + height * 3 // 4, x + 4 : x + width - 4]
        darks[clot] = [(pictures[frame][inside] < 25).sum() for frame in (0, peak)]
        if clot:
            assert sidecar.truth["measurements"]["vein-compressed"]["mm"] > 6
    artery = (8.8 / 2 / sidecar.mm_per_px[0]) ** 2 * np.pi
    assert darks[0][0] > 1.8 * darks[0][1]
    assert darks[0][1] == pytest.approx(darks[85][1], abs=0.35 * artery)


def test_the_embryo_is_as_long_as_its_age_says(tmp_path: Path) -> None:
    from media_tools.phantom.anatomy.obstetric import crown_rump

    assert crown_rump(8) == pytest.approx(15.5, abs=1)
    sidecar, _ = written(tmp_path, scene="obstetric.intrauterine", weeks=9)
    assert sidecar.truth["measurements"]["crown-rump"]["mm"] == pytest.approx(crown_rump(9), abs=2.5)


def test_an_embryo_s_heart_flickers_and_a_still_one_does_not(tmp_path: Path) -> None:
    stirs = []
    for rate in (150, 0):
        sidecar, pictures = written(tmp_path, scene="obstetric.intrauterine", weeks=9, **{"heart-rate": rate})
        column, row = (round(place) for place in sidecar.truth["landmarks"]["heart"]["at"])
        spot = np.stack(pictures)[:, row - 4 : row + 5, column - 4 : column + 5].mean(axis=(1, 2))
        stirs.append(spot.std())
    assert stirs[0] > 2.5 * stirs[1]
