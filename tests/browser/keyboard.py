"""A page without a mouse."""

from playwright.sync_api import Locator, Page, expect


def tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(target).to_be_focused()


def press(page: Page, target: Locator, key: str = "Enter", most: int = 40) -> None:
    """Go to something with the Tab key, and press a key on it."""
    tab_to(page, target, most)
    page.keyboard.press(key)
