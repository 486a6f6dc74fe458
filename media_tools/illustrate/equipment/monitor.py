"""The bedside monitor: its case and its numbers, which stand still."""

from collections.abc import Callable
from dataclasses import dataclass

from media_tools.illustrate.equipment.glyphs import text
from media_tools.illustrate.equipment.vitals import breathing, electrocardiogram, pulse
from media_tools.illustrate.palette import STEEL, STEEL_DARK, darken
from media_tools.illustrate.svg import Svg, group, rect
from scenarios.model.scene import Monitor

SIZE = (316, 212)
"""Width and height of the whole device in pixels."""
SCREEN_COLOUR = "#131d27"
GREEN, CYAN, YELLOW, ROSE = "#5fe08a", "#62c8f2", "#f2d35c", "#f4a6b8"
BEZEL = 10
"""Width of the case around the screen, in pixels."""
CURVE_LEFT, CURVE_WIDTH = 16, 176
"""Where the curves begin and how wide they are."""


@dataclass(frozen=True)
class Row:
    """One line of the monitor: its label, number and colour; a curve as a function of time and rate."""

    label: str
    value: str
    colour: str
    curve: Callable[[float, float], float] | None = None
    rate: float = 0


def rows(monitor: Monitor) -> tuple[Row, ...]:
    """What a monitor shows, from top to bottom."""
    top = (
        Row("HR", str(monitor.hr), GREEN, electrocardiogram, monitor.hr),
        Row("SpO2", str(monitor.spo2), CYAN, pulse, monitor.hr),
    )
    breaths = () if monitor.rr is None else (Row("RR", str(monitor.rr), YELLOW, breathing, monitor.rr),)
    return (*top, *breaths, Row("NIBP", monitor.bp, ROSE))


def device(monitor: Monitor) -> Svg:
    """The monitor with its numbers and without its curves; the upper left corner is (0, 0)."""
    width, height = SIZE
    arm = rect((width / 2 - 26, height - 6, 52, 20), STEEL_DARK, r=6) + rect(
        (width / 2 - 52, height + 8, 104, 10), STEEL, r=5
    )
    case = rect((0, 3, width, height), darken("#dfe6eb", 0.16), r=18) + rect(
        (0, 0, width, height), "#eef2f5", r=18
    )
    screen = rect((BEZEL, BEZEL, width - 2 * BEZEL, height - 2 * BEZEL), SCREEN_COLOUR, r=9)
    shown = rows(monitor)
    lines = (group((_row(row),), move=(0, BEZEL + i * row_height(shown))) for i, row in enumerate(shown))
    return group((arm, case, screen, *lines))


def row_height(shown: tuple[Row, ...]) -> float:
    """How high each line is, in pixels."""
    return (SIZE[1] - 2 * BEZEL) / len(shown)


def _row(row: Row) -> Svg:
    right = SIZE[0] - BEZEL - 12
    number = text(row.value, right, 9, 30, row.colour, right=True, weight=2.3)
    label = text(
        row.label, CURVE_LEFT + 3, 4 if row.curve else 17, 12 if row.curve else 15, row.colour, weight=2.2
    )
    return label + number
