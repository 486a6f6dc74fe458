"""In the middle of a real question: a reload, a closed tab, a lost connection, a second tab. Nothing is lost."""

from collections.abc import Callable

from browser.player_page import MakePlayer, Player
from playwright.sync_api import BrowserContext, expect

from player.engine.event import DraftSaved, ResponseSubmitted


def measure(sitting: Player, value: str) -> None:
    """Enter a depth."""
    sitting.page.get_by_label("Your answer").fill(value)
    sitting.page.get_by_label("Unit").select_option("mm")


def measured(sitting: Player) -> None:
    """What was entered is still there, beside its clip."""
    sitting.asked("Read the greatest depth")
    expect(sitting.page.get_by_label("Your answer")).to_have_value("23")
    expect(sitting.page.get_by_label("Unit")).to_have_value("mm")
    expect(sitting.page.get_by_role("tab", name="Parasternal long axis")).to_have_attribute(
        "aria-selected", "true"
    )


def test_a_reload_brings_back_the_question_its_answer_and_its_confidence(player: MakePlayer) -> None:
    sitting = player("front-reading", area="lung")
    sitting.choose("Sliding lung with multiple B-lines")
    sitting.page.get_by_label("Fairly sure").check()
    sitting.page.reload()
    sitting.ready().asked("What does this clip of the right anterior chest show?")
    expect(sitting.question).to_be_focused()
    expect(sitting.page.locator(".option:has(:checked)")).to_contain_text(
        "Sliding lung with multiple B-lines"
    )
    expect(sitting.page.get_by_label("Fairly sure")).to_be_checked()
    sitting.send()
    sitting.asked("How many B-lines")
    assert sitting.seat.events(ResponseSubmitted)[-1].confidence == "fairly"


def test_another_computer_knows_how_sure_the_candidate_was(
    player: MakePlayer, new_context: Callable[..., BrowserContext]
) -> None:
    sitting = player("front-reading", area="lung")
    sitting.page.get_by_label("Fairly sure").check()
    expect(sitting.sign).to_have_text("Saved")
    elsewhere = Player(new_context().new_page(), sitting.url, sitting.seat).open()
    expect(elsewhere.page.get_by_label("Fairly sure")).to_be_checked()
    elsewhere.choose("Sliding lung with multiple B-lines")
    expect(elsewhere.sign).to_have_text("Saved")
    assert elsewhere.seat.events(DraftSaved)[-1].confidence == "fairly"
    elsewhere.page.reload()
    expect(elsewhere.ready().page.get_by_label("Fairly sure")).to_be_checked()
    elsewhere.send()
    elsewhere.asked("How many B-lines")
    assert elsewhere.seat.events(ResponseSubmitted)[-1].confidence == "fairly"


def test_a_closed_tab_is_gone_on_with_from_the_first_page(
    player: MakePlayer, context: BrowserContext
) -> None:
    sitting = player("plax-depth", area="cardiac")
    measure(sitting, "23")
    expect(sitting.sign).to_have_text("Saved")
    sitting.page.close()
    page = context.new_page()
    page.goto(sitting.url)
    page.get_by_role("link", name="Go on: Cardiac").click()
    measured(Player(page, sitting.url, sitting.seat).ready())


def test_another_computer_goes_on_with_the_answer(
    player: MakePlayer, new_context: Callable[..., BrowserContext]
) -> None:
    sitting = player("plax-depth", area="cardiac")
    measure(sitting, "23")
    expect(sitting.sign).to_have_text("Saved")
    measured(Player(new_context().new_page(), sitting.url, sitting.seat).open())


def test_without_a_connection_the_answer_waits_and_is_recorded_once(player: MakePlayer) -> None:
    sitting = player("plax-depth", area="cardiac")
    sitting.page.context.set_offline(True)
    expect(sitting.sign).to_have_text("Offline")
    measure(sitting, "23")
    expect(sitting.sign).to_have_text("Not saved yet")
    expect(sitting.page.locator("#offline")).to_contain_text("kept in this browser and not saved yet")
    sitting.send()
    expect(sitting.submit).to_have_text("Waiting to be sent")
    sitting.page.context.set_offline(False)
    sitting.asked("What lies at each of the numbered spots")
    expect(sitting.sign).to_have_text("Saved")
    given = [event for event in sitting.seat.events(ResponseSubmitted) if event.item == "plax-depth"]
    assert [event.response for event in given] == [{"value": 23, "unit": "mm"}]


def test_the_older_of_two_tabs_says_so_and_every_answer_is_in_the_newer_one(
    player: MakePlayer, context: BrowserContext
) -> None:
    older = player("plax-depth", area="cardiac")
    measure(older, "23")
    newer = Player(context.new_page(), older.url, older.seat).open()
    screen = older.screen("superseded")
    expect(screen.get_by_role("heading", name="This sitting was opened in another window")).to_be_focused()
    expect(older.page.locator("#room")).to_be_hidden()
    measured(newer)
    screen.get_by_role("button", name="Take it back here").click()
    measured(older.ready())
    expect(newer.screen("superseded")).to_be_visible()
    assert older.seat.events(DraftSaved)[-1].response == {"value": 23, "unit": "mm"}
