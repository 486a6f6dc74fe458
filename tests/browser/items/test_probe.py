"""Placing a transducer: what a mouse and keys do to it, and what is said."""

from typing import Any

from browser.site import Site
from browser.types_site import Open, TypePage
from playwright.sync_api import Page, expect

from player.pages.placement import bearing, standing
from scenarios.model.outline import OUTLINES


def press(page: TypePage, x: float, y: float) -> tuple[float, float]:
    """Where units of the outline are on the screen."""
    body = page.page.locator(".probe .body")
    body.scroll_into_view_if_needed()
    box = body.bounding_box()
    assert box
    return box["x"] + x / 600 * box["width"], box["y"] + y / 800 * box["height"]


def test_a_mouse_places_and_turns(ask: Open) -> None:
    page = ask("placement")
    page.page.get_by_label("Curvilinear").check()
    page.page.mouse.click(*press(page, 300, 230))
    expect(page.page.locator("#answer-place")).to_contain_text("in the middle of the picture, 29\u00a0% down")
    page.page.get_by_label("Marker points").fill("0")
    # the tip of the marker is pulled to the patient's right, which is on the left of the picture
    page.page.mouse.move(*press(page, 300, 230 - 78))
    page.page.mouse.down()
    page.page.mouse.move(*press(page, 200, 230), steps=5)
    page.page.mouse.up()
    expect(page.page.locator(".turned")).to_contain_text("towards the patient's right")
    page.send()
    answer = page.answers()["placement"]
    assert answer["transducer"] == "curvilinear"
    assert abs(answer["at"][0] - 300) <= 2
    assert abs(answer["at"][1] - 230) <= 2
    assert 265 <= answer["direction"] <= 275


def test_keys_place_and_turn_and_say_where(ask: Open) -> None:
    page = ask("placement")
    keys = page.page.keyboard
    page.page.get_by_label("Phased array").focus()
    keys.press("Space")
    keys.press("Tab")
    expect(page.page.get_by_role("application", name="Body outline: place the transducer")).to_be_focused()
    for key in ("ArrowUp", "Shift+ArrowUp", "ArrowLeft"):
        keys.press(key)
    page.sitting.told("The transducer stands in the middle of the picture, 47\u00a0% down.")
    keys.press("Tab")
    keys.press("ArrowRight")
    expect(page.page.get_by_label("Marker points")).to_have_attribute(
        "aria-valuetext", "towards the head, 5°"
    )
    page.send()
    assert page.answers()["placement"] == {"at": [295, 375], "direction": 5, "transducer": "phased"}


def test_what_is_missing_is_said_one_after_the_other(ask: Open) -> None:
    page = ask("placement")
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Choose a transducer first.")
    page.page.keyboard.press("Space")
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Place the transducer on the body first.")
    page.page.keyboard.press("ArrowUp")
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Turn the marker first.")
    expect(page.page.get_by_label("Marker points")).to_be_focused()
    assert "placement" not in page.answers()


def test_a_result_says_it_as_the_player_does(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/sign-in")
    page.evaluate("async () => Object.assign(window, await import('/static/js/items/body.js'))")
    cases: list[Any] = [
        {"outline": outline, "at": [x, y], "degrees": degrees}
        for outline in OUTLINES
        for x, y, degrees in ((0, 0, 0), (288, 246, 22.5), (313, 399, 135), (349, 12, 310), (600, 800, 359))
    ]
    said = page.evaluate(
        "many => many.map(({outline, at, degrees}) => [positionWords(outline, at), directionWords(outline, degrees)])",
        cases,
    )
    assert said == [
        [standing(case["at"], case["outline"]), bearing(case["degrees"], case["outline"])] for case in cases
    ]
