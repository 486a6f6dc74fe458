"""The encounter: it plays what has been released, ends on the exact frame, and can be played again as the rules allow."""

import re

from browser.player_page import MakePlayer, Player
from browser.small_form import SECONDS, TAGS
from numbered import RATE
from playwright.sync_api import Locator, Page, expect


def last_frame(segment: str) -> tuple[int, int]:
    return round(SECONDS[segment] * RATE) - 1, TAGS[segment]


def test_a_segment_plays_by_itself_to_its_last_frame_and_its_question_opens(player: MakePlayer) -> None:
    sitting = player()
    sitting.asked("What is the most likely cause?").at("asking")
    assert sitting.media("ended") is True
    assert sitting.frame() == last_frame("arrival/0")
    expect(sitting.page.locator(".stage-heading").first).to_contain_text("On arrival, held at the question")
    assert sitting.seat.state.item == "cause"


def test_after_the_answer_the_next_segment_plays_and_the_next_scene_follows(player: MakePlayer) -> None:
    sitting = player("cause").at("asking")
    sitting.choose("A blood clot").send()
    sitting.at("playing")
    expect(sitting.script).to_contain_text("I fetch the ultrasound machine.")
    expect(sitting.page.locator(".scene-title").first).to_have_text("A telephone call")
    assert sitting.seat.state.segment == "call/0"


def test_a_reload_at_a_question_shows_the_held_frame(player: MakePlayer) -> None:
    sitting = player("cause").asked("What is the most likely cause?")
    sitting.page.wait_for_function("() => document.querySelector('#picture video.front').readyState >= 2")
    assert sitting.frame() == last_frame("arrival/0")
    expect(sitting.play_button).to_have_attribute("aria-label", "Play")


def test_sound_plays_and_is_not_muted(player: MakePlayer) -> None:
    sitting = player("call/0").at("playing")
    sitting.page.wait_for_function("() => document.querySelector('#picture video.front').currentTime > 0.3")
    assert (sitting.media("muted"), sitting.media("volume"), sitting.media("paused")) == (False, 1, False)


def test_where_there_is_only_sound_the_speaker_is_seen(player: MakePlayer) -> None:
    sitting = player("call/0")
    expect(sitting.page.locator("#speaking")).to_be_visible()
    expect(sitting.page.locator(".speaking-name")).to_have_text("Dr Berg")


def test_a_reload_goes_on_where_it_was(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.pause()
    slider(sitting).fill("5")
    sitting.page.reload()
    sitting.ready()
    sitting.page.wait_for_function("() => document.querySelector('#picture video.front').currentTime > 2.9")


def test_the_line_of_time_ends_where_the_release_ends(player: MakePlayer) -> None:
    sitting = player("cause")
    expect(slider(sitting)).to_have_attribute("max", "1.2")
    expect(slider(sitting)).to_have_attribute("aria-valuetext", re.compile("1 second of 1 second"))
    assert sitting.page.locator(".timepoint").count() == 1
    assert sitting.page.locator(".timepoint.now").count() == 1


def test_passed_timepoints_are_marked_and_future_ones_are_not(player: MakePlayer) -> None:
    sitting = player("arrival/1")
    expect(sitting.page.locator(".timepoint")).to_have_count(1)
    expect(sitting.page.locator(".timepoint.now")).to_have_count(0)


def test_keys_on_the_line_of_time_move_within_the_release(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.pause()
    slider(sitting).focus()
    sitting.page.keyboard.press("Home")
    expect(slider(sitting)).to_have_value("0")
    sitting.page.keyboard.press("ArrowRight")
    expect(slider(sitting)).to_have_value("5")
    sitting.page.keyboard.press("PageUp")
    expect(slider(sitting)).to_have_value("6")


def test_playing_at_the_end_plays_the_segment_again_and_reaches_nothing(player: MakePlayer) -> None:
    sitting = player("cause")
    before = sitting.seat.state.seq
    sitting.play_button.click()
    expect(sitting.play_button).to_have_attribute("aria-label", "Pause")
    expect(sitting.play_button).to_have_attribute("aria-label", "Play")
    assert sitting.frame() == last_frame("arrival/0")
    assert (sitting.seat.state.seq, sitting.seat.state.item) == (before, "cause")


def test_a_line_of_an_earlier_scene_is_played_again_and_the_way_back_is_offered(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.script.get_by_role("button", name="Nurse: This is Mrs Lund.").click()
    expect(sitting.page.locator(".scene-title").first).to_have_text("Played again: On arrival")
    back = sitting.button("Back to where you were")
    back.click()
    expect(sitting.page.locator(".scene-title").first).to_have_text("A telephone call")
    expect(back).to_be_hidden()


def test_what_plays_once_cannot_be_moved_in_nor_played_again(player: MakePlayer) -> None:
    sitting = player("cause", area="once")
    expect(slider(sitting)).to_be_disabled()
    expect(sitting.play_button).to_be_disabled()
    expect(sitting.page.locator("#picture .notice")).to_contain_text("cannot be played again")
    expect(sitting.script).to_contain_text("I am so short of breath.")
    assert sitting.script.get_by_role("button").count() == 0


def test_the_rest_of_a_part_can_be_left_out(player: MakePlayer) -> None:
    sitting = player("call/0")
    sitting.button("Skip to the end of this part").click()
    sitting.asked("How deep is the fluid?")


def test_the_speed_is_kept_from_segment_to_segment(player: MakePlayer) -> None:
    sitting = player("cause")
    sitting.page.get_by_label("Speed", exact=True).select_option("1.5")
    sitting.choose("A blood clot").send()
    sitting.at("playing")
    assert sitting.media("playbackRate") == 1.5


def test_a_recording_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    player: MakePlayer, complaints: list[str]
) -> None:
    sitting = player("cause")
    sitting.page.route("**/media/**", lambda route: route.abort())
    sitting.choose("A blood clot").send()
    notice = sitting.page.locator("#picture .notice")
    expect(notice).to_contain_text("cannot be loaded")
    sitting.page.unroute("**/media/**")
    sitting.play_button.click()
    expect(notice).to_be_hidden()
    expect(sitting.script).to_contain_text("Berg speaking.")
    complaints[:] = [line for line in complaints if "ERR_FAILED" not in line]


def test_where_the_browser_wants_a_click_a_large_button_asks_for_it(player: MakePlayer, page: Page) -> None:
    page.add_init_script(WANTS_A_CLICK)
    sitting = player("call/0")
    start = sitting.page.locator(".start")
    expect(start).to_be_focused()
    expect(sitting.play_button).to_have_attribute("aria-label", "Play")
    start.click()
    expect(start).to_be_hidden()
    sitting.page.wait_for_function("() => document.querySelector('#picture video.front').currentTime > 0.2")


def slider(sitting: Player) -> Locator:
    return sitting.page.get_by_label("Place in this scene")


WANTS_A_CLICK = """
const play = HTMLMediaElement.prototype.play;
let clicked = false;
addEventListener("click", () => (clicked = true), { capture: true });
HTMLMediaElement.prototype.play = function () {
  return clicked ? play.call(this) : Promise.reject(new DOMException("no click yet", "NotAllowedError"));
};
"""
"""The policy of most browsers, which the tests' own browser has been told to leave out."""
