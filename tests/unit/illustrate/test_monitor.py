"""The monitor shows its numbers, at the rates that they state, and nothing that they do not state."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_tools.illustrate import Moment, draw
from media_tools.illustrate.equipment.glyphs import text, text_width
from media_tools.illustrate.equipment.monitor import rows
from media_tools.illustrate.equipment.vitals import breathing, electrocardiogram, pulse
from media_tools.illustrate.raster import rasterise
from media_tools.illustrate.svg import document
from scenarios.model.case import Patient
from scenarios.model.scene import Monitor, Picture

RATES = st.integers(20, 240)


def count_peaks(curve: Callable[[float, float], float], rate: float, seconds: float, level: float) -> int:
    values = [curve(i / 400, rate) > level for i in range(int(seconds * 400))]
    return sum(b and not a for a, b in itertools.pairwise(values))


@settings(max_examples=40)
@given(rate=RATES)
def test_beats_come_at_the_stated_rate(rate: int) -> None:
    expected = rate * 15 / 60
    assert abs(count_peaks(electrocardiogram, rate, 15, 0.7) - expected) <= 1
    assert abs(count_peaks(pulse, rate, 15, 0.6) - expected) <= 1


@given(rate=st.integers(4, 60))
def test_breaths_come_at_the_stated_rate(rate: int) -> None:
    assert abs(count_peaks(breathing, rate, 60, 0.47) - rate) <= 1


@given(seconds=st.floats(-100, 1000), rate=st.integers(0, 300))
def test_curves_keep_to_their_strip(seconds: float, rate: int) -> None:
    for curve in (electrocardiogram, pulse, breathing):
        assert 0 <= curve(seconds, rate) <= 1.15


@pytest.mark.parametrize("curve", [electrocardiogram, pulse, breathing])
def test_no_rate_is_a_flat_line(curve: Callable[[float, float], float]) -> None:
    assert len({curve(i / 50, 0) for i in range(200)}) == 1


def test_rows_are_the_numbers_that_are_stated() -> None:
    monitor = Monitor(hr=72, bp="124/78", spo2=98, rr=14)
    assert [(row.label, row.value) for row in rows(monitor)] == [
        ("HR", "72"),
        ("SpO2", "98"),
        ("RR", "14"),
        ("NIBP", "124/78"),
    ]
    without = monitor.model_copy(update={"rr": None})
    assert [row.label for row in rows(without)] == ["HR", "SpO2", "NIBP"]


def test_every_digit_looks_different_and_stays_in_its_width() -> None:
    seen = set()
    for digit in "0123456789/":
        width = text_width(digit, 32)
        pixels = rasterise(document((text(digit, 4, 4, 32, "#000000"),), (0, 0, width + 8, 40)))
        assert (pixels[:, [0, -1]] == 255).all()
        seen.add(pixels[:, 4 : 4 + int(text_width("1", 32))].tobytes())
    assert len(seen) == 11


def test_another_number_is_another_picture(patient: Patient) -> None:
    def shown(**change: object) -> bytes:
        monitor = Monitor(**{"hr": 72, "bp": "124/78", "spo2": 98, "rr": 14, **change})
        return draw(Picture(place="ward", monitor=monitor), {}, patient).tobytes()

    changes = ({}, {"hr": 73}, {"bp": "125/78"}, {"spo2": 97}, {"rr": 15}, {"rr": None})
    assert len({shown(**change) for change in changes}) == len(changes)


def test_curves_are_swept_and_their_past_stays(patient: Patient) -> None:
    """Between two beats, so that the heart beside the number is the same."""
    picture = Picture(place="ward", monitor=Monitor(hr=60, bp="124/78", spo2=98))
    before, after = (draw(picture, {}, patient, Moment(t)) for t in (1.4, 1.9))
    columns = np.flatnonzero((before != after).any(axis=(0, 2)))
    assert 0 < np.ptp(columns) < 120
