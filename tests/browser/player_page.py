"""The player's page as a test sees it: where things are, and what a candidate does with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from browser.seat import Seat
from playwright.sync_api import Locator, Page, expect

READ_FRAME = """selector => {
  const video = document.querySelector(selector);
  const canvas = Object.assign(document.createElement('canvas'), {width: 128, height: 64});
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 128, 64);
  const pixels = context.getImageData(0, 0, 128, 64).data;
  const white = (column, row) => pixels[4 * (128 * (32 * row + 16) + 16 * column + 8)] > 42;
  const number = row => Array.from({length: 8}, (_, i) => white(i, row) << (7 - i)).reduce((a, b) => a + b);
  return [number(0), number(1)];
}"""
"""Reads the number and the tag that a numbered frame shows."""


MakePlayer = Callable[..., "Player"]
"""Opens the player at a segment, an item or a stage of a new sitting."""


@dataclass
class Player:
    """A player's page that belongs to a sitting."""

    page: Page
    url: str
    seat: Seat

    def open(self) -> "Player":
        """Go to the player and wait until it has the sitting."""
        self.page.goto(f"{self.url}/sit/{self.seat.attempt}")
        return self.ready()

    def ready(self) -> "Player":
        """Wait until the server has said how things stand."""
        expect(self.body).to_have_attribute("data-line", "open")
        return self

    def at(self, stage: str) -> "Player":
        """Wait until the sitting is in a stage."""
        expect(self.body).to_have_attribute("data-stage", stage)
        return self

    def asked(self, stem: str) -> "Player":
        """Wait until a question is open."""
        expect(self.question).to_contain_text(stem)
        return self

    @property
    def body(self) -> Locator:
        return self.page.locator("body")

    @property
    def question(self) -> Locator:
        """The heading of the open question."""
        return self.page.locator("#question-title")

    @property
    def submit(self) -> Locator:
        return self.page.locator(".submit-row button")

    @property
    def problem(self) -> Locator:
        """What is said beside an answer that is not taken."""
        return self.page.locator(".question .problem")

    @property
    def sign(self) -> Locator:
        """The sign that tells whether everything is saved."""
        return self.page.locator("#saved")

    @property
    def captions(self) -> Locator:
        return self.page.locator("#cues")

    @property
    def script(self) -> Locator:
        return self.page.locator("#script")

    @property
    def play_button(self) -> Locator:
        return self.page.locator("#play")

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def choose(self, *texts: str) -> "Player":
        """Choose answers by their words."""
        for text in texts:
            self.page.locator(".option", has_text=text).locator("input").check()
        return self

    def send(self) -> None:
        """Submit the answer."""
        self.submit.click()

    def screen(self, name: str) -> Locator:
        """What stands in place of the encounter."""
        return self.page.locator(f'[data-screen="{name}"]')

    def told(self, words: str) -> None:
        """Wait until a screen reader has been told something; what was told is kept by the fixture."""
        self.page.wait_for_function("words => window.told.some(told => told.includes(words))", arg=words)

    def frame(self, selector: str = "#picture video.front") -> tuple[int, int]:
        """The number of the frame that is seen, and the tag of its clip."""
        number, tag = self.page.evaluate(READ_FRAME, selector)
        return number, tag

    def media(self, name: str) -> Any:
        """A property of the player that is in front."""
        return self.page.evaluate(f"document.querySelector('#picture video.front').{name}")

    def pause(self) -> None:
        """Hold the encounter."""
        if self.play_button.get_attribute("aria-label") == "Pause":
            self.play_button.click()

    def show(self, name: str) -> Locator:
        """Open a dialog."""
        self.page.locator(f'[data-opens="{name}"]').click()
        return self.page.locator(f"dialog#{name}")
