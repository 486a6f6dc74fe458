"""`sonocase preview --write` in a real browser: shapes are set with the mouse and the keys, drawn, and written into their file."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.audit import violations, violations_in_every_theme
from browser.keyboard import tab_to
from browser.preview_page import preview_page
from playwright.sync_api import Browser, Page, expect
from spoilt import Spoilt
from types_package import CASE, types_package

from scenarios.load.document import Document, parse

KEY_FILE = f"{CASE}/key.yaml"
FRONT = "{rectangle: [290, 168, 356, 190], name: Front wall of the aorta}"
FAR = 120
"""Presses of the Tab key in which everything beside an image is reached."""
OBSCURED = """element => {
  element.scrollIntoView({ block: "center" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const at = document.elementFromPoint(left + width / 2, top + height / 2);
  return !(at && (element.contains(at) || at.contains(element)));
}"""


@pytest.fixture
def package(tmp_path: Path) -> Spoilt:
    """A copy of the package with a question of every type, with comments in its key."""
    package = Spoilt(shutil.copytree(types_package(), tmp_path / types_package().name))
    return package.change(KEY_FILE, "front-wall:\n", "front-wall:   # read off the still\n").change(
        KEY_FILE, FRONT, f"{FRONT}   # in front"
    )


@pytest.fixture
def page(browser: Browser, package: Spoilt) -> Iterator[Page]:
    """The preview of the package, which may write."""
    with preview_page(browser, package.folder, writes=True, expected="status of 4") as page:
        yield page


def look(page: Page) -> None:
    """Open the still."""
    page.get_by_role("button", name="Look at it").first.click()
    expect(page.locator("#trial-title")).to_be_focused()


def press(page: Page, *points: tuple[float, float]) -> None:
    """Press on the image, in pixels of it."""
    image = page.locator(".viewer-picture")
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    assert box
    scale = min(box["width"] / 640, box["height"] / 480)
    left, top = box["width"] / 2 - 320 * scale, box["height"] / 2 - 240 * scale
    for x, y in points:
        image.click(position={"x": left + x * scale, "y": top + y * scale})


def regions(package: Spoilt) -> list[Any]:
    """The regions of the key, as they stand in the file."""
    read = parse(KEY_FILE, (package.folder / KEY_FILE).read_text())
    assert isinstance(read, Document)
    return list(read.data["front-wall"]["regions"])


def test_a_region_is_set_with_the_mouse_written_and_seen_in_the_page_that_is_read_anew(
    page: Page, package: Spoilt
) -> None:
    before = (package.folder / KEY_FILE).read_text()
    look(page)
    press(page, (320, 180), (380, 180))
    drawn = page.locator(".drawing text")
    outlines = page.locator(".drawing .stroke:not(.away) .core")
    expect(drawn.filter(has_text="in the file")).to_be_visible()
    # what is in the file, the circle, and its two points
    expect(outlines).to_have_count(4)
    expect(page.locator(".given code").first).to_contain_text("circle: [")
    assert violations_in_every_theme(page) == {}
    with page.expect_navigation():
        page.get_by_role("button", name="Write: A circle").click()
    told = page.locator(".given-told")
    expect(told).to_have_text(f"Written into {KEY_FILE}: front-wall, region 1: Front wall of the aorta.")
    expect(told).to_be_focused()
    x, y, radius = regions(package)[0]["circle"]
    assert (x, y, radius) == (pytest.approx(320, abs=2), pytest.approx(180, abs=2), pytest.approx(60, abs=3))
    after = f"{{circle: [{x:g}, {y:g}, {radius:g}], name: Front wall of the aorta}}"
    assert (package.folder / KEY_FILE).read_text() == before.replace(FRONT, after)
    expect(drawn.filter(has_text="in the file")).to_be_visible()
    expect(outlines).to_have_count(3)
    page.locator('[data-item="front-wall"]').click()
    page.locator(".trial-key summary").click()
    expect(drawn.filter(has_text="Front wall of the aorta")).to_be_visible()


def test_a_region_is_set_and_written_by_keys_alone(page: Page, package: Spoilt) -> None:
    before = (package.folder / KEY_FILE).read_text()
    tab_to(page, page.get_by_role("button", name="Look at it").first, FAR)
    page.keyboard.press("Enter")
    expect(page.locator("#trial-title")).to_be_focused()
    tab_to(page, page.get_by_role("radio", name="Circle"), FAR)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Rectangle")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Set with the keys"), FAR)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".given code").first).to_contain_text("rectangle: [")
    where = page.get_by_label("Where it goes").first
    tab_to(page, where, FAR)
    page.keyboard.press("ArrowDown")
    expect(where.locator("option:checked")).to_contain_text("region 2: Back wall of the aorta")
    tab_to(page, page.get_by_role("button", name="Write: A rectangle"), FAR)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".given-told")).to_contain_text("front-wall, region 2")
    expect(page.locator(".given-told")).to_be_focused()
    left, top, right, bottom = regions(package)[1]["rectangle"]
    assert left < right
    assert top < bottom
    new = f"[{left:g}, {top:g}, {right:g}, {bottom:g}]"
    assert (package.folder / KEY_FILE).read_text() == before.replace("[290, 290, 356, 312]", new)
    # what was set and chosen is still there
    expect(page.get_by_role("radio", name="Rectangle")).to_be_checked()
    expect(page.get_by_label("Where it goes").first.locator("option:checked")).to_contain_text("region 2")
    expect(page.locator(".placed-list li")).to_have_count(2)
    tab_to(page, page.get_by_role("button", name="Remove all points"), FAR)
    page.keyboard.press("Enter")
    expect(page.locator(".placed-list li")).to_have_count(0)
    expect(page.locator(".viewer-picture")).to_be_focused()


def test_a_file_that_was_changed_meanwhile_is_told_in_one_line(page: Page, package: Spoilt) -> None:
    look(page)
    press(page, (320, 180), (380, 180))
    stamp = page.locator("body").get_attribute("data-stamp")
    # the page hears of the change too late
    page.route("**/stamp", lambda route: route.fulfill(json={"stamp": stamp}))
    package.change(KEY_FILE, "first-steps:", "first-steps:   # by somebody else")
    content = (package.folder / KEY_FILE).read_bytes()
    page.get_by_role("button", name="Write: A circle").click()
    told = page.locator(".given-told.problem")
    expect(told).to_have_text(f"{KEY_FILE} was changed since this page read it: nothing was written.")
    expect(told).to_be_focused()
    assert (package.folder / KEY_FILE).read_bytes() == content
    with page.expect_navigation():
        page.unroute("**/stamp")
    expect(told).to_contain_text("was changed since this page read it")
    with page.expect_navigation():
        page.get_by_role("button", name="Write: A circle").click()
    expect(page.locator(".given-told")).to_contain_text("Written into")
    assert b"# by somebody else" in (package.folder / KEY_FILE).read_bytes()


def test_what_would_not_load_is_told_in_the_page(page: Page, package: Spoilt) -> None:
    content = (package.folder / KEY_FILE).read_bytes()
    look(page)
    press(page, (500, 400), (560, 400))
    page.get_by_label("Where it goes").first.select_option(label=f"front-wall, a further region ({KEY_FILE})")
    page.get_by_role("button", name="Write: A circle").click()
    told = page.locator(".given-told.problem")
    expect(told).to_contain_text(
        "Nothing was written, since the package would not load: every-type/key.yaml:"
    )
    expect(told).to_contain_text("asks for more than an answer of 2 points can reach")
    assert (package.folder / KEY_FILE).read_bytes() == content
    page.get_by_role("radio", name="Spots").check()
    expect(told).to_have_count(0)
    expect(page.locator(".given-write")).to_have_text("To be written: structures, its 3 spots.")


def test_at_200_per_cent_nothing_is_cut_off_and_everything_is_reached(
    browser: Browser, package: Spoilt
) -> None:
    """A window of 1280 by 800 at 200 % has half of both."""
    (package.folder / CASE / "media" / "cava.mp4").unlink()
    size = {"width": 640, "height": 400}
    package.change(KEY_FILE, "name-it:", "nobody-asked:")
    with preview_page(browser, package.folder, writes=True, viewport=size, device_scale_factor=2) as page:
        expect(page.get_by_role("heading", name="2 things are wrong")).to_be_visible()
        expect(page.get_by_role("heading", name="Not everything is built")).to_be_visible()
        look(page)
        press(page, (320, 180), (400, 180), (360, 300))
        for form in ("Polygon", "Spots", "Mask of an import", "Scale of an import"):
            page.get_by_role("radio", name=form).check()
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], form
        page.get_by_role("radio", name="Polygon").check()
        reached = [
            one
            for one in page.locator("main :is(button, select, input, summary, a)").all()
            if one.is_visible()
        ]
        assert len(reached) > 40
        assert [one.evaluate("one => one.outerHTML") for one in reached if one.evaluate(OBSCURED)] == []


def test_in_forced_colours_words_and_lines_say_what_colours_say(browser: Browser, package: Spoilt) -> None:
    (package.folder / CASE / "media" / "cava.mp4").unlink()
    package.change(KEY_FILE, "name-it:", "nobody-asked:")
    with preview_page(browser, package.folder, writes=True, forced_colors="active") as page:
        look(page)
        press(page, (320, 180), (380, 180))
        # the colours are the system's; a style that is computed, which axe reads, tells those of the page
        assert [one for one in violations(page) if not one.startswith("color-contrast")] == []
        # what is wrong and what is only not built yet have headings and edges of their own
        for section, words in ((".wrong", "2 things are wrong"), (".unbuilt", "Not everything is built")):
            expect(page.locator(section).get_by_role("heading")).to_have_text(words)
            assert page.locator(section).evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
        expect(page.locator(".tag.warn").first).to_have_text("Not built yet")
        # the chosen form has a mark of its own, not a colour alone
        assert (
            page.get_by_role("radio", name="Circle").evaluate("one => getComputedStyle(one).appearance")
            != "none"
        )
        # what is in the file says so, what is set has its points with their numbers, and both are drawn dark and light
        assert {"1", "2", "in the file"} <= set(page.locator(".drawing text").all_text_contents())
        strokes = page.locator(".drawing .stroke").all()
        assert len(strokes) == 4
        for stroke in strokes:
            dark, light = (stroke.locator(f".{part}").evaluate(LUMINANCE) for part in ("halo", "core"))
            assert (light + 0.05) / (dark + 0.05) > 7


LUMINANCE = """path => {
  const [r, g, b] = getComputedStyle(path).stroke.match(/[\\d.]+/g).map(one => (one / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""
"""Of the colour in which a path is drawn (WCAG 2, relative luminance, with the usual exponent)."""
