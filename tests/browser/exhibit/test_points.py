"""Points on an image: by mouse, by touch, by keys alone; on the frames that the question is about."""

from collections.abc import Callable
from typing import Any

import pytest
from browser.exhibit_page import FRONT, ExhibitPage, Fingers, Open
from browser.player_page import Player
from playwright.sync_api import BrowserContext, expect


def test_a_point_is_where_the_mouse_was_at_every_zoom(exhibit: Open) -> None:
    image = exhibit("spot")
    for per_cent in (100, 400):
        image.zoom_to(per_cent).click(300.5, 220.5).saved()
        (point,) = image.drafts()[-1]["points"]
        assert (point["x"], point["y"]) == pytest.approx((300.5, 220.5), abs=1 / image.scale())
        assert point["frame"] == 0
        image.sitting.button("Remove Point").click()
    image.saved()
    assert image.drafts()[-1] == {"points": []}


def test_a_single_point_follows_a_press_elsewhere(exhibit: Open) -> None:
    image = exhibit("spot").click(100, 100).click(400, 300)
    expect(image.handles).to_have_count(1)
    expect(image.marks).to_have_count(1)
    image.sitting.send()
    image.sitting.at("intermission")
    ((point,),) = [answer["points"] for answer in image.answers()]
    assert (point["x"], point["y"]) == pytest.approx((400, 300), abs=1)


def test_no_more_points_than_are_asked_for_and_no_fewer(exhibit: Open) -> None:
    image = exhibit("spots").click(100, 100)
    image.sitting.send()
    expect(image.sitting.problem).to_have_text("Set at least 2 points on the image.")
    image.click(200, 200).click(300, 300).click(400, 400)
    expect(image.handles).to_have_count(3)
    expect(image.labels).to_have_text(["1", "2", "3"])
    image.sitting.button("Remove Point 1").click()
    expect(image.marks).to_have_count(2)
    expect(image.labels).to_have_text(["1", "2"])
    image.sitting.send()
    image.sitting.at("intermission")
    (answer,) = image.answers()
    assert [round(point["x"] / 100) for point in answer["points"]] == [2, 3]


def test_where_some_frames_are_asked_about_the_clip_keeps_to_them_and_that_is_said(exhibit: Open) -> None:
    image = exhibit("spots")
    expect(image.page.locator("#question-task")).to_have_text(
        "Set 2 to 3 points on the image. On one of the frames 11 to 15 of the clip."
    )
    assert [image.frame.get_attribute(name) for name in ("min", "max")] == ["10", "14"]
    image.press(",").settled(14).click(100, 100).press(".").settled(10).click(200, 200)
    image.sitting.send()
    image.sitting.at("intermission")
    (answer,) = image.answers()
    assert [point["frame"] for point in answer["points"]] == [14, 10]


def test_by_keys_alone_in_the_zoomed_image_the_view_follows_the_cross_hair(exhibit: Open) -> None:
    image = exhibit("spot").zoom_to(800)
    press = image.page.keyboard.press
    image.sitting.button("Set with the keys").press("Enter")
    for _ in range(20):
        press("Shift+ArrowLeft")
    press("ArrowDown")
    press("Enter")
    found: Any = image.handles.first.bounding_box()
    room: Any = image.picture.bounding_box()
    assert room["x"] <= found["x"] + found["width"] / 2 <= room["x"] + room["width"]
    image.saved()
    assert image.drafts()[-1] == {"points": [{"x": 120, "y": 241, "frame": 0}]}
    image.sitting.told("Point: 120 across, 241 down")


def test_the_cross_hair_stops_at_the_edges(exhibit: Open) -> None:
    image = exhibit("spot")
    image.sitting.button("Set with the keys").press("Enter")
    for key, times in (("Shift+ArrowUp", 26), ("Shift+ArrowRight", 34)):
        for _ in range(times):
            image.page.keyboard.press(key)
    image.page.keyboard.press("Enter")
    image.saved()
    assert image.drafts()[-1] == {"points": [{"x": 640, "y": 0, "frame": 0}]}


def test_a_press_beside_the_image_sets_nothing(exhibit: Open) -> None:
    image = exhibit("spot")
    image.page.set_viewport_size({"width": 1400, "height": 620})
    room: Any = image.picture.bounding_box()
    assert image.at(0, 0)[0] > room["x"] + 10
    image.page.mouse.click(room["x"] + 4, room["y"] + room["height"] / 2)
    expect(image.handles).to_have_count(0)
    image.click(1, 240)
    expect(image.handles).to_have_count(1)


def test_by_touch_a_point_is_set_where_the_finger_is_lifted(
    new_context: Callable[..., BrowserContext], site: Any, guest: Any
) -> None:
    page = new_context(has_touch=True, viewport={"width": 360, "height": 740}).new_page()
    image = ExhibitPage(Player(page, site.url, guest.sit("spot", area="spot")).open()).hold()
    fingers = Fingers.on(page)
    fingers.press(image.at(200, 200))
    fingers.move(image.at(260, 240))
    expect(page.locator(f"{FRONT} .loupe")).to_be_visible()
    fingers.move(image.at(300, 260))
    fingers.lift()
    image.saved()
    (point,) = image.drafts()[-1]["points"]
    assert (point["x"], point["y"]) == pytest.approx((300, 260), abs=1 / image.scale())


def test_keys_of_the_player_stay_away_from_the_picture_while_it_is_marked(exhibit: Open) -> None:
    image = exhibit("spot")
    image.sitting.button("Set with the keys").press("Enter")
    image.page.keyboard.press("ArrowRight")
    image.page.keyboard.press(".")
    image.settled(1)
    image.page.keyboard.press("Enter")
    image.saved()
    assert image.drafts()[-1] == {"points": [{"x": 321, "y": 240, "frame": 1}]}


def test_afterwards_the_point_and_the_right_region_are_drawn_and_named(exhibit: Open) -> None:
    image = exhibit("spot").go(3).click(330, 250)
    image.sitting.send()
    image.sitting.at("intermission")
    review = image.page.locator("#review")
    expect(review).to_contain_text("Right: 1 of 1 point")
    expect(review).to_contain_text("frame 4")
    expect(review).to_contain_text("Valve")
    review.get_by_role("button", name="Look at: Numbered clip").click()
    image.settled(3)
    expect(image.labels).to_have_text(["Valve", "Yours"])
    region: Any = image.page.locator(f"{FRONT} .drawing .stroke.right .core").bounding_box()
    (left, top), (right, bottom) = image.at(290, 210), image.at(350, 270)
    drawn = (region["x"], region["y"], region["x"] + region["width"], region["y"] + region["height"])
    assert drawn == pytest.approx((left, top, right, bottom), abs=2)
    image.page.get_by_role("button", name="See the result").first.click()
    image.page.wait_for_url("**/result")
    expect(image.page.locator(".review-item")).to_contain_text("Valve")


def test_what_a_screen_reader_finds(exhibit: Open) -> None:
    image = exhibit("spots").click(100, 100)
    expect(image.page.get_by_role("application")).to_match_aria_snapshot(
        """
        - 'application "Numbered clip: set points on the image"':
          - button "Point 1, 100 across, 100 down, frame 11"
        """
    )
    expect(image.page.get_by_role("application")).to_have_attribute(
        "aria-description",
        "Arrow keys move the cross-hair by one pixel, with Shift by ten. Enter sets, Delete removes.",
    )
    expect(image.page.get_by_role("group", name="Where are the lines?")).to_match_aria_snapshot(
        """
        - group:
          - paragraph: Set 2 to 3 points on the image. On one of the frames 11 to 15 of the clip.
          - list:
            - listitem:
              - text: Point 1 100 across, 100 down, frame 11
              - button "Show Point 1"
              - button "Remove Point 1"
          - button "Set with the keys"
          - paragraph: Or press on the image. Arrow keys move, Enter sets, Delete removes.
        """
    )
    image.sitting.told("Point 1: 100 across, 100 down")
