"""Making figures from measurements: percentiles in milliseconds."""

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0 to 1) of all values do not pass; nearest rank, so it is one of them.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("there is nothing to take a percentile of")
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """How many there were, and p50, p90, p99 and the longest in milliseconds."""
    named = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}
    return {"count": len(seconds)} | {
        name: round(1000 * percentile(seconds, part), 2) for name, part in named.items()
    }
