"""Choices: all or nothing, or by a map."""

from collections.abc import Mapping
from typing import Any

from scenarios.model.item import ChoiceItem
from scenarios.model.key import ChoiceKey, attainable, mapped_value


def score_choice(item: ChoiceItem, key: ChoiceKey, raw: Mapping[str, Any], _: object) -> float:
    """QTI 3 `match_correct`: all the points for exactly the correct set, else none.

    With a map QTI 3 `mapResponse`: the mapped values of the distinct choices are summed, any other choice counts
    the default, the sum is held within the bounds; then divided by what a permitted response can reach at most.
    """
    chosen = set(raw["choices"])
    if key.map is None:
        return float(chosen == set(key.correct))
    return mapped_value(key.map, chosen) / attainable(item, key.map)
