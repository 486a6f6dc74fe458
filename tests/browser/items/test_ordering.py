"""Putting things into an order: by buttons, by arrow keys, by mouse and by touch."""

import pytest
from browser.exhibit_page import Fingers
from browser.types_site import Open, TypePage
from playwright.sync_api import expect

HANDS, NAME, CONSENT, GEL = (
    "Clean your hands",
    "Ask for his name and date of birth",
    "Explain the scan, and ask whether he agrees",
    "Put gel on the probe",
)
RIGHT = [HANDS, NAME, CONSENT, GEL]


def order(page: TypePage) -> list[str]:
    return page.page.locator(".order-text").all_inner_texts()


def sort_with(page: TypePage, key: str) -> None:
    """Bring each to its place with one key of its grip or one of its buttons."""
    for place, text in enumerate(RIGHT):
        while order(page).index(text) > place:
            row = page.page.locator(".order li", has_text=text)
            if key == "ArrowUp":
                row.locator(".grip").press(key)
            else:
                row.get_by_role("button", name="Move up").click()


def middle(page: TypePage, text: str) -> tuple[float, float]:
    box = page.page.locator(".order li", has_text=text).locator(".grip").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_arrow_keys_of_a_grip_move_it_and_say_where_it_is(ask: Open) -> None:
    page = ask("first-steps")
    sort_with(page, "ArrowUp")
    assert order(page) == RIGHT
    page.sitting.told("place 1 of 4")
    grip = page.page.locator(".grip").first
    grip.press("End")
    assert order(page)[-1] == HANDS
    expect(page.page.locator(".grip").last).to_be_focused()
    page.page.keyboard.press("Home")
    assert order(page) == RIGHT
    page.send()
    assert page.answers()["first-steps"] == {"order": ["hands", "name", "consent", "gel"]}


def test_buttons_move_by_one_and_none_leads_out_of_the_list(ask: Open) -> None:
    page = ask("first-steps")
    sort_with(page, "button")
    assert order(page) == RIGHT
    expect(page.page.get_by_role("button", name="Move up").first).to_be_disabled()
    expect(page.page.get_by_role("button", name="Move down").last).to_be_disabled()


def test_a_mouse_drags_by_the_grip(ask: Open) -> None:
    page = ask("first-steps")
    first, last = order(page)[0], order(page)[-1]
    page.page.mouse.move(*middle(page, last))
    page.page.mouse.down()
    x, y = middle(page, first)
    page.page.mouse.move(x, y - 20, steps=12)
    page.page.mouse.up()
    assert order(page)[:2] == [last, first]
    page.sitting.told(f"{last}: place 1 of 4")


def test_a_finger_drags_by_the_grip(ask: Open, new_context) -> None:  # noqa: ANN001 (a fixture that makes contexts)
    on = new_context(has_touch=True, viewport={"width": 360, "height": 780}).new_page()
    page = ask("first-steps", on)
    on.locator(".order").scroll_into_view_if_needed()
    first, second = order(page)[:2]
    start, end = middle(page, first), middle(page, second)
    fingers = Fingers.on(on)
    fingers.press(start)
    for part in range(1, 9):
        fingers.move((start[0], start[1] + (end[1] + 25 - start[1]) * part / 8))
    fingers.lift()
    assert order(page)[:2] == [second, first]


def test_an_order_that_nobody_has_touched_is_asked_about_once(ask: Open) -> None:
    page = ask("first-steps")
    page.sitting.send()
    expect(page.sitting.problem).to_contain_text("Nothing has been moved yet")
    assert page.answers() == {}
    page.send()
    assert "first-steps" in page.answers()


EXPLAINED = """async scoring => {
  const { ordering } = await import("/static/js/items/ordering.js");
  const question = { choices: [{ id: "a", text: "First" }, { id: "b", text: "Second" }] };
  return ordering.explain(question, { order: ["b", "a"] }, { order: ["a", "b"], scoring }).textContent;
}"""
"""What is said of a wrong order."""


@pytest.mark.parametrize(
    ("scoring", "words"),
    [
        ("exact", "What counts is the whole order: all of it right, or nothing."),
        ("absolute", "What counts is that each stands in its place."),
        ("adjacent", "What counts is which step follows which."),
    ],
)
def test_what_of_an_order_counts_is_said_beside_the_right_one(ask: Open, scoring: str, words: str) -> None:
    told = ask("first-steps").page.evaluate(EXPLAINED, scoring)
    assert f"The right order. {words}" in told
