"""The pages around the player."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from browser.audit import violations
from browser.player_page import MakePlayer
from browser.seat import Guest
from browser.site import EMAIL, PASSWORD
from playwright.sync_api import BrowserContext, Page, expect

from player.engine import command as cmd

KEEP_LEVEL = """() => {
  window.level = 0;
  const bars = document.querySelector('.level');
  const look = () => window.level = Math.max(window.level, bars.querySelectorAll('.lit').length);
  new MutationObserver(look).observe(bars, { subtree: true, attributeFilter: ['class'] });
}"""
"""Keeps the highest level that the sound check has shown."""


@pytest.fixture
def stranger(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who is not signed in."""
    return new_context(signed_in=False).new_page()


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_stranger_practises_with_one_click(stranger: Page) -> None:
    stranger.goto("/")
    stranger.get_by_role("button", name="Practise now: Small").click()
    stranger.wait_for_url("**/briefing")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Before you begin")
    stranger.get_by_role("button", name="Begin").click()
    expect(stranger.locator("body")).to_have_attribute("data-stage", "playing")


def test_signing_in_shows_what_can_be_sat_gone_on_with_and_looked_at(stranger: Page) -> None:
    sign_in(stranger)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Welcome, Dana Levi")
    stranger.get_by_role("button", name="Sit the exam: Small").click()
    stranger.goto("/")
    expect(stranger.get_by_role("region", name="Go on")).to_contain_text("Exam, not begun")
    stranger.get_by_role("button", name="Sign out").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(re.compile("Meet a patient"))


def test_a_wrong_password_is_said_once_and_keeps_the_address(stranger: Page, complaints: list[str]) -> None:
    sign_in(stranger, "not the password")
    expect(stranger.get_by_role("alert")).to_have_text("The e-mail address or the password is not right.")
    expect(stranger.get_by_label("E-mail address")).to_have_value(EMAIL)
    expect(stranger.get_by_label("Password")).to_be_focused()
    expect(stranger).to_have_title("Error: Sign in – Sonocase")
    assert violations(stranger) == []
    complaints[:] = [line for line in complaints if "401" not in line]


def test_the_briefing_tells_the_rules_of_an_exam(page: Page, guest: Guest) -> None:
    sat = guest.sit("initial", mode="exam")
    sat.order(cmd.Accommodate(multiplier=1.5, breaks=True))
    page.goto(f"/sit/{sat.attempt}/briefing")
    for words in (
        "Each question has 3 minutes",
        "Each case has 37 minutes 30 seconds in all.",
        "Your extra time is already included.",
        "The clock stops meanwhile.",
        "Up to 5 minutes of it in all are not counted.",
        "You can play the current scene again as often as you like.",
        "The right answers are not shown.",
        "2 cases, 4 questions.",
    ):
        expect(page.locator("main")).to_contain_text(words)


def test_the_briefing_of_a_practice_has_no_limits(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('initial').attempt}/briefing")
    expect(page.locator("main")).to_contain_text("There is no time limit.")
    expect(page.locator("main")).to_contain_text(
        "After each case you see every answer, what is right, and why."
    )
    expect(page.locator("main")).not_to_contain_text("clock")


def test_the_sound_check_plays_shows_its_level_and_helps(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('initial').attempt}/briefing")
    page.evaluate(KEEP_LEVEL)
    page.get_by_role("button", name="Play a tone").click()
    page.wait_for_function("() => window.level > 3")
    heard = page.get_by_role("group", name="Did you hear it?")
    heard.get_by_label("No").check()
    expect(page.get_by_role("status")).to_contain_text("Is the computer muted")
    heard.get_by_label("Yes").check()
    expect(page.get_by_role("status")).to_have_text("Good. Your sound works.")


def test_the_sample_of_captions_follows_the_settings(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('initial').attempt}/briefing")
    page.get_by_role("button", name="Change captions and display").click()
    page.get_by_role("dialog").get_by_label("Yellow").check()
    page.keyboard.press("Escape")
    colour = page.locator(".sample .cue").evaluate("cue => getComputedStyle(cue).color")
    assert colour == "rgb(255, 233, 92)"


def test_a_practice_result_explains_every_question(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('closed').attempt}/result")
    main = page.locator("main")
    expect(main.locator(".review-item")).to_have_count(4)
    expect(main).to_contain_text("The base is dull and dark.")
    expect(main.get_by_role("row", name=re.compile("Clinical decision"))).to_contain_text("100\u00a0%")
    expect(main.get_by_role("row", name=re.compile("Breathless on the ward"))).to_contain_text("2 of 3")
    assert violations(page) == []


def test_an_exam_result_names_domains_and_the_cut_score_and_no_key(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('closed', mode='exam').attempt}/result")
    main = page.locator("main")
    expect(main).to_contain_text("Cut score not reached")
    expect(main).to_contain_text("A value for tests.")
    expect(main).to_contain_text("Nobody has met.")
    assert [word for word in ("dull and dark", "Fluid around", "Three marks") if word in page.content()] == []
    assert violations(page) == []


def test_a_result_is_whole_on_paper(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('closed').attempt}/result")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text("A value for tests.")).to_be_visible()
    expect(page.locator(".site-header")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_paper_is_white_in_every_theme(page: Page, guest: Guest) -> None:
    page.goto(f"/sit/{guest.sit('closed').attempt}/result")
    page.evaluate("() => { document.documentElement.dataset.theme = 'contrast' }")
    page.emulate_media(media="print")
    colours = page.evaluate(
        "() => ['color', 'backgroundColor'].map(name => getComputedStyle(document.querySelector('.card'))[name])"
    )
    assert colours == ["rgb(18, 34, 42)", "rgb(255, 255, 255)"]


def test_a_page_that_is_not_there_says_so(page: Page, complaints: list[str]) -> None:
    page.goto("/nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    expect(page.locator("main")).to_contain_text("The address may be mistyped, or what was here is gone.")
    assert violations(page) == []
    complaints[:] = [line for line in complaints if "404" not in line]


def test_headings_go_down_step_by_step(player: MakePlayer) -> None:
    sitting = player("depth")
    levels = sitting.page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, h3')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
