"""The office in a real browser, on a demonstration with people at every stage: seen, audited, and worked by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.audit import violations_in_every_theme
from browser.keyboard import press, tab_to
from browser.seat import now
from browser.site import Site, run_site
from clinics import put_version
from forms import two_cases
from playwright.sync_api import BrowserContext, Page, expect

from player.accounts import Accounts
from player.certification.demo import seed_people
from player.config import read_config
from player.publish.library import Library
from player.store import Store

PASSWORD = "a long test password"
OFFICE = "/certification/office"


def furnish(instance: Path, store: Store) -> None:
    """Put people at every stage of the road into an instance, and a registrar who can sign in."""
    for area in ("cardiac", "lung"):
        form = two_cases().model_copy(update={"area": area, "title": area.title()})
        put_version(Library(instance), store, form)
    seed_people(read_config({"SONOCASE_INSTANCE": str(instance)}), store)
    Accounts(store, now).add("ann@example.org", "Ann Lee", "registrar", PASSWORD)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a demonstration."""
    with run_site(tmp_path_factory.mktemp("office"), furnish) as running:
        yield running


@pytest.fixture
def registrar(site: Site, new_context: Callable[..., BrowserContext]) -> Page:
    """A registrar's page."""
    context = new_context(signed_in=False)
    session = Accounts(site.store, now).sign_in("ann@example.org", PASSWORD)
    context.add_cookies([{"name": "sonocase", "value": session.token, "url": site.url}])
    return context.new_page()


def seen(page: Page, heading: str) -> None:
    """The page is there, and fits a phone."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    page.set_viewport_size({"width": 1280, "height": 800})


def audited(page: Page, heading: str) -> None:
    """The page is there, fits a phone, and has no violation in any theme."""
    seen(page, heading)
    assert violations_in_every_theme(page) == {}, page.url


def test_an_audit_from_what_waits_to_its_result_by_keys_alone(registrar: Page, complaints: list[str]) -> None:
    page = registrar
    page.goto(OFFICE)
    audited(page, "What waits for you")
    press(page, page.get_by_role("link", name="Audits"))
    seen(page, "Audits")
    press(page, page.get_by_role("link", name="Mira Kovac"))
    audited(page, "Mira Kovac")
    press(page, page.get_by_role("link", name="Review: case-log.png"))
    seen(page, "Log of 40 cases, without names")
    tab_to(page, page.get_by_label("Yes, it is accepted"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("The document is accepted.")
    press(page, page.get_by_role("link", name="Record the result").first)
    seen(page, "Result of the audit")
    press(page, page.get_by_role("button", name="Record the result"))
    expect(page.get_by_role("alert")).to_contain_text("Say what you found.")
    audited(page, "Result of the audit")
    tab_to(page, page.get_by_label("It is in order"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Why"))
    page.keyboard.type("Certificate and log agree.")
    press(page, page.get_by_role("button", name="Record the result"))
    expect(page.get_by_role("status")).to_contain_text("The result of the audit is recorded")
    expect(page.get_by_text("In audit → Eligible, no voucher yet")).to_be_visible()
    expect(page.get_by_text("Certificate and log agree.")).to_be_visible()
    # the form without words was answered with 400
    complaints[:] = [line for line in complaints if "400" not in line]


def test_vouchers_from_a_file_with_a_fault_to_codes_that_are_downloaded(
    registrar: Page, complaints: list[str], tmp_path: Path
) -> None:
    page, file = registrar, tmp_path / "vouchers.csv"
    page.goto(f"{OFFICE}/vouchers")
    seen(page, "Vouchers")
    page.get_by_role("link", name="Issue many from a file").click()
    seen(page, "Issue many vouchers")
    file.write_text("areas,expires,note\nocular,2099-06-30,A\n")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("Line 2: 'ocular' is no content area")).to_be_visible()
    seen(page, "Issue many vouchers")
    file.write_text("areas,expires,note\ncardiac,2099-06-30,=A1\n,2099-06-30,B\n")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    seen(page, "2 vouchers would be issued")
    page.get_by_role("button", name="Issue 2 vouchers").click()
    audited(page, "2 vouchers are issued")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    lines = download.value.path().read_text().splitlines()
    codes = [code.inner_text() for code in page.locator("tbody th").all()]
    assert lines == [
        "code,areas,expires,note",
        f"{codes[0]},cardiac,2099-06-30,'=A1",
        f"{codes[1]},,2099-06-30,B",
    ]
    complaints[:] = [line for line in complaints if "400" not in line]


def test_answers_letters_and_the_record(registrar: Page, tmp_path: Path) -> None:
    page = registrar
    page.goto(f"{OFFICE}/applications?q=seun")
    seen(page, "Search: seun")
    page.get_by_role("link", name="Seun Adeyemi").click()
    seen(page, "Seun Adeyemi")
    page.get_by_role("link", name="Answers of Dr Finn Adair").click()
    audited(page, "Dr Finn Adair")
    expect(page.get_by_text("Missed a large effusion in May")).to_be_visible()
    page.goto(f"{OFFICE}/letters?state=dead")
    audited(page, "Letters")
    page.get_by_role("button", name="Send again").first.click()
    expect(page.get_by_role("status")).to_contain_text("is sent again")
    page.get_by_role("link", name="Record", exact=True).click()
    seen(page, "Record")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export the signed head").click()
    head = tmp_path / "head.json"
    download.value.save_as(head)
    page.get_by_label("A head that was exported before").set_input_files(head)
    page.get_by_role("button", name="Check the record").click()
    expect(page.get_by_role("status")).to_contain_text("The record holds:")
    audited(page, "Record")
