"""Calipers on drawn test pictures, where the edges are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.phantom.images import Grey
from media_tools.phantom.measure import measure
from media_tools.phantom.probe import Point


def band(
    width: float, tilt: float, *, outside: float = 150.0, inside: float = 10.0, wall: float = 0.0
) -> Grey:
    """A dark band around (320, 240), its normal turned by `tilt`; with `wall`, bright lines 4 px thick bound it."""
    rows, columns = np.mgrid[:480, :640]
    across = np.abs((columns - 320) * np.sin(tilt) + (rows - 240) * np.cos(tilt)) - width / 2
    image = inside + (outside - inside) / (1 + np.exp(np.clip(-across / 0.8, -50, 50)))
    if wall:
        image = np.where((across > 0) & (across < 4), wall, image)
    return np.clip(image, 0, 255).astype(np.uint8)


def ends(width: float, tilt: float, off: float = 0.0) -> tuple[Point, Point]:
    half = width / 2 + off
    return (
        (320 - half * np.sin(tilt), 240 - half * np.cos(tilt)),
        (320 + half * np.sin(tilt), 240 + half * np.cos(tilt)),
    )


@given(width=st.floats(20, 150), tilt=st.floats(-1.5, 1.5), off=st.floats(-5, 5))
def test_a_cavity_is_measured_to_half_a_pixel_wherever_the_anatomy_put_its_ends(
    width: float, tilt: float, off: float
) -> None:
    span = measure(band(width, tilt), ends(width, tilt, off), reach=14)
    assert span is not None
    assert span.pixels == pytest.approx(width, abs=1.0)
    assert np.allclose((span.start, span.end), ends(width, tilt), atol=1.2)


@given(width=st.floats(20, 150), tilt=st.floats(-1.5, 1.5), off=st.floats(-2, 2))
def test_an_outer_border_lies_beyond_the_wall(width: float, tilt: float, off: float) -> None:
    image = band(width, tilt, outside=60, wall=220)
    span = measure(image, ends(width + 8, tilt, off), reach=14, edge="outer")
    assert span is not None
    assert span.pixels == pytest.approx(width + 8, abs=1.6)


def test_no_edge_is_made_up_where_there_is_none() -> None:
    even = np.full((480, 640), 90, np.uint8)
    assert measure(even, ((300, 240), (340, 240)), reach=10) is None
    assert measure(even, ((300, 240), (340, 240)), reach=10, edge="outer") is None


def test_speckle_moves_an_edge_by_little() -> None:
    noise = np.random.default_rng(5).rayleigh(1, (480, 640))
    image = np.clip(band(60, 0.3) * (0.4 + 0.5 * noise), 0, 255).astype(np.uint8)
    span = measure(image, ends(60, 0.3, 3), reach=14)
    assert span is not None
    assert span.pixels == pytest.approx(60, abs=3.5)
