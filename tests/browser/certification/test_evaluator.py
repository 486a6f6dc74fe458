"""The evaluator's way in a real browser: from the letter to the end, by mouse, by keys, and under axe."""

from collections.abc import Callable

import pytest
from applicants import declaration
from browser.candidature import audited, now
from browser.keyboard import press, tab_to
from browser.site import Site
from playwright.sync_api import BrowserContext, Page, expect
from walks import code_of

from player.certification.application import command as cmd
from player.certification.application.state import Evaluator
from player.certification.companion import Companion

NAME = "Grace Hale"
ASKS = f"{NAME} asks for your evaluation"


@pytest.fixture(scope="module")
def application(site: Site, office: Companion) -> str:
    """An application with an open window, whose three evaluators have their letters."""
    with site.store.write() as unit:
        user = unit.accounts.add(
            email="hale@example.org", name=NAME, role="candidate", password="!", now=now()
        )
    desk, made = office.desk, office.applicants.open(user).id
    desk.act(made, cmd.Choose(user.id, ("cardiac",), certification=False))
    desk.act(made, cmd.Declare(user.id, declaration(("cardiac",), desk.policy, now())))
    for statement in desk.policy.attestations:
        desk.act(made, cmd.Sign(user.id, statement, NAME))
    desk.act(made, cmd.Submit(user.id, draw=0.99))
    office.vouchers.redeem(user.id, made, code_of(office))
    office.peers.name(
        user.id, made, "cardiac", [(f"Doctor {n}", f"doctor-{n}@hale.example.org") for n in (1, 2, 3)]
    )
    office.sender.send_due()
    return made


@pytest.fixture
def evaluator(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who has nothing but the letter."""
    return new_context(signed_in=False).new_page()


def evaluators(office: Companion, application: str) -> tuple[Evaluator, ...]:
    """Who was named, and what became of it."""
    return office.desk.look(application).state.evaluators


def link_of(office: Companion, application: str, number: int) -> str:
    """The path of the link in an evaluator's letter."""
    invitation = office.peers.invitation(evaluators(office, application)[number].id)
    assert invitation
    return "/evaluate/" + office.desk.tokens.link("evaluator", invitation.nonce)


def headed(page: Page, title: str) -> Page:
    """The page, once it is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page


def open_from_letter(page: Page) -> None:
    """From the first page of the demonstration to the letter, and by its link to the evaluator's page."""
    page.goto("/")
    page.get_by_role("link", name="Demo letters").click()
    audited(page, "Demo letters")
    page.get_by_role("link", name=f"Read: {ASKS}, to doctor-1@hale.example.org").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Hello Doctor 1,")).to_be_visible()
    audited(page, ASKS)
    # the letter's link leaves its frame; nothing else of it can
    frame.get_by_role("link", name="Open the questionnaire").click()
    expect(page.get_by_text("For Doctor 1")).to_be_visible()
    audited(page, ASKS)


def agree(page: Page) -> None:
    """Give consent, after having been told that it is needed."""
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("alert").get_by_role("link", name="Tick the box to begin.").click()
    expect(page.get_by_label("I agree.")).to_be_focused()
    audited(page, ASKS)
    page.get_by_label("I agree.").check()
    page.get_by_role("button", name="Begin").click()
    audited(page, "Peer evaluation")


def test_from_the_letter_to_the_thanks_with_the_mouse(
    evaluator: Page,
    new_context: Callable[..., BrowserContext],
    office: Companion,
    application: str,
    complaints: list[str],
) -> None:
    page = evaluator
    open_from_letter(page)
    agree(page)

    # saved as one goes, and said only when it is
    saved = page.locator("[data-saved]")
    page.context.set_offline(offline=True)
    page.get_by_label("I have watched the candidate scan").check()
    expect(saved).to_contain_text("Not saved yet.")
    page.context.set_offline(offline=False)
    artefacts = page.get_by_role("group", name="Recognises artefacts")
    artefacts.get_by_label("Sound in most cases").check()
    expect(saved).to_have_text("Everything is saved.")
    elsewhere = new_context(signed_in=False).new_page()
    elsewhere.goto(page.url)
    expect(
        headed(elsewhere, "Peer evaluation").get_by_label("I have watched the candidate scan")
    ).to_be_checked()

    page.get_by_role("button", name="Go on to a last look").click()
    page.get_by_role("alert").get_by_role("link", name="Not rated: Positions").click()
    first = page.get_by_role("group", name="Positions the patient").get_by_role("radio").first
    expect(first).to_be_focused()
    audited(page, "Peer evaluation")
    page.get_by_label("Within the last 3 months").check()
    page.get_by_role("group", name="conflict of interest").get_by_label("No", exact=True).check()
    for scale in page.locator(".scale").all():
        scale.get_by_role("radio").nth(3).check()
    page.get_by_label("What does the candidate do especially well?").fill("Calm hands.\nKind words.")
    page.get_by_role("button", name="Go on to a last look").click()
    audited(page, "A last look")
    page.get_by_role("link", name="Change: Recognises artefacts").click()
    expect(headed(page, "Peer evaluation").locator(":target")).to_be_in_viewport()
    artefacts.get_by_label("Not observed").check()
    page.get_by_role("button", name="Go on to a last look").click()
    expect(headed(page, "A last look").get_by_text("Not observed")).to_have_count(1)
    page.get_by_role("button", name="Send my answers").click()
    audited(page, "Thank you: your evaluation has come in")
    page.go_back()
    headed(page, "Thank you: your evaluation has come in")
    elsewhere.get_by_label("Longer ago").check()
    headed(elsewhere, "Thank you: your evaluation has come in")

    found = evaluators(office, application)[0]
    assert found.evaluation
    assert found.evaluation.answers.ratings["artefacts"] == "not-observed"
    assert found.evaluation.answers.ratings["entrust"] == 4
    assert found.evaluation.answers.remarks == {"strengths": "Calm hands.\nKind words."}
    # what a test puts into every page to listen does not run in the frame of a letter either
    told = ("400", "the document's frame is sandboxed")
    complaints[:] = [line for line in complaints if not any(each in line for each in told)]


def test_the_questionnaire_by_keyboard_alone(evaluator: Page, office: Companion, application: str) -> None:
    page = evaluator
    page.goto(link_of(office, application, 1))
    press(page, page.get_by_label("I agree."), "Space")
    press(page, page.get_by_role("button", name="Begin"))
    headed(page, "Peer evaluation")
    for group in page.get_by_role("group").all():
        if group.get_by_role("radio").count():
            # a group is one stop, and the arrows go through it
            tab_to(page, group.get_by_role("radio").first)
            page.keyboard.press("ArrowDown")
            expect(group.get_by_role("radio").nth(1)).to_be_checked()
    tab_to(page, page.get_by_label("Is there anything that should be looked at"))
    page.keyboard.type("Nothing.")
    press(page, page.get_by_role("button", name="Save for later"))
    expect(headed(page, ASKS).get_by_role("status").first).to_contain_text("Saved.")
    press(page, page.get_by_role("button", name="Go on"))
    press(page, headed(page, "Peer evaluation").get_by_role("button", name="Go on to a last look"))
    press(page, headed(page, "A last look").get_by_role("button", name="Send my answers"))
    headed(page, "Thank you: your evaluation has come in")
    found = evaluators(office, application)[1]
    assert found.evaluation
    assert set(found.evaluation.answers.ratings.values()) == {2}
    assert found.evaluation.answers.remarks == {"concerns": "Nothing."}


def test_turning_it_down_by_keyboard_and_links_that_lead_nowhere(
    evaluator: Page, office: Companion, application: str, complaints: list[str]
) -> None:
    page, link = evaluator, link_of(office, application, 2)
    page.goto(f"{link}/unknown")
    audited(page, f"You do not know {NAME}?")
    press(page, page.get_by_role("link", name="Back"))
    press(page, headed(page, ASKS).get_by_role("link", name="Decline"))
    audited(page, f"Decline to evaluate {NAME}?")
    tab_to(page, page.get_by_label("Why, if you want to say so"))
    page.keyboard.type("No time.")
    press(page, page.get_by_role("button", name="Decline"))
    audited(page, "You have declined")
    assert evaluators(office, application)[2].standing == "declined"
    page.goto(link[:-1])
    audited(page, "There is nothing behind this link")
    complaints[:] = [line for line in complaints if "404" not in line]
