"""`python -m docs.take_screenshot [NAME ...]`: the pictures of the documents, taken from the running demonstration.

It serves the bundled packages from an empty instance, brings a guest's sitting to each question, and takes what
Chromium shows. Motion is reduced, so that clips hold still. Then a registrar opens the office, the file of an
application, a decision, and the public page on a certificate. Without names it takes all pictures; a name is that of a file without its ending, or `office`.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.shots import FOLDER, SHOTS, Shot
from docs.sitter import Guest
from player.accounts import Accounts
from player.config import read_config
from player.store import Store

OFFICE, FILE = FOLDER / "office.jpg", FOLDER / "office-file.jpg"
DECISION, CERTIFICATE = FOLDER / "office-decision.jpg", FOLDER / "certificate.jpg"
REGISTRAR, APPLICANT, HOLDER = "registrar@example.org", "Seun Adeyemi", "Aiko Tanaka"
WINDOW, QUALITY = (1200, 760), 75
"""Of the office."""
PATIENCE = 60
"""Seconds that the demonstration may take from its last word to its first answer."""
SEEN = """() => [...document.querySelectorAll("video")].some(
  video => video.checkVisibility() && video.readyState > 1 && !video.seeking
)"""
"""Whether a recording or a clip shows a frame."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(names: Sequence[str]) -> None:
    """Take the pictures that are named, or all."""
    with (
        tempfile.TemporaryDirectory(prefix="sonocase-") as folder,
        _demonstration(Path(folder)) as address,
        _browser() as browser,
    ):
        for shot in SHOTS:
            if not names or shot.path.stem in names:
                _take(shot, browser, address, Path(folder))
        if not names or "office" in names:
            _take_office(browser, address, Path(folder))


def _take(shot: Shot, browser: Browser, address: str, instance: Path) -> None:
    guest = Guest.of(instance)
    attempt = guest.sit(shot)
    with _page(browser, address, guest.token, shot.window, shot.scale) as page:
        page.goto(f"{address}/sit/{attempt}")
        _settle(page, shot)
        _keep(page, shot.path, shot.quality)


def _take_office(browser: Browser, address: str, instance: Path) -> None:
    with _page(browser, address, _registrar(instance), WINDOW) as page:
        page.goto(f"{address}/certification/office")
        _keep(page, OFFICE, QUALITY)
        _open_file(page, address, APPLICANT)
        _keep(page, FILE, QUALITY)
        _follow(page, "Decide", "Decide: Lung")
        _keep(page, DECISION, QUALITY)
        _open_file(page, address, HOLDER)
        _follow(page, "To the decisions", "Decision: Cardiac")
        _follow(page, "Public page", "This certificate is valid")
        _keep(page, CERTIFICATE, QUALITY)


def _open_file(page: Page, address: str, person: str) -> None:
    """The file of somebody's application."""
    page.goto(f"{address}/certification/office/applications?q={person}")
    page.get_by_role("link", name=person).click()
    page.get_by_role("heading", level=1, name=person).wait_for()


def _follow(page: Page, link: str, heading: str) -> None:
    """The page that a link leads to."""
    page.get_by_role("main").get_by_role("link", name=link, exact=True).last.click()
    page.get_by_role("heading", level=1, name=heading).wait_for()


@contextmanager
def _demonstration(instance: Path) -> Iterator[str]:
    """The address of a demonstration that runs on an instance."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("sonocase")
    settings = {"SONOCASE_INSTANCE": str(instance), "PORT": str(port)}
    server = subprocess.Popen(
        [program, "run", "--demo"], env=os.environ | settings, stdout=subprocess.PIPE, text=True
    )
    try:
        next(line for line in server.stdout or () if "is served on" in line)
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nobody listens on port {port}")


def _registrar(instance: Path) -> str:
    """A session of the demonstration's registrar."""
    store = Store.open(read_config({"SONOCASE_INSTANCE": str(instance)}).database_url)
    password = json.loads((instance / "demo-accounts.json").read_text(encoding="utf-8"))[REGISTRAR]
    session = Accounts(store, lambda: datetime.now(UTC)).sign_in(REGISTRAR, password)
    store.close()
    return session.token


@contextmanager
def _browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def _page(
    browser: Browser, address: str, token: str, window: tuple[int, int], scale: float = 1
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": window[0], "height": window[1]},
        device_scale_factor=scale,
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "sonocase", "value": token, "url": address}])
    yield context.new_page()
    context.close()


def _keep(page: Page, path: Path, quality: int) -> None:
    """Write what a page shows as a small JPEG."""
    path.parent.mkdir(exist_ok=True)
    with Image.open(BytesIO(page.screenshot())) as image:
        image.convert("RGB").save(path, quality=quality, optimize=True, progressive=True)


def _settle(page: Page, shot: Shot) -> None:
    """Wait until the question and its image are there, and everything that was entered."""
    page.locator("#question-title").wait_for()
    page.locator("#saved[data-state=saved]").wait_for()
    page.wait_for_function(SEEN)
    if page.locator(".viewer video").count():
        page.locator(f"[role=tabpanel]:not([hidden]) [data-frame='{shot.frame}']").wait_for()


if __name__ == "__main__":
    main(sys.argv[1:])
