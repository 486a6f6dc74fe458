"""A candidate at a browser: making an account, filling in an application, and pages that are audited on the way."""

from datetime import UTC, datetime

from browser.audit import violations_in_every_theme
from playwright.sync_api import Page, expect
from walks import stated

from player.certification.companion import Companion

PASSWORD = "a long test password"


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def link_of(office: Companion, email: str) -> str:
    """The path of the link that confirms an address, as its letter carries it."""
    with office.store.read() as unit:
        letters = unit.letters.in_states({"waiting"}, 1000)
    nonce = next(each.context["ticket"] for each in letters if each.recipient == email)
    return "/confirm/" + office.desk.tokens.link("confirm", nonce)


def register(page: Page, office: Companion, email: str, name: str = "Grace Hale") -> None:
    """Make an account, confirm its address, and sign in."""
    page.goto("/sign-up")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    page.goto(link_of(office, email))
    page.get_by_role("button", name="Confirm my address").click()
    page.get_by_role("link", name="Sign in").last.click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/certification")


def choose(page: Page) -> None:
    """Begin an application, and choose one area."""
    page.get_by_role("button", name="Begin your application").click()
    page.get_by_label("Cardiac").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prerequisites")


def state_prerequisites(page: Page) -> None:
    """Fill in everything, and nothing saved yet."""
    page.get_by_label("Sonography Principles").check()
    for name, value in stated(["cardiac"], now().date()).items():
        field = page.locator(f'[name="{name}"]')
        if value == "on":
            field.check()
        elif name != "credential":
            field.fill(value)


def application_of(page: Page) -> str:
    """The identifier in a page's address."""
    return page.url.split("/applications/")[1].split("/")[0]


def audited(page: Page, title: str) -> None:
    """No violation in any theme, and nothing that has to be scrolled sideways on a phone.

    `title` is the page's heading: until it is there, a page may still be the one before.
    """
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert violations_in_every_theme(page) == {}, page.url
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    page.set_viewport_size({"width": 1280, "height": 800})
