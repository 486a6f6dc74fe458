"""The candidate's road in a real browser: from an account to an open window, by mouse, by keys, and under axe."""

from pathlib import Path

import pytest
from browser.candidature import application_of, audited, choose, register, state_prerequisites
from browser.keyboard import press, tab_to
from playwright.sync_api import Page, expect
from walks import code_of

from player.certification.application import command as cmd
from player.certification.companion import Companion


def test_from_an_account_to_an_eligible_application_with_a_document(
    candidate: Page, office: Companion, complaints: list[str], tmp_path: Path
) -> None:
    page = candidate
    register(page, office, "grace@example.org")
    audited(page, "Certification")
    choose(page)
    state_prerequisites(page)
    # checked as one goes, before anything is saved
    expect(page.locator("[data-lacking]")).to_have_text("Everything is met.")
    audited(page, "Prerequisites")
    page.get_by_role("button", name="Save and go on").click()
    document = tmp_path / "spi.pdf"
    document.write_bytes(b"%PDF-1.7\nhello\n%%EOF\n")
    page.get_by_label("File").set_input_files(document)
    page.get_by_label("What it shows").fill("SPI examination")
    page.get_by_role("button", name="Attach").click()
    expect(page.get_by_role("link", name="spi.pdf")).to_be_visible()
    audited(page, "Documents")
    with page.expect_download() as download:
        page.get_by_role("link", name="spi.pdf").click()
    assert download.value.path().read_bytes() == document.read_bytes()
    page.get_by_role("link", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attestations")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Your name").fill("Grace Hale")
    audited(page, "Attestations")
    page.get_by_role("button", name="Sign", exact=True).click()
    audited(page, "Check and submit")
    application = application_of(page)
    # chance draws audits, so the application is handed in behind the page
    user = office.desk.look(application).record.user_id
    office.desk.act(application, cmd.Submit(user, draw=0.99))
    page.goto(f"/certification/applications/{application}")
    audited(page, "Cardiac")
    page.get_by_role("link", name="Enter the voucher").click()
    page.get_by_label("Voucher code").fill("WRONG")
    page.get_by_role("button", name="Enter the voucher").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no voucher with this code.")
    complaints[:] = [line for line in complaints if "400" not in line]


def test_the_window_with_its_days_its_agreement_and_its_evaluators(
    candidate: Page, office: Companion, complaints: list[str]
) -> None:
    page = candidate
    register(page, office, "iris@example.org", "Iris Cole")
    choose(page)
    state_prerequisites(page)
    page.get_by_role("button", name="Save for later").click()
    application = application_of(page)
    user = office.desk.look(application).record.user_id
    for statement in office.desk.policy.attestations:
        office.desk.act(application, cmd.Sign(user, statement, "Iris Cole"))
    office.desk.act(application, cmd.Submit(user, draw=0.99))
    page.goto(f"/certification/applications/{application}/voucher")
    page.get_by_label("Voucher code").fill("WRONG")
    page.get_by_role("button", name="Enter the voucher").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no voucher with this code.")
    audited(page, "Enter your voucher")
    page.get_by_label("Voucher code").fill(code_of(office))
    page.get_by_role("button", name="Enter the voucher").click()
    expect(page.locator(".days")).to_contain_text("180 days left")
    audited(page, "Cardiac")
    page.get_by_role("link", name="Read and sign").click()
    audited(page, office.desk.policy.agreement.title)
    page.get_by_label("Your name").fill("Iris Cole")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="Name your evaluators: Cardiac").click()
    page.get_by_role("button", name="Name and ask them").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the name of evaluator 1.")
    audited(page, "Evaluators")
    for number in (1, 2, 3):
        person = page.get_by_role("group", name=f"Evaluator {number}")
        person.get_by_label("Name").fill(f"Doctor {number}")
        person.get_by_label("E-mail address").fill(f"doctor-{number}@iris.example.org")
    page.get_by_role("button", name="Name and ask them").click()
    expect(page.get_by_text("Asked, no answer yet")).to_have_count(3)
    audited(page, "Evaluators")
    rest = {
        "account": "Your account and data",
        "account/erasure": "Erase your data",
        f"applications/{application}/leave": "Withdraw this application?",
    }
    for address, title in rest.items():
        page.goto(f"/certification/{address}")
        audited(page, title)
    complaints[:] = [line for line in complaints if "400" not in line]


def test_prerequisites_by_keyboard_alone_are_told_as_they_change(candidate: Page, office: Companion) -> None:
    page = candidate
    register(page, office, "kay@example.org", "Kay Wood")
    press(page, page.get_by_role("button", name="Begin your application"))
    press(page, page.get_by_label("Lung"), "Space")
    press(page, page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Prerequisites")
    press(page, page.get_by_label("I practise actively.", exact=True), "Space")
    expect(page.locator('[data-finding="practising"]')).to_contain_text("Met:")
    tab_to(page, page.get_by_label("Cases performed and interpreted"))
    page.keyboard.type("19")
    page.keyboard.press("Tab")
    expect(page.locator('[data-finding="cases:lung"]')).to_contain_text(
        "19 cases of the 20 that are needed; 1 more."
    )
    expect(page.locator('[data-live="polite"]')).to_contain_text("points are missing.")
    press(page, page.get_by_role("button", name="Save for later"))
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.get_by_label("Cases performed and interpreted")).to_have_value("19")


@pytest.mark.parametrize(
    ("address", "title"), [("/sign-up", "Create an account"), ("/forgot-password", "Forgotten password")]
)
def test_the_forms_before_an_account_with_and_without_faults(
    candidate: Page, complaints: list[str], address: str, title: str
) -> None:
    candidate.goto(address)
    audited(candidate, title)
    candidate.get_by_role("main").get_by_role("button").click()
    alert = candidate.get_by_role("alert")
    expect(alert).to_be_visible()
    audited(candidate, title)
    # each fault leads to its field
    alert.get_by_role("link").last.click()
    expect(candidate.locator('input[aria-invalid="true"]').last).to_be_focused()
    complaints[:] = [line for line in complaints if "400" not in line]
