"""From nothing to an exam, with the real command line and the real server.

An author begins, tries and publishes a case; a reviewer finds it in the queue and signs it off; no sooner may a candidate
sit it.
"""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser.preview_page import ready
from commands import Desk
from playwright.sync_api import Browser, Page, expect
from servers import PATIENCE, Server

from player.signoff.checklist import POINTS

PASSWORD = "a long test password"
REVIEWER, CANDIDATE = "robin@example.org", "dana@example.org"
SCENES = 5
ANSWER = "When what it shows may change the next step"
CARELESS = "answer-before-question"
"""What is found where a line tells what only the answer to the next question says."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Where the author and the operator type."""
    return Desk(tmp_path / "instance")


@pytest.fixture
def package(desk: Desk, tmp_path: Path) -> Path:
    """What `sonocase new-area` begins, built."""
    folder = tmp_path / "biliary"
    assert "Next: sonocase media build" in desk.run("new-area", folder).out
    assert desk.run("media", "build", folder).code == 0
    return folder


def test_a_case_goes_from_nothing_over_the_queue_to_an_exam(
    desk: Desk, package: Path, browser: Browser
) -> None:
    told = desk.run("check", package)
    assert (told.code, told.out) == (0, f"{package}: nothing is wrong\n")
    with previewed(desk, package) as address, a_page(browser) as page:
        page.goto(address)
        ready(page)
        try_a_question(page)
        write_carelessly(package)
        expect(page.get_by_text("for an exam")).to_be_visible()
        expect(page.get_by_text("Built from another text")).to_be_visible()
    publish(desk, package)
    for who, role in ((REVIEWER, "reviewer"), (CANDIDATE, "candidate")):
        desk.run("user", "add", who, "--name", role.capitalize(), "--role", role, "--password", PASSWORD)
    server = Server(desk.instance).start()
    try:
        with a_page(browser) as page, a_page(browser) as candidate:
            sign_in(candidate, server, CANDIDATE)
            exam = candidate.get_by_role("button", name="Sit the exam: Biliary")
            expect(candidate.get_by_text("still being reviewed: the exam opens")).to_be_visible()
            expect(exam).to_have_count(0)
            sign_in(page, server, REVIEWER)
            review(page, server)
            candidate.reload()
            exam.click()
            candidate.wait_for_url("**/briefing")
            candidate.get_by_role("button", name="Begin").click()
            expect(candidate.get_by_role("heading", name="First case, for an exam")).to_be_visible()
    finally:
        server.stop()


# --- the author ---


@contextmanager
def previewed(desk: Desk, package: Path) -> Iterator[str]:
    """`sonocase preview`, as an author starts and ends it; gives the address that it prints."""
    begun = desk.begin("preview", package)
    assert begun.stdout
    try:
        yield begun.stdout.readline().split()[-1]
    finally:
        end(begun)


def end(begun: "subprocess.Popen[str]") -> None:
    """Ctrl-C."""
    begun.send_signal(signal.SIGINT)
    out, err = begun.communicate(timeout=PATIENCE)
    assert (begun.returncode, err) == (0, ""), out


def try_a_question(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("First case")
    expect(page.locator(".take")).to_have_count(SCENES)
    page.locator('[data-item="first-question"]').click()
    page.get_by_label(ANSWER).check()
    page.get_by_role("button", name="Score this answer").click()
    expect(page.locator(".trial-result .score")).to_have_text("Right: 1 of 1")


def write_carelessly(package: Path) -> None:
    """Make it an exam, and let the patient say what only the answer says."""
    change(package / "package.yaml", "modes: [practice]", "modes: [exam]")
    change(package / "package.yaml", "authors: [Your name]", "authors: [Ada Example]")
    case = package / "first-case" / "case.yaml"
    change(case, "patient: Please do.", f"patient: Please do, {ANSWER[0].lower()}{ANSWER[1:]}.")
    change(case, '"First case"', '"First case, for an exam"')


def change(path: Path, old: str, new: str) -> None:
    """Put something in the place of a text that stands there once."""
    text = path.read_text()
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new))


def publish(desk: Desk, package: Path) -> None:
    assert "made first-case/arrival" in desk.run("media", "build", package).out
    told = desk.run("check", package)
    assert (told.code, told.out.count(CARELESS)) == (0, 2), told
    assert told.out.endswith(f"{package}: 2 warnings\n")
    assert "Biliary 1.0.0 published as version" in desk.run("publish", package).out


# --- the reviewer ---


@contextmanager
def a_page(browser: Browser) -> Iterator[Page]:
    """Somebody's browser, which may complain of nothing."""
    said: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.on("console", lambda told: said.append(told.text) if told.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    try:
        yield context.new_page()
    finally:
        context.close()
    assert said == []


def sign_in(page: Page, server: Server, who: str) -> None:
    page.goto(f"{server.origin}/sign-in")
    page.get_by_label("E-mail address").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def review(page: Page, server: Server) -> None:
    """Find the version in the queue with what was found in it, and sign off scene after scene."""
    page.goto(f"{server.origin}/review")
    waiting = page.get_by_role("region", name="Biliary 1.0.0")
    expect(waiting.locator(".standing").first).to_have_text(f"{SCENES} scenes of {SCENES} to review")
    rows = waiting.locator(".scene-rows li")
    expect(rows).to_have_count(SCENES)
    expect(rows.filter(has_text="On arrival").locator(".counts")).to_have_text("2 warnings")
    expect(rows.filter(has_text="nothing found")).to_have_count(SCENES - 1)
    for left in range(SCENES, 0, -1):
        expect(rows.filter(has_text="Waits")).to_have_count(left)
        with page.expect_navigation():
            rows.filter(has_text="Waits").first.get_by_role("link").click()
        expect(page.locator("#verdict")).to_be_visible()
        sign_off(page)
        page.goto(f"{server.origin}/review")
    expect(waiting.locator(".standing").first).to_have_text("Every scene is signed off")


def sign_off(page: Page) -> None:
    """Let what was found stand, fill the checklist, and sign."""
    undecided = page.locator("[data-finding]:not(:has(.decided))")
    for left in range(undecided.count(), 0, -1):
        finding = undecided.first
        finding.locator("summary").click()
        finding.get_by_text("Reject: can stay").click()
        finding.get_by_label("Why").fill("The question asks for it in other words.")
        # the answer has to be there whole: a page that only begins has nothing undecided either
        with page.expect_navigation():
            finding.get_by_role("button", name="Decide").click()
        expect(undecided).to_have_count(left - 1)
    points = page.locator("fieldset.point")
    expect(points).to_have_count(len(POINTS))
    for point in points.all():
        point.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("signed off"))
