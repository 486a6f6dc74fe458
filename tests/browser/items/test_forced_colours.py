"""Questions where a system takes the colours away: what is chosen, held and placed is told by lines in colours of the system."""

from typing import Any

import pytest
from browser.audit import violations_in_forced_colours
from browser.hands import Mouse
from browser.pixels import around, light, standing_out
from browser.types_site import ITEMS, Open, TypePage
from playwright.sync_api import Locator, expect
from types_package import CASE, RIGHT, types_package

from scenarios.load import load_package

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
SYSTEM = """name => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""


@pytest.fixture
def forced(ask: Open, page: Any, scheme: Any) -> Open:
    """Opens the player at a question where the system has its own colours."""
    page.emulate_media(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
    return ask


def colour(page: TypePage, name: str) -> str:
    """What a colour of the system is."""
    return str(page.page.evaluate(SYSTEM, name))


def border(one: Locator) -> tuple[str, str]:
    """How wide a border is, and its colour."""
    width, shade = one.evaluate(
        "one => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).borderTopColor]"
    )
    return width, shade


def enter_right(page: TypePage, name: str) -> None:
    """Enter the right answer with the mouse."""
    Mouse(page.page).enter(load_package(types_package()).case(CASE).items[name], RIGHT[name])


@pytest.mark.parametrize("kind", ITEMS)
def test_axe_finds_nothing_in_any_question_that_is_answered(ask: Open, kind: str) -> None:
    page = ask(ITEMS[kind])
    enter_right(page, ITEMS[kind])
    page.saved()
    assert violations_in_forced_colours(page.page) == {}


@SCHEMES
@pytest.mark.parametrize(("item", "row"), [("reading", ".option"), ("doubt", ".option"), ("sides", ".pill")])
def test_a_chosen_answer_has_a_border_that_the_others_lack_and_nothing_moves(
    forced: Open, item: str, row: str
) -> None:
    page = forced(item)
    rows = page.page.locator(f".question .answer {row}")
    words = rows.locator("span").first
    before = words.bounding_box() or {}
    enter_right(page, item)
    chosen, other = (
        rows.filter(has=page.page.locator(":checked")),
        rows.filter(has_not=page.page.locator(":checked")),
    )
    highlight = colour(page, "Highlight")
    assert border(chosen.first) == ("3px", highlight)
    for one in other.all():
        width, shade = border(one)
        assert float(width.removesuffix("px")) < 2
        assert shade != highlight
    rows.locator("input").first.check()
    after = words.bounding_box() or {}
    # the words of a pill become bold, and so wider
    assert {after[name] - before[name] for name in ("x", "y", "height")} == {0}


@SCHEMES
def test_the_entry_of_an_order_that_is_held_has_a_border_until_it_is_let_go(forced: Open) -> None:
    page = forced("first-steps")
    rows = page.page.locator(".order li")
    at_rest = border(rows.first)
    rows.first.locator(".grip").scroll_into_view_if_needed()
    box = rows.first.locator(".grip").bounding_box()
    assert box
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    expect(rows.first).to_have_attribute("data-dragged", "")
    assert border(rows.first) == ("3px", colour(page, "Highlight"))
    assert border(rows.nth(1)) == at_rest
    assert at_rest[1] != colour(page, "Highlight")
    page.page.mouse.up()
    assert border(rows.first) == at_rest


@SCHEMES
def test_labels_on_an_image_are_seen_with_their_numbers(forced: Open) -> None:
    page = forced("structures")
    spots = page.page.locator('[role="tabpanel"]:not([hidden]) .spot circle')
    expect(spots).to_have_count(3)
    drawing = page.page.locator('[role="tabpanel"]:not([hidden]) .drawing')
    for spot in spots.all():
        box = spot.bounding_box()
        assert box
        drawing.evaluate("one => { one.style.visibility = 'hidden' }")
        before = light(page.page, box)
        drawing.evaluate("one => { one.style.visibility = '' }")
        assert standing_out(before, light(page.page, box)) >= 60


@SCHEMES
def test_the_outline_of_the_body_and_what_stands_on_it_are_seen(forced: Open) -> None:
    page = forced("placement")
    body = page.page.locator(".probe .body")
    body.scroll_into_view_if_needed()
    box = body.bounding_box()
    assert box
    outline, empty = page.page.locator(".body-outline"), light(page.page, box)
    outline.evaluate("one => { one.style.visibility = 'hidden' }")
    assert standing_out(light(page.page, box), empty) >= box["height"]
    outline.evaluate("one => { one.style.visibility = '' }")
    at = around(box["x"] + box["width"] / 2, box["y"] + 300 / 800 * box["height"], 30)
    before = light(page.page, at)
    # looked at without the ring of the focus, and without a pointer
    page.page.mouse.click(at["x"] + 30, at["y"] + 30)
    page.page.get_by_label("Marker points").fill("90")
    page.page.mouse.move(1, 1)
    placed = page.page.locator(".placed-probe")
    for part in (".foot", ".middle", ".core", ".tip"):
        expect(placed.locator(part)).to_have_count(1)
    assert standing_out(before, light(page.page, at)) >= 100
    highlight = colour(page, "Highlight")
    drawn = {
        part: placed.locator(part).evaluate("one => getComputedStyle(one).stroke")
        for part in (".foot", ".core", ".tip")
    }
    assert drawn == {".foot": highlight, ".core": highlight, ".tip": colour(page, "Canvas")}
    expect(outline).to_have_css("background-color", colour(page, "CanvasText"))
