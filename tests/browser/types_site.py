"""A server on which the package with a question of every type can be sat, and seats at any of its questions."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser.player_page import Player
from browser.seat import Seat
from playwright.sync_api import Page, expect
from presses import Press
from types_package import CASE, RIGHT, types_package

from player.engine.attempt import case_of
from player.engine.disguise import alias, disguised, seed_of
from player.engine.event import DraftSaved, ResponseSubmitted
from player.engine.state import Attempt
from player.store import Store

AREA = "every-type"
ITEMS = {
    "choice": "reading",
    "ordering": "first-steps",
    "matching": "sides",
    "labelling": "structures",
    "numeric": "index",
    "text": "name-it",
    "point": "opening",
    "caliper": "collapse",
    "probe": "placement",
    "concordance": "doubt",
}
"""type -> a question of it."""

Open = Callable[..., "TypePage"]
"""Opens the question of a name."""


def offer_types(instance: Path, store: Store) -> None:
    """Publish the package into an instance."""
    press = Press(instance, store)
    press.sign_off(press.publish(types_package())[0])


class TypesSeat(Seat):
    """A sitting in which every question before the one that is wanted gets its right answer."""

    def _answer(self, state: Attempt) -> dict[str, Any]:
        form = self.guest.delivery.look(self.attempt, self.guest.session.token).sitting.form
        item = case_of(form, state).items[state.item]
        return disguised(seed_of(state, CASE), state.item, item, RIGHT[state.item])


@dataclass
class TypePage:
    """A question of some type on the player's page."""

    sitting: Player

    @property
    def page(self) -> Page:
        return self.sitting.page

    @property
    def answer(self) -> Any:
        """What the question is answered with."""
        return self.page.locator(".question .answer")

    def alias(self, item: str, name: str) -> str:
        """The name under which something of an item is shown in this sitting."""
        return alias(seed_of(self.sitting.seat.state, CASE), item, name)

    def drafts(self) -> list[Any]:
        """The drafts that the server has."""
        return [event.response for event in self.sitting.seat.events(DraftSaved)]

    def answers(self) -> dict[str, Any]:
        """The answers that the server has, by item."""
        return {event.item: event.response for event in self.sitting.seat.events(ResponseSubmitted)}

    def saved(self) -> "TypePage":
        """Wait until the server has everything."""
        expect(self.sitting.sign).to_have_attribute("data-state", "saved")
        return self

    def send(self) -> "TypePage":
        """Submit, and wait until the question is another one or the encounter goes on."""
        before = self.sitting.question.text_content() or ""
        self.sitting.send()
        self.page.wait_for_function(
            "before => document.querySelector('#question-title')?.textContent !== before", arg=before
        )
        return self
