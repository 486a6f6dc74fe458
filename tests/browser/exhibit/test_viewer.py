"""The exhibit viewer: how an image is looked at, by mouse, by touch and by keys, at every width."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.exhibit_form import MM_PER_PX, SIZE
from browser.exhibit_page import FRONT, ExhibitPage, Fingers, Open
from browser.player_page import MakePlayer, Player
from playwright.sync_api import BrowserContext, Page, expect

LEVELS = [150, 200, 300, 400, 600, 800]


def left_and_right(image: ExhibitPage) -> tuple[float, float]:
    return image.at(0, 0)[0], image.at(SIZE[0], 0)[0]


def box(image: ExhibitPage) -> dict[str, float]:
    found: Any = image.picture.bounding_box()
    assert found
    return dict(found)


def covers(image: ExhibitPage) -> bool:
    """Whether the image leaves no room in its box, to a pixel."""
    room = box(image)
    (left, top), (right, bottom) = image.at(0, 0), image.at(*SIZE)
    return (
        left <= room["x"] + 1
        and top <= room["y"] + 1
        and right >= room["x"] + room["width"] - 1
        and bottom >= room["y"] + room["height"] - 1
    )


def test_the_steps_of_the_zoom_lead_to_eight_times_by_buttons_and_by_keys(exhibit: Open) -> None:
    image = exhibit("look")
    first = image.scale()
    for level in LEVELS:
        image.sitting.button("Zoom in").first.click()
        expect(image.level).to_have_text(f"{level} %")
    assert image.scale() == pytest.approx(8 * first, rel=0.01)
    image.press("-")
    expect(image.level).to_have_text("600 %")
    image.press("=")
    expect(image.level).to_have_text("800 %")
    image.press("0")
    expect(image.level).to_have_text("100 %")
    assert image.scale() == pytest.approx(first)


def test_the_wheel_zooms_around_the_pointer_with_ctrl_and_scrolls_the_page_without(exhibit: Open) -> None:
    image = exhibit("look")
    page = image.page
    place = image.at(200, 120)
    page.mouse.move(*place)
    page.mouse.wheel(0, 100)
    expect(image.level).to_have_text("100 %")
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    expect(image.level).not_to_have_text("100 %")
    assert image.at(200, 120) == pytest.approx(place, abs=2)


def test_a_zoomed_image_is_moved_by_mouse_by_keys_and_by_buttons_and_leaves_no_gap(exhibit: Open) -> None:
    image = exhibit("look").zoom_to(400)
    before = image.at(320, 240)
    image.drag((320, 240), (300, 250))
    after = image.at(320, 240)
    assert after[0] - before[0] == pytest.approx(-20 * image.scale(), abs=2)
    assert after[1] - before[1] == pytest.approx(10 * image.scale(), abs=2)
    image.picture.focus()
    for key, axis, sign in (
        ("ArrowLeft", 0, 1),
        ("ArrowRight", 0, -1),
        ("ArrowUp", 1, 1),
        ("ArrowDown", 1, -1),
    ):
        start = image.at(0, 0)
        image.page.keyboard.press(key)
        assert (image.at(0, 0)[axis] - start[axis]) * sign > 20
    image.sitting.button("Adjust the image").click()
    for _ in range(30):
        image.sitting.button("Look further right").click()
        image.sitting.button("Look further down").click()
    assert covers(image)
    assert image.at(*SIZE) == pytest.approx(
        (box(image)["x"] + box(image)["width"], box(image)["y"] + box(image)["height"]), abs=1.5
    )


def test_a_whole_image_does_not_move_and_takes_no_stop_of_the_tab_key(exhibit: Open) -> None:
    image = exhibit("look")
    before = image.at(0, 0)
    image.drag((300, 200), (100, 100))
    assert image.at(0, 0) == before
    expect(image.picture).to_have_attribute("tabindex", "-1")
    image.press("+")
    expect(image.picture).to_have_attribute("tabindex", "0")


def test_two_fingers_zoom_and_move_and_what_is_between_them_stays_there(
    new_context: Callable[..., BrowserContext], site: Any, guest: Any
) -> None:
    page = new_context(has_touch=True, viewport={"width": 800, "height": 900}).new_page()
    image = touched(page, site, guest, "look")
    fingers, (x, y) = Fingers.on(page), image.at(320, 240)
    fingers.press((x - 40, y), (x + 40, y))
    for apart in (60, 80, 120):
        fingers.move((x - apart, y), (x + apart, y))
    fingers.lift()
    expect(image.level).to_have_text("300 %")
    assert image.at(320, 240) == pytest.approx((x, y), abs=2)
    fingers.press((x, y))
    fingers.move((x + 30, y + 10))
    fingers.move((x + 60, y + 20))
    fingers.lift()
    assert image.at(320, 240) == pytest.approx((x + 60, y + 20), abs=2)


def touched(page: Page, site: Any, guest: Any, name: str) -> ExhibitPage:
    return ExhibitPage(Player(page, site.url, guest.sit(name, area=name)).open()).hold()


def test_brightness_and_contrast_change_what_is_seen_and_come_back(exhibit: Open) -> None:
    image = exhibit("look")
    video = image.page.locator(f"{FRONT} video")
    image.press("b", "b", "z")
    expect(video).to_have_css("filter", "brightness(1.2) contrast(0.9)")
    image.press("d", "x", "x", "i")
    expect(video).to_have_css("filter", "brightness(1.1) contrast(1.1)")
    panel = image.page.get_by_role("group", name="Adjust the image")
    panel.get_by_label("Brightness").fill("2.5")
    panel.get_by_label("Contrast").fill("0.4")
    expect(video).to_have_css("filter", "brightness(2.5) contrast(0.4)")
    image.zoom_to(200)
    panel.get_by_role("button", name="Reset").click()
    expect(video).to_have_css("filter", "none")
    expect(image.level).to_have_text("100 %")
    expect(panel.get_by_role("button", name="Reset")).to_be_disabled()


def test_the_panel_opens_and_closes_by_its_key_and_gives_the_focus_back(exhibit: Open) -> None:
    image = exhibit("look").press("i")
    opener = image.sitting.button("Adjust the image")
    expect(opener).to_have_attribute("aria-expanded", "true")
    panel = image.page.get_by_role("group", name="Adjust the image")
    panel.get_by_label("Contrast").press("Escape")
    expect(opener).to_be_focused()
    expect(panel).to_be_hidden()


def test_speeds_from_a_tenth_to_twice_by_choice_and_by_keys(exhibit: Open) -> None:
    image = exhibit("look")
    speed = image.page.get_by_label("Speed of the clip")
    expect(speed.locator("option")).to_have_text(["0.1×", "0.25×", "0.5×", "0.75×", "1×", "1.5×", "2×"])
    image.press(">", ">", ">")
    expect(speed).to_have_value("2")
    assert image.of_clip("playbackRate") == 2
    image.press("<")
    expect(speed).to_have_value("1.5")


def test_a_still_has_the_same_bar_without_frames(exhibit: Open) -> None:
    image = exhibit("pair")
    for name in ("Play clip", "Next frame", "Loop"):
        expect(image.sitting.button(name)).to_have_count(0)
    expect(image.frame).to_have_count(0)
    image.zoom_to(300).press("b", "0")
    expect(image.page.get_by_role("img", name="Squares")).to_have_css("filter", "brightness(1.1) contrast(1)")


def test_keys_in_an_answer_never_reach_the_image(exhibit: Open) -> None:
    image = exhibit("look")
    field = image.page.get_by_label("Your answer")
    field.focus()
    image.page.keyboard.type("+-0bdxzroi.,<>k")
    expect(field).to_have_value("+-0bdxzroi.,<>k")
    expect(image.level).to_have_text("100 %")
    expect(image.page.locator(f"{FRONT} video")).to_have_css("filter", "none")
    assert image.settled(0).of_clip("paused") is True


def test_keys_work_after_scrubbing_with_the_line_of_frames(exhibit: Open) -> None:
    image = exhibit("look").go(4)
    image.frame.press("ArrowRight")
    image.settled(5)
    for key in (".", "+"):
        image.frame.press(key)
    image.settled(6)
    expect(image.level).to_have_text("150 %")


def test_without_shortcuts_single_keys_do_nothing_and_are_not_told(exhibit: Open) -> None:
    image = exhibit("look")
    expect(image.sitting.button("Zoom in").first).to_have_attribute("aria-keyshortcuts", "+")
    image.sitting.show("settings").get_by_label("Keyboard shortcuts").uncheck()
    image.page.keyboard.press("Escape")
    image.press("+", ".", "b")
    expect(image.level).to_have_text("100 %")
    image.settled(0)
    expect(image.sitting.button("Zoom in").first).not_to_have_attribute("aria-keyshortcuts", re.compile("."))


def test_every_key_of_the_viewer_is_in_the_dialog(exhibit: Open) -> None:
    dialog = exhibit("look").sitting.show("keys")
    for keys in ("K or Space", ", or .", "< or >", "+ or -", "B or D", "X or Z", "O", "0", "R", "I", "F"):
        expect(dialog.get_by_role("rowheader", name=keys, exact=True)).to_be_visible()


def test_in_full_screen_question_and_controls_stay_in_sight(exhibit: Open) -> None:
    image = exhibit("width").press("f")
    image.page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    for part in (image.sitting.question, image.sitting.submit, image.picture, image.frame, image.level):
        expect(part).to_be_in_viewport()
    image.click(100, 100).click(300, 100)
    expect(image.labels).to_have_text(["100.0\u00a0mm"])
    image.press("f")
    image.page.wait_for_function("() => document.fullscreenElement === null")


@pytest.mark.parametrize(("width", "text"), [(360, 100), (360, 200), (640, 100), (1280, 200)])
def test_at_every_width_and_text_size_all_of_it_fits_and_can_be_hit(
    exhibit: Open, width: int, text: int
) -> None:
    image = exhibit("spots")
    image.page.set_viewport_size({"width": width, "height": 800})
    image.page.evaluate("size => document.documentElement.dataset.textSize = size", str(text))
    image.sitting.button("Adjust the image").click()
    image.click(100, 100)
    assert image.page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = image.page.evaluate(
        """front => [...document.querySelectorAll(`${front} :is(button, select, input, summary, [data-handle]), .placed button`)]
          .filter(element => element.checkVisibility())
          .map(element => [element.getAttribute('aria-label') || element.textContent,
            element.getBoundingClientRect().width, element.getBoundingClientRect().height])""",
        FRONT,
    )
    assert {"Zoom in", "Loop", "Next frame", "Full screen"} <= {name for name, *_ in sizes}
    assert len(sizes) > 15
    assert [size for size in sizes if min(size[1:]) < 24] == []


def test_the_depth_scale_stands_at_each_centimetre_and_follows_the_zoom(exhibit: Open) -> None:
    image = exhibit("look")
    expect(image.page.locator(f"{FRONT} .scale text").first).to_have_text("cm")
    for per_cent in (100, 200):
        image.zoom_to(per_cent)
        marks = image.page.evaluate(
            """front => {
              const path = document.querySelector(`${front} .scale .core`).getAttribute('d');
              const top = document.querySelector(`${front} .scale`).getBoundingClientRect().top;
              return [...path.matchAll(/M[\\d.-]+ ([\\d.-]+)h/g)].map(([, y]) => top + Number(y));
            }""",
            FRONT,
        )
        room = box(image)
        expected = [image.at(0, 20 + i * 10 / MM_PER_PX[1])[1] for i in range(12)]
        seen = [y for y in expected if room["y"] <= y <= room["y"] + room["height"]]
        assert marks == pytest.approx(seen, abs=1)
        assert len(seen) > 3


def test_the_marker_stands_on_its_side_of_the_image(exhibit: Open) -> None:
    image = exhibit("look")
    sign = image.page.locator(f"{FRONT} .marker-sign").bounding_box()
    left, right = left_and_right(image)
    assert sign
    assert left < sign["x"] < left + (right - left) / 4


def test_over_a_simulated_clip_that_has_them_scale_and_marker_are_not_drawn_twice(
    exhibit: Open, wire: Any
) -> None:
    def simulate(message: dict[str, Any]) -> None:
        for shown in message.get("exhibits", []):
            shown["simulated"] = True

    wire.alter = simulate
    image = exhibit("look")
    drawn = image.page.locator(f"{FRONT} .scale > *")
    expect(drawn).to_have_count(0)
    image.zoom_to(300)
    # where nobody knows at which height the depth is 0, marks have no figures
    expect(image.page.locator(f"{FRONT} .scale .core")).to_have_count(1)
    expect(image.page.locator(f"{FRONT} .scale text")).to_have_count(0)
    expect(image.page.locator(f"{FRONT} .marker-sign")).to_have_count(1)
    image.press("0")
    expect(drawn).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_find_with_the_panel_open_and_marks_on_the_image(
    exhibit: Open, page: Page, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    image = exhibit("width").press("i")
    image.click(100, 100).click(300, 200)
    image.zoom_to(150)
    assert Axe().run(page).response["violations"] == []


def test_an_image_that_cannot_be_loaded_says_so_and_is_tried_again(
    player: MakePlayer, page: Page, complaints: list[str]
) -> None:
    page.route(re.compile("/media/"), lambda route: route.abort())
    player("pair", area="pair")
    notice = page.locator(f"{FRONT} .notice")
    expect(notice).to_contain_text("The image cannot be loaded.")
    page.unroute(re.compile("/media/"))
    notice.get_by_role("button", name="Try again").click()
    expect(notice).to_be_hidden()
    page.wait_for_function(f"() => document.querySelector('{FRONT} img').naturalWidth === 640")
    complaints[:] = [line for line in complaints if "ERR_FAILED" not in line]
