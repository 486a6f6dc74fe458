"""Fixtures of the browser tests: one browser, one server, and for each test a guest of its own.

A test fails if its page has said anything to the console that it should not have: an error of a script, a
breach of the content-security policy, a file that is missing.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browser.player_page import MakePlayer, Player
from browser.seat import Guest
from browser.site import Site, run_site
from browser.wire import Wire
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from provision import find_browser

KEEP_TOLD = """
window.told = [];
new MutationObserver(changes => {
  for (const { target, addedNodes } of changes) {
    if (target.dataset?.live) window.told.push(...[...addedNodes].map(node => node.textContent));
  }
}).observe(document, { childList: true, subtree: true });
"""
"""Keeps everything that the live regions have said."""
AWAY = ("WebSocket connection to", "ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION")
"""What a browser says of a connection that a test has taken away."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium; recordings may play without a click."""
    program = find_browser()
    options = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright:
        expect.set_options(timeout=10_000)
        launched = playwright.chromium.launch(executable_path=program, args=options)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with the small form; shared, since every test brings its own guest."""
    with run_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def guest(site: Site) -> Guest:
    """A guest of this test's own."""
    return site.guest()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the pages of this test have said to the console; a test that expects something takes it out."""
    said: list[str] = []
    yield said
    assert [line for line in said if not any(away in line for away in AWAY)] == []


@pytest.fixture
def new_context(
    browser: Browser, site: Site, guest: Guest, complaints: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser's context in which the test's guest is signed in; options are Playwright's."""
    made: list[BrowserContext] = []

    def make(*, signed_in: bool = True, **options: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=site.url, **({"viewport": {"width": 1280, "height": 800}} | options)
        )
        made.append(context)
        context.add_init_script(KEEP_TOLD)
        context.on("page", lambda page: _listen(page, complaints))
        if signed_in:
            context.add_cookies([{"name": "sonocase", "value": guest.session.token, "url": site.url}])
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A context in which the test's guest is signed in."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of the test's guest."""
    return context.new_page()


@pytest.fixture
def player(site: Site, page: Page, guest: Guest) -> MakePlayer:
    """Opens the player at a segment, an item or a stage of a new sitting."""

    def make(until: str | None = None, **options: Any) -> Player:
        return Player(page, site.url, guest.sit(until, **options)).open()

    return make


@pytest.fixture
def wire(page: Page) -> Wire:
    """The wire between the page and the server; ask for it before the player."""
    return Wire(page)


def _listen(page: Page, complaints: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
