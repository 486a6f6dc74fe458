"""What is drawn on an image where a system takes the colours away: seen on black and on white, whatever the system's are."""

from typing import Any

import pytest
from browser.audit import violations_in_forced_colours
from browser.exhibit_form import SQUARE
from browser.exhibit_page import ExhibitPage, Open
from browser.pixels import around, light, standing_out
from playwright.sync_api import Page, expect

Point = tuple[float, float]

DARK, BRIGHT = (5.5 * SQUARE, 5.5 * SQUARE), (6.5 * SQUARE, 5.5 * SQUARE)
"""The middles of two squares of the still that lie side by side."""
FEW = 24
"""Pixels of a stroke by which it is found: the arms of a point have four times six, two pixels wide."""
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def forced(exhibit: Open, page: Page, scheme: Any) -> Open:
    """Opens the question of a name where the system has its own colours."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    return exhibit


def seen_at(image: ExhibitPage, points: tuple[Point, ...], draw: Any, reach: float = 14) -> list[int]:
    """How many pixels stand out around each point of the image once something is drawn."""
    image.picture.scroll_into_view_if_needed()
    boxes = [around(*image.at(*point), reach) for point in points]
    before = [light(image.page, box) for box in boxes]
    draw()
    image.page.mouse.move(1, 1)
    return [standing_out(old, light(image.page, box)) for old, box in zip(before, boxes, strict=True)]


@SCHEMES
def test_points_are_seen_on_black_and_on_white(forced: Open) -> None:
    image = forced("squares")
    assert light(image.page, around(*image.at(*DARK), 8)).max() < 0.01
    assert light(image.page, around(*image.at(*BRIGHT), 8)).min() > 0.95
    seen = seen_at(image, (DARK, BRIGHT), lambda: image.click(*DARK).click(*BRIGHT))
    assert min(seen) >= FEW
    assert violations_in_forced_colours(image.page) == {}


@SCHEMES
def test_calipers_are_seen_at_both_ends_and_along_their_line(forced: Open) -> None:
    image = forced("pair")
    # from the middle of a dark square to the middle of a bright one, along a row of squares in turn
    end = (BRIGHT[0] + 4 * SQUARE, BRIGHT[1])
    between = tuple((x + SQUARE, y) for x, y in (DARK, BRIGHT))
    seen = seen_at(image, (DARK, end, *between), lambda: image.click(*DARK).click(*end))
    assert min(seen[:2]) >= FEW
    # the line is dotted: a dot of a pixel in six, with a halo around it
    assert min(seen[2:]) >= 4
    # a word stands out with its halo on both kinds of squares
    expect(image.labels).to_have_count(1)
    assert violations_in_forced_colours(image.page) == {}


@SCHEMES
def test_the_cross_hair_and_the_ring_of_the_focus_are_seen_on_black_and_on_white(forced: Open) -> None:
    image = forced("squares")
    corners = ((SQUARE / 2, 3.0), (1.5 * SQUARE, 3.0))
    middle = ((300.0, 240.0), (340.0, 240.0))

    def focus() -> None:
        image.page.get_by_role("button", name="Set with the keys").press("Enter")
        expect(image.picture).to_be_focused()

    seen = seen_at(image, (*corners, *middle), focus, reach=6)
    assert min(seen) >= 12


@SCHEMES
def test_the_ring_around_a_mark_that_has_the_focus_is_seen(forced: Open) -> None:
    image = forced("squares").click(*DARK).click(*BRIGHT)
    for number, place in enumerate((DARK, BRIGHT), start=1):
        shows = image.sitting.button(f"Show Point {number}")
        image.sitting.question.focus()
        (seen,) = seen_at(image, (place,), lambda button=shows: button.press("Enter"), reach=16)
        expect(image.handles.nth(number - 1)).to_be_focused()
        assert seen >= 2 * FEW
