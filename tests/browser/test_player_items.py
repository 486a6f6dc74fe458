"""Questions: what is entered, what is sent, what is refused, and the clips beside them."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from browser.player_page import MakePlayer, Player
from browser.site import Site
from browser.small_form import FRAMES, TAGS
from browser.wire import Wire
from playwright.sync_api import Page, expect

from player.engine.event import DraftSaved, Noted, ResponseSubmitted

CLIP = '[role="tabpanel"]:not([hidden]) video'


def answers(sitting: Player) -> Sequence[ResponseSubmitted]:
    return sitting.seat.events(ResponseSubmitted)


def test_a_single_choice_is_a_group_of_radio_buttons_named_by_its_question(player: MakePlayer) -> None:
    sitting = player("cause")
    group = sitting.page.get_by_role("group", name="What is the most likely cause?")
    expect(group.get_by_role("radio")).to_have_count(3)
    expect(group).to_contain_text("Choose one answer.")


def test_the_chosen_answer_and_its_confidence_are_recorded(player: MakePlayer) -> None:
    sitting = player("cause").choose("A blood clot")
    sitting.page.get_by_label("Certain", exact=True).check()
    sitting.send()
    sitting.at("playing")
    (answer,) = answers(sitting)
    assert (answer.response, answer.confidence) == ({"choices": ["b"]}, "certain")


def test_how_sure_one_candidate_was_is_not_shown_to_the_next_at_the_same_browser(
    player: MakePlayer, site: Site, page: Page
) -> None:
    first = player("cause")
    page.get_by_label("Certain", exact=True).check()
    expect(first.sign).to_have_text("Saved")
    assert first.seat.events(DraftSaved)[-1].confidence == "certain"
    other = site.guest()
    page.context.add_cookies([{"name": "sonocase", "value": other.session.token, "url": site.url}])
    following = Player(page, site.url, other.sit("cause")).open()
    expect(following.page.get_by_label("Certain", exact=True)).not_to_be_checked()


@pytest.mark.parametrize("typed", ["0.0000001", "-0.00000012345", "0.000001"])
def test_a_very_small_number_is_read_again_after_a_reload(player: MakePlayer, typed: str) -> None:
    sitting = player("depth")
    field, reading = sitting.page.get_by_label("Your answer"), sitting.page.locator("#answer-reading")
    sitting.page.get_by_label("Unit").select_option("cm")
    field.fill(typed)
    expect(sitting.sign).to_have_text("Saved")
    sitting.page.reload()
    expect(field).to_have_value(typed)
    expect(reading).to_have_text(f"Read as {typed}\u00a0cm")
    sitting.send()
    sitting.asked("Which signs does the clip show?")
    assert answers(sitting)[-1].response == {"value": float(typed), "unit": "cm"}


def test_several_answers_are_check_boxes_within_their_bounds(player: MakePlayer) -> None:
    sitting = player("signs")
    expect(sitting.page.get_by_text("Choose 1 to 2 answers.")).to_be_visible()
    expect(sitting.page.locator(".option").last).to_contain_text("Cannot be determined")
    sitting.choose("A moving lung edge", "A still pleura", "A rib shadow").send()
    expect(sitting.problem).to_have_text("You have chosen 3 answers; choose 2 at most.")
    sitting.page.get_by_label("A still pleura").uncheck()
    expect(sitting.problem).to_be_empty()
    sitting.send()
    sitting.at("playing")
    assert answers(sitting)[-1].response == {"choices": ["a", "c"]}


def test_a_comma_or_a_point_separates_decimals(player: MakePlayer) -> None:
    sitting = player("depth")
    field, reading = sitting.page.get_by_label("Your answer"), sitting.page.locator("#answer-reading")
    sitting.page.get_by_label("Unit").select_option("cm")
    for typed, meant in (
        ("3.2", "3.2"), ("−4", "-4"), ("–4", "-4"), (" 12 ", "12"), (".5", "0.5"), ("１２．５", "12.5"), ("1\u200b2", "12"),
        ("123456.78", "123456.78"), ("3,2", "3.2"),
    ):  # fmt: skip
        field.fill(typed)
        expect(reading).to_have_text(re.compile(rf"Read as {re.escape(meant)}\scm"))
    sitting.send()
    sitting.asked("Which signs does the clip show?")
    assert answers(sitting)[-1].response == {"value": 3.2, "unit": "cm"}


def test_how_a_number_is_read_is_spoken_when_it_is_whole(player: MakePlayer) -> None:
    sitting = player("depth")
    field = sitting.page.get_by_label("Your answer")
    field.press_sequentially("1,234")
    expect(sitting.page.locator('[data-live="polite"]')).not_to_contain_text("Read as")
    field.press("Tab")
    expect(sitting.page.locator('[data-live="polite"]')).to_have_text("Read as 1.234")


@pytest.mark.parametrize("typed", ["1.234,5", "1e400", "1" * 400, "10⁹", "½", "--4", "NaN", "Infinity"])
def test_what_is_no_number_or_none_that_is_measured_is_not_sent(
    player: MakePlayer, wire: Wire, typed: str
) -> None:
    sitting = player("depth")
    sitting.page.get_by_label("Your answer").fill(typed)
    sitting.page.get_by_label("Unit").select_option("mm")
    sitting.send()
    expect(sitting.problem).to_have_text("Enter a number, such as 12.5.")
    assert wire.count("submit") == 0


def test_what_is_missing_is_said_beside_the_question(player: MakePlayer, wire: Wire) -> None:
    sitting = player("depth")
    field, unit = sitting.page.get_by_label("Your answer"), sitting.page.get_by_label("Unit")
    for typed, chosen, said, place in (
        ("", "mm", "Enter a number first.", field),
        ("deep", "mm", "Enter a number, such as 12.5.", field),
        ("3", "", "Choose a unit.", unit),
    ):
        field.fill(typed)
        unit.select_option(chosen)
        sitting.send()
        expect(sitting.problem).to_have_text(said)
        expect(place).to_be_focused()
    assert wire.count("submit") == 0


def test_nothing_chosen_is_not_sent(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause")
    sitting.send()
    expect(sitting.problem).to_have_text("Choose an answer first.")
    assert wire.count("submit") == 0


def test_what_the_server_refuses_is_said_beside_the_question(player: MakePlayer, wire: Wire) -> None:
    sitting = player("cause").choose("A blood clot")
    sitting.page.locator(".option input").nth(1).evaluate("input => input.value = 'nothing'")
    sitting.page.locator(".option input").nth(0).check()
    sitting.page.locator(".option input").nth(1).check()
    sitting.send()
    expect(sitting.problem).to_contain_text("does not belong to this question")
    expect(sitting.submit).to_be_enabled()
    assert wire.count("submit") == 1


def test_enter_in_an_answer_leads_to_the_button_and_submits_nothing(player: MakePlayer, wire: Wire) -> None:
    sitting = player("depth")
    sitting.page.get_by_label("Your answer").fill("30")
    sitting.page.keyboard.press("Enter")
    expect(sitting.submit).to_be_focused()
    assert wire.count("submit") == 0


def test_a_question_shows_its_clip_first_and_the_encounter_on_request(player: MakePlayer) -> None:
    sitting = player("depth")
    tabs = sitting.page.get_by_role("tab")
    expect(tabs).to_have_text(["Right lower chest", "Encounter"])
    expect(tabs.first).to_have_attribute("aria-selected", "true")
    expect(sitting.page.locator("#encounter")).to_be_hidden()
    tabs.first.press("ArrowRight")
    expect(sitting.page.locator("#encounter")).to_be_visible()
    expect(tabs.last).to_be_focused()


def test_a_clip_runs_in_a_loop_without_sound_and_has_its_description(player: MakePlayer) -> None:
    sitting = player("depth")
    clip = sitting.page.locator(CLIP)
    expect(clip).to_have_attribute("aria-label", "Right lower chest")
    sitting.page.wait_for_function(f"() => document.querySelector('{CLIP}').currentTime > 0.1")
    assert clip.evaluate("clip => [clip.loop, clip.muted, clip.paused]") == [True, True, False]
    sitting.page.get_by_text("Description in words").click()
    expect(sitting.page.get_by_text("Liver on the right of the image")).to_be_visible()


def test_every_frame_that_is_asked_for_is_the_frame_that_is_seen(player: MakePlayer) -> None:
    sitting = player("depth")
    frame = sitting.page.get_by_label("Frame", exact=True)
    frame.fill("0")
    for number in range(FRAMES):
        expect(frame).to_have_attribute("aria-valuetext", f"Frame {number + 1} of {FRAMES}")
        settled(sitting, number)
        assert sitting.frame(CLIP) == (number, TAGS["clip"])
        sitting.button("Next frame").click()
    expect(frame).to_have_attribute("aria-valuetext", f"Frame 1 of {FRAMES}")


def test_without_the_loop_the_clip_ends_at_its_ends(player: MakePlayer) -> None:
    sitting = player("depth")
    sitting.button("Loop").click()
    frame = sitting.page.get_by_label("Frame", exact=True)
    frame.fill("0")
    sitting.button("Frame before").click()
    expect(frame).to_have_value("0")
    frame.fill(str(FRAMES - 1))
    sitting.button("Next frame").click()
    expect(frame).to_have_value(str(FRAMES - 1))


def test_two_media_are_two_tabs_and_a_still_is_an_image_with_its_name(player: MakePlayer) -> None:
    sitting = player("signs")
    sitting.page.get_by_role("tab", name="Pleura, close").click()
    image = sitting.page.get_by_role("img", name="Pleura, close")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.naturalWidth") == 128
    assert sitting.page.locator("#panel-clip video").evaluate("clip => clip.paused") is True


def test_how_a_clip_was_used_is_noted_when_the_answer_is_sent(player: MakePlayer) -> None:
    sitting = player("depth")
    sitting.page.get_by_label("Frame", exact=True).fill("5")
    sitting.page.get_by_label("Your answer").fill("30")
    sitting.page.get_by_label("Unit").select_option("mm")
    sitting.send()
    sitting.asked("Which signs does the clip show?")
    (note,) = [event for event in sitting.seat.events(Noted) if event.kind == "exhibit"]
    assert note.data["exhibit"] == "clip"
    frames: Any = note.data["frames"]
    assert any(first <= 5 <= last for first, last in frames)


def test_answered_questions_can_be_looked_at_again_and_not_changed(player: MakePlayer) -> None:
    sitting = player("depth")
    listed = sitting.page.get_by_role("region", name="Answered questions")
    listed.get_by_text("Answered questions (1)").click()
    expect(listed).to_contain_text("What is the most likely cause?")
    expect(listed).to_contain_text("Your answer: Fluid around the lung")
    assert listed.get_by_role("radio").count() == 0


def settled(sitting: Player, number: int) -> None:
    expect(sitting.page.locator("#panel-clip .viewer-picture")).to_have_attribute("data-frame", str(number))
