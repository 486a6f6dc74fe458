"""On a phone, and at 200 % zoom: nothing is wider than the window, and everything can be reached."""

import pytest
from browser.player_page import MakePlayer
from browser.seat import Guest
from playwright.sync_api import Locator, Page, ViewportSize, expect

PHONE = ViewportSize(width=360, height=640)
ZOOMED = ViewportSize(width=640, height=400)
"""A window of 1280 x 800 at 200 % zoom."""

COVERED = """element => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return hit !== element && !element.contains(hit) && !hit?.closest("label")?.contains(element);
}"""
"""Whether something else lies over the middle of an element."""

both = pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])


def too_wide(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def reachable(controls: Locator) -> int:
    """How many controls there are; each can be brought into sight, and nothing lies over it."""
    shown = [control for control in controls.all() if control.is_visible()]
    for control in shown:
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=0.9)
        assert not control.evaluate(COVERED), control
    return len(shown)


@both
def test_the_pages_around_the_player_fit(page: Page, guest: Guest, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    begun, done = (
        guest.sit(until, area=area).attempt for until, area in (("initial", "cardiac"), ("closed", "lung"))
    )
    for address in ("/", "/sign-in", f"/sit/{begun}/briefing", f"/sit/{done}/result"):
        page.goto(address)
        assert too_wide(page) == 0, address
        assert reachable(page.locator(":is(header, main) :is(a, button, input)")) > 2, address


@both
@pytest.mark.parametrize("item", ["first-question", "plax-depth", "chamber-walls"])
def test_a_question_fits_and_shows_its_stem_and_its_first_answer(
    page: Page, player: MakePlayer, size: ViewportSize, item: str
) -> None:
    page.set_viewport_size(size)
    sitting = player(item, area="cardiac", mode="exam")
    expect(sitting.question).to_be_focused()
    expect(sitting.question).to_be_in_viewport(ratio=1)
    if size == PHONE:
        expect(page.locator(".answer :is(.option, .number)").first).to_be_in_viewport()
    assert too_wide(page) == 0
    assert (
        reachable(page.locator("main :is(button, select, summary, [role=tab], .option, input[type=text])"))
        > 8
    )


@both
def test_after_an_answer_the_whole_picture_is_in_sight(
    page: Page, player: MakePlayer, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    sitting = player("first-question", area="cardiac")
    page.locator(".option").first.click()
    sitting.send()
    sitting.at("playing")
    expect(sitting.play_button).to_be_focused()
    expect(page.locator("#picture")).to_be_in_viewport(ratio=0.9)
    assert too_wide(page) == 0
    assert reachable(page.locator("header button, .controls :is(button, select, input), #finish")) > 7


@both
def test_the_review_fits(page: Page, player: MakePlayer, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    sitting = player("intermission", area="lung")
    expect(page.locator("#review-title")).to_be_focused()
    expect(page.locator("#review-title")).to_be_in_viewport()
    assert too_wide(page) == 0
    assert reachable(sitting.page.locator("#review button")) > 2


@both
@pytest.mark.parametrize("dialog", ["settings", "keys", "pause"])
def test_a_dialog_fits(page: Page, player: MakePlayer, size: ViewportSize, dialog: str) -> None:
    page.set_viewport_size(size)
    sitting = player("first-question", area="cardiac")
    shown = sitting.show(dialog)
    assert shown.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0
    assert reachable(shown.locator("button, input")) > 1


def test_what_takes_the_focus_is_not_beneath_the_banner(page: Page, player: MakePlayer) -> None:
    page.set_viewport_size(PHONE)
    sitting = player("first-question", area="cardiac")
    page.context.set_offline(True)
    page.locator(".option").last.click()
    expect(page.locator("#offline")).to_be_visible()
    sitting.submit.focus()
    banner = page.locator("#offline").bounding_box()
    assert banner is not None
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate(
            "document.activeElement.closest('label, button, h2')?.getBoundingClientRect().bottom ?? 1e9"
        )
        assert top > banner["y"] + banner["height"] or page.evaluate(
            "document.activeElement.closest('#offline, header')"
        )
    page.context.set_offline(False)


def test_the_signs_of_an_exam_take_two_rows_on_a_phone(page: Page, player: MakePlayer) -> None:
    page.set_viewport_size(PHONE)
    sitting = player("first-question", area="cardiac", mode="exam")
    expect(sitting.page.get_by_role("timer")).to_have_count(2)
    header = page.locator(".player-header").bounding_box()
    assert header is not None
    assert header["height"] < 110
