"""Provide what the tests need beside Python: a Chromium browser and the flite speech engine.

An installed browser is used as it is; else Playwright installs one; else the system's package manager.
Run by `make test`; says what it did in one line each and stops with one line when it cannot.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MANAGERS = {
    "apt-get": ("apt-get", "install", "-y", "-qq", "--no-install-recommends"),
    "dnf": ("dnf", "install", "-y", "-q"),
    "zypper": ("zypper", "--non-interactive", "install"),
    "pacman": ("pacman", "-S", "--noconfirm"),
    "brew": ("brew", "install"),
}
NAMES = {
    "browser": {"apt-get": ("chromium", "fonts-dejavu-core"), "brew": ("--cask", "chromium")},
    "flite": {},
}


def find_browser() -> str | None:
    """The executable of an installed Chromium or Chrome, Playwright's own included."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install(what: str, default: tuple[str, ...]) -> bool:
    """Install with the system's package manager; False where there is none that may."""
    manager = next((name for name in MANAGERS if shutil.which(name)), None)
    if manager is None or (manager != "brew" and os.geteuid() != 0):
        return False
    if manager == "apt-get":
        subprocess.run(["apt-get", "update", "-qq"], check=False)
    return (
        subprocess.run([*MANAGERS[manager], *NAMES[what].get(manager, default)], check=False).returncode == 0
    )


def provide_browser() -> None:
    """Make sure that a browser can be started."""
    if find_browser() is None:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        if subprocess.run(command, check=False).returncode != 0 or find_browser() is None:
            install("browser", ("chromium",))
    if (found := find_browser()) is None:
        sys.exit("No browser: install Chromium or Chrome, then run this again.")
    print(f"browser: {found}")  # noqa: T201 (a command's output)


def provide_flite() -> None:
    """Make sure that the voices of the bundled packages can be spoken."""
    if shutil.which("flite") is None:
        install("flite", ("flite",))
    if (found := shutil.which("flite")) is None:
        sys.exit("No flite: install the speech engine (Debian: apt-get install flite), then run this again.")
    print(f"flite: {found}")  # noqa: T201 (a command's output)


if __name__ == "__main__":
    provide_browser()
    provide_flite()
