"""How a candidate answers a question of any type: with a mouse, with a finger, or with keys alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from browser.exhibit_page import FRONT, PLACE
from browser.keyboard import press, tab_to
from playwright.sync_api import Locator, Page, expect

from scenarios.model.item import ChoiceItem, ConcordanceItem, OrderingItem, Pairing
from scenarios.model.scene import TRANSDUCERS

Raw = Mapping[str, Any]
MIDDLE = (320, 240)
"""Where the cross-hair begins on an image of 640 x 480 pixels."""


@dataclass
class Hand:
    """Somebody at a page, who enters answers that are written with the author's names."""

    page: Page

    def enter(self, item: Any, raw: Raw) -> None:
        """Enter an answer to the open question; there is a method for each type."""
        way: Callable[[Any, Raw], None] = getattr(self, item.type)
        way(item, raw)

    def answer(self, item: Any, raw: Raw) -> None:
        """Enter an answer to the open question, and submit it."""
        self.enter(item, raw)
        self.submit()

    def submit(self) -> None:
        """Hand the answer in."""
        raise NotImplementedError

    def option(self, words: str) -> Locator:
        """A choice by its whole words."""
        return self.page.locator(".option").filter(has=self.page.get_by_text(words, exact=True))

    def list_at(self, item: Pairing, target: str) -> Locator:
        """The list from which the label of a target is chosen."""
        targets: Mapping[str, str] = getattr(item, "targets", {})
        name = targets.get(target) or f"Spot {item.target_names.index(target) + 1}"
        return self.page.get_by_role("combobox", name=name, exact=True)

    def box_at(self, item: Any, label: str, target: str) -> Locator:
        """The box by which a label is brought to a target that takes several."""
        group = self.page.get_by_role("group", name=item.targets[target], exact=True)
        return group.get_by_label(item.labels[label], exact=True)

    @property
    def field(self) -> Locator:
        """Where a number or a few words are written."""
        return self.page.get_by_label("Your answer", exact=True)

    @property
    def picture(self) -> Locator:
        """The image in front."""
        return self.page.locator(f"{FRONT} .viewer-picture")

    @property
    def frames(self) -> Locator:
        """The line of frames of a clip; a still has none."""
        return self.page.get_by_label("Frame", exact=True)

    def held(self, frame: int) -> None:
        """Wait until the clip has drawn a frame, and holds it."""
        expect(self.picture).to_have_attribute("data-frame", str(frame))


class Mouse(Hand):
    """Clicks, drags and, where something is written, types."""

    def press(self, what: Locator) -> None:
        """Press on something."""
        what.click()

    def press_at(self, x: float, y: float) -> None:
        """Press on a place of the screen."""
        self.page.mouse.click(x, y)

    def submit(self) -> None:
        """Press on the button."""
        self.press(self.page.get_by_role("button", name="Submit answer"))

    def hold(self, frame: int) -> None:
        """Hold a clip at a frame, and wait until it is there."""
        if self.frames.count():
            self.frames.fill(str(frame))
            self.held(frame)

    def choice(self, item: ChoiceItem, raw: Raw) -> None:
        """Click on each choice."""
        for choice in raw["choices"]:
            self.press(self.option(item.options[choice]))

    def concordance(self, item: ConcordanceItem, raw: Raw) -> None:
        """Click on the place on the scale."""
        self.press(self.option(item.words[raw["value"]]))

    def numeric(self, item: Any, raw: Raw) -> None:
        """Write the number, and choose its unit where there are several."""
        self.field.fill(f"{raw['value']:g}")
        if item.units:
            self.page.get_by_label("Unit").select_option(raw["unit"])

    def text(self, _: Any, raw: Raw) -> None:
        """Write the words."""
        self.field.fill(raw["text"])

    def ordering(self, item: OrderingItem, raw: Raw) -> None:
        """Click each up to its place."""
        rows = self.page.locator(".order li")
        for place, choice in enumerate(raw["order"]):
            row = rows.filter(has=self.page.get_by_text(item.choices[choice], exact=True))
            while rows.locator(".order-text").all_inner_texts().index(item.choices[choice]) > place:
                self.press(row.get_by_role("button", name="Move up"))

    def matching(self, item: Pairing, raw: Raw) -> None:
        """Choose from each list."""
        for label, target in raw["pairs"]:
            if item.max_per_target > 1:
                self.press(self.box_at(item, label, target))
            else:
                self.list_at(item, target).select_option(item.labels[label])

    labelling = matching

    def point(self, _: Any, raw: Raw) -> None:
        """Click on the image."""
        for point in raw["points"]:
            self.hold(point["frame"])
            self.press_at(*self.at(point["x"], point["y"]))

    def caliper(self, _: Any, raw: Raw) -> None:
        """Click on both ends of each line."""
        for line in raw["lines"]:
            self.hold(line["frame"])
            self.press_at(*self.at(line["x1"], line["y1"]))
            self.press_at(*self.at(line["x2"], line["y2"]))

    def probe(self, _: Any, raw: Raw) -> None:
        """Choose the transducer, click on the body, and turn the marker."""
        self.press(self.page.get_by_label(TRANSDUCERS[raw["transducer"]], exact=True))
        body = self.page.locator(".probe .body")
        body.scroll_into_view_if_needed()
        box = body.bounding_box()
        assert box
        x, y = raw["at"]
        self.press_at(box["x"] + x / 600 * box["width"], box["y"] + y / 800 * box["height"])
        self.page.get_by_label("Marker points").fill(f"{raw['direction']:g}")

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a pixel of the image in front is on the screen."""
        self.picture.scroll_into_view_if_needed()
        left, top = self.page.evaluate(PLACE, [x, y])
        return left, top


class Finger(Mouse):
    """Taps; lists and lines open what the machine has for them."""

    def press(self, what: Locator) -> None:
        """Tap on something."""
        what.tap()

    def press_at(self, x: float, y: float) -> None:
        """Tap on a place of the screen."""
        self.page.touchscreen.tap(x, y)


class Keyboard(Hand):
    """Tab, arrows, Space, Enter, letters: nothing else."""

    def submit(self) -> None:
        """Enter on the button."""
        press(self.page, self.page.get_by_role("button", name="Submit answer"))

    def choice(self, item: ChoiceItem, raw: Raw) -> None:
        """Go to each choice, and take it."""
        for choice in raw["choices"]:
            self._take(self.option(item.options[choice]).locator("input"))

    def concordance(self, item: ConcordanceItem, raw: Raw) -> None:
        """Go along the scale."""
        self._take(self.option(item.words[raw["value"]]).locator("input"))

    def numeric(self, item: Any, raw: Raw) -> None:
        """Type the number, and the beginning of its unit where there are several."""
        tab_to(self.page, self.field)
        self.page.keyboard.type(f"{raw['value']:g}")
        if item.units:
            tab_to(self.page, self.page.get_by_label("Unit"))
            self.page.keyboard.type(raw["unit"])

    def text(self, _: Any, raw: Raw) -> None:
        """Type the words."""
        tab_to(self.page, self.field)
        self.page.keyboard.type(raw["text"])

    def ordering(self, item: OrderingItem, raw: Raw) -> None:
        """Move each up to its place by its grip."""
        rows = self.page.locator(".order li")
        for place, choice in enumerate(raw["order"]):
            at = rows.locator(".order-text").all_inner_texts().index(item.choices[choice])
            tab_to(self.page, rows.nth(at).locator(".grip"), 60)
            for _ in range(at - place):
                self.page.keyboard.press("ArrowUp")

    def matching(self, item: Pairing, raw: Raw) -> None:
        """Tick each box, or go down each list to its label."""
        for label, target in raw["pairs"]:
            if item.max_per_target > 1:
                press(self.page, self.box_at(item, label, target), "Space")
            else:
                self._go_down(self.list_at(item, target), item.labels[label], len(item.labels))

    labelling = matching

    def _go_down(self, chosen: Locator, words: str, most: int) -> None:
        tab_to(self.page, chosen)
        for _ in range(most):
            if chosen.locator("option:checked").inner_text() == words:
                break
            self.page.keyboard.press("ArrowDown")

    def point(self, _: Any, raw: Raw) -> None:
        """Bring the cross-hair to each point."""
        aim = MIDDLE
        for point in raw["points"]:
            aim = self._set(aim, (point["x"], point["y"]), point["frame"])

    def caliper(self, _: Any, raw: Raw) -> None:
        """Bring the cross-hair to both ends of each line."""
        aim = MIDDLE
        for line in raw["lines"]:
            aim = self._set(aim, (line["x1"], line["y1"]), line["frame"])
            aim = self._set(aim, (line["x2"], line["y2"]), line["frame"])

    def probe(self, _: Any, raw: Raw) -> None:
        """Choose the transducer; arrows move it from the middle of the outline, and turn its marker back from almost all the way round."""
        self._take(self.page.get_by_label(TRANSDUCERS[raw["transducer"]], exact=True))
        tab_to(self.page, self.page.get_by_role("application", name="Body outline: place the transducer"))
        self._move((raw["at"][0] - 300) / 5, (raw["at"][1] - 400) / 5, stride=5)
        tab_to(self.page, self.page.get_by_label("Marker points"))
        self.page.keyboard.press("End")
        for _ in range((355 - raw["direction"]) // 5):
            self.page.keyboard.press("ArrowLeft")

    def _set(self, aim: tuple[int, int], to: tuple[float, float], frame: int) -> tuple[int, int]:
        """Go to a frame, and move the cross-hair, which is where it was set last; gives where it is then."""
        aiming = self.picture.evaluate("picture => picture === document.activeElement")
        shown = self.picture.get_attribute("data-frame")
        # whoever aims has held the clip; one that still runs may just be passing the frame
        if self.frames.count() and not (aiming and shown == str(frame)):
            tab_to(self.page, self.frames, 60)
            # the line may stand at its first frame already, and a key that moves nothing holds nothing
            self.page.keyboard.press("End")
            self.page.keyboard.press("Home")
            for _ in range(frame - int(self.frames.get_attribute("min") or 0)):
                self.page.keyboard.press("ArrowRight")
            self.held(frame)
        if not self.picture.evaluate("picture => picture === document.activeElement"):
            press(self.page, self.page.get_by_role("button", name="Set with the keys"), most=60)
            expect(self.picture).to_be_focused()
        there = round(to[0]), round(to[1])
        self._move(there[0] - aim[0], there[1] - aim[1])
        self.page.keyboard.press("Enter")
        return there

    def _move(self, across: float, down: float, stride: int = 10) -> None:
        for pixels, on, back in ((across, "ArrowRight", "ArrowLeft"), (down, "ArrowDown", "ArrowUp")):
            key, count = (on if pixels > 0 else back), round(abs(pixels))
            for _ in range(count // stride):
                self.page.keyboard.press(f"Shift+{key}")
            for _ in range(count % stride):
                self.page.keyboard.press(key)

    def _take(self, option: Locator) -> None:
        if option.get_attribute("type") == "checkbox":
            press(self.page, option, "Space")
            return
        # the Tab key enters a group of radio buttons at its first one, and the arrows choose
        tab_to(self.page, self.page.get_by_role("radio").first)
        self.page.keyboard.press("Space")
        while not option.is_checked():
            self.page.keyboard.press("ArrowDown")
