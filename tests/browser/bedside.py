"""A real case as a candidate goes through it: what is seen and heard is watched, and every question is answered.

A case lasts about four minutes. `hurry` plays a few moments of each recording and leaves out what lies between them,
as somebody does who moves the slider; nothing else of the page is changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from browser.keyboard import press, tab_to
from browser.site import Site
from playwright.sync_api import Locator, Page, expect

from player.engine.form import FormCase
from player.publish.library import Library
from scenarios.model.item import ChoiceItem, NumericItem
from scenarios.model.key import ChoiceKey, NumericKey

WATCH = """
window.stops = [];
window.played = {};
window.captions = [];
const watch = () => {
  const video = document.querySelector("#picture video.front");
  if (video && !video.paused && video.readyState > 2) {
    const { currentSrc, currentTime, duration, muted, volume } = video;
    const own = (window.played[currentSrc] ??= { from: currentTime, at: currentTime, stops: [...window.stops], silent: false });
    own.to = currentTime;
    own.silent ||= muted || volume === 0;
    own.picture = video.videoWidth > 0;
    own.speaking = document.querySelector("#speaking")?.checkVisibility() ?? false;
    const text = document.querySelector("#cues")?.innerText.trim();
    const line = document.querySelector("#script [aria-current]")?.innerText ?? "";
    if (text && text !== window.captions.at(-1)?.text) window.captions.push({ text, line, at: currentTime });
    const stop = duration * own.stops[0] - 0.3;
    if (own.stops.length && currentTime > own.at + 0.2) {
      own.stops.shift();
      own.at = Math.max(stop, currentTime);
      if (stop > currentTime + 0.3) video.currentTime = stop;
    }
  }
  requestAnimationFrame(watch);
};
requestAnimationFrame(watch);
"""
"""Looks at the page with every frame, and keeps of each recording what was played of it and how."""

NEXT = """last => {
  const stage = document.body?.dataset.stage;
  const stem = document.querySelector(".question .stem")?.textContent;
  if (location.pathname.endsWith("/result")) return "result";
  return stage === "intermission" ? stage : stage === "asking" && stem !== last ? stem : null;
}"""
"""Gives what comes after a question: the stem of the next one, or where the case has ended."""

LOUDNESS = """async () => {
  const video = document.querySelector("#picture video.front");
  const context = new AudioContext();
  const meter = context.createAnalyser();
  context.createMediaStreamSource(video.captureStream()).connect(meter);
  const wave = new Float32Array(meter.fftSize);
  let most = 0;
  const began = video.currentTime;
  while (most < 0.01 && !video.ended) {
    await new Promise(requestAnimationFrame);
    meter.getFloatTimeDomainData(wave);
    most = Math.max(most, ...wave);
  }
  await context.close();
  return most;
}"""
"""Listens to what plays, until something is heard; the highest value of the wave."""


@dataclass
class Bedside:
    """A player's page at a case of a bundled package."""

    page: Page
    case: FormCase
    keys: Any

    @classmethod
    def of(cls, page: Page, site: Site, area: str) -> "Bedside":
        """The page beside what the server knows of the one case of an area."""
        with site.store.read() as unit:
            version = unit.versions.offered(area)
        assert version is not None, f"nothing is offered as {area}"
        library = Library(site.instance)
        (case,) = library.form(version.id).cases
        return cls(page, case, library.keys(version.id)[case.id])

    def hurry(self, *stops: float) -> None:
        """Play only the beginning of every recording from now on, and a moment before each of these parts of it."""
        self.page.evaluate("stops => { window.stops = stops }", stops)

    def go_through(self, answer: Callable[[Sequence[str]], None]) -> list[str]:
        """Go on to the end of the case, and answer each question; gives the names of the questions."""
        asked, stem = [], self._next("")
        while stem not in {"intermission", "result"}:
            (name,) = (name for name, item in self.case.items.items() if item.stem.strip() == stem.strip())
            expect(self.page.locator("#question-title")).to_be_focused()
            answer(self.right(name))
            asked.append(name)
            stem = self._next(stem)
        return asked

    def _next(self, last: str) -> str:
        return str(self.page.wait_for_function(NEXT, arg=last).json_value())

    def right(self, name: str) -> Sequence[str]:
        """The right answer as it is entered: the words of the choices, or a number with its unit."""
        item, key = self.case.items[name], self.keys[name]
        if isinstance(item, ChoiceItem) and isinstance(key, ChoiceKey):
            return [item.choices[choice] for choice in key.correct]
        if isinstance(item, NumericItem) and isinstance(key, NumericKey):
            return [f"{key.value:g}", *([item.unit] if item.units else [])]
        raise TypeError(f"no candidate of these tests can answer a question of the type {item.type}")

    def answer_by_mouse(self, right: Sequence[str]) -> None:
        """Click on the answers, or write the number, and click on the button."""
        if self.number.is_visible():
            self.number.fill(right[0])
            for unit in right[1:]:
                self.page.get_by_label("Unit").select_option(unit)
        else:
            for words in right:
                self.option(words).click()
        self.page.get_by_role("button", name="Submit answer").click()

    def answer_by_keyboard(self, right: Sequence[str]) -> None:
        """The same with keys alone."""
        if self.number.is_visible():
            tab_to(self.page, self.number)
            self.page.keyboard.type(right[0])
            for unit in right[1:]:
                tab_to(self.page, self.page.get_by_label("Unit"))
                self.page.keyboard.type(unit)
        else:
            for words in right:
                self._choose_by_keyboard(self.option(words).locator("input"))
        press(self.page, self.page.get_by_role("button", name="Submit answer"))

    def _choose_by_keyboard(self, option: Locator) -> None:
        if option.get_attribute("type") == "checkbox":
            press(self.page, option, "Space")
            return
        # the Tab key enters a group of radio buttons at its first one, and the arrows choose
        tab_to(self.page, self.page.get_by_role("radio").first)
        self.page.keyboard.press("Space")
        while not option.is_checked():
            self.page.keyboard.press("ArrowDown")

    def option(self, words: str) -> Locator:
        """A choice by its whole words."""
        return self.page.locator(".option").filter(has=self.page.get_by_text(words, exact=True))

    @property
    def number(self) -> Locator:
        """Where a number is entered."""
        return self.page.get_by_label("Your answer", exact=True)

    def played(self) -> list[dict[str, Any]]:
        """Every recording that has been played, as it was."""
        found: dict[str, dict[str, Any]] = self.page.evaluate("window.played")
        return list(found.values())

    def captions(self) -> list[dict[str, Any]]:
        """Every caption that has been shown, with the script's marked line and the media time at which it appeared."""
        shown: list[dict[str, Any]] = self.page.evaluate("window.captions")
        return shown
