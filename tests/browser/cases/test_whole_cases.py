"""Both cases that come with Sonocase, from beginning to end: seen, heard, read and answered."""

from collections.abc import Callable

import pytest
from browser.bedside import LOUDNESS, WATCH, Bedside
from browser.hands import Keyboard, Mouse
from browser.keyboard import press
from browser.player_page import MakePlayer
from browser.site import EMAIL, PASSWORD, Site
from playwright.sync_api import BrowserContext, Page, expect

NEAR = 0.2
"""Seconds by which a busy machine may draw a caption late, or see it late."""


@pytest.fixture
def stranger(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who is not signed in, which keeps what was seen and heard."""
    context = new_context(signed_in=False)
    context.add_init_script(WATCH)
    return context.new_page()


@pytest.mark.parametrize(
    ("area", "title", "offer"), [("cardiac", "Cardiac", "Practise now"), ("lung", "Lung", "Sit the exam")]
)
def test_a_case_by_mouse_from_sign_in_to_result(
    stranger: Page, site: Site, area: str, title: str, offer: str
) -> None:
    page, bedside = stranger, Bedside.of(stranger, site, area)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=f"{offer}: {title}").click()
    page.get_by_role("button", name="Begin").click()
    bedside.hurry(*((0.5, 1) if offer == "Practise now" else (1,)))
    asked = bedside.go_through(Mouse(page))
    assert asked == [item for segment in bedside.case.segments for item in segment.asks]
    if offer == "Practise now":
        heard(bedside)
        read_in_time(bedside)
        page.get_by_role("button", name="See the result").first.click()
    page.wait_for_url("**/result")
    expect(page.locator(".outcome-figure")).to_contain_text("100\u00a0%")


def heard(bedside: Bedside) -> None:
    """Every recording has gone on, aloud, with a picture, or with the speaker in its place."""
    played, segments = bedside.played(), bedside.case.segments
    assert len(played) == len(segments)
    assert [one for one in played if one["to"] - one["from"] < NEAR] == []
    assert [one for one in played if one["silent"]] == []
    assert sorted(one["picture"] for one in played) == sorted(segment.kind == "video" for segment in segments)
    assert [one for one in played if one["picture"] == one["speaking"]] == []


def read_in_time(bedside: Bedside) -> None:
    """Captions have changed, each at its time, and the script has marked no line before it was heard."""
    cues = [cue for segment in bedside.case.segments for cue in segment.cues["en"]]
    lines = [line for segment in bedside.case.segments for line in segment.script["en"]]
    shown = bedside.captions()
    assert len({caption["text"] for caption in shown}) > 15
    for text, line, at in ((caption["text"], caption["line"], caption["at"]) for caption in shown):
        assert any(cue.text in text and cue.start - NEAR < at < cue.end + NEAR for cue in cues), (text, at)
        assert any(one.text in line and one.start < at + NEAR for one in lines), (line, at)


def test_a_case_by_keyboard_alone(stranger: Page, site: Site) -> None:
    page, bedside = stranger, Bedside.of(stranger, site, "lung")
    page.goto("/")
    press(page, page.get_by_role("button", name="Practise now: Lung"))
    page.wait_for_url("**/briefing")
    press(page, page.get_by_role("button", name="Begin"))
    page.wait_for_url(lambda url: not url.endswith("/briefing"))
    bedside.hurry(1)
    asked = bedside.go_through(Keyboard(page))
    assert len(asked) == len(bedside.case.items)
    press(page, page.get_by_role("button", name="See the result").first)
    page.wait_for_url("**/result")
    expect(page.locator(".outcome-figure")).to_contain_text("100\u00a0%")


@pytest.mark.parametrize("scene", ["arrival/0", "call/0"])
def test_what_plays_can_be_heard(player: MakePlayer, scene: str) -> None:
    sitting = player(scene, area="cardiac").at("playing")
    sitting.page.wait_for_function("() => document.querySelector('#picture video.front').currentTime > 0")
    assert sitting.page.evaluate(LOUDNESS) > 0.01
    expect(sitting.page.locator("#speaking")).to_be_visible(visible=scene == "call/0")
