"""A transducer on the body."""

from collections.abc import Mapping
from typing import Any

from scenarios.model.item import ProbeItem
from scenarios.model.key import Direction, ProbeKey

TURN = 360
ROUNDING = 1e-9
"""Degrees that floating point may add in a turn."""


def score_probe(_: ProbeItem, key: ProbeKey, raw: Mapping[str, Any], __: object) -> float:
    """What a placement earns: all parts right, or the share of those that are by their weights.

    The position is right inside any of its shapes (QTI 3 `inside`), the direction if it is no further off than
    the tolerance, the shorter way round, and the transducer if it is one of those that are right.
    """
    parts: dict[str, bool] = {
        "position": any(shape.contains((raw["at"][0], raw["at"][1])) for shape in key.position)
    }
    if key.direction:
        parts["direction"] = off(key.direction, raw["direction"]) <= key.direction.tolerance + ROUNDING
    if key.transducer:
        parts["transducer"] = raw["transducer"] in key.transducer
    if key.scoring == "all":
        return float(all(parts.values()))
    weights: dict[str, float] = {part: getattr(key.weights, part) for part in parts}
    return sum(weights[part] for part, right in parts.items() if right) / sum(weights.values())


def off(direction: Direction, degrees: float) -> float:
    """How many degrees a direction is off, the shorter way round: 0 to 180."""
    apart = abs(degrees - direction.degrees) % TURN
    return min(apart, TURN - apart)
