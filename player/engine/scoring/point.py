"""Points on an image."""

import math
from collections.abc import Mapping
from typing import Any

from scenarios.model.item import PointItem
from scenarios.model.key import PointKey, bounded


def score_point(_: PointItem, key: PointKey, raw: Mapping[str, Any], __: object) -> float:
    """QTI 3 `mapResponsePoint` with an `areaMapping`.

    The points are tested against each region in turn. A region counts its value once, however many points lie in
    it; a point in two regions counts both; a point in none counts the default. The sum is held within the
    bounds; then divided by what earns all points.
    """
    points = [((point["x"], point["y"]), point["frame"]) for point in raw["points"]]
    hit = [region for region in key.regions if any(region.holds(*point) for point in points)]
    strays = [point for point in points if not any(region.holds(*point) for region in key.regions)]
    total = math.fsum([*(region.value for region in hit), *(key.default for _ in strays)])
    return bounded(total, key.lower, key.upper) / key.full
