"""Captions, script and descriptions: at their time, as the reader wants them, and never ahead of the release."""

import pytest
from browser.player_page import MakePlayer, Player
from browser.small_form import SEEN, WORDS
from playwright.sync_api import Locator, Page, expect

KEEP_SPOKEN = """
window.spoken = [];
SpeechSynthesis.prototype.speak = utterance => window.spoken.push(utterance);
"""
"""Takes the place of the browser's voices, of which the machines of tests have none."""


def go_to(sitting: Player, seconds: float) -> None:
    sitting.pause()
    sitting.page.get_by_label("Place in this scene").fill(str(seconds))


def choose(sitting: Player, legend: str, option: str) -> None:
    dialog = sitting.show("settings")
    dialog.get_by_role("group", name=legend, exact=True).get_by_label(option, exact=True).check()
    dialog.get_by_role("button", name="Done").click()


def style(element: Locator, name: str) -> str:
    found: str = element.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return found


def test_captions_are_on_and_name_each_new_speaker(player: MakePlayer) -> None:
    sitting = player("cause")
    go_to(sitting, 0.3)
    expect(sitting.captions).to_have_text("Nurse: This is Mrs Lund.")
    go_to(sitting, 0.9)
    expect(sitting.captions).to_have_text("Mrs Lund: I am so short of breath.")


def test_captions_follow_the_recording_as_it_plays(player: MakePlayer) -> None:
    sitting = player("call/0")
    expect(sitting.captions).to_have_text("Dr Berg: Berg speaking.")
    expect(sitting.captions).to_have_text("Nurse: We have a picture for you.")


def test_captions_are_turned_off_and_on_by_button_and_key_and_stay_so(player: MakePlayer) -> None:
    sitting = player("cause")
    go_to(sitting, 0.3)
    button = sitting.page.get_by_role("button", name="Captions", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(sitting.captions).to_be_empty()
    sitting.page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")
    sitting.ready().page.locator("body").press("c")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_captions_have_the_size_the_colours_and_the_place_that_are_wished(player: MakePlayer) -> None:
    sitting = player("cause")
    go_to(sitting, 0.3)
    cue, picture = sitting.captions.locator(".cue > span"), sitting.page.locator("#picture")
    before = float(style(cue, "fontSize")[:-2])
    choose(sitting, "Size", "Largest")
    assert float(style(cue, "fontSize")[:-2]) == pytest.approx(1.9 * before)
    choose(sitting, "Colour", "Black")
    assert (style(cue, "color"), style(cue, "backgroundColor")) == ("rgb(0, 0, 0)", "color(srgb 1 1 1)")
    choose(sitting, "Background", "None")
    assert style(cue, "backgroundColor").endswith("/ 0)")
    assert bottom(cue) <= bottom(picture)
    choose(sitting, "Place", "Below it")
    assert top(cue) >= bottom(picture)


def test_the_place_below_the_picture_is_kept_free_so_that_nothing_jumps(player: MakePlayer) -> None:
    sitting = player("cause")
    choose(sitting, "Place", "Below it")
    go_to(sitting, 0.3)
    expect(sitting.captions).not_to_be_empty()
    with_cue = top(sitting.play_button)
    sitting.page.get_by_role("button", name="Captions", exact=True).click()
    expect(sitting.captions).to_be_empty()
    assert top(sitting.play_button) == with_cue


def test_captions_reach_the_screen_reader_only_when_that_is_wished(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.play_button.click()
    expect(sitting.captions).to_contain_text("short of breath")
    assert not [told for told in sitting.page.evaluate("window.told") if "breath" in told]
    sitting.show("settings").get_by_label("Give captions to the screen reader too").check()
    sitting.page.keyboard.press("Escape")
    expect(sitting.play_button).to_have_attribute("aria-label", "Play")
    sitting.play_button.click()
    sitting.told("Mrs Lund: I am so short of breath.")


def test_another_language_of_captions_can_be_chosen(player: MakePlayer) -> None:
    sitting = player("cause")
    go_to(sitting, 0.3)
    sitting.show("settings").get_by_label("Language of captions and script").select_option("de")
    expect(sitting.captions).to_have_text("Deutsch arrival/0")


def test_the_script_holds_what_has_been_released_and_nothing_more(player: MakePlayer) -> None:
    sitting = player("cause")
    expect(sitting.script).to_contain_text("I am so short of breath.")
    expect(sitting.script).to_contain_text(SEEN)
    page = sitting.page.content()
    later = [text for name in ("arrival/1", "call/0", "leave/0", "visit/0") for _, text in WORDS[name]]
    assert [text for text in later if text in page] == []


def test_the_line_that_is_heard_is_marked(player: MakePlayer) -> None:
    sitting = player("cause")
    go_to(sitting, 0.9)
    current = sitting.script.locator('[aria-current="true"]')
    expect(current).to_have_text("Mrs Lund: I am so short of breath.")
    go_to(sitting, 0.2)
    expect(current).to_have_text("Nurse: This is Mrs Lund.")


def test_a_line_of_the_script_leads_to_its_place_by_keyboard(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.pause()
    lines = sitting.script.get_by_role("button")
    lines.last.focus()
    for _ in range(3):
        sitting.page.keyboard.press("ArrowUp")
    expect(lines.nth(2)).to_be_focused()
    sitting.page.keyboard.press("Enter")
    expect(sitting.page.locator(".scene-title").first).to_have_text("Played again: On arrival")
    expect(sitting.captions).to_have_text("Mrs Lund: I am so short of breath.")


def test_the_script_is_one_stop_of_the_tab_key(player: MakePlayer) -> None:
    sitting = player("call/0")
    assert sitting.script.get_by_role("button").count() == 6
    assert sitting.script.locator('button[tabindex="0"]').count() == 1


@pytest.mark.parametrize(
    ("option", "where"), [("Under it", "#see #script-panel"), ("Beside the picture", "#read #script-panel")]
)
def test_the_script_stands_where_it_is_wished(player: MakePlayer, option: str, where: str) -> None:
    sitting = player("cause")
    choose(sitting, "Written script", option)
    expect(sitting.page.locator(where)).to_be_visible()
    choose(sitting, "Written script", "Hidden")
    expect(sitting.page.locator("#script-panel")).to_be_hidden()


def test_descriptions_are_read_only_when_they_are_wished_and_the_recording_waits(player: MakePlayer) -> None:
    sitting = player("cause")
    assert SEEN not in sitting.page.evaluate("window.told")
    choose(sitting, "Describe what is seen and not said", "By the screen reader")
    sitting.play_button.click()
    sitting.told(SEEN)
    expect(sitting.page.locator("#described")).to_have_text(SEEN)
    assert sitting.media("paused") is True
    assert 0.1 <= sitting.media("currentTime") < 0.4


def test_a_description_is_spoken_by_the_browser_and_the_recording_goes_on_after_it(
    page: Page, player: MakePlayer
) -> None:
    page.add_init_script(KEEP_SPOKEN)
    sitting = player("cause")
    choose(sitting, "Describe what is seen and not said", "By the browser's voice")
    sitting.play_button.click()
    page.wait_for_function("words => window.spoken.at(-1)?.text === words", arg=SEEN)
    expect(sitting.play_button).to_have_attribute("aria-label", "Play")
    assert sitting.media("paused") is True
    page.evaluate("window.spoken.at(-1).onend()")
    expect(sitting.page.locator("#described")).to_be_empty()
    page.wait_for_function("() => document.querySelector('#picture video.front').ended")
    assert page.evaluate("window.spoken.length") == 1


def test_whoever_plays_on_leaves_a_description(page: Page, player: MakePlayer) -> None:
    page.add_init_script(KEEP_SPOKEN)
    sitting = player("cause")
    choose(sitting, "Describe what is seen and not said", "By the browser's voice")
    sitting.play_button.click()
    expect(sitting.page.locator("#described")).to_have_text(SEEN)
    sitting.play_button.click()
    expect(sitting.page.locator("#described")).to_be_empty()
    page.wait_for_function("() => document.querySelector('#picture video.front').ended")


def test_the_recording_goes_on_under_a_description_where_that_is_wished(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.show("settings").get_by_label("Wait while a description is read").uncheck()
    sitting.page.keyboard.press("Escape")
    choose(sitting, "Describe what is seen and not said", "By the screen reader")
    sitting.play_button.click()
    sitting.told(SEEN)
    sitting.page.wait_for_function("() => document.querySelector('#picture video.front').currentTime > 0.6")
    expect(sitting.page.locator("#described")).to_have_text(SEEN)


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def bottom(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"] + box["height"]
