"""A question of every type, answered by mouse, by touch and by keys alone, with an interruption in the middle of each.

What has been entered is interrupted by a reload and submitted as it has come back: so what is recorded was a draft first.
"""

from collections.abc import Callable
from typing import Any

import pytest
from browser.hands import Finger, Hand, Keyboard, Mouse
from browser.player_page import Player
from browser.seat import Guest
from browser.site import Site
from browser.types_site import TypesSeat
from playwright.sync_api import BrowserContext, expect
from types_package import CASE, RIGHT, types_package

from player.engine.event import ResponseSubmitted
from player.engine.measure import Measured
from player.engine.scoring import score_item
from scenarios.load import load_keys, load_package

WAYS: dict[str, tuple[type[Hand], dict[str, Any]]] = {
    "mouse": (Mouse, {}),
    "touch on a phone": (Finger, {"has_touch": True, "viewport": {"width": 360, "height": 780}}),
    "keys at 200 %": (Keyboard, {"viewport": {"width": 640, "height": 400}}),
}
"""Each way, with the window in which it is gone; 640 x 400 is what 200 % leave of 1280 x 800."""
GONE_ON = """asked => {
  const { stage } = document.body.dataset;
  return stage === "intermission" || (stage === "asking" && document.querySelector("#question-title")?.textContent !== asked);
}"""


@pytest.mark.parametrize("way", WAYS)
def test_what_was_entered_comes_back_and_earns_everything(
    way: str, new_context: Callable[..., BrowserContext], site: Site, guest: Guest
) -> None:
    hands, options = WAYS[way]
    page = new_context(reduced_motion="reduce", **options).new_page()
    hand = hands(page)
    begun = guest.sit("initial", area="types")
    seat = TypesSeat(begun.guest, begun.attempt)
    seat.begin("first-steps")
    sitting = Player(page, site.url, seat).open()
    package = load_package(types_package())
    case, keys = package.case(CASE), load_keys(types_package(), package)[CASE]
    while (state := seat.state).stage == "asking":
        expect(sitting.question).to_be_focused()
        hand.enter(case.items[state.item], RIGHT[state.item])
        expect(sitting.sign).to_have_attribute("data-state", "saved")
        page.reload()
        asked = sitting.ready().question.text_content()
        expect(sitting.question).to_be_focused()
        hand.submit()
        page.wait_for_function(GONE_ON, arg=asked)
    given = {event.item: event for event in seat.events(ResponseSubmitted)}
    assert set(given) == set(case.items)
    for name, event in given.items():
        assert (
            score_item(case.items[name], keys[name], event.response, Measured(event.measured or ())) == 1
        ), name
