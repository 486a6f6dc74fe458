"""The report of a check as a reader has it: a page of its own, in light and dark, on a telephone and on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hostile_scene import MARKUP, hostile
from playwright.sync_api import Browser, Page, expect

from media_tools.check.profile import DEFAULT, profiles
from media_tools.check.report.page import write_page
from media_tools.check.run import check

ASKED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a package in which much is wrong."""
    folder = tmp_path_factory.mktemp("report")
    profile = profiles()[DEFAULT]
    checked = check(hostile(folder).folder, profile, pictures=True)
    write_page(folder / "report.html", [checked], profile)
    return folder / "report.html"


@pytest.fixture
def open_report(browser: Browser, report: Path) -> Iterator[Open]:
    """Opens the report; nothing may be asked of the network, and nothing said to the console."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def make(width: int = 1280, scheme: str = "light", **options: str) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(report.as_uri())
        return page

    yield make
    for context in contexts:
        context.close()
    assert said == []
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_axe_finds_nothing_and_nothing_is_cut_off(open_report: Open, width: int, scheme: str) -> None:
    page = open_report(width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    found = Axe().run(page, options={"runOnly": list(ASKED)}).response
    assert found["passes"], "axe has looked at something"
    assert [(one["id"], node["target"]) for one in found["violations"] for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_findings_are_told_apart_by_shape_where_a_system_takes_the_colours_away(open_report: Open) -> None:
    page = open_report(forced_colors="active")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    shapes = {}
    for severity in ("error", "warning", "note"):
        found = page.locator(f".line .mark.{severity}")
        if found.count():
            fill = found.first.evaluate("mark => getComputedStyle(mark).fill")
            shapes[severity] = (found.first.evaluate("mark => mark.tagName"), fill == ground)
    assert {"error": ("rect", False), "warning": ("circle", False)}.items() <= shapes.items()
    assert shapes.get("note") in {None, ("circle", True)}
    # the legend shows each with its word
    assert {"Error", "Warning"} <= set(page.locator("ul.key li").all_inner_texts())


def test_hostile_text_is_shown_and_does_nothing(open_report: Open) -> None:
    page = open_report()
    expect(page.get_by_role("heading", name=MARKUP)).to_be_visible()
    assert page.locator("script, [onerror], img[src='x']").count() == 0
    assert page.title().startswith("Check of Tiny")
    page.locator("article", has_text="one/media/arrival.mp4").locator("summary").first.click()
    expect(page.get_by_role("cell", name=f"Nobody. {MARKUP}", exact=True)).to_be_visible()


def test_a_scene_has_its_clip_its_captions_and_its_time_line(open_report: Open) -> None:
    page = open_report()
    card = page.locator("article", has=page.get_by_text("one/media/arrival.mp4", exact=False)).first
    expect(card.locator(".line .cue")).to_have_count(3)
    expect(card.locator(".line .point")).to_have_count(2)
    assert card.locator(".line .speech").count() >= 2
    film = card.locator("video")
    film.evaluate("video => video.readyState >= 1 || new Promise(done => video.onloadedmetadata = done)")
    assert film.evaluate("video => video.duration") == pytest.approx(3, abs=0.1)
    assert film.evaluate("video => video.error") is None


def test_every_finding_is_told_with_a_picture_of_its_moment(open_report: Open) -> None:
    page = open_report()
    flash = page.locator(".finding.error", has_text="flash-general")
    expect(flash).to_contain_text("Flashes more than 3 times in a second")
    expect(flash).to_contain_text("WCAG 2.2, 2.3.1")
    assert flash.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    counts = {name: int(page.locator(f".count.{name} dd").inner_text()) for name in ("error", "warning")}
    assert page.locator(".finding.error").count() == counts["error"] >= 3
    assert page.locator(".finding.warning").count() == counts["warning"]


def test_it_prints_without_what_only_a_screen_can_do(open_report: Open) -> None:
    page = open_report()
    page.emulate_media(media="print")
    expect(page.locator(".toc").first).to_be_hidden()
    film = page.locator("article", has=page.locator("video")).first
    expect(film.locator("video")).to_be_hidden()
    expect(film.get_by_role("img", name="The first picture of")).to_be_visible()
    expect(page.locator(".finding").first).to_be_visible()
    assert page.locator(".scroll").first.evaluate("it => getComputedStyle(it).overflowX") == "visible"


def test_the_keyboard_reaches_every_scene_and_time_line(open_report: Open) -> None:
    page = open_report()
    page.keyboard.press("Tab")
    expect(page.locator(".toc a").first).to_be_focused()
    page.keyboard.press("Enter")
    assert "#p0-0" in page.url
    page.locator("article .scroll").first.focus()
    expect(page.locator("article .scroll").first).to_be_focused()
