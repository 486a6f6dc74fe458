"""Every state of a sitting has its screen: pauses, other windows, ended connections, clocks, the end of a case."""

import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from browser.player_page import MakePlayer, Player
from browser.seat import Guest
from browser.site import Site
from browser.wire import Wire
from playwright.sync_api import BrowserContext, Page, expect

from player.engine import command as cmd

NAMES = """() => [...document.querySelectorAll(".phase-name")].filter(name => name.checkVisibility()).map(name => {
  const words = document.createRange();
  words.selectNodeContents(name);
  const { left, right } = words.getBoundingClientRect();
  return [left, right];
})"""
"""From where to where the names of phases reach."""


def test_a_pause_is_explained_kept_and_ended(player: MakePlayer) -> None:
    sitting = player("cause", mode="exam").choose("A blood clot")
    dialog = sitting.show("pause")
    expect(dialog).to_contain_text("The clock stops until you are back.")
    dialog.get_by_role("button", name="Pause").click()
    screen = sitting.screen("suspended")
    expect(screen.get_by_role("heading", name="Paused")).to_be_focused()
    expect(screen).to_contain_text("The clock is stopped.")
    expect(sitting.page.locator("#room")).to_be_hidden()
    assert sitting.seat.state.stage == "suspended"
    screen.get_by_role("button", name="Resume").click()
    expect(sitting.question).to_be_focused()
    expect(sitting.page.get_by_label("A blood clot")).to_be_checked()


def test_where_the_clock_goes_on_in_a_pause_that_is_said(player: MakePlayer) -> None:
    sitting = player("cause", area="once")
    expect(sitting.show("pause")).to_contain_text("The clock goes on while you are away.")


def test_a_pause_without_a_connection_says_when_it_begins(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    wire.cut()
    expect(sitting.sign).to_have_text("Offline")
    dialog = sitting.show("pause")
    expect(dialog).to_contain_text("the pause begins when it is back")
    expect(dialog).not_to_contain_text("Everything you have entered is saved")
    dialog.get_by_role("button", name="Pause").click()
    wire.mend()
    expect(sitting.screen("suspended")).to_be_visible()


def test_without_limits_a_pause_says_nothing_of_clocks(player: MakePlayer) -> None:
    expect(player("cause").show("pause")).not_to_contain_text("clock")


def test_a_second_window_takes_the_sitting_and_the_first_can_take_it_back(
    player: MakePlayer, context: BrowserContext
) -> None:
    first = player("cause").choose("A blood clot")
    expect(first.sign).to_have_text("Saved")
    second = Player(context.new_page(), first.url, first.seat).open()
    expect(second.page.get_by_label("A blood clot")).to_be_checked()
    expect(first.screen("superseded").get_by_role("heading")).to_be_focused()
    first.button("Take it back here").click()
    first.ready().asked("What is the most likely cause?")
    expect(second.screen("superseded")).to_be_visible()


@pytest.mark.parametrize(
    ("code", "screen", "offers"),
    [
        (4400, "malformed", "Reload the page"),
        (4401, "sign-in", "Sign in"),
        (4404, "not-found", "To the first page"),
        (4429, "too-many", "Reload the page"),
    ],
)
def test_each_end_of_a_connection_has_its_screen(
    player: MakePlayer, wire: Wire, code: int, screen: str, offers: str
) -> None:
    sitting = player("cause")
    wire.end(code)
    shown = sitting.screen(screen)
    expect(shown.get_by_role("heading")).to_be_focused()
    expect(shown.locator(".button.primary")).to_have_text(offers)
    expect(sitting.body).to_have_attribute("data-line", "ended")


def test_a_session_that_is_over_leads_back_to_the_question_after_signing_in(
    player: MakePlayer, guest: Guest
) -> None:
    sitting = player("cause")
    guest.accounts.sign_out(guest.session.token)
    sitting.page.keyboard.press("2")
    screen = sitting.screen("sign-in")
    expect(screen).to_contain_text("Sign in again in this browser")
    back = screen.get_by_role("link", name="Sign in").get_attribute("href") or ""
    assert back.endswith(f"/sign-in?next=/sit/{sitting.seat.attempt}")


def test_a_server_that_fails_is_tried_again_before_anybody_is_asked(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause")
    wire.failing = True
    wire.end(4500)
    screen = sitting.screen("broken")
    expect(screen.get_by_role("heading")).to_be_focused()
    assert wire.refused == 2
    wire.failing = False
    screen.get_by_role("button", name="Try again").click()
    sitting.ready().asked("What is the most likely cause?")


def test_a_sitting_that_is_over_leads_to_its_result(player: MakePlayer) -> None:
    sitting = player("next", mode="exam").choose("Go home")
    sitting.send()
    sitting.page.wait_for_url("**/result")


def test_a_sitting_that_staff_ended_leads_to_its_result(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.seat.order(cmd.Close("withdrawn"))
    sitting.choose("A blood clot")
    # what was chosen behind the end is not saved, and nothing may say so
    expect(sitting.screen("over")).to_contain_text("Every answer that was saved before its end counts.")
    sitting.page.get_by_role("link", name="See the result").click()
    expect(sitting.page.get_by_text("was ended before its last question")).to_be_visible()


@pytest.mark.parametrize(("left", "words"), [(60.6, "1 minute left"), (10.6, "10 seconds left")])
def test_what_is_left_is_shown_and_told_near_the_end(
    player: MakePlayer, wire: Wire, left: float, words: str
) -> None:
    def shorten(message: dict[str, Any]) -> None:
        if message.get("item_clock"):
            message["item_clock"]["remaining"] = left

    wire.alter = shorten
    sitting = player("cause", mode="exam")
    timer = sitting.page.get_by_role("timer", name="Time left for this question")
    expect(timer).to_have_text(re.compile(r"[01]:\d\d left"))
    sitting.told(f"{words} for this question.")


def test_the_clocks_can_be_hidden(player: MakePlayer) -> None:
    sitting = player("cause", mode="exam")
    timers = sitting.page.get_by_role("timer")
    expect(timers).to_have_text([re.compile(r"2[45]:\d\d left"), re.compile(r"[12]:\d\d left")])
    sitting.button("Hide the time").first.click()
    expect(timers).to_have_text(["Time hidden", "Time hidden"])
    sitting.button("Show the time").last.click()
    expect(timers.last).to_contain_text("left")


def test_when_the_time_of_a_question_is_over_its_draft_counts_and_that_is_said(
    site: Site, page: Page
) -> None:
    guest = site.guest(ago=timedelta(seconds=80))
    page.context.add_cookies([{"name": "sonocase", "value": guest.session.token, "url": site.url}])
    sitting = Player(page, site.url, guest.sit("cause", area="once")).open().choose("A blood clot")
    sitting.told("The time for this question is over.")
    sitting.at("playing")
    listed = page.get_by_role("region", name="Answered questions")
    listed.get_by_text("Answered questions (1)").click()
    expect(listed).to_contain_text("Your answer: A blood clot")
    expect(listed).to_contain_text("what was saved until then counts")


def test_after_a_practice_case_every_answer_is_explained(player: MakePlayer) -> None:
    sitting = player("signs").choose("A moving lung edge")
    sitting.send()
    sitting.at("playing").at("intermission")
    review = sitting.page.locator("#review")
    expect(review.get_by_role("heading", name="Case 1 of 2 is done")).to_be_focused()
    items = review.locator(".review-item")
    expect(items).to_have_count(3)
    expect(items.nth(0)).to_contain_text("Your answer, right")
    expect(items.nth(0)).to_contain_text("The base is dull and dark.")
    expect(items.nth(1)).to_contain_text("25 to 35\u00a0mm accepted")
    expect(items.nth(2)).to_contain_text("Not right: 0 of 1 point")
    items.nth(1).get_by_role("button", name="Look at: Right lower chest").click()
    expect(sitting.page.get_by_role("tab", name="Right lower chest")).to_be_focused()
    expect(sitting.page.locator("#panel-clip")).to_be_visible()


def test_after_an_exam_case_nothing_is_explained(player: MakePlayer) -> None:
    sitting = player("signs", mode="exam").choose("A moving lung edge")
    sitting.send()
    sitting.at("playing").at("intermission")
    review = sitting.page.locator("#review")
    expect(review).to_contain_text("Case 1 of 2 is done")
    expect(review.locator(".review-item")).to_have_count(0)
    assert "The base is dull and dark." not in sitting.page.content()
    review.get_by_role("button", name="Go on to the next case").click()
    sitting.asked("What comes next?")


def test_the_phases_show_the_way_and_where_one_is(player: MakePlayer) -> None:
    sitting = player("call/0")
    phases = sitting.page.get_by_role("navigation", name="Phases of the encounter").get_by_role("listitem")
    expect(phases).to_have_text(
        ["Presentation and history (done)", "Interpretation (now)", "Closing (to come)"]
    )
    expect(phases.nth(1)).to_have_attribute("aria-current", "step")
    expect(phases.nth(0)).not_to_have_attribute("aria-current", "step")


def test_the_names_of_phases_have_room_between_them_at_every_width(wire: Wire, player: MakePlayer) -> None:
    names = ("Briefing", "Presentation and history", "Indication", "Preparation")
    more = ("Acquisition", "Interpretation", "Clinical decision", "Closing")
    states = ["done"] * 3 + ["now"] + ["ahead"] * 4
    shown = [{"title": title, "state": state} for title, state in zip(names + more, states, strict=True)]
    wire.alter = lambda message: message.update(phases=shown) if "phases" in message else None
    page = player("cause").page
    expect(page.get_by_role("listitem").filter(has_text="Acquisition")).to_have_count(1)
    for width in (360, 768, 1024, 1040, 1056, 1080, 1180, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 700})
        places = page.evaluate(NAMES)
        assert len(places) == (8 if width >= 1056 else 1)
        assert all(right + 12 <= left for (_, right), (left, _) in pairwise(places)), width
        assert 0 <= places[0][0] < places[-1][1] <= width
