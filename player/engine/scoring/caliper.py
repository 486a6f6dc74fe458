"""Distances measured on an image."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from player.engine.response import Calibration
from scenarios.model.item import CaliperItem, conversion
from scenarios.model.key import CaliperKey, CaliperLine, Ratio


def score_caliper(
    item: CaliperItem, key: CaliperKey, raw: Mapping[str, Any], calibration: Calibration | None
) -> float:
    """What distances earn: all of them right, or the share of those that are.

    A line is right if its length is (QTI 3 `equal` with a tolerance) and, where the key says so, its ends lie in
    their regions, one in each, in either order. A ratio is a part of its own, calculated from the two lengths
    as they were measured: the quotient of the first by the second, or the collapse (first - second) / first in
    per cent, as the collapsibility index of the inferior vena cava is (Rudski et al., J Am Soc Echocardiogr
    2010;23:685).
    """
    lengths = measured(item, raw, calibration)
    if not lengths:
        return 0.0
    lines = zip(key.lines, raw["lines"], lengths, strict=True) if key.lines else ()
    parts = [_right(line, given, length) for line, given, length in lines]
    if key.ratio:
        parts.append(_ratio_right(key.ratio, lengths))
    return sum(parts) / len(parts) if key.scoring == "parts" else float(all(parts))


def measured(item: CaliperItem, raw: Mapping[str, Any], calibration: Calibration | None) -> tuple[float, ...]:
    """How long each line is, in the item's unit; nothing where nothing can be measured."""
    if calibration is None:
        return ()
    across, down = calibration
    factor = conversion("mm", item.unit)
    return tuple(
        math.hypot((line["x2"] - line["x1"]) * across, (line["y2"] - line["y1"]) * down) * factor
        for line in raw["lines"]
    )


def _right(line: CaliperLine, given: Mapping[str, Any], length: float) -> bool:
    one, other = (given["x1"], given["y1"]), (given["x2"], given["y2"])
    if not line.takes(length):
        return False
    if line.ends is None:
        return True
    first, second = line.ends
    return any(first.contains(a) and second.contains(b) for a, b in ((one, other), (other, one)))


def _ratio_right(ratio: Ratio, lengths: Sequence[float]) -> bool:
    first, second = lengths
    if ratio.of == "quotient":
        return second > 0 and ratio.takes(first / second)
    return first > 0 and ratio.takes(100 * (first - second) / first)
