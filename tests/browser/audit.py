"""An accessibility audit of a page as it stands, by axe."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("cat.color",)
THEMES = ("light", "dark", "contrast")


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds wrong: the rule and the place."""
    found = Axe().run(page, options={"runOnly": list(rules)}).response
    assert found["passes"], "axe has looked at something"
    return [f"{one['id']}: {node['target']}" for one in found["violations"] for node in one["nodes"]]


def violations_in_every_theme(page: Page) -> dict[str, list[str]]:
    """What axe finds wrong in light colours, and of the colours in dark ones and in high contrast."""
    # colours that fade into one another are neither
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for theme in THEMES:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        found[theme] = violations(page, RULES if theme == "light" else COLOURS)
    return {theme: wrong for theme, wrong in found.items() if wrong}
