"""Matching and labelling: all or nothing, or by pairs."""

from collections.abc import Mapping
from typing import Any

from scenarios.model.item import Pairing
from scenarios.model.key import PairsKey


def score_pairs(_: Pairing, key: PairsKey, raw: Mapping[str, Any], __: object) -> float:
    """What pairs earn.

    pairs  QTI 3 `mapResponse` on directed pairs: each right pair counts 1, any other takes `wrong` away, the
           sum is at least 0; then divided by the number of right pairs
    exact  QTI 3 `match_correct`: all the points for exactly the right pairs, in whatever order, else none
    """
    given, right = {tuple(pair) for pair in raw["pairs"]}, set(key.right)
    if key.scoring == "exact":
        return float(given == right)
    return max(0.0, len(given & right) - key.wrong * len(given - right)) / len(right)
