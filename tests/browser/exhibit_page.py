"""An exhibit on the player's page as a test sees it: its image, its bar, and what is set on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from browser.player_page import Player
from playwright.sync_api import CDPSession, Locator, Page, expect

from player.engine.event import DraftSaved, Noted, ResponseSubmitted

FRONT = '[role="tabpanel"]:not([hidden])'
PLACE = """([x, y]) => {
  const image = document.querySelector('[role="tabpanel"]:not([hidden]) .viewer-picture > :is(video, img)');
  const box = image.getBoundingClientRect();
  const size = image.videoWidth ? [image.videoWidth, image.videoHeight] : [image.naturalWidth, image.naturalHeight];
  return [box.left + x / size[0] * box.width, box.top + y / size[1] * box.height];
}"""
"""Where a pixel of the image is on the screen, from the laid out image itself."""


Open = Callable[[str], "ExhibitPage"]
"""Opens the question of a name."""


@dataclass
class ExhibitPage:
    """The exhibit that is in front of a player."""

    sitting: Player

    @property
    def page(self) -> Page:
        return self.sitting.page

    @property
    def picture(self) -> Locator:
        return self.page.locator(f"{FRONT} .viewer-picture")

    @property
    def frame(self) -> Locator:
        """The line of frames."""
        return self.page.get_by_label("Frame", exact=True)

    @property
    def handles(self) -> Locator:
        return self.page.locator(f"{FRONT} [data-handle]")

    @property
    def marks(self) -> Locator:
        """What the question lists as set."""
        return self.page.locator(".placed-list li")

    @property
    def labels(self) -> Locator:
        """The words that are drawn on the image."""
        return self.page.locator(f"{FRONT} .drawing text")

    def hold(self) -> "ExhibitPage":
        """Hold a clip at its first frame; wait for a still."""
        expect(self.picture).to_be_visible()
        if self.page.locator(f"{FRONT} video").count():
            return self.go(int(self.frame.get_attribute("min") or 0))
        self.page.wait_for_function("image => document.querySelector(image).naturalWidth", arg=f"{FRONT} img")
        return self

    def go(self, frame: int) -> "ExhibitPage":
        """Ask for a frame, and wait until it is there."""
        self.frame.fill(str(frame))
        return self.settled(frame)

    def settled(self, frame: int) -> "ExhibitPage":
        """Wait until the clip has drawn a frame, and holds it."""
        expect(self.picture).to_have_attribute("data-frame", str(frame))
        return self

    def seen(self) -> tuple[int, int]:
        """The number and the tag that stand in the picture itself."""
        return self.sitting.frame(f"{FRONT} video")

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a pixel of the image is on the screen."""
        left, top = self.page.evaluate(PLACE, [x, y])
        return left, top

    def click(self, x: float, y: float) -> "ExhibitPage":
        """Press on a pixel of the image with the mouse."""
        self.picture.scroll_into_view_if_needed()
        self.page.mouse.click(*self.at(x, y))
        return self

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> "ExhibitPage":
        """Press on one pixel of the image and let go on another."""
        self.picture.scroll_into_view_if_needed()
        first, last = self.at(*start), self.at(*end)
        self.page.mouse.move(*first)
        self.page.mouse.down()
        self.page.mouse.move(*last, steps=4)
        self.page.mouse.up()
        return self

    @property
    def level(self) -> Locator:
        """How large the image is, as its bar says."""
        return self.page.locator(f"{FRONT} .wide .level")

    def press(self, *keys: str) -> "ExhibitPage":
        """Press keys while nothing but the question has the focus."""
        self.sitting.question.focus()
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def zoom_to(self, per_cent: int) -> "ExhibitPage":
        """Go to one of the steps of the zoom."""
        while self.level.text_content() != f"{per_cent} %":
            self.press("+")
        return self

    def scale(self) -> float:
        """CSS pixels for each pixel of the image, from the laid out image."""
        (left, _), (right, _) = self.at(0, 0), self.at(100, 0)
        return (right - left) / 100

    def of_clip(self, name: str) -> Any:
        """A property of the clip's own element."""
        return self.page.evaluate(f"document.querySelector('{FRONT} video').{name}")

    def drafts(self) -> list[Any]:
        """The drafts that the server has."""
        return [event.response for event in self.sitting.seat.events(DraftSaved)]

    def answers(self) -> list[Any]:
        """The answers that the server has."""
        return [event.response for event in self.sitting.seat.events(ResponseSubmitted)]

    def notes(self) -> list[Any]:
        """What the server knows of how exhibits were used."""
        return [event.data for event in self.sitting.seat.events(Noted) if event.kind == "exhibit"]

    def saved(self) -> "ExhibitPage":
        """Wait until the server has everything."""
        expect(self.sitting.sign).to_have_attribute("data-state", "saved")
        return self


@dataclass
class Fingers:
    """Fingers on a screen, through the protocol of the browser."""

    page: Page
    line: CDPSession

    @classmethod
    def on(cls, page: Page) -> "Fingers":
        """Put a hand beside a page."""
        return cls(page, page.context.new_cdp_session(page))

    def press(self, *points: tuple[float, float]) -> None:
        """Put fingers down."""
        self._send("touchStart", points)

    def move(self, *points: tuple[float, float]) -> None:
        """Move all fingers that are down."""
        self._send("touchMove", points)

    def lift(self) -> None:
        """Take all of them away."""
        self._send("touchEnd", ())

    def tap(self, at: tuple[float, float]) -> None:
        """Touch a place for a moment."""
        self.press(at)
        self.lift()

    def _send(self, kind: str, points: tuple[tuple[float, float], ...]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
