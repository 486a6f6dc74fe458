"""Distances measured on an image."""

from collections.abc import Mapping
from typing import Any

from player.engine.measure import Measured
from scenarios.model.item import CaliperItem
from scenarios.model.key import CaliperKey, CaliperLine


def score_caliper(_: CaliperItem, key: CaliperKey, raw: Mapping[str, Any], measured: Measured) -> float:
    """What distances earn: all of them right, or the share of those that are.

    A line is right if its length is (QTI 3 `equal` with a tolerance) and, where the key says so, its ends lie in
    their regions, one in each, in either order. The length is the one that was shown, as a machine's caliper is read.
    A ratio is a part of its own, calculated from the two lengths and rounded as it is told: the quotient of the
    first by the second, or the collapse (first - second) / first in per cent, as the collapsibility index of the
    inferior vena cava is (Rudski et al., J Am Soc Echocardiogr 2010;23:685).
    """
    if not measured.lengths:
        return 0.0
    lines = zip(key.lines, raw["lines"], measured.lengths, strict=True) if key.lines else ()
    parts = [_right(line, given, length) for line, given, length in lines]
    if key.ratio:
        found = measured.ratio(key.ratio)
        parts.append(found is not None and key.ratio.takes(found))
    return sum(parts) / len(parts) if key.scoring == "parts" else float(all(parts))


def _right(line: CaliperLine, given: Mapping[str, Any], length: float) -> bool:
    one, other = (given["x1"], given["y1"]), (given["x2"], given["y2"])
    if not line.takes(length):
        return False
    if line.ends is None:
        return True
    first, second = line.ends
    return any(first.contains(a) and second.contains(b) for a, b in ((one, other), (other, one)))
