"""Every frame that is asked for is the frame that is seen, read from the pixels of the clip."""

from browser.exhibit_form import FRAMES, TAG
from browser.exhibit_page import FRONT, Open
from playwright.sync_api import expect

WATCH = """selector => {
  const video = document.querySelector(selector);
  window.drawn = [];
  window.counted = [];
  const see = (_, { mediaTime, presentedFrames }) => {
    window.drawn.push(Math.round(mediaTime * 25));
    window.counted.push(presentedFrames);
    video.requestVideoFrameCallback(see);
  };
  video.requestVideoFrameCallback(see);
}"""
"""Keeps the number of every frame that the browser draws, and how many it had drawn by then."""


def test_every_step_forward_and_back_shows_its_own_frame(exhibit: Open) -> None:
    image = exhibit("look")
    for button, numbers in (
        ("Next frame", [*range(1, FRAMES), 0]),
        ("Frame before", [*range(FRAMES - 1, -1, -1)]),
    ):
        image.sitting.button(button).focus()
        for number in numbers:
            image.page.keyboard.press("Enter")
            assert image.settled(number).seen() == (number, TAG)
            expect(image.frame).to_have_attribute("aria-valuetext", f"Frame {number + 1} of {FRAMES}")


def test_scrubbing_anywhere_shows_the_frame_whose_number_is_told(exhibit: Open) -> None:
    image = exhibit("look")
    for number in (17, 3, 29, 0, 12, 11):
        assert image.go(number).seen() == (number, TAG)
        expect(image.page.locator(f"{FRONT} .time").first).to_have_text(f"Frame {number + 1} / {FRAMES}")


def test_many_steps_at_once_end_on_the_last_one_asked_for(exhibit: Open) -> None:
    image = exhibit("look").press(*"....", *"......", *",,,")
    assert image.settled(7).seen() == (7, TAG)


def test_a_clip_that_is_held_while_it_runs_shows_the_frame_that_it_tells(exhibit: Open) -> None:
    image = exhibit("look")
    for _ in range(4):
        image.sitting.button("Play clip").click()
        image.page.wait_for_function(
            "clip => document.querySelector(clip).currentTime > 0.1", arg=f"{FRONT} video"
        )
        image.sitting.button("Pause clip").click()
        told = int(image.frame.input_value())
        assert image.settled(told).seen() == (told, TAG)


def test_at_the_slowest_speed_frames_follow_one_another(exhibit: Open) -> None:
    """Chromium's renderer has been seen to leave out the third frame after a start; what it has drawn is its own count."""
    image = exhibit("look")
    image.page.get_by_label("Speed of the clip").select_option("0.1")
    assert image.of_clip("playbackRate") == 0.1
    image.page.evaluate(WATCH, f"{FRONT} video")
    image.sitting.button("Play clip").click()
    image.page.wait_for_function("() => window.drawn.at(-1) >= 12")
    numbers, counts = image.page.evaluate("[window.drawn, window.counted]")
    assert numbers == sorted(numbers)
    assert counts[-1] - counts[0] >= numbers[-1] - numbers[0] - 1


def test_a_clip_that_is_held_to_some_frames_never_leaves_them(exhibit: Open) -> None:
    image = exhibit("spots")
    expect(image.page.locator(f"{FRONT} .time").first).to_have_text(f"Frame 11 / {FRAMES}, held to 11–15")
    image.page.evaluate(WATCH, f"{FRONT} video")
    image.press("k")
    image.page.wait_for_function("() => window.drawn.filter(number => number === 10).length > 2")
    image.press("k")
    assert set(image.page.evaluate("window.drawn")) <= {10, 11, 12, 13, 14}
    for key, number in ((",", 14), (".", 10), (".", 11)):
        image.go(10) if key == "," else None
        assert image.press(key).settled(number).seen() == (number, TAG)


def test_without_the_loop_a_part_ends_at_its_end_and_begins_again(exhibit: Open) -> None:
    image = exhibit("spots").press("o", "k")
    image.settled(14)
    play = image.sitting.button("Play clip")
    expect(play).to_be_visible()
    image.page.evaluate(WATCH, f"{FRONT} video")
    image.press("k")
    image.page.wait_for_function("() => window.drawn.includes(10)")
    image.settled(14)
    expect(play).to_be_visible()


def test_what_was_seen_is_told_as_ranges_with_plays_and_seconds(exhibit: Open) -> None:
    image = exhibit("look")
    for number in (20, 3, 4, 5):
        image.go(number)
    image.page.get_by_label("Your answer").fill("3")
    image.sitting.send()
    image.sitting.at("intermission")
    note = next(note for note in image.notes() if note["exhibit"] == "clip")
    seen = {frame for first, last in note["frames"] for frame in range(first, last + 1)}
    assert {3, 4, 5, 20} <= seen
    assert 29 not in seen or note["plays"] > 0
    assert note["plays"] >= 1
    assert 0 <= note["seconds"] < 120
    assert set(note) == {"exhibit", "seconds", "plays", "frames"}


def test_what_was_seen_before_a_reload_is_told_too(exhibit: Open) -> None:
    image = exhibit("look").go(20)
    image.page.reload()
    image.sitting.ready()
    image.saved()
    image.page.wait_for_function("() => document.querySelector('.viewer-picture')")
    assert any(first <= 20 <= last for note in image.notes() for first, last in note.get("frames", []))
