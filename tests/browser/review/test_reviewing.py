"""A reviewer's way in a real browser: from the queue to a sign-off by keys alone, audited; and the exam that hangs on it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.audit import violations, violations_in_every_theme, violations_in_forced_colours
from browser.keyboard import tab_to
from browser.site import EMAIL, PASSWORD
from packages import copy_below
from playwright.sync_api import BrowserContext, Page, expect
from presses import Press
from tiny import AREA, mark

from player.store import Version

FAR = 400
"""Presses of the Tab key in which everything on a page is reached."""


def go(page: Page, version: Version, place: str) -> None:
    """Open the page of a scene."""
    page.goto(f"/review/{version.id}/{place}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def send(page: Page) -> None:
    """Send the form that has the focus with the Enter key, and wait until its answer is there whole."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def now(page: Page) -> float:
    """Where the player is, in seconds, as the page says it."""
    minutes, seconds = page.locator("[data-now]").inner_text().split(":")
    return 60 * int(minutes) + float(seconds)


def test_from_the_queue_to_a_sign_off_by_keys_alone(robin: Page, version: Version) -> None:
    page = robin
    page.goto("/review")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    link = page.locator(f'a[href="/review/{version.id}/two/arrival"]')
    tab_to(page, link, FAR)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Arrival")

    # the keys are listed as soon as they act
    expect(page.locator("#keys tr").first).to_be_attached()
    # from cue to cue, again, slowly
    page.locator("[data-medium]").evaluate(
        "medium => medium.readyState >= 1 || new Promise(r => medium.onloadedmetadata = r)"
    )
    for at in (0.1, 0.5):
        page.keyboard.press("l")
        expect(page.locator("[data-now]")).to_have_text(f"0:0{at:.3f}")
        expect(page.locator('[data-cue][aria-current="true"]')).to_have_attribute("data-start", str(at))
    page.keyboard.press("j")
    expect(page.locator("#cues")).to_contain_text(mark("cue", "two", "arrival", 0, "en"))
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Slow")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("r")
    # the cue is played to its end, and no further
    page.locator("[data-medium]").evaluate(
        "medium => new Promise(r => medium.paused ? r() : medium.onpause = r)"
    )
    assert 0.3 <= now(page) < 0.5

    # a finding of one's own, at the moment that is shown, and taken back
    page.keyboard.press("a")
    expect(page.get_by_label("What is wrong")).to_be_focused()
    at = page.get_by_label("At", exact=True).input_value()
    page.keyboard.type("She says left.")
    tab_to(page, page.get_by_role("button", name="Add it"))
    send(page)
    own = page.locator(".concern.own")
    expect(own).to_contain_text("She says left.")
    expect(own.get_by_role("button", name=f"Play the finding at {at}")).to_be_visible()
    tab_to(page, own.locator("summary"), FAR)
    page.keyboard.press("Enter")
    tab_to(page, own.get_by_label("Why"))
    page.keyboard.type("I misheard.")
    send(page)
    expect(own).to_have_count(0)

    # from finding to finding; what was ticked stays ticked while findings are decided
    page.keyboard.press("n")
    expect(page.locator("[data-finding] button").first).to_be_focused()
    accurate = page.locator('input[name="accurate"]')
    accurate.check()
    decide_everything(page)
    expect(accurate).to_be_checked()
    for point in page.locator("fieldset.point").all():
        tab_to(page, point.get_by_role("radio", name="Yes"), FAR)
        page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Sign off"), FAR)
    send(page)
    expect(page.get_by_role("status")).to_have_text("The scene is signed off.")
    expect(page.locator("#verdict .standing")).to_have_text("Signed off")


def decide_everything(page: Page) -> None:
    """Let every finding stand, by keys."""
    while page.locator("[data-finding]:not(:has(.decided))").count():
        finding = page.locator("[data-finding]:not(:has(.decided))").first
        key = finding.get_attribute("id")
        tab_to(page, finding.locator("summary"), FAR)
        page.keyboard.press("Enter")
        tab_to(page, finding.get_by_role("radio", name="Accept: has to be mended"))
        page.keyboard.press("ArrowRight")
        expect(finding.get_by_role("radio", name="Reject: can stay")).to_be_checked()
        tab_to(page, finding.get_by_label("Why"))
        page.keyboard.type("Marks of a test.")
        send(page)
        expect(page.locator(f"#{key} .decided")).to_contain_text(
            "Can stay, says Robin Reed: Marks of a test."
        )


def test_what_is_refused_is_told_where_it_was_typed(
    robin: Page, version: Version, complaints: list[str]
) -> None:
    page = robin
    go(page, version, "one/arrival")
    page.get_by_role("button", name="Sign off").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("not decided yet")
    expect(told).to_contain_text("Not answered: The captions say what is said.")
    expect(page.locator("#problems")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    assert violations(page) == []
    # each finding is a click away from its moment, and each cue knows its findings
    page.get_by_role("button", name="Play the finding at").first.click()
    assert page.locator("a.count").first.get_attribute("href").startswith("#finding-")  # type: ignore[union-attr]
    complaints[:] = [line for line in complaints if "400" not in line]


@pytest.mark.parametrize(
    "path", ["/review", "/review/{version}/one/arrival", "/review/{version}/one/history"]
)
def test_the_pages_hold_in_every_theme_at_every_size_and_in_forced_colours(
    robin: Page, version: Version, path: str
) -> None:
    page = robin
    page.goto(path.format(version=version.id))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for summary in page.locator("main details").all()[:6]:
        summary.evaluate("details => { details.open = true }")
    assert violations_in_every_theme(page) == {}
    # 200 % zoom of a small window, a phone, and letters twice as large
    for width, size in ((640, 100), (360, 100), (720, 200)):
        page.set_viewport_size({"width": width, "height": 500})
        page.evaluate("size => { document.documentElement.dataset.textSize = size }", str(size))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, size)
    # what colours say is said by lines where a system takes the colours away
    page.emulate_media(forced_colors="active")
    for mark_of_difference in page.locator("mark.differs").all()[:1]:
        style = mark_of_difference.evaluate("mark => getComputedStyle(mark).outlineStyle")
        assert style == "solid"


def test_the_exam_opens_with_the_last_sign_off_and_closes_with_a_change_of_what_was_reviewed(
    press: Press,
    version: Version,
    robin: Page,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
) -> None:
    candidate = new_context(signed_in=False).new_page()
    candidate.goto("/sign-in")
    candidate.get_by_label("E-mail address").fill(EMAIL)
    candidate.get_by_label("Password").fill(PASSWORD)
    candidate.get_by_role("button", name="Sign in").click()
    candidate.wait_for_url("**/")
    exam = candidate.get_by_role("button", name="Sit the exam: Tiny")
    expect(candidate.get_by_text("still being reviewed: the exam opens")).to_be_visible()
    expect(exam).to_have_count(0)
    press.sign_off(version)
    candidate.reload()
    expect(exam).to_be_visible()

    changed = copy_below(tmp_path)
    changed.change("one/key.yaml", '"a"', '"b"').change("package.yaml", "1.0.0", "1.0.1")
    press.publish(changed.folder)
    candidate.reload()
    expect(exam).to_be_visible()
    press.publish(changed.change("one/case.yaml", mark("stem", "one", "told"), "Why now?").folder)
    candidate.reload()
    expect(exam).to_have_count(0)
    robin.goto("/review")
    expect(robin.get_by_text("1 scene of ")).to_be_visible()
    waiting = robin.locator(".scene-rows li", has_text="Waits")
    expect(waiting).to_have_count(1)
    assert press.offered(AREA) != version.id


def test_a_scene_holds_at_its_timepoints_says_what_opens_there_and_goes_on(
    robin: Page, version: Version
) -> None:
    page = robin
    go(page, version, "one/arrival")
    held, line = page.locator("[data-held]"), page.locator("[data-hold]:not([hidden])")
    expect(held).to_be_hidden()
    page.keyboard.press("k")
    expect(line).to_have_text(f"1 question opens here: {mark('stem', 'one', 'why')}")
    assert page.locator("[data-medium]").evaluate("medium => medium.paused") is True
    # the last frame before the mark is seen, and a finding is written down at the mark
    expect(page.locator("[data-now]")).to_have_text("0:01.000")
    assert page.locator("[data-medium]").evaluate("medium => medium.currentTime") < 1
    page.wait_for_function(
        "words => window.told.some(told => told.includes(words))", arg="question opens here"
    )
    onward = page.get_by_role("button", name="Go on")
    tab_to(page, onward, FAR)
    page.keyboard.press("Enter")
    expect(page.locator('[data-act="play"]')).to_be_focused()
    stems = [mark("stem", "one", name) for name in ("depth", "side")]
    expect(line).to_have_text(f"2 questions open here: {', '.join(stems)}")
    assert violations(page) == []
    page.keyboard.press("g")
    expect(held).to_be_hidden()
    page.wait_for_function("() => document.querySelector('[data-medium]').ended")

    # whoever goes back meets it again; whoever wants none has none, on the next page, too
    page.get_by_role("button", name="Play the cue at 0:00.1").first.click()
    expect(line).to_contain_text(mark("stem", "one", "why"))
    page.get_by_label("Hold at timepoints").uncheck()
    page.reload()
    expect(page.get_by_label("Hold at timepoints")).not_to_be_checked()
    page.keyboard.press("k")
    page.wait_for_function("() => document.querySelector('[data-medium]').ended")
    expect(held).to_be_hidden()


def test_a_timepoint_at_the_end_of_a_scene_says_what_opens_and_leads_nowhere(
    robin: Page, version: Version
) -> None:
    page = robin
    go(page, version, "one/scan")
    page.keyboard.press("k")
    expect(page.locator("[data-hold]:not([hidden])")).to_contain_text(mark("stem", "one", "seen"))
    page.wait_for_function("() => document.querySelector('[data-medium]').ended")
    expect(page.get_by_role("button", name="Go on")).to_be_hidden()


def test_findings_are_told_by_words_and_lines_in_forced_colours(robin: Page, version: Version) -> None:
    page = robin
    page.emulate_media(forced_colors="active")
    go(page, version, "one/arrival")
    page.get_by_label("At", exact=True).fill("0:00.500")
    page.get_by_label("What is wrong").fill("She says left.")
    page.get_by_role("button", name="Add it").click()
    own = page.locator(".concern.own")
    expect(own).to_contain_text("She says left.")
    # who found it stands in words: the check, with how bad it is, or a reviewer by name
    expect(own.locator(".count")).to_have_text("Robin Reed")
    told = page.locator(".concern:not(.own) .concern-head .count").all_inner_texts()
    assert set(told) <= {"Error", "Warning", "Note"}
    assert "Warning" in told
    ink = page.evaluate("() => getComputedStyle(document.body).color")
    for one in page.locator(".line .mark, ul.legend .mark").all():
        expect(one).to_have_css("fill", ink)
    expect(page.locator("ul.legend li").last).to_have_text("Warning")
    assert violations_in_forced_colours(page) == {}
    own.locator("summary").click()
    own.get_by_label("Why").fill("I misheard.")
    own.get_by_role("button", name="Take it back").click()
    expect(own).to_have_count(0)
