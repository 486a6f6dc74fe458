"""Crop, square pixels, size: a millimetre stays a millimetre on both axes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.importing.geometry import fit
from media_tools.importing.shapes import Box

boxes = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(32, 2000), st.integers(32, 2000))
aspects = st.fractions(Fraction(1, 4), Fraction(4), max_denominator=50)
longest = st.integers(64, 4096)


@given(boxes, aspects, longest)
def test_both_sides_are_even_and_within_the_limit(box: Box, aspect: Fraction, limit: int) -> None:
    width, height = fit(box, aspect, limit).size
    assert width % 2 == 0
    assert height % 2 == 0
    assert max(width, height) <= limit + 1


@given(boxes, aspects, longest, st.floats(0.01, 5))
def test_the_picture_is_as_many_millimetres_wide_and_high_as_before(
    box: Box, aspect: Fraction, limit: int, mm: float
) -> None:
    geometry = fit(box, aspect, limit)
    source = mm * float(aspect), mm
    across, down = geometry.mm_per_px(source)
    assert across * geometry.size[0] == pytest.approx(source[0] * geometry.box[2])
    assert down * geometry.size[1] == pytest.approx(source[1] * geometry.box[3])


@given(boxes, aspects, longest)
def test_a_height_of_the_source_keeps_its_distance_from_the_edges(
    box: Box, aspect: Fraction, limit: int
) -> None:
    geometry = fit(box, aspect, limit)
    assert geometry.height(geometry.box[1]) == 0
    assert geometry.height(geometry.box[1] + geometry.box[3]) == pytest.approx(geometry.size[1])


@given(boxes, aspects, longest)
def test_pixels_become_square_but_for_the_rounding_of_the_size(
    box: Box, aspect: Fraction, limit: int
) -> None:
    geometry = fit(box, aspect, limit)
    across, down = geometry.mm_per_px((float(aspect), 1.0))
    # each side is at most a pixel off, being even
    ratio = across / down * geometry.size[0] / geometry.size[1]
    low, high = (
        (geometry.size[0] - 1) / (geometry.size[1] + 1),
        (geometry.size[0] + 1) / (geometry.size[1] - 1),
    )
    assert low * 0.999 <= ratio <= high * 1.001


@given(boxes)
def test_square_pixels_within_the_limit_are_not_touched(box: Box) -> None:
    geometry = fit(box, Fraction(1), 4096)
    assert geometry.scale == (1, 1)
    assert (geometry.size[0] - box[2], geometry.size[1] - box[3]) == (box[2] % 2, box[3] % 2)


def test_a_wide_pixel_is_stretched_and_never_squeezed() -> None:
    assert fit((0, 0, 360, 480), Fraction(2), 4096).size == (720, 480)
    assert fit((0, 0, 360, 480), Fraction(1, 2), 4096).size == (360, 960)


@given(boxes, aspects, longest, boxes)
def test_a_region_is_placed_inside_the_written_frame(
    box: Box, aspect: Fraction, limit: int, region: Box
) -> None:
    geometry = fit(box, aspect, limit)
    placed = geometry.place(region)
    if placed:
        x, y, width, height = placed
        assert min(x, y) >= 0
        assert x + width <= geometry.size[0]
        assert y + height <= geometry.size[1]


def test_a_region_elsewhere_leaves_nothing() -> None:
    assert fit((100, 100, 50, 50), Fraction(1), 1080).place((0, 0, 90, 90)) is None


def test_a_region_moves_with_the_crop() -> None:
    assert fit((100, 40, 200, 200), Fraction(1), 100).place((120, 60, 100, 400)) == (10, 10, 50, 90)
