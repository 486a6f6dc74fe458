"""Frame times become a constant rate without changing how long anything lasts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.errors import UnreadableMedia
from media_tools.importing.source import Clock, Limits
from media_tools.importing.timing import Timeline, hold, is_even, lay_out, tidy

LIMITS = Limits()


def at(times: list[float], rate: float | None = None) -> Timeline | None:
    return lay_out(
        "a.dcm", len(times), Clock("from the vector", times=tuple(times)), rate=rate, limits=LIMITS
    )


def constant(rate: float, frames: int = 30) -> Timeline | None:
    return lay_out("a.dcm", frames, Clock("from the header", rate=rate), rate=None, limits=LIMITS)


@pytest.mark.parametrize(
    ("milliseconds", "rate"),
    [(33.333, 30.0), (33.3667, 30000 / 1001), (40.0, 25.0), (16.667, 60.0), (18.9, 52.9101), (1000.0, 1.0)],
)
def test_a_rounded_frame_time_is_put_right_and_an_unusual_one_is_kept(
    milliseconds: float, rate: float
) -> None:
    assert tidy(1000 / milliseconds) == pytest.approx(rate, abs=1e-9)


def test_a_single_frame_is_a_still() -> None:
    assert at([0.0]) == Timeline(None, None, "a single frame")


def test_without_times_and_without_a_rate_nothing_is_assumed() -> None:
    assert lay_out("a.dcm", 30, None, rate=None, limits=LIMITS) is None


def test_a_given_rate_goes_before_the_file() -> None:
    timeline = at([0.0, 0.1, 0.2], rate=50)
    assert timeline is not None
    assert (timeline.rate, timeline.held, timeline.length(3)) == (50, None, 3)


def test_even_times_keep_their_rate_and_every_frame() -> None:
    timeline = at([k / 29.97 for k in range(90)])
    assert timeline is not None
    assert timeline.rate == pytest.approx(29.97, abs=1e-3)
    assert timeline.held is None


@given(st.integers(2, 300), st.floats(5, 120), st.sampled_from([1000, 90000, 12800]))
def test_times_that_a_container_has_rounded_are_still_even(frames: int, rate: float, ticks: int) -> None:
    assert is_even([round(k / rate * ticks) / ticks for k in range(frames)])


def test_uneven_times_are_resampled_and_it_is_said() -> None:
    timeline = at([0.0, 0.02, 0.04, 0.10, 0.12, 0.18])
    assert timeline is not None
    assert timeline.rate == 50
    assert timeline.held == (1, 1, 3, 1, 3, 1)
    assert "resampled to 50" in timeline.said
    assert "20 to 60 ms" in timeline.said


def test_frames_that_come_faster_than_a_screen_shows_are_counted() -> None:
    timeline = at([0.0, 0.002, 0.004, 0.1])
    assert timeline is not None
    assert timeline.rate == 60
    assert "too coarse for 3 of 4 frames" in timeline.said


durations = st.lists(st.floats(0.001, 2.0), min_size=1, max_size=200)


@given(durations, st.floats(0.5, 60))
def test_holding_keeps_the_length_of_the_clip(gaps: list[float], rate: float) -> None:
    assert abs(sum(hold(gaps, rate)) - sum(gaps) * rate) <= 0.5 + 1e-6


@given(durations, st.floats(0.5, 60))
def test_holding_keeps_when_each_frame_begins(gaps: list[float], rate: float) -> None:
    begins = np.append(0, np.cumsum(hold(gaps, rate)))[:-1] / rate
    assert np.all(np.abs(begins - np.append(0, np.cumsum(gaps))[:-1]) <= 0.5 / rate + 1e-6)


@given(durations)
def test_at_the_rate_of_the_shortest_gap_no_frame_is_lost(gaps: list[float]) -> None:
    assert min(hold(gaps, 1.0001 / min(gaps))) >= 1


@pytest.mark.parametrize("times", [[0.0, 0.1, 0.1], [0.0, 0.2, 0.1], [0.0, float("nan"), 0.2]])
def test_times_that_do_not_rise_are_refused(times: list[float]) -> None:
    with pytest.raises(UnreadableMedia, match="do not rise; give the rate yourself with --rate"):
        at(times)


@pytest.mark.parametrize("times", [[0.0, 1e6, 2e6], [0.0, 0.1, 1e7]])
def test_times_that_spread_over_days_are_refused(times: list[float]) -> None:
    with pytest.raises(UnreadableMedia, match=r"spread over \d+ s, more than 1800 s"):
        at(times)


def test_a_clip_that_would_grow_beyond_all_bounds_is_refused() -> None:
    times = [*(k * 0.01 for k in range(200)), 1000.0]
    with pytest.raises(UnreadableMedia, match=r"would have \d+ frames at an even rate, more than 12000"):
        at(times)


@pytest.mark.parametrize("rate", [0.01, 5000.0])
def test_a_rate_that_no_scan_has_is_refused(rate: float) -> None:
    with pytest.raises(UnreadableMedia, match="which no scan has"):
        constant(rate)


def test_a_slow_rate_cannot_make_hours_of_a_clip() -> None:
    with pytest.raises(UnreadableMedia, match="more than 1800 s"):
        constant(0.5, frames=2000)
