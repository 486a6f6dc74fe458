"""Every screen under axe, on the real cases: no violation of WCAG 2.2 AA, in light, in dark and in high contrast."""

from collections.abc import Callable

import pytest
from browser.audit import violations_in_every_theme
from browser.bedside import Bedside
from browser.player_page import MakePlayer, Player
from browser.seat import Guest
from browser.site import EMAIL, PASSWORD, Site
from playwright.sync_api import BrowserContext, Page, expect


@pytest.fixture
def stranger(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who is not signed in."""
    return new_context(signed_in=False).new_page()


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_first_page_and_the_form_to_sign_in(stranger: Page, complaints: list[str]) -> None:
    stranger.goto("/")
    expect(stranger.get_by_role("button", name="Practise now: Cardiac")).to_be_visible()
    assert violations_in_every_theme(stranger) == {}
    sign_in(stranger, "not the password")
    expect(stranger.get_by_role("alert")).to_be_visible()
    assert violations_in_every_theme(stranger) == {}
    complaints[:] = [line for line in complaints if "401" not in line]


def test_the_list_of_what_can_be_sat_gone_on_with_and_looked_at(stranger: Page) -> None:
    sign_in(stranger)
    stranger.get_by_role("button", name="Sit the exam: Lung").click()
    stranger.wait_for_url("**/briefing")
    stranger.goto("/")
    expect(stranger.get_by_role("region", name="Go on")).to_be_visible()
    assert violations_in_every_theme(stranger) == {}


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_the_briefing_and_the_result(page: Page, guest: Guest, mode: str) -> None:
    page.goto(f"/sit/{guest.sit('initial', area='cardiac', mode=mode).attempt}/briefing")
    page.get_by_text("Shortcuts", exact=True).click()
    page.get_by_role("button", name="Play a tone").click()
    page.get_by_role("group", name="Did you hear it?").get_by_label("No").check()
    assert violations_in_every_theme(page) == {}
    page.goto(f"/sit/{guest.sit('closed', area='lung', mode=mode).attempt}/result")
    page.get_by_text("Where the cut score comes from").click()
    assert violations_in_every_theme(page) == {}


@pytest.mark.parametrize("address", ["/nowhere", "/practise/cardiac"])
def test_pages_that_refuse(page: Page, complaints: list[str], address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("link", name="To the first page")).to_be_visible()
    assert violations_in_every_theme(page) == {}
    complaints[:] = [line for line in complaints if "404" not in line and "405" not in line]


@pytest.mark.parametrize("scene", ["arrival/0", "call/0"])
def test_the_encounter_as_it_plays_and_as_it_is_held(player: MakePlayer, scene: str) -> None:
    sitting = player(scene, area="cardiac").at("playing")
    expect(sitting.captions).not_to_be_empty()
    assert violations_in_every_theme(sitting.page) == {}
    sitting.pause()
    assert violations_in_every_theme(sitting.page) == {}


@pytest.mark.parametrize(
    ("area", "item"),
    [
        ("cardiac", "first-question"),
        ("cardiac", "plax-depth"),
        ("lung", "front-compare"),
        ("lung", "front-reading"),
    ],
)
def test_a_question_with_and_without_clips(player: MakePlayer, area: str, item: str) -> None:
    sitting = player(item, area=area, mode="exam")
    expect(sitting.question).to_be_focused()
    sitting.send()
    expect(sitting.problem).not_to_be_empty()
    assert violations_in_every_theme(sitting.page) == {}


def test_the_answers_that_can_be_read_again_and_a_way_back(player: MakePlayer) -> None:
    sitting = player("treatment", area="cardiac")
    sitting.page.get_by_text("Answered questions").click()
    sitting.script.get_by_role("button", name="Nurse: Mr Okafor fainted").click()
    expect(sitting.button("Back to where you were")).to_be_visible()
    sitting.pause()
    assert violations_in_every_theme(sitting.page) == {}


@pytest.mark.parametrize("dialog", ["settings", "keys", "pause"])
def test_a_dialog(player: MakePlayer, dialog: str) -> None:
    sitting = player("first-question", area="cardiac", mode="exam")
    expect(sitting.show(dialog)).to_be_visible()
    assert violations_in_every_theme(sitting.page) == {}


def test_a_lost_connection_and_a_pause(player: MakePlayer) -> None:
    sitting = player("first-question", area="cardiac", mode="exam")
    sitting.page.context.set_offline(True)
    sitting.page.locator(".option").first.click()
    expect(sitting.page.locator("#offline")).to_be_visible()
    assert violations_in_every_theme(sitting.page) == {}
    sitting.page.context.set_offline(False)
    expect(sitting.sign).to_have_text("Saved")
    sitting.show("pause").get_by_role("button", name="Pause").click()
    expect(sitting.screen("suspended")).to_be_visible()
    assert violations_in_every_theme(sitting.page) == {}


def test_the_window_that_has_been_replaced(player: MakePlayer, context: BrowserContext) -> None:
    first = player("first-question", area="cardiac")
    Player(context.new_page(), first.url, first.seat).open()
    expect(first.screen("superseded")).to_be_visible()
    assert violations_in_every_theme(first.page) == {}


def test_the_review_between_cases(player: MakePlayer, site: Site) -> None:
    sitting = player("intermission", area="lung")
    case = Bedside.of(sitting.page, site, "lung").case
    expect(sitting.page.locator(".review-item")).to_have_count(len(case.items))
    assert violations_in_every_theme(sitting.page) == {}
