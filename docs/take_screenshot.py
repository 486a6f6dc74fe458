"""`python -m docs.take_screenshot`: the pictures in the README and in operating, taken from the running demonstration.

It serves the bundled packages from an empty instance, brings a guest's sitting to a question with a clip,
and takes what Chromium shows. Motion is reduced, so that the clip holds still on its first frame. Then a
registrar opens the office, and the file of an application.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from player.accounts import Accounts
from player.config import read_config
from player.delivery import Delivery, Sitting
from player.engine import command as cmd
from player.engine.attempt import case_of
from player.engine.command import Command
from player.engine.disguise import seed_of
from player.engine.present import present
from player.publish.library import Library
from player.store import Store

TARGET = Path(__file__).with_name("screenshot.jpg")
OFFICE = Path(__file__).with_name("office.jpg")
FILE = Path(__file__).with_name("office-file.jpg")
REGISTRAR, APPLICANT = "registrar@example.org", "Seun Adeyemi"
AREA, ITEM = "cardiac", "plax-depth"
WINDOW = {"width": 1200, "height": 760}
QUALITY = 82
PATIENCE = 60
"""Seconds that the demonstration may take from its last word to its first answer."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Take the pictures."""
    with tempfile.TemporaryDirectory(prefix="sonocase-") as folder, _demonstration(Path(folder)) as address:
        token, attempt = _sit(Path(folder))
        with _page(address, token) as page:
            page.goto(f"{address}/sit/{attempt}")
            _settle(page)
            page.screenshot(path=TARGET, type="jpeg", quality=QUALITY)
        with _page(address, _registrar(Path(folder))) as page:
            page.goto(f"{address}/certification/office")
            page.screenshot(path=OFFICE, type="jpeg", quality=QUALITY)
            page.goto(f"{address}/certification/office/applications?q={APPLICANT}")
            page.get_by_role("link", name=APPLICANT).click()
            page.get_by_role("heading", name=APPLICANT).wait_for()
            page.screenshot(path=FILE, type="jpeg", quality=QUALITY)


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


def _sit(instance: Path) -> tuple[str, str]:
    """A guest's session and sitting, brought to the question."""
    config = read_config({"SONOCASE_INSTANCE": str(instance)})
    store = Store.open(config.database_url)
    delivery = Delivery(store, Library(instance), lambda: datetime.now(UTC))
    session = Accounts(store, lambda: datetime.now(UTC)).sign_in_guest()
    with store.read() as unit:
        version = unit.versions.offered(AREA)
    if version is None:
        raise LookupError(f"nothing is offered as {AREA}")
    attempt = delivery.create(session.user, version, "practice")
    for command in (cmd.Start(), cmd.Connect()):
        delivery.handle(attempt, session.token, command)
    while (sitting := delivery.look(attempt, session.token).sitting).state.item != ITEM:
        delivery.handle(attempt, session.token, _step(sitting))
    store.close()
    return session.token, attempt


def _registrar(instance: Path) -> str:
    """A session of the demonstration's registrar."""
    store = Store.open(read_config({"SONOCASE_INSTANCE": str(instance)}).database_url)
    password = json.loads((instance / "demo-accounts.json").read_text(encoding="utf-8"))[REGISTRAR]
    session = Accounts(store, lambda: datetime.now(UTC)).sign_in(REGISTRAR, password)
    store.close()
    return session.token


def _step(sitting: Sitting) -> Command:
    state = sitting.state
    if state.stage == "playing":
        return cmd.Reach(state.epoch, state.segment)
    if state.stage == "asking":
        return cmd.Submit(state.epoch, state.item, _first_answer(sitting))
    raise LookupError(f"the case ended without the question {ITEM}")


def _first_answer(sitting: Sitting) -> dict[str, Any]:
    case = case_of(sitting.form, sitting.state)
    name = sitting.state.item
    shown: Any = present(name, case.items[name], seed_of(sitting.state, case.id))
    return {"choices": [shown["choices"][0]["id"]]}


@contextmanager
def _page(address: str, token: str) -> Iterator[Page]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(viewport=WINDOW, color_scheme="light", reduced_motion="reduce")
        context.add_cookies([{"name": "sonocase", "value": token, "url": address}])
        yield context.new_page()
        browser.close()


def _settle(page: Page) -> None:
    """Wait until the question and the first frame of its clip are there."""
    page.locator("#question-title").wait_for()
    page.wait_for_function(
        "[...document.querySelectorAll('.viewer video')].some(video => video.readyState > 1)"
    )


if __name__ == "__main__":
    main()
