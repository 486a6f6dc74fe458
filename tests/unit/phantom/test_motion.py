"""Rubber sheets, periodic curves, outlines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.phantom.motion import Rig, Slide, Warp, still
from media_tools.phantom.probe import Beams, Point, curved
from media_tools.phantom.rhythm import Clock, breath, bump, through
from media_tools.phantom.shapes import Raster, area, border, ellipse, grow, points, smooth, taper

PLACES = points("-40,40 0,40 40,40 -40,90 0,85 40,90 0,60")
SHIFTS = st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), min_size=7, max_size=7)


@given(moves=SHIFTS, amplitude=st.floats(-1, 1))
def test_landmarks_come_to_lie_exactly_where_they_are_put(moves: list[Point], amplitude: float) -> None:
    rig = Rig().hold(PLACES, push=moves)
    warp = Warp(rig, lambda _: {"push": amplitude})
    expected = np.asarray(PLACES) + amplitude * np.asarray(moves)
    assert warp.carry(PLACES, 0.0) == pytest.approx(expected, abs=1e-6)


@given(moves=SHIFTS)
def test_the_maps_show_at_a_landmark_s_place_the_tissue_that_was_there_at_rest(moves: list[Point]) -> None:
    probe = curved(130)
    beams = Beams(probe)
    raster = Raster((-100, -20, 100, 150), 0.5)
    warp = Warp(Rig().hold(PLACES, push=moves), lambda _: {"push": 1.0})
    across, down = warp.maps(beams, raster, 0.0)
    for rest, now in zip(PLACES, warp.carry(PLACES, 0.0), strict=True):
        column, row = (round(place) for place in beams.locate(*now))
        shown = across[row, column] * 0.5 - 100, down[row, column] * 0.5 - 20
        at = beams.x[row, column] - now[0], beams.z[row, column] - now[1]
        # the nearest sample lies a little off the landmark, and the field is coarse
        assert shown == pytest.approx((rest[0] + at[0], rest[1] + at[1]), abs=0.7)


def test_tissue_that_no_mode_moves_is_where_it_was() -> None:
    beams, raster = Beams(curved(130)), Raster((-100, -20, 100, 150), 0.5)
    maps = Warp(Rig().hold(PLACES, push=(3.0, 2.0)), lambda _: {"push": 0.0}).maps(beams, raster, 0.0)
    for axis, resting in zip(maps, still(beams, raster), strict=True):
        assert axis == pytest.approx(resting, abs=1e-3)


def test_a_sliding_sheet_follows_its_surface() -> None:
    beams, raster = Beams(curved(130)), Raster((-100, -20, 100, 150), 0.5)
    slide = Slide(lambda x: 30 + 0.01 * x**2, lambda seconds: 5 * seconds)
    across, down = slide.maps(beams, raster, 1.0)
    assert across * 0.5 - 100 == pytest.approx(beams.x - 5, abs=1e-3)
    assert down * 0.5 - 20 == pytest.approx(beams.z - 30 - 0.01 * beams.x**2, abs=1e-2)


@given(
    values=st.lists(st.floats(0, 1), min_size=3, max_size=8),
    phase=st.floats(0, 1, exclude_max=True),
)
def test_a_periodic_curve_passes_its_keys_and_never_overshoots(values: list[float], phase: float) -> None:
    keys = tuple((index / len(values), value) for index, value in enumerate(values))
    for at, value in keys:
        assert through(keys, at) == pytest.approx(value, abs=1e-9)
    index = int(phase * len(values))
    one, other = values[index], values[(index + 1) % len(values)]
    assert min(one, other) - 1e-9 <= through(keys, phase) <= max(one, other) + 1e-9


@given(
    rate=st.floats(6, 190), seconds=st.floats(1, 15), multiple=st.sampled_from([1, 2]), lag=st.floats(0, 15)
)
def test_every_cycle_fits_its_loop_a_whole_number_of_times(
    rate: float, seconds: float, multiple: int, lag: float
) -> None:
    cycle = Clock(seconds).cycle(rate, multiple)
    turns = seconds / cycle.period
    assert turns == pytest.approx(round(turns), abs=1e-9)
    assert round(turns) % multiple == 0
    assert breath(cycle, lag) == pytest.approx(breath(cycle, lag + seconds), abs=1e-5)
    assert bump(cycle.phase(lag), 0.2, 0.1) == pytest.approx(
        bump(cycle.phase(lag + seconds), 0.2, 0.1), abs=1e-5
    )


@given(across=st.floats(8, 30), down=st.floats(8, 30), turn=st.floats(-1.5, 1.5))
def test_the_distance_to_an_outline_is_right_along_its_axes(across: float, down: float, turn: float) -> None:
    raster = Raster((-45, -45, 45, 45), 0.3)
    distance = raster.inside(ellipse((0, 0), across, down, turn, count=200))
    for reach in (0.5, 1.0, 1.3):
        x, z = reach * across * np.cos(turn), reach * across * np.sin(turn)
        row, column = round((z + 45) / 0.3), round((x + 45) / 0.3)
        inside = (reach - 1) * across
        # inside, another part of the outline may be nearer
        expected = max(inside, -down * 0.87) if reach < 1 else inside
        assert np.sign(distance[row, column]) == np.sign(inside) or reach == 1
        assert distance[row, column] == pytest.approx(expected, abs=0.45 if reach >= 1 else 6)


def test_curves_pass_their_points_and_keep_their_size() -> None:
    square = smooth(points("-10,-10 10,-10 10,10 -10,10"), pieces=8)
    assert [tuple(corner) for corner in square[::8]] == [(-10, -10), (10, -10), (10, 10), (-10, 10)]
    circle = ellipse((0, 0), 10, 10, count=400)
    assert abs(area(circle)) == pytest.approx(np.pi * 100, rel=1e-3)
    assert abs(area(grow(circle, 2))) == pytest.approx(np.pi * 144, rel=1e-3)
    assert border(circle, 6) == pytest.approx(-8, abs=0.05)
    assert border(circle, 6, lower=True) == pytest.approx(8, abs=0.05)
    assert np.ptp(taper(points("0,0 20,0"), 3, 1.0)[:, 1]) == pytest.approx(6)
