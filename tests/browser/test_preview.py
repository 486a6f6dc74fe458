"""The author's preview in a real browser: jumped in, tried, followed as files are saved, sat as a candidate, and audited."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.audit import violations_in_every_theme
from browser.preview_page import preview_page, settled
from packages import copy_below
from playwright.sync_api import Browser, Page, expect
from spoilers import edit
from spoilt import Spoilt
from tiny import ITEMS, mark

from player.preview.desk import Desk

MARKUP = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


@pytest.fixture
def package(tmp_path: Path) -> Spoilt:
    """A copy of the small package."""
    return copy_below(tmp_path)


@pytest.fixture
def page(package: Spoilt, browser: Browser) -> Iterator[Page]:
    """The preview of the package, opened; its pages may say nothing to the console."""
    with preview_page(browser, package.folder) as page:
        yield page


def test_an_author_jumps_tries_a_question_sees_what_is_saved_and_sits_from_there(
    page: Page, package: Spoilt
) -> None:
    _jump(page)
    _try(page)
    assert violations_in_every_theme(page) == {}
    _measure(page)
    assert violations_in_every_theme(page) == {}
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 800})
    _save(page, package)
    _sit(page)


def _jump(page: Page) -> None:
    """By key: the second cue of the arrival, which stands in its second segment."""
    cue = page.locator('.take[data-scene="arrival"] .entry.speech').nth(1)
    cue.focus()
    page.keyboard.press("Enter")
    medium = page.locator("#medium")
    expect(medium).to_have_js_property("currentTime", 1.1)
    expect(cue).to_have_attribute("aria-current", "true")
    page.reload()
    expect(page.locator("#medium")).to_have_js_property("currentTime", 1.1)


def _try(page: Page) -> None:
    page.locator('[data-item="why"]').click()
    expect(page.locator("#trial-title")).to_contain_text(ITEMS["one"]["why"]["stem"])
    expect(page.locator("#trial-title")).to_be_focused()
    page.get_by_role("button", name="Score this answer").click()
    expect(page.locator(".question .problem")).not_to_be_empty()
    page.get_by_label(mark("choice", "one", "why", "a")).check()
    page.get_by_role("button", name="Score this answer").click()
    expect(page.locator(".trial-result .score")).to_have_text("Right: 2 of 2")
    page.keyboard.press("4")
    expect(page.get_by_role("radio").nth(3)).to_be_checked()
    expect(page.locator(".trial-result .rationale")).to_have_text(mark("rationale", "one", "why"))
    page.get_by_label(mark("choice", "one", "why", "b")).check()
    page.get_by_role("button", name="Score this answer").click()
    expect(page.locator(".trial-result .score")).to_have_text("Not right: 0 of 2")


def _measure(page: Page) -> None:
    """Points that are set by key give what there is to write of an image."""
    page.get_by_role("button", name="Look at it").first.click()
    expect(page.locator("#trial-title")).to_have_text(mark("view", "one", "plax"))
    given = page.locator(".given code")
    expect(page.get_by_role("radio", name="Circle")).to_be_checked()
    page.get_by_role("button", name="Set with the keys").click()
    page.keyboard.press("Enter")
    expect(given).to_have_text([re.compile("^frames")])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    for form, start in (
        ("Circle", "circle: "),
        ("Rectangle", "rectangle: "),
        ("Spots", r"spots: {a: \["),
        ("Mask of an import", "--keep-rect "),
        ("Scale of an import", "--scale .*=10$"),
    ):
        page.get_by_role("radio", name=form).check()
        expect(given).to_have_text([re.compile(f"^{start}"), re.compile("^frames: ")])
    page.get_by_role("button", name="Set with the keys").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    for form, start in (("Mask of an import", "--keep-polygon '"), ("Polygon", "polygon: ")):
        page.get_by_role("radio", name=form).check()
        expect(given).to_have_text([re.compile(f"^{start}"), re.compile("^frames: ")])
    expect(page.get_by_role("button", name="Write")).to_have_count(0)


def _save(page: Page, package: Spoilt) -> None:
    path = package.folder / "one" / "case.yaml"
    edit(package, "one/case.yaml", lambda case: case.update(title="Another title"))
    expect(page.get_by_role("heading", name="Another title")).to_be_visible()
    good = path.read_text()
    path.write_text(good.replace('"setting"', '"seting"'))
    wrong = page.get_by_role("alert").filter(has_text="wrong")
    expect(page.locator("body")).to_have_attribute("data-stamp", Desk(package.folder).stamp())
    expect(wrong).to_contain_text("one/case.yaml")
    expect(wrong).to_contain_text("did you mean 'setting'?")
    assert violations_in_every_theme(page) == {}
    path.write_text(good)
    settled(page, package.folder)
    expect(page.get_by_role("heading", name="Another title")).to_be_visible()
    expect(wrong).to_have_count(0)


def _sit(page: Page) -> None:
    """The same question, in a real sitting in a tab of its own, with the socket that candidates have."""
    page.locator('[data-item="depth"]').click()
    expect(page.locator("#trial-title")).to_contain_text(ITEMS["one"]["depth"]["stem"])
    with page.expect_popup() as popup:
        page.get_by_role("button", name="See it as a candidate").click()
    sitting = popup.value
    expect(sitting.locator("#question-title")).to_contain_text(ITEMS["one"]["depth"]["stem"])
    sitting.locator("input.number").fill("14")
    sitting.get_by_label("Unit").select_option("mm")
    sitting.get_by_role("button", name="Submit answer").click()
    expect(sitting.locator("#question-title")).to_contain_text(ITEMS["one"]["side"]["stem"])


def test_markup_of_an_author_does_nothing(page: Page, package: Spoilt) -> None:
    def spoil(case: Any) -> None:
        case["items"]["why"] |= {"stem": MARKUP, "choices": {"a": MARKUP, "b": "b"}}
        case["exhibits"]["plax"] |= {"description": MARKUP, "view": MARKUP}

    edit(package, "one/case.yaml", spoil)
    settled(page, package.folder)
    ask = page.locator('[data-item="why"]')
    expect(ask).to_contain_text(MARKUP)
    ask.click()
    expect(page.locator("#trial-title")).to_contain_text(MARKUP)
    expect(page.locator(".viewer").first).to_contain_text(MARKUP)
    expect(page).to_have_title("zqtitleoneqz – preview – Sonocase")
