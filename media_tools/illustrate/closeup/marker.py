"""The marker of a transducer: which way the author's words point it, and how it is drawn."""

import math
import re
from collections.abc import Sequence

from media_tools.illustrate.closeup.transducer import SECTIONS, Held, aslant
from media_tools.illustrate.palette import TEAL, WHITE
from media_tools.illustrate.svg import Point, Svg, circle, line_through, stroke

_CLOCK = re.compile(r"\b(1[0-2]|[1-9])\s*o[’']?\s*clock", re.IGNORECASE)
_WAYS: Sequence[tuple[str, Point]] = (
    (r"right shoulder|right axilla", (-0.72, -0.7)),
    (r"left shoulder|left axilla", (0.72, -0.7)),
    (r"right (hip|groin|leg|knee)", (-0.6, 0.8)),
    (r"left (hip|groin|leg|knee)", (0.6, 0.8)),
    (r"\b(head|cephal\w*|cranial\w*|superior\w*|chin|up)\b", (0, -1)),
    (r"\b(feet|foot|caud\w*|inferior\w*|down)\b", (0, 1)),
    (r"\bright\b", (-1, 0)),
    (r"\bleft\b", (1, 0)),
)


def marker_direction(words: str) -> Point | None:
    """The direction in the picture that an author's words name, as a unit vector; None if they name none.

    The patient faces the viewer: `towards the right shoulder` points up and to the viewer's left,
    and on the clock face of the chest three o'clock is the patient's left.
    """
    if hour := _CLOCK.search(words):
        angle = math.tau * int(hour[1]) / 12
        return (math.sin(angle), -math.cos(angle))
    found = next((way for pattern, way in _WAYS if re.search(pattern, words, re.IGNORECASE)), None)
    return found and (found[0] / math.hypot(*found), found[1] / math.hypot(*found))


def marker(held: Held) -> Svg:
    """The marker on the transducer, and an arrow where its direction is stated."""
    half = SECTIONS[held.kind][1][1]
    x, y = aslant(held, half * 0.8, 24)
    dot = circle(x, y, 6.5, WHITE) + circle(x, y, 4.6, TEAL)
    return _arrow(held.along, half + 20) + dot if held.marked else dot


def _arrow(way: Point, start: float) -> Svg:
    def at(along: float, across: float) -> Point:
        return (way[0] * along - way[1] * across, way[1] * along + way[0] * across)

    tip = at(start + 28, 0)
    d = line_through((at(start, 0), tip)) + line_through((at(start + 16, -10), tip, at(start + 16, 10)))
    return stroke(d, WHITE, 10.5, opacity=0.9) + stroke(d, TEAL, 5.6)
