"""The general and the red flash thresholds of WCAG 2.2, 2.3.1, each from both sides."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from soundings import FPS, blinking

from media_tools.check.flashes import CELL, SAMPLES, hazards, sample_size
from media_tools.check.profile import DEFAULT, profiles

RULES = profiles()[DEFAULT].flashes


def kinds(hertz: float, **how: Any) -> list[str]:
    return ["red" if one.red else "general" for one in hazards(blinking(hertz, **how), RULES)]


def test_a_picture_is_looked_at_as_it_fills_a_screen() -> None:
    assert sample_size((1024, 768), RULES) == (1024 // CELL * SAMPLES, 768 // CELL * SAMPLES)
    assert sample_size((960, 540), RULES) == sample_size((1920, 1080), RULES) == (256, 144)


@pytest.mark.parametrize(("hertz", "found"), [(2, []), (3, []), (4, ["general"]), (12.5, ["general"])])
def test_more_than_three_flashes_a_second_are_too_many(hertz: float, found: list[str]) -> None:
    assert kinds(hertz) == found


@pytest.mark.parametrize(
    ("dark", "light", "found"),
    [
        (0, 80, []),  # a relative luminance of 0.08
        (0, 92, ["general"]),  # of 0.107
        (232, 255, []),  # the darker one is 0.81
        (220, 255, ["general"]),
    ],
)
def test_faint_changes_and_changes_in_the_bright_are_no_flashes(
    dark: int, light: int, found: list[str]
) -> None:
    assert kinds(5, dark=[dark] * 3, light=[light] * 3) == found


@pytest.mark.parametrize(
    ("dark", "light", "found"),
    [
        ((0, 0, 0), (110, 0, 0), ["red"]),  # a faint red: no general flash
        ((90, 90, 90), (160, 0, 0), ["red"]),  # of equal luminance
        ((0, 0, 0), (0, 0, 160), []),
        ((0, 0, 0), (110, 70, 70), []),  # not saturated
        ((0, 0, 0), (255, 0, 0), ["general", "red"]),
    ],
)
def test_saturated_red_flashes_even_where_it_is_faint(
    dark: tuple[int, ...], light: tuple[int, ...], found: list[str]
) -> None:
    assert kinds(5, dark=dark, light=light) == found


def test_what_is_small_may_flash() -> None:
    # a quarter of 341 x 256 pixels: a strip of 85 pixels beside a field of that height
    assert kinds(5, share=64 / 1024) == []
    assert kinds(5, share=128 / 1024) == ["general"]


def test_a_slow_swing_is_one_change_however_many_frames_it_takes() -> None:
    steps = [
        np.full((192, 256, 3), round(127 + 127 * np.sin(2 * np.pi * n / FPS)), np.uint8) for n in range(75)
    ]
    assert hazards(((n / FPS, frame) for n, frame in enumerate(steps)), RULES) == []


def test_a_hazard_says_from_when_to_when() -> None:
    still = [(n / FPS, np.zeros((192, 256, 3), np.uint8)) for n in range(50)]
    moving = [(time + 2, frame) for time, frame in blinking(5, seconds=2)]
    (one,) = hazards([*still, *moving], RULES)
    assert 1.5 <= one.start <= 2.2
    assert 3.8 <= one.end <= 4.0
    assert one.share > 0.9


def test_what_does_not_move_does_not_flash() -> None:
    assert hazards([], RULES) == []
    assert kinds(0.1) == []


@settings(max_examples=12)
@given(hertz=st.floats(0.5, 12), share=st.floats(0, 1), more=st.floats(0, 1))
def test_a_larger_part_never_flashes_less(hertz: float, share: float, more: float) -> None:
    small, large = share, share + (1 - share) * more
    assert len(kinds(hertz, share=small, seconds=1.5)) <= len(kinds(hertz, share=large, seconds=1.5))
