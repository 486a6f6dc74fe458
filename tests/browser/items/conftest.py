"""Fixtures of the tests of questions: a server with the package that has one of every type."""

from collections.abc import Iterator

import pytest
from browser.player_page import Player
from browser.seat import Guest
from browser.site import Site, run_site
from browser.types_site import Open, TypePage, TypesSeat, offer_types
from playwright.sync_api import Page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a question of every type."""
    with run_site(tmp_path_factory.mktemp("types-site"), offer_types) as running:
        yield running


@pytest.fixture
def ask(site: Site, page: Page, guest: Guest) -> Open:
    """Opens the player at a question, or at a stage."""

    def make(until: str, on: Page | None = None) -> TypePage:
        begun = guest.sit("initial", area="types")
        seat = TypesSeat(begun.guest, begun.attempt)
        seat.begin(until)
        return TypePage(Player(on or page, site.url, seat).open())

    return make
