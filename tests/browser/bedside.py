"""A real case as a candidate goes through it: what is seen and heard is watched, and every question is answered.

A case lasts about four minutes. `hurry` plays a few moments of each recording and leaves out what lies between them,
as somebody does who moves the slider; nothing else of the page is changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from browser.hands import Hand
from browser.site import Site
from playwright.sync_api import Page, expect
from truths import right_answer

from player.engine.form import FormCase
from player.publish.library import Library
from player.publish.proven import BUNDLED
from scenarios.load import load_package
from scenarios.model import Case

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
    bundled: Case
    keys: Any

    @classmethod
    def of(cls, page: Page, site: Site, area: str) -> "Bedside":
        """The page beside what the server knows of the one case of an area."""
        with site.store.read() as unit:
            version = unit.versions.offered(area)
        assert version is not None, f"nothing is offered as {area}"
        library = Library(site.instance)
        (case,) = library.form(version.id).cases
        bundled = load_package(BUNDLED / area).case(case.id)
        return cls(page, case, bundled, library.keys(version.id)[case.id])

    def hurry(self, *stops: float) -> None:
        """Play only the beginning of every recording from now on, and a moment before each of these parts of it."""
        self.page.evaluate("stops => { window.stops = stops }", stops)

    def go_through(self, hand: Hand) -> list[str]:
        """Go on to the end of the case, and answer each question right; gives the names of the questions."""
        asked, stem = [], self._next("")
        while stem not in {"intermission", "result"}:
            (name,) = (name for name, item in self.case.items.items() if item.stem.strip() == stem.strip())
            expect(self.page.locator("#question-title")).to_be_focused()
            hand.answer(self.case.items[name], self.right(name))
            asked.append(name)
            stem = self._next(stem)
        return asked

    def _next(self, last: str) -> str:
        return str(self.page.wait_for_function(NEXT, arg=last).json_value())

    def right(self, name: str) -> Mapping[str, Any]:
        """The right answer, with the author's names."""
        return right_answer(self.bundled, name, self.keys[name])

    def played(self) -> list[dict[str, Any]]:
        """Every recording that has been played, as it was."""
        found: dict[str, dict[str, Any]] = self.page.evaluate("window.played")
        return list(found.values())

    def captions(self) -> list[dict[str, Any]]:
        """Every caption that has been shown, with the script's marked line and the media time at which it appeared."""
        shown: list[dict[str, Any]] = self.page.evaluate("window.captions")
        return shown
