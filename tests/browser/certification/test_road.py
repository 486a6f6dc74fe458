"""The whole road in one browser: from an account to a certificate that anybody verifies, with everybody at their own page."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from browser.candidature import (
    PASSWORD,
    application_of,
    audited,
    choose,
    now,
    register,
    state_prerequisites,
)
from browser.player_page import Player
from browser.seat import Seat
from browser.site import Site, offer_small_form, run_site
from browser.small_form import KEYS
from clinics import put_version
from pdfs import claims_ua, text_of
from playwright.sync_api import BrowserContext, Page, expect

from player.accounts import Accounts
from player.certification.application import command as cmd
from player.certification.companion import LETTERS, Companion
from player.certification.mail.folder import LetterFolder
from player.publish.library import Library
from player.store import Store

CANDIDATE, REGISTRAR = "grace.hale@example.org", "ann.lee@example.org"


def furnish(instance: Path, store: Store) -> None:
    """Offer an assessment of a content area, and let there be a registrar."""
    offer_small_form(instance, store)
    library = Library(instance)
    with store.read() as unit:
        version = unit.versions.offered("small")
    assert version
    put_version(library, store, library.form(version.id).model_copy(update={"area": "cardiac"}), KEYS)
    Accounts(store, now).add(REGISTRAR, "Ann Lee", "registrar", PASSWORD)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of this module's own, so that no other test's home page shows its assessment."""
    with run_site(tmp_path_factory.mktemp("road"), furnish) as running:
        yield running


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext]) -> Callable[[], Page]:
    """Opens a page of somebody new at the browser, who is not signed in."""
    return lambda: new_context(signed_in=False).new_page()


def letter_to(office: Companion, instance: Path, recipient: str, subject: str) -> str:
    """The text of the latest letter to somebody on something, sent and read as a file."""
    office.sender.send_due()
    folder = LetterFolder(instance / LETTERS)
    with office.store.read() as unit:
        letters = [folder.get(each.id) for each in unit.letters.page("sent", recipient, 1)]
    return next(each.text for each in letters if each and subject in each.subject)


def link_in(text: str) -> str:
    """The path of the one link of a letter."""
    found = re.search(r"https?://[^/\s]+(/\S+)", text)
    assert found, text
    return found[1]


def name_evaluators(page: Page) -> None:
    """Name three."""
    for number in (1, 2, 3):
        person = page.get_by_role("group", name=f"Evaluator {number}")
        person.get_by_label("Name").fill(f"Doctor {number}")
        person.get_by_label("E-mail address").fill(f"doctor-{number}@example.org")
    page.get_by_role("button", name="Name and ask them").click()
    expect(page.get_by_text("Asked, no answer yet")).to_have_count(3)


def answer(page: Page, link: str) -> None:
    """Answer the questionnaire from its letter to its end."""
    page.goto(link)
    page.get_by_label("I agree.").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peer evaluation")
    for words in ("I have watched the candidate scan", "Within the last 3 months"):
        page.get_by_label(words).check()
    page.get_by_role("group", name="Is there anything between you").get_by_label("No", exact=True).check()
    for group in page.locator("fieldset:has(.scale)").all():
        group.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Go on to a last look").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A last look")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def turn_down(page: Page, link: str, how: str) -> None:
    """Decline, or say that one does not know the candidate."""
    page.goto(link)
    page.get_by_role("link", name=how).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Grace Hale?")
    page.get_by_role("button", name=how).click()
    expect(page.get_by_role("link", name=how)).to_have_count(0)


def replace(page: Page, old: str, new: str) -> None:
    """Name somebody in the place of an evaluator."""
    page.get_by_role("link", name=re.compile(old)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(old)
    page.get_by_label("Name").fill(new)
    page.get_by_label("E-mail address").fill(f"{new.replace(' ', '-').lower()}@example.org")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{new} is named")


def sit(page: Page, site: Site, seat: Seat) -> None:
    """Take the assessment in the player, from its first page to its result."""
    page.get_by_role("button", name="Begin", exact=True).click()
    player = Player(page, site.url, seat).ready()
    player.asked("What is the most likely cause?").choose("Fluid around the lung").send()
    player.at("playing").button("Skip to the end of this part").click()
    player.asked("How deep is the fluid?")
    page.get_by_label("Your answer").fill("30")
    page.get_by_label("Unit").select_option("mm")
    player.send()
    player.asked("Which signs does the clip show?").choose("A moving lung edge", "A rib shadow").send()
    player.at("playing").at("intermission")
    page.get_by_role("button", name="Go on to the next case").first.click()
    player.asked("What comes next?").choose("Go home").send()
    page.wait_for_url("**/result")
    expect(page.get_by_role("heading", level=1)).to_have_text("Result")


def sign_in(page: Page, email: str) -> None:
    """Sign in from wherever one is sent to."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def apply(page: Page, office: Companion) -> str:
    """From nothing to an eligible application; gives its identifier."""
    register(page, office, CANDIDATE)
    choose(page)
    state_prerequisites(page)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("link", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attestations")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Your name").fill("Grace Hale")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and submit")
    application = application_of(page)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cardiac")
    if office.desk.look(application).state.stage == "audit":
        # chance has drawn it
        office.desk.act(application, cmd.PassAudit("r1", "In order."))
    return application


def issue_voucher(staff: Page) -> str:
    """Issue one in the office; gives its code."""
    staff.goto("/certification/office/vouchers/new")
    sign_in(staff, REGISTRAR)
    staff.get_by_label("Last day to enter it").fill(f"{now() + timedelta(days=30):%Y-%m-%d}")
    staff.get_by_role("button", name="Issue it").click()
    return staff.locator(".one-code").inner_text()


def open_window(page: Page, application: str, code: str) -> None:
    """Enter the voucher, sign the agreement, and name the evaluators."""
    page.goto(f"/certification/applications/{application}/voucher")
    page.get_by_label("Voucher code").fill(code)
    page.get_by_role("button", name="Enter the voucher").click()
    page.get_by_role("link", name="Read and sign").click()
    page.get_by_label("Your name").fill("Grace Hale")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="Name your evaluators: Cardiac").click()
    name_evaluators(page)


def be_evaluated(page: Page, visitor: Callable[[], Page], asked: Callable[[str], str]) -> None:
    """One answers, one declines, one does not know the candidate; two more are named, and one of them answers."""
    answer(visitor(), asked("doctor-1"))
    turn_down(visitor(), asked("doctor-2"), "Decline")
    turn_down(visitor(), asked("doctor-3"), "I do not know this person")
    page.reload()
    replace(page, "Doctor 2", "Doctor 4")
    replace(page, "Doctor 3", "Doctor 5")
    answer(visitor(), asked("doctor-4"))


def take_assessment(page: Page, site: Site) -> None:
    """Begin it from the application, and come back."""
    application = application_of(page)
    page.goto(f"/certification/applications/{application}")
    page.get_by_role("main").get_by_role("button", name="Begin the assessment").first.click()
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    sit(page, site, Seat(site.guest(), page.url.split("/sit/")[1].split("/")[0]))
    page.goto(f"/certification/applications/{application}")
    expect(page.locator(".next-line")).to_have_text("Everything is there. The registrar decides.")


def award(staff: Page, application: str) -> None:
    """Find the application in the office, and decide, after a form that was not filled in."""
    staff.goto("/certification/office")
    staff.get_by_role("searchbox").fill(CANDIDATE)
    staff.get_by_role("button", name="Search").click()
    staff.get_by_role("main").get_by_role("link", name="Grace Hale").first.click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Grace Hale")
    assert application_of(staff) == application
    staff.get_by_role("link", name="Decide", exact=True).first.click()
    expect(staff.locator(".advised")).to_have_text("Award")
    staff.get_by_role("button", name="Decide").click()
    expect(staff.get_by_role("alert")).to_contain_text("Choose one: award or refuse.")
    audited(staff, "Decide: Cardiac")
    staff.get_by_role("radio", name="Award").check()
    staff.get_by_label("No, I had no part").check()
    staff.get_by_label("Sign with your name").fill("Ann Lee")
    staff.get_by_role("button", name="Decide").click()
    expect(staff.get_by_role("status").first).to_contain_text("Awarded: Cardiac.")
    audited(staff, "Decision: Cardiac")


def download(page: Page) -> bytes:
    """The certificate, from the application's page."""
    page.reload()
    audited(page, "Cardiac")
    with page.expect_download() as given:
        page.get_by_role("link", name="Download the certificate").click()
    return Path(given.value.path()).read_bytes()


def verify(anybody: Page, code: str) -> None:
    """Type a code, and see what it is worth."""
    anybody.goto("/verify")
    audited(anybody, "Verify a certificate")
    anybody.get_by_label("Code of the certificate").fill(code)
    anybody.get_by_role("button", name="Verify").click()
    audited(anybody, "This certificate is valid")
    expect(anybody.locator(".worth-facts")).to_contain_text("Grace Hale")


def revoke(staff: Page) -> None:
    """Take it back."""
    staff.get_by_role("link", name="Revoke").click()
    audited(staff, "Revoke: Cardiac")
    staff.get_by_label("Why, as the holder reads it").fill("The log of cases was false.")
    staff.get_by_label("I understand").check()
    staff.get_by_role("button", name="Revoke the certificate").click()
    expect(staff.get_by_role("status").first).to_contain_text("Revoked: Cardiac.")


def test_from_an_account_to_a_verified_certificate(
    visitor: Callable[[], Page], office: Companion, site: Site, complaints: list[str]
) -> None:
    def letter(recipient: str, subject: str) -> str:
        return link_in(letter_to(office, site.instance, recipient, subject))

    page, staff, anybody = visitor(), visitor(), visitor()
    application = apply(page, office)
    open_window(page, application, issue_voucher(staff))
    be_evaluated(page, visitor, lambda who: letter(f"{who}@example.org", "Grace Hale"))
    take_assessment(page, site)
    award(staff, application)
    link = letter(CANDIDATE, "You have earned")
    certificate = download(page)
    assert claims_ua(certificate)
    assert "Grace Hale" in text_of(certificate)
    assert f"{site.url}{link}" in text_of(certificate)
    verify(anybody, link.rpartition("/")[2].lower())
    revoke(staff)
    anybody.reload()
    expect(anybody.get_by_role("heading", level=1)).to_have_text("This certificate was revoked")
    replay = office.registry.replay(office.desk.look(application).state.decisions["cardiac"].decision)
    assert replay.differences == ()
    assert office.keeper.verify().broken is None
    complaints[:] = [line for line in complaints if "400" not in line]
