"""An accessibility audit of a page as it stands, by axe."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("cat.color",)
THEMES = ("light", "dark", "contrast")
EACH = 'document.querySelectorAll("body, body *")'
TOLD_AS_SEEN = (
    f"{EACH}.forEach(one => one.style.setProperty('-webkit-text-fill-color', getComputedStyle(one).color))"
)
TOLD_AS_BEFORE = f"{EACH}.forEach(one => one.style.removeProperty('-webkit-text-fill-color'))"


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


def violations_in_forced_colours(page: Page) -> dict[str, list[str]]:
    """What axe finds wrong where a system takes the colours away, on its light and on its dark ground.

    Axe reads the colour of text from `-webkit-text-fill-color`, of which Chromium tells the author's colour and paints the
    system's. So each element is given, for as long as axe looks, the colour that is seen as that.
    """
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(TOLD_AS_SEEN)
        found[scheme] = violations(page)
        page.evaluate(TOLD_AS_BEFORE)
    return {scheme: wrong for scheme, wrong in found.items() if wrong}
