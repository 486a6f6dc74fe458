"""The keyboard alone is enough; focus goes where the next thing is; and keys in an answer stay in the answer."""

from browser.keyboard import tab_to
from browser.player_page import MakePlayer, Player
from browser.wire import Wire
from playwright.sync_api import expect

from player.engine.event import ResponseSubmitted


def test_the_question_takes_the_focus_and_is_announced(player: MakePlayer) -> None:
    sitting = player()
    sitting.asked("What is the most likely cause?")
    expect(sitting.question).to_be_focused()
    sitting.told("The recording holds. Question 1 of 3.")
    expect(sitting.page).to_have_title("Question 1 – Breathless on the ward – Sonocase")


def test_a_whole_sitting_by_keyboard_alone(player: MakePlayer) -> None:
    sitting = player()
    page, press = sitting.page, sitting.page.keyboard.press
    sitting.asked("What is the most likely cause?")
    tab_to(page, page.get_by_label("Fluid around the lung"))
    press("Space")
    press("ArrowDown")
    tab_to(page, sitting.submit)
    press("Enter")
    expect(sitting.play_button).to_be_focused()
    tab_to(page, page.locator("#finish"))
    press("Enter")
    sitting.asked("How deep is the fluid?")
    tab_to(page, page.get_by_label("Your answer"))
    page.keyboard.type("3,1")
    press("Tab")
    page.keyboard.type("cm")
    tab_to(page, sitting.submit)
    press("Enter")
    sitting.asked("Which signs does the clip show?")
    expect(sitting.question).to_be_focused()
    tab_to(page, page.get_by_label("A moving lung edge"))
    press("Space")
    tab_to(page, sitting.submit)
    press("Space")
    sitting.at("playing").at("intermission")
    expect(page.locator("#review-title")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Go on to the next case").first)
    press("Enter")
    sitting.at("playing").asked("What comes next?")
    press("1")
    tab_to(page, sitting.submit)
    press("Enter")
    sitting.at("intermission")
    tab_to(page, page.get_by_role("button", name="See the result").first)
    press("Enter")
    page.wait_for_url("**/result")
    expect(page.get_by_role("heading", name="Result", level=1)).to_be_visible()
    given = [event.response for event in sitting.seat.events(ResponseSubmitted)]
    assert given[:2] == [{"choices": ["b"]}, {"value": 3.1, "unit": "cm"}]


def test_keys_in_an_answer_never_reach_the_player(player: MakePlayer) -> None:
    sitting = player("depth")
    page = sitting.page
    page.get_by_role("tab", name="Encounter").click()
    field = page.get_by_label("Your answer")
    field.focus()
    page.keyboard.type("kjlmc f,.<>?q3")
    assert field.input_value() == "kjlmc f,.<>?q3"
    assert untouched(sitting)


def test_keys_on_a_choice_never_reach_the_player(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.page.get_by_label("A blood clot").focus()
    for key in ("k", "j", "m", "c", "f", "?", "Space"):
        sitting.page.keyboard.press(key)
    assert untouched(sitting)
    expect(sitting.page.get_by_label("A blood clot")).to_be_checked()


def untouched(sitting: Player) -> bool:
    expect(sitting.page.locator("dialog[open]")).to_have_count(0)
    expect(sitting.page.get_by_role("button", name="Captions", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    return [sitting.media(name) for name in ("paused", "muted")] == [True, False]


def test_number_keys_choose_answers(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause")
    sitting.page.keyboard.press("2")
    expect(sitting.page.get_by_label("A blood clot")).to_be_checked()
    sitting.page.get_by_label("A blood clot").press("3")
    expect(sitting.page.get_by_label("Air around the lung")).to_be_checked()
    sitting.page.keyboard.press("9")
    expect(sitting.page.get_by_label("Air around the lung")).to_be_checked()
    assert wire.count("submit") == 0


def test_shortcuts_play_move_and_turn_captions_off(player: MakePlayer) -> None:
    sitting = player("call/0")
    page = sitting.page
    page.locator("body").press("k")
    expect(sitting.play_button).to_have_attribute("aria-label", "Play")
    page.keyboard.press("l")
    page.wait_for_function("() => document.querySelector('#picture video.front').currentTime >= 5")
    page.keyboard.press("j")
    page.wait_for_function("() => document.querySelector('#picture video.front').currentTime < 2")
    page.keyboard.press("m")
    assert sitting.media("muted") is True
    page.keyboard.press(">")
    assert sitting.media("playbackRate") == 1.25


def test_shortcuts_step_through_the_clip_that_is_in_front(player: MakePlayer) -> None:
    sitting = player("depth")
    page = sitting.page
    frame = page.get_by_label("Frame", exact=True)
    frame.fill("3")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(".")
    expect(frame).to_have_value("4")
    page.keyboard.press(",")
    page.keyboard.press(",")
    expect(frame).to_have_value("2")
    page.keyboard.press("k")
    expect(sitting.button("Pause clip")).to_be_visible()


def test_keys_with_ctrl_or_alt_belong_to_the_browser(player: MakePlayer) -> None:
    sitting = player("cause")
    for key in ("Control+m", "Alt+c", "Meta+k"):
        sitting.page.keyboard.press(key)
    assert untouched(sitting)


def test_the_question_mark_shows_all_shortcuts_and_escape_gives_the_focus_back(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.page.keyboard.press("?")
    dialog = sitting.page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_role("row", name="K or Space Play or pause")).to_be_visible()
    sitting.page.keyboard.press("k")
    assert sitting.media("paused") is True
    sitting.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(sitting.question).to_be_focused()


def test_the_question_that_opens_under_a_dialog_does_not_take_the_focus(player: MakePlayer) -> None:
    sitting = player("call/0")
    dialog = sitting.show("settings")
    sitting.page.evaluate("document.querySelector('#finish').click()")
    sitting.asked("How deep is the fluid?")
    sitting.told("Question 2 of 3")
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)") is True


def test_full_screen_holds_the_question_and_the_controls(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.page.keyboard.press("f")
    sitting.page.wait_for_function("() => document.fullscreenElement !== null")
    for part in (sitting.question, sitting.submit, sitting.play_button, sitting.sign):
        expect(part).to_be_in_viewport()
    assert sitting.page.evaluate("document.fullscreenElement === document.documentElement") is True
    sitting.page.keyboard.press("f")
    sitting.page.wait_for_function("() => document.fullscreenElement === null")


def test_the_first_stop_leads_past_the_header(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.page.evaluate("document.activeElement.blur()")
    sitting.page.keyboard.press("Tab")
    skip = sitting.page.get_by_role("link", name="Skip to the encounter")
    expect(skip).to_be_focused()
    sitting.page.keyboard.press("Enter")
    expect(sitting.page.locator("#main")).to_be_focused()


def test_targets_are_large_enough(player: MakePlayer) -> None:
    sitting = player("depth")
    sizes = sitting.page.evaluate(
        """() => [...document.querySelectorAll('button, select, summary, [role=tab], .option, .pill, input[type=text], input[type=range]')]
        .filter(element => element.checkVisibility() && !element.closest('dialog'))
        .map(element => [element.textContent.trim().slice(0, 30) || element.getAttribute('aria-label'),
          element.getBoundingClientRect().width, element.getBoundingClientRect().height])"""
    )
    assert len(sizes) > 15
    assert [size for size in sizes if min(size[1:]) < 24] == []
