"""Fixtures of the certification's browser tests: the companion of the server's instance, and somebody without an account."""

from collections.abc import Callable, Iterator

import pytest
from browser.candidature import now
from browser.site import Site
from playwright.sync_api import BrowserContext, Page

from player.accounts import Accounts
from player.certification.companion import Companion, Player, open_companion
from player.config import read_config
from player.delivery import Delivery
from player.publish.library import Library


@pytest.fixture(scope="module")
def office(site: Site) -> Iterator[Companion]:
    """The companion of the server's instance, for what others do than the candidate."""
    port = str(site.listener.getsockname()[1])
    config = read_config({"SONOCASE_INSTANCE": str(site.instance), "PORT": port, "SONOCASE_DEMO": "1"})
    delivery = Delivery(site.store, Library(site.instance), now)
    opened = open_companion(config, Player(site.store, Accounts(site.store, now), delivery), now)
    yield opened
    opened.store.close()


@pytest.fixture
def candidate(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who has no account yet."""
    return new_context(signed_in=False).new_page()
