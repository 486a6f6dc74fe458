"""A file's millimetres are believed only when all of it fits."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.importing.calibration import disagreement, from_numbers, from_points, judge, whole_boxes
from media_tools.importing.source import Region

FRAME = (640, 480)
IMAGE = Region((100, 40, 400, 400), two_dimensional=True, centimetres=True, delta=(0.03, 0.04))
DOPPLER = Region((100, 440, 400, 40), two_dimensional=False, centimetres=False, delta=(0.01, 1.0))
KEPT = (120, 50, 360, 380)


def test_a_region_that_fits_in_centimetres_is_trusted_in_millimetres() -> None:
    calibration = judge([IMAGE], FRAME, KEPT).calibration
    assert calibration is not None
    assert calibration.mm_per_px == pytest.approx((0.3, 0.4))
    assert calibration.box == IMAGE.box


def test_a_doppler_trace_beside_the_image_does_not_spoil_it() -> None:
    assert judge([IMAGE, DOPPLER], FRAME, KEPT).calibration is not None


@pytest.mark.parametrize(
    ("regions", "why"),
    [
        ([], "gives none"),
        ([replace(IMAGE, box=(84, 31, 600, 384))], "does not fit its 640 x 480 frame"),
        ([IMAGE, replace(DOPPLER, box=(0, 470, 300, 60))], "from 0,470 to 299,529 does not fit"),
        ([replace(IMAGE, box=(10, 10, 0, 0))], "does not fit"),
        ([replace(IMAGE, centimetres=False)], "units of the file's region are not centimetres"),
        ([replace(IMAGE, two_dimensional=False)], "no two-dimensional region"),
        ([replace(IMAGE, box=(500, 0, 100, 400))], "no two-dimensional region"),
        ([replace(IMAGE, delta=(0.0, 0.04))], "a depth that no scan has"),
        ([replace(IMAGE, delta=(0.03, 0.0004))], "a depth that no scan has"),
        ([replace(IMAGE, delta=(0.03, 4.0))], "a depth that no scan has"),
        ([replace(IMAGE, delta=(float("inf"), 0.04))], "a depth that no scan has"),
        ([replace(IMAGE, box=(100, 40, 100, 400))], "covers too little"),
        ([IMAGE, replace(IMAGE, box=(400, 40, 150, 400), delta=(0.02, 0.02))], "different scales"),
    ],
)
def test_anything_that_does_not_fit_is_not_trusted(regions: list[Region], why: str) -> None:
    verdict = judge(regions, FRAME, KEPT)
    assert verdict.calibration is None
    assert why in verdict.why


def test_a_last_pixel_that_is_counted_one_too_far_still_fits() -> None:
    assert (
        judge([replace(IMAGE, box=(240, 80, 401, 401))], FRAME, (260, 90, 360, 380)).calibration is not None
    )


def test_the_boxes_of_a_header_serve_the_mask_only_if_all_of_it_fits() -> None:
    assert whole_boxes([IMAGE, DOPPLER], FRAME) == (IMAGE.box,)
    assert whole_boxes([IMAGE, replace(DOPPLER, box=(0, 0, 999, 9))], FRAME) == ()


@given(
    st.tuples(*[st.floats(0, 1000) for _ in range(4)]).filter(
        lambda p: abs(p[0] - p[2]) + abs(p[1] - p[3]) > 40
    ),
    st.floats(1, 400),
    st.fractions(Fraction(1, 4), Fraction(4), max_denominator=20),
)
def test_two_points_are_as_far_apart_as_a_person_says(
    points: tuple[float, float, float, float], mm: float, aspect: Fraction
) -> None:
    across, down = from_points(points, mm, aspect).mm_per_px
    x0, y0, x1, y1 = points
    assert (((x1 - x0) * across) ** 2 + ((y1 - y0) * down) ** 2) ** 0.5 == pytest.approx(mm)
    assert across / down == pytest.approx(float(aspect))


def test_one_number_is_for_the_height_of_a_pixel() -> None:
    assert from_numbers((0.2,), Fraction(3, 2)).mm_per_px == pytest.approx((0.3, 0.2))
    assert from_numbers((0.2, 0.25), Fraction(3, 2)).mm_per_px == (0.2, 0.25)


def test_a_person_who_contradicts_the_file_is_told() -> None:
    own = judge([IMAGE], FRAME, KEPT).calibration
    assert "yours is 2.00 times that" in disagreement(from_numbers((0.6, 0.8), Fraction(1)), own)
    assert disagreement(from_numbers((0.3, 0.401), Fraction(1)), own) == ""
    assert disagreement(from_numbers((0.3, 0.4), Fraction(1)), None) == ""
