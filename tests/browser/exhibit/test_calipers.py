"""Distances on an image: exact at every zoom, by mouse, by touch, by keys alone; kept, told and explained."""

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from browser.exhibit_form import MM_PER_PX
from browser.exhibit_page import FRONT, ExhibitPage, Fingers, Open
from browser.player_page import Player
from playwright.sync_api import BrowserContext, expect

Point = tuple[float, float]


def mm(start: Point, end: Point) -> float:
    """The length on the patient."""
    return math.hypot((end[0] - start[0]) * MM_PER_PX[0], (end[1] - start[1]) * MM_PER_PX[1])


def told(image: ExhibitPage) -> float:
    """The length that stands on the image, in mm."""
    text = image.labels.first.text_content() or ""
    assert text.endswith("\u00a0mm")
    return float(text.removesuffix("\u00a0mm"))


def test_at_the_whole_image_and_at_three_times_a_line_is_as_long_as_its_pixels(exhibit: Open) -> None:
    image = exhibit("width")
    for per_cent, start, end in ((100, (100, 80), (420, 300)), (300, (290, 200), (352, 262))):
        image.zoom_to(per_cent)
        image.click(*start).click(*end)
        # a pointer stands on whole CSS pixels of the screen
        pixel = max(MM_PER_PX) / image.scale()
        assert told(image) == pytest.approx(mm(start, end), abs=1.5 * pixel)
        image.sitting.button("Remove Distance").click()
        expect(image.labels).to_have_count(0)


def test_a_line_can_be_drawn_in_one_movement_and_each_end_can_be_moved(exhibit: Open) -> None:
    image = exhibit("width").drag((100, 100), (300, 100))
    assert told(image) == pytest.approx(100, abs=1)
    image.drag((300, 100), (300, 260))
    assert told(image) == pytest.approx(mm((100, 100), (300, 260)), abs=1)
    image.drag((100, 100), (200, 260))
    assert told(image) == pytest.approx(50, abs=1)
    expect(image.handles).to_have_count(2)


def test_a_pen_draws_a_line_as_a_mouse_does(exhibit: Open) -> None:
    image = exhibit("width")
    image.picture.scroll_into_view_if_needed()
    image.page.evaluate("addEventListener('pointerdown', event => { window.held = event.pointerType }, true)")
    pen = image.page.context.new_cdp_session(image.page)
    for kind, x in (("mousePressed", 100), ("mouseMoved", 200), ("mouseMoved", 300), ("mouseReleased", 300)):
        left, top = image.at(x, 100)
        told_by_pen = {"type": kind, "x": left, "y": top, "button": "left", "buttons": 1, "clickCount": 1}
        pen.send("Input.dispatchMouseEvent", {**told_by_pen, "pointerType": "pen"})
    assert told(image) == pytest.approx(100, abs=1)
    assert image.page.evaluate("window.held") == "pen"


def test_while_a_line_is_open_its_length_follows_the_pointer(exhibit: Open) -> None:
    image = exhibit("width").click(100, 100)
    expect(image.marks).to_contain_text("one end is set")
    for x in (200, 320):
        image.page.mouse.move(*image.at(x, 100))
        assert told(image) == pytest.approx((x - 100) / 2, abs=1)
    image.sitting.send()
    expect(image.sitting.problem).to_have_text("Set the other end of the line first.")


def test_by_keys_alone_a_line_is_exact_to_the_pixel_and_told(exhibit: Open) -> None:
    image = exhibit("width")
    press = image.page.keyboard.press
    image.sitting.button("Set with the keys").focus()
    press("Enter")
    expect(image.picture).to_be_focused()
    press("Enter")
    image.sitting.told("Distance: one end at 320 across, 240 down. Now the other end.")
    press("Enter")
    image.sitting.told("Move the cross-hair to the other end first.")
    for _ in range(4):
        press("Shift+ArrowRight")
    press("ArrowRight")
    press("ArrowUp")
    image.sitting.told("361 across, 239 down, 20.5\u00a0mm")
    press("Enter")
    image.sitting.told("Distance: 20.5\u00a0mm")
    press("Enter")
    image.sitting.told("Everything is set.")
    press("Tab")
    expect(image.handles.first).to_be_focused()
    press("ArrowLeft")
    image.sitting.told("Distance: 21.0\u00a0mm")
    press("Shift+ArrowUp")
    image.sitting.told("Distance: 21.1\u00a0mm")
    for _ in range(20):
        if image.sitting.submit.evaluate("button => button === document.activeElement"):
            break
        press("Tab")
    press("Enter")
    image.sitting.at("intermission")
    assert image.answers() == [{"lines": [{"x1": 319, "y1": 230, "x2": 361, "y2": 239, "frame": 0}]}]


def test_delete_removes_and_escape_drops_only_what_has_begun(exhibit: Open) -> None:
    image = exhibit("pair")
    press = image.page.keyboard.press
    image.click(100, 100).click(200, 100)
    image.sitting.button("Set with the keys").press("Enter")
    press("Enter")
    expect(image.handles).to_have_count(3)
    press("Escape")
    expect(image.handles).to_have_count(2)
    press("Escape")
    expect(image.handles).to_have_count(2)
    press("Tab")
    press("Delete")
    expect(image.handles).to_have_count(0)
    expect(image.picture).to_be_focused()
    image.sitting.told("Widest: removed.")


def test_the_lengths_of_two_lines_that_lie_close_can_both_be_read(exhibit: Open) -> None:
    image = exhibit("pair").drag((200, 100), (200, 200)).drag((240, 110), (240, 190))
    expect(image.labels).to_have_count(2)
    first, second = (label.bounding_box() for label in image.labels.all())
    assert first
    assert second
    assert second["y"] - first["y"] >= 18, "a line of words is about as high"


def test_two_lines_keep_their_names_whichever_is_set_again(exhibit: Open) -> None:
    image = exhibit("pair").drag((100, 100), (200, 100)).drag((100, 300), (150, 300))
    expect(image.marks).to_have_text(["1. Widest4.00\u00a0cm", "2. Narrowest2.00\u00a0cm"])
    image.sitting.button("Remove Widest").click()
    image.sitting.send()
    expect(image.sitting.problem).to_have_text("Measure “Widest” on the image first.")
    image.drag((100, 200), (250, 200))
    expect(image.labels).to_have_text(["1: 6.00\u00a0cm", "2: 2.00\u00a0cm"])
    image.sitting.send()
    image.sitting.at("intermission")
    ((first, second),) = [answer["lines"] for answer in image.answers()]
    assert first["y1"] == pytest.approx(200, abs=1)
    assert second["y1"] == pytest.approx(300, abs=1)
    assert (first["frame"], second["frame"]) == (0, 0)


@pytest.mark.parametrize("how", ["reload", "pause"])
def test_in_the_middle_of_it_what_is_set_comes_back(exhibit: Open, how: str) -> None:
    image = exhibit("pair").drag((100, 300), (150, 300)).saved()
    if how == "reload":
        image.page.reload()
        image.sitting.ready()
    else:
        image.sitting.show("pause").get_by_role("button", name="Pause").click()
        image.sitting.button("Resume").click()
    expect(image.marks).to_have_text(["1. Widest2.00\u00a0cm", "2. Narrowestnot set yet"])
    expect(image.labels).to_have_text(["1: 2.00\u00a0cm"])
    assert image.drafts()[-1]["lines"][1] is None


def test_a_running_clip_is_held_first_and_nothing_is_set_on_a_frame_that_nobody_saw(exhibit: Open) -> None:
    image = exhibit("width").press("k")
    expect(image.sitting.button("Pause clip")).to_be_visible()
    image.click(100, 100)
    expect(image.sitting.button("Play clip")).to_be_visible()
    expect(image.handles).to_have_count(0)
    image.sitting.told("Press again to set.")
    held = int(image.frame.input_value())
    image.settled(held).click(100, 100).click(300, 100).saved()
    assert image.drafts()[-1]["lines"][0]["frame"] == held


def test_a_line_belongs_to_its_frame_and_leads_back_to_it(exhibit: Open) -> None:
    image = exhibit("width").go(6).drag((100, 100), (300, 100))
    expect(image.marks).to_contain_text("frame 7")
    image.go(9)
    expect(image.handles.first).to_have_class("handle away")
    expect(image.labels).to_have_text([re.compile(r"frame 7$")])
    image.drag((100, 100), (150, 150))
    image.settled(6)
    assert told(image) == pytest.approx(100, abs=1)
    image.go(9)
    image.sitting.button("Show Distance").click()
    image.settled(6)
    expect(image.handles.first).to_be_focused()


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_both_ends_of_a_line_lie_on_the_frame_on_which_it_was_begun(exhibit: Open, by: str) -> None:
    image = exhibit("width").go(6).click(100, 100)
    image.go(9)
    expect(image.handles).to_have_class("handle away")
    if by == "mouse":
        image.click(300, 100)
    else:
        image.sitting.button("Set with the keys").click()
        image.page.keyboard.press("Enter")
    image.settled(6)
    image.sitting.told("The line was begun on frame 7. Set its other end there.")
    expect(image.handles).to_have_count(1)
    image.click(300, 100).saved()
    (line,) = image.drafts()[-1]["lines"]
    assert (line["frame"], line["x1"], line["x2"]) == (
        6,
        pytest.approx(100, abs=1),
        pytest.approx(300, abs=1),
    )


@pytest.mark.parametrize("zoom", [100, 800])
def test_handles_are_targets_of_the_same_size_at_every_zoom(exhibit: Open, zoom: int) -> None:
    image = exhibit("width").click(320, 240)
    image.zoom_to(zoom)
    found: Any = image.handles.first.locator(".reach").bounding_box()
    assert (found["width"], found["height"]) == pytest.approx((28, 28), abs=1.5)


def test_by_touch_a_line_is_set_moved_and_never_by_two_fingers(
    new_context: Callable[..., BrowserContext], site: Any, guest: Any
) -> None:
    page = new_context(has_touch=True, viewport={"width": 360, "height": 740}).new_page()
    image = ExhibitPage(Player(page, site.url, guest.sit("width", area="width")).open()).hold()
    fingers, loupe = Fingers.on(page), page.locator(f"{FRONT} .loupe")
    first, second = image.at(200, 100), image.at(400, 100)
    fingers.press(first)
    fingers.press(first, second)
    fingers.move((first[0] - 20, first[1]), (second[0] + 20, second[1]))
    fingers.lift()
    expect(image.handles).to_have_count(0)
    expect(image.level).not_to_have_text("100 %")
    image.press("0")
    fingers.tap(image.at(200, 100))
    fingers.press(image.at(400, 100))
    fingers.move(image.at(400, 200))
    expect(loupe).to_be_visible()
    expect(loupe).to_have_attribute("data-corner", "left")
    fingers.lift()
    expect(loupe).to_be_hidden()
    assert told(image) == pytest.approx(mm((200, 100), (400, 200)), abs=2.5)
    fingers.press(image.at(200, 100))
    fingers.move(image.at(300, 150))
    fingers.lift()
    assert told(image) == pytest.approx(mm((300, 150), (400, 200)), abs=2.5)


def test_while_an_answer_is_on_its_way_nothing_can_be_changed(exhibit: Open, wire: Any) -> None:
    image = exhibit("width").drag((100, 100), (300, 100)).saved()
    wire.holding.update({"ack", "state"})
    image.sitting.send()
    expect(image.sitting.submit).to_have_text("Saving…")
    before = image.marks.all_text_contents()
    image.drag((300, 100), (300, 300)).click(200, 200)
    image.handles.first.focus()
    image.page.keyboard.press("Delete")
    assert image.marks.all_text_contents() == before
    wire.release()
    image.sitting.at("intermission")


def test_afterwards_the_own_line_is_drawn_again_and_explained(exhibit: Open) -> None:
    image = exhibit("width").go(4).drag((100, 100), (200, 100))
    image.sitting.send()
    image.sitting.at("intermission")
    review = image.page.locator("#review")
    expect(review).to_contain_text(re.compile(r"Your answer: (49|50)\.\d\smm, frame 5"))
    expect(review).to_contain_text("Right answer: 50\u00a0mm (45 to 55\u00a0mm accepted)")
    review.get_by_role("button", name="Look at: Numbered clip").click()
    image.settled(4)
    expect(image.labels).to_have_text([re.compile(r"^Yours (49|50)\.\d\smm, frame 5$")])
    expect(image.handles).to_have_count(0)
    image.page.get_by_role("button", name="See the result").first.click()
    image.page.wait_for_url("**/result")
    expect(image.page.locator(".review-item")).to_contain_text(
        "Right answer: 50\u00a0mm (45 to 55\u00a0mm accepted)"
    )
    expect(image.page.locator(".review-item")).to_contain_text("frame 5")


def test_what_a_screen_reader_finds(exhibit: Open) -> None:
    image = exhibit("pair").drag((100, 100), (200, 100))
    expect(image.page.get_by_role("application")).to_match_aria_snapshot(
        """
        - 'application "Squares: set lines on the image"':
          - img "Squares"
          - button "Widest, first end, 100 across, 100 down, 4.00 cm"
          - button "Widest, second end, 200 across, 100 down, 4.00 cm"
        """
    )
    expect(image.page.get_by_role("group", name="How much?")).to_match_aria_snapshot(
        """
        - group:
          - paragraph: "Measure on the image, in this order: Widest, Narrowest."
          - list:
            - listitem:
              - text: 1. Widest 4.00 cm
              - button "Show Widest"
              - button "Remove Widest"
            - listitem: 2. Narrowest not set yet
          - button "Set with the keys"
          - paragraph: Or press on the image. Arrow keys move, Enter sets, Delete removes.
        """
    )
    image.sitting.told("Widest: 4.00\u00a0cm")
