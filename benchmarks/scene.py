"""Time to the first frame, and to a question, as a candidate sees them in a real Chromium.

Server and browser are on one machine, so a network's share is not in it: what is measured is the time
that the server, the page and the decoder take. A cold cache is that of a browser that has never been
here; a warm one has the page's scripts and styles. Recordings are fetched anew in both, since no browser
may keep them.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.borrowed import borrow
from benchmarks.figures import percentile
from benchmarks.instance import Published, Seat, copy_of, seat_at, sqlite_in
from benchmarks.plan import make_plan
from benchmarks.server import Server, run_server
from player.engine.form import Form
from scenarios.model.item import ChoiceItem

RUNS = 10
QUICK_RUNS = 3
PATIENCE = 30_000
"""Milliseconds after which whatever is waited for is given up."""
LAST = 0.5
"""Seconds of a segment that are played before its timepoint; the rest is left out."""
_WATCH = Path(__file__).with_name("watch.js")
_TO_THE_END = "seconds => { const v = document.querySelector('#picture video.front'); v.currentTime = v.duration - seconds; }"
_COUNT = "([what, count]) => window.marks.filter(mark => mark.what === what).length >= count"
_OPTIONS = ("--no-sandbox", "--autoplay-policy=no-user-gesture-required")


@dataclass(frozen=True)
class Visit:
    """Milliseconds of one visit: page to first frame, timepoint to question, answer to first frame of what follows."""

    opened: float
    asked: float
    followed: float


def measure(published: Published, runs: int) -> list[dict[str, Any]]:
    """A row for each wait: milliseconds, median and slowest tenth of all runs."""
    with tempfile.TemporaryDirectory(prefix="sonocase-bench-") as folder:
        instance = copy_of(published, Path(folder) / "instance")
        # one more run than is counted: the first pays for a browser and a server that have just begun
        seats = seat_at(sqlite_in(instance), published, _before_a_choice(published.form), runs + 1, 2)
        with run_server(instance) as server, _chromium() as browser:
            visits = [_visit_twice(browser, server, seat) for seat in seats][1:]
    cold, warm = [first for first, _ in visits], [second for _, second in visits]
    return [
        _row("opening the page to the first frame", "cold", [visit.opened for visit in cold]),
        _row("opening the page to the first frame", "warm", [visit.opened for visit in warm]),
        _row("timepoint to the question", "either", [visit.asked for visit in cold + warm]),
        _row(
            "answer to the first frame of what follows", "either", [visit.followed for visit in cold + warm]
        ),
    ]


def _before_a_choice(form: Form) -> int:
    """How many steps of the plan are over at the start of the first segment that asks one choice and goes on.

    Raises:
        ValueError: there is none.
    """
    plan, items = make_plan(form), form.cases[0].items
    for index, (step, _, submit) in enumerate(zip(plan, plan[1:], plan[2:], strict=False)):
        goes_on = step.leads_to == "asking" and submit.leads_to == "playing"
        if goes_on and isinstance(items.get(submit.fields["item"]), ChoiceItem):
            return index
    raise ValueError(f"{form.title} asks no choice, so there is nothing to answer in a browser")


@contextmanager
def _chromium() -> Iterator[Browser]:
    """The installed browser, or the one that the tests would install."""
    provision = borrow("provision")
    if provision.find_browser() is None:
        provision.provide_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=provision.find_browser(), args=[*_OPTIONS])
        yield browser
        browser.close()


def _visit_twice(browser: Browser, server: Server, seat: Seat) -> tuple[Visit, Visit]:
    """One attempt in a browser that has never been here, and then another."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "sonocase", "value": seat.token, "url": server.url}])
    context.add_init_script(path=_WATCH)
    try:
        cold, warm = [_visit(context, f"{server.url}/sit/{attempt}") for attempt in seat.attempts]
    finally:
        context.close()
    return cold, warm


def _visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    page.goto(address)
    _await(page, "frame")
    page.evaluate(_TO_THE_END, LAST)
    _await(page, "question")
    page.locator(".option input").first.check()
    page.locator(".submit-row button").click()
    _await(page, "frame", 2)
    marks = page.evaluate("window.marks")
    page.close()
    return _read(marks)


def _await(page: Page, what: str, count: int = 1) -> None:
    page.wait_for_function(_COUNT, arg=[what, count])


def _read(marks: Sequence[dict[str, Any]]) -> Visit:
    first, following = (mark["at"] for mark in marks if mark["what"] == "frame")
    at = {mark["what"]: mark["at"] for mark in marks}
    return Visit(first, at["question"] - at["ended"], following - at["submit"])


def _row(what: str, cache: str, times: Sequence[float]) -> dict[str, Any]:
    parts = {"median ms": 0.5, "p90 ms": 0.9, "max ms": 1.0}
    figures = {name: round(percentile(times, part)) for name, part in parts.items()}
    return {"what": what, "cache": cache, "times": len(times), **figures}
