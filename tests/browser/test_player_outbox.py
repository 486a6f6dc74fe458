"""Nothing that a candidate has entered is lost: not by a crash, a closed tab, a lost connection or a second window."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.player_page import MakePlayer, Player
from browser.site import Site, run_site
from browser.wire import Wire
from playwright.sync_api import BrowserContext, Page, expect

from player.engine import command as cmd
from player.engine.event import DraftSaved, ResponseSubmitted

KEPT = "Object.keys(localStorage).filter(name => name.includes('outbox'))"
KEEP_NOTHING = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def enter_depth(sitting: Player, value: str) -> None:
    sitting.page.get_by_label("Your answer").fill(value)
    sitting.page.get_by_label("Unit").select_option("mm")


def test_a_draft_is_sent_a_moment_after_the_last_key_and_not_for_every_key(
    player: MakePlayer, wire: Wire
) -> None:
    sitting = player("depth")
    sitting.page.get_by_label("Your answer").press_sequentially("12345")
    expect(sitting.sign).to_have_text("Saved")
    sitting.page.wait_for_function("() => document.querySelector('#saved').dataset.state === 'saved'")
    drafts = [said["response"] for said in wire.sent if said["type"] == "draft"]
    assert drafts[-1:] == [{"text": "12345", "unit": ""}]
    assert len(drafts) < 5


def test_saved_stands_there_only_after_the_acknowledgement(player: MakePlayer, wire: Wire) -> None:
    wire.holding = {"ack"}
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saving…")
    sitting.page.wait_for_function("() => true")
    expect(sitting.sign).to_have_text("Saving…")
    wire.release()
    expect(sitting.sign).to_have_text("Saved")


def test_a_submitted_answer_stands_still_until_the_server_has_it(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    wire.holding = {"ack", "state"}
    sitting.send()
    expect(sitting.submit).to_have_text("Saving…")
    expect(sitting.submit).to_be_disabled()
    expect(sitting.page.get_by_label("A blood clot")).to_be_disabled()
    sitting.submit.click(force=True)
    wire.release()
    sitting.at("playing")
    assert wire.count("submit") == 1


def test_a_reload_right_after_the_last_key_loses_nothing(player: MakePlayer) -> None:
    sitting = player("depth")
    enter_depth(sitting, "42")
    sitting.page.reload()
    expect(sitting.ready().page.get_by_label("Your answer")).to_have_value("42")
    expect(sitting.sign).to_have_text("Saved")
    assert sitting.seat.events(DraftSaved)[-1].response == {"value": 42, "unit": "mm"}


def test_a_draft_is_there_on_another_computer(
    player: MakePlayer, new_context: Callable[..., BrowserContext]
) -> None:
    sitting = player("depth")
    enter_depth(sitting, "42")
    expect(sitting.sign).to_have_text("Saved")
    elsewhere = Player(new_context().new_page(), sitting.url, sitting.seat).open()
    expect(elsewhere.page.get_by_label("Your answer")).to_have_value("42")
    expect(elsewhere.page.get_by_label("Unit")).to_have_value("mm")


def test_while_the_connection_is_lost_one_can_go_on_and_is_told_the_truth(
    player: MakePlayer, wire: Wire
) -> None:
    sitting = player("cause")
    wire.cut()
    expect(sitting.sign).to_have_text("Offline")
    sitting.choose("A blood clot")
    expect(sitting.sign).to_have_text("Not saved yet")
    banner = sitting.page.locator("#offline")
    expect(banner).to_contain_text("kept in this browser and not saved yet")
    sitting.told("The connection is lost.")
    wire.mend()
    expect(banner).to_be_hidden()
    expect(sitting.sign).to_have_text("Saved")
    expect(sitting.page.get_by_label("A blood clot")).to_be_checked()
    assert sitting.seat.events(DraftSaved)[-1].response == {"choices": ["b"]}


def test_an_answer_submitted_without_connection_is_sent_once_it_is_back(
    player: MakePlayer, wire: Wire
) -> None:
    sitting = player("cause")
    wire.cut()
    sitting.choose("A blood clot").send()
    expect(sitting.submit).to_have_text("Waiting to be sent")
    expect(sitting.page.get_by_text("will be sent as soon as the connection is back")).to_be_visible()
    wire.mend()
    sitting.at("playing")
    assert [event.response for event in sitting.seat.events(ResponseSubmitted)] == [{"choices": ["b"]}]


def test_an_answer_whose_acknowledgement_was_lost_is_recorded_once(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    wire.holding = {"ack", "state"}
    sitting.send()
    expect(sitting.submit).to_have_text("Saving…")
    sitting.page.wait_for_function("() => true")
    wire.end(1013)
    wire.holding = set()
    sitting.at("playing")
    expect(sitting.sign).to_have_text("Saved")
    assert wire.count("submit") == 2
    assert len(sitting.seat.events(ResponseSubmitted)) == 1


def test_a_tab_closed_without_connection_loses_nothing(
    player: MakePlayer, wire: Wire, context: BrowserContext
) -> None:
    sitting = player("cause")
    wire.cut()
    sitting.choose("A blood clot").send()
    expect(sitting.submit).to_have_text("Waiting to be sent")
    sitting.page.close(run_before_unload=False)
    again = Player(context.new_page(), sitting.url, sitting.seat).open()
    again.at("playing")
    assert len(sitting.seat.events(ResponseSubmitted)) == 1


def test_an_answer_that_another_computer_has_overtaken_is_offered_and_not_sent(
    player: MakePlayer, wire: Wire, new_context: Callable[..., BrowserContext]
) -> None:
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    wire.cut()
    sitting.choose("Air around the lung")
    sitting.page.get_by_label("Certain", exact=True).check()
    elsewhere = Player(new_context().new_page(), sitting.url, sitting.seat).open()
    elsewhere.choose("Fluid around the lung")
    expect(elsewhere.sign).to_have_text("Saved")
    wire._down = False
    sitting.page.reload()
    sitting.ready()
    expect(sitting.problem).to_contain_text("“Air around the lung”")
    expect(sitting.page.get_by_label("Fluid around the lung")).to_be_checked()
    sitting.button("Use it").click()
    expect(sitting.page.get_by_label("Air around the lung")).to_be_checked()
    expect(sitting.page.get_by_label("Certain", exact=True)).to_be_checked()
    expect(sitting.sign).to_have_text("Saved")
    kept = sitting.seat.events(DraftSaved)[-1]
    assert (kept.response, kept.confidence) == ({"choices": ["c"]}, "certain")


def test_confidence_survives_a_reload(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.page.get_by_label("Fairly sure").check()
    sitting.page.reload()
    expect(sitting.ready().page.get_by_label("Fairly sure")).to_be_checked()


def test_nothing_of_a_finished_sitting_stays_in_the_browser(player: MakePlayer) -> None:
    sitting = player("next", mode="exam").choose("Go home")
    sitting.send()
    sitting.page.wait_for_url("**/result")
    kept = sitting.page.evaluate("Object.keys(localStorage)")
    assert [name for name in kept if "outbox" in name] == []


def test_nothing_stays_in_the_browser_once_everything_is_saved_or_the_end_came_over_the_line(
    player: MakePlayer,
) -> None:
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    assert sitting.page.evaluate(KEPT) == []
    sitting.seat.order(cmd.Close("withdrawn"))
    sitting.choose("Air around the lung")
    expect(sitting.screen("over")).to_be_visible()
    sitting.page.get_by_role("link", name="See the result").click()
    expect(sitting.page.get_by_text("was ended before its last question")).to_be_visible()
    assert sitting.page.evaluate(KEPT) == []


def test_a_browser_that_keeps_nothing_says_so_and_warns_before_what_was_not_sent_is_lost(
    player: MakePlayer, wire: Wire, page: Page
) -> None:
    page.add_init_script(KEEP_NOTHING)
    sitting = player("cause")
    wire.cut()
    sitting.choose("A blood clot")
    banner = page.locator("#offline")
    expect(banner).to_contain_text("not saved yet, and this browser keeps nothing")
    expect(banner).not_to_contain_text("kept in this browser")
    wire.mend()
    expect(sitting.sign).to_have_text("Saved")
    wire.holding = {"ack"}
    sitting.choose("Air around the lung")
    expect(sitting.sign).to_have_text("Saving…")
    wire.end(4429)
    screen = sitting.screen("endangered")
    expect(screen).to_contain_text("lost when this page is reloaded")
    expect(screen.get_by_role("button")).to_have_text(["Try again"])
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.evaluate("() => { setTimeout(() => location.reload()) }")
    assert asked.value.type == "beforeunload"
    expect(screen).to_be_visible()
    wire.holding.clear()
    screen.get_by_role("button", name="Try again").click()
    sitting.ready()
    expect(sitting.sign).to_have_text("Saved")
    assert sitting.seat.events(DraftSaved)[-1].response == {"choices": ["c"]}


def test_who_is_signed_out_of_a_browser_that_keeps_nothing_signs_in_beside_the_page(
    player: MakePlayer, wire: Wire, page: Page
) -> None:
    page.add_init_script(KEEP_NOTHING)
    sitting = player("cause")
    wire.holding = {"ack"}
    sitting.choose("A blood clot")
    expect(sitting.sign).to_have_text("Saving…")
    wire.end(4401)
    screen = sitting.screen("sign-in")
    expect(screen).to_contain_text("Leave this page open.")
    with page.expect_popup() as beside:
        screen.get_by_role("button", name="Sign in in another window").click()
    beside.value.wait_for_url("**/sign-in")
    expect(screen).to_be_visible()


@pytest.fixture
def frail_site(tmp_path: Path) -> Iterator[Site]:
    """A server of this test's own, which may be killed."""
    with run_site(tmp_path) as running:
        yield running


def test_a_killed_server_costs_no_answer(frail_site: Site, page: Page) -> None:
    guest = frail_site.guest()
    page.context.add_cookies([{"name": "sonocase", "value": guest.session.token, "url": frail_site.url}])
    sitting = Player(page, frail_site.url, guest.sit("cause")).open().choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    frail_site.kill(signal.SIGKILL)
    expect(sitting.sign).to_have_text("Offline")
    sitting.choose("Air around the lung").send()
    frail_site.start()
    sitting.at("playing")
    assert [event.response for event in sitting.seat.events(ResponseSubmitted)] == [{"choices": ["c"]}]
