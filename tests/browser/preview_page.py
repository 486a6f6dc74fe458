"""The preview of a package in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, expect

from player.preview.desk import Desk
from player.preview.serve import opened


@contextmanager
def preview_page(
    browser: Browser, folder: Path, *, writes: bool = False, expected: str = "", **options: Any
) -> Iterator[Page]:
    """The preview of a package, opened; its pages may say nothing to the console but what is expected.

    Args:
        browser: that it is opened in.
        folder: the package.
        writes: whether it may write.
        expected: part of a line that its pages may say.
        options: Playwright's, of the browser's context.
    """
    said: list[str] = []
    with opened(folder, writes=writes) as preview:
        server = Thread(target=preview.server.serve_forever, args=(0.05,))
        server.start()
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        context.on(
            "console", lambda told: said.append(told.text) if told.type in {"error", "warning"} else None
        )
        context.on("weberror", lambda error: said.append(str(error.error)))
        try:
            page = context.new_page()
            page.goto(preview.address)
            ready(page)
            yield page
        finally:
            context.close()
            preview.server.shutdown()
            server.join()
    assert [line for line in said if not expected or expected not in line] == []


def ready(page: Page) -> None:
    """Wait until the page can be used: a press before its modules have run is lost."""
    expect(page.get_by_role("heading", name="Time line")).to_be_visible()
    page.wait_for_load_state("load")


def settled(page: Page, folder: Path) -> None:
    """Wait until the page is of the files as they are, and is not read anew while it is used."""
    expect(page.locator("body")).to_have_attribute("data-stamp", Desk(folder).stamp())
    ready(page)
