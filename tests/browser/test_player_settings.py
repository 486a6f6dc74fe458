"""The reader's wishes: kept in the browser, put on the page before it is seen, and followed everywhere."""

import re

import pytest
from browser.player_page import MakePlayer, Player
from playwright.sync_api import Locator, Page, expect


def pick(page: Page, legend: str, option: str) -> None:
    page.get_by_role("button", name=re.compile("Display")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("group", name=legend, exact=True).get_by_label(option, exact=True).check()
    dialog.get_by_role("button", name="Done").click()


def style(element: Locator, name: str) -> str:
    found: str = element.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return found


def test_wishes_hold_on_every_page_and_after_a_reload(page: Page, player: MakePlayer) -> None:
    page.goto("/")
    pick(page, "Text size", "150 %")
    pick(page, "Colours", "Dark")
    sitting = player("cause")
    assert style(page.locator("html"), "fontSize") == "24px"
    assert style(page.locator("html"), "colorScheme") == "dark"
    sitting.page.reload()
    assert style(page.locator("html"), "fontSize") == "24px"


def test_wishes_are_on_the_page_before_its_content(page: Page) -> None:
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.seen) window.seen = document.documentElement.dataset.theme; })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto("/")
    pick(page, "Colours", "High contrast")
    page.reload()
    assert page.evaluate("window.seen") == "contrast"


def test_back_to_standard_takes_all_wishes_back(page: Page) -> None:
    page.goto("/")
    pick(page, "Text size", "200 %")
    page.get_by_role("button", name="Display").click()
    page.get_by_role("button", name="Back to standard").click()
    assert style(page.locator("html"), "fontSize") == "16px"
    expect(page.get_by_role("dialog").get_by_label("100 %")).to_be_checked()


def test_another_window_of_the_browser_follows(page: Page) -> None:
    page.goto("/")
    other = page.context.new_page()
    other.goto("/")
    pick(other, "Colours", "Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_browser_that_keeps_nothing_or_nonsense_still_works(page: Page, player: MakePlayer) -> None:
    page.goto("/")
    page.evaluate("localStorage.setItem('sonocase.settings', '{nonsense')")
    sitting = player("cause").choose("A blood clot")
    expect(sitting.sign).to_have_text("Saved")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })"
    )
    page.reload()
    sitting.ready().choose("Air around the lung").send()
    sitting.at("playing")


def test_the_page_is_never_wider_than_the_window(player: MakePlayer) -> None:
    sitting = player("depth")
    for width, size in ((320, "100"), (360, "200"), (640, "100"), (1280, "200"), (1920, "100")):
        sitting.page.set_viewport_size({"width": width, "height": 800})
        sitting.page.evaluate("size => document.documentElement.dataset.textSize = size", size)
        assert sitting.page.evaluate("document.documentElement.scrollWidth") <= width, (width, size)


def test_question_and_picture_stand_side_by_side_only_where_there_is_room(player: MakePlayer) -> None:
    sitting = player("cause")
    assert beside(sitting)
    sitting.page.evaluate("document.documentElement.dataset.textSize = 200")
    assert not beside(sitting)
    sitting.page.evaluate("document.documentElement.dataset.textSize = 100")
    sitting.page.set_viewport_size({"width": 700, "height": 900})
    assert not beside(sitting)


def beside(sitting: Player) -> bool:
    boxes = [sitting.page.locator(place).bounding_box() for place in ("#see", "#question .card")]
    assert boxes[0]
    assert boxes[1]
    return boxes[1]["x"] >= boxes[0]["x"] + boxes[0]["width"]


@pytest.mark.parametrize("how", ["wish", "system"])
def test_clips_hold_still_where_movement_is_not_wished(page: Page, player: MakePlayer, how: str) -> None:
    if how == "system":
        page.emulate_media(reduced_motion="reduce")
    else:
        page.goto("/")
        pick(page, "Movement", "Hold still")
    sitting = player("depth")
    clip = sitting.page.locator("#panel-clip video")
    sitting.page.wait_for_function("() => document.querySelector('#panel-clip video').readyState >= 2")
    assert clip.evaluate("clip => [clip.paused, clip.currentTime]") == [True, 0]
    sitting.button("Play clip").click()
    sitting.page.wait_for_function("() => document.querySelector('#panel-clip video').currentTime > 0")


def test_shortcuts_can_be_turned_off(page: Page, player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.pause()
    sitting.show("settings").get_by_label("Keyboard shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    for key in ("k", "c", "m", "?"):
        page.keyboard.press(key)
    assert sitting.media("paused") is True
    expect(page.get_by_role("button", name="Captions", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".shortcut-button")).to_be_hidden()


def test_volume_and_mute_reach_the_recording(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.page.get_by_label("Volume").fill("0.5")
    assert sitting.media("volume") == 0.5
    sitting.button("Mute").click()
    assert sitting.media("muted") is True
    sitting.button("Sound on").click()
    assert sitting.media("muted") is False
