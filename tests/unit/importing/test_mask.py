"""Which pixels are kept, and by which code a person confirms it."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.importing.mask import Mask, bounds, code, outlines, propose, unmoved
from media_tools.importing.shapes import rectangle

SIZE = (320, 240)
SECTOR = np.array([[160, 20], [280, 150], [240, 200], [160, 215], [80, 200], [40, 150]], np.int32)


def sector() -> np.ndarray:
    canvas = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    cv2.fillConvexPoly(canvas, SECTOR, 1)
    return canvas.astype(bool)


def deviation(*, noise: float = 0.0, text: float = 0.0) -> np.ndarray:
    """A sector that moves here and there, under a clip with coding noise and a clock that ticks."""
    random = np.random.default_rng(1)
    moving = np.abs(random.normal(0, 15, sector().shape)) * sector() + np.abs(
        random.normal(0, noise, sector().shape)
    )
    moving[6:14, 4:60] += text
    return moving.astype(np.float32)


@pytest.mark.parametrize(("noise", "text"), [(0, 0), (0.3, 0), (0.3, 30), (0, 60)])
def test_the_proposal_is_the_moving_sector_and_not_the_ticking_clock(noise: float, text: float) -> None:
    polygon = propose(deviation(noise=noise, text=text))
    assert polygon is not None
    area = Mask(polygon).area(SIZE)
    assert not area[:18, :70].any()
    assert (area & sector()).sum() > 0.97 * sector().sum()
    assert (area & ~sector()).sum() < 0.05 * sector().sum()


def test_the_proposal_is_cut_to_the_region_that_holds_it() -> None:
    polygon = propose(deviation(), [(30, 15, 250, 170), (0, 0, 20, 20)])
    assert polygon is not None
    assert bounds(Mask(polygon).area(SIZE))[1] + bounds(Mask(polygon).area(SIZE))[3] <= 186


def test_a_region_that_holds_little_of_the_movement_is_not_believed() -> None:
    assert propose(deviation(), [(0, 0, 150, 100)]) == propose(deviation())


@pytest.mark.parametrize("still", [np.zeros((240, 320)), np.full((240, 320), 0.5)])
def test_what_does_not_move_gets_no_proposal(still: np.ndarray) -> None:
    assert propose(still.astype(np.float32)) is None


def test_a_clock_alone_is_no_image() -> None:
    ticking = np.zeros((240, 320), np.float32)
    ticking[6:14, 4:40] = 30
    assert propose(ticking) is None


def test_dropped_boxes_are_not_kept() -> None:
    area = Mask(rectangle((10, 10, 100, 100)), drop=((20, 20, 30, 5), (-5, -5, 20, 20))).area(SIZE)
    assert not area[20:25, 20:50].any()
    assert not area[:15, :15].any()
    assert area.sum() == 100 * 100 - 30 * 5 - 5 * 5


def test_outlines_give_the_area_back_with_its_holes() -> None:
    area = Mask(tuple(map(tuple, SECTOR.tolist())), drop=((120, 100, 40, 30),)).area(SIZE)
    canvas = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    cv2.fillPoly(canvas, [np.array(outline, np.int32) for outline in outlines(area)], 1)
    assert (canvas.astype(bool) ^ area).sum() < 0.02 * area.sum()
    assert not canvas[105:125, 125:155].any()


@given(st.integers(0, 200), st.integers(0, 150), st.integers(1, 100), st.integers(1, 80))
def test_the_bounds_of_a_rectangle_are_its_own(x: int, y: int, width: int, height: int) -> None:
    assert bounds(Mask(rectangle((x, y, width, height))).area(SIZE)) == (x, y, width, height)


def test_bright_text_that_never_moves_is_suspicious_and_dark_blood_is_not() -> None:
    moving = deviation()
    moving[100:108, 140:180] = 0
    bright = np.full((240, 320, 3), 40, np.uint8)
    bright[100:104, 140:180] = 200
    found = unmoved(moving, bright, sector())
    assert found[100:104, 140:180].all()
    assert not found[104:108, 140:180].any()


def test_of_a_still_nothing_is_told() -> None:
    bright = np.full((240, 320, 3), 255, np.uint8)
    assert not unmoved(np.zeros((240, 320), np.float32), bright, sector()).any()


def test_the_code_is_bound_to_the_mask_and_to_the_file() -> None:
    mask = Mask(rectangle((10, 10, 100, 100)))
    codes = {
        code(mask, "aa"),
        code(mask, "ab"),
        code(Mask(rectangle((10, 10, 100, 101))), "aa"),
        code(Mask(mask.keep, drop=((20, 20, 5, 5),)), "aa"),
    }
    assert len(codes) == 4
    assert all(len(one) == 8 for one in codes)
    assert code(mask, "aa") == code(Mask(rectangle((10, 10, 100, 100))), "aa")
