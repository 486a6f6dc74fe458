"""Orders: all or nothing, by places, or by neighbours."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from scenarios.model.item import OrderingItem
from scenarios.model.key import OrderingKey


def score_ordering(_: OrderingItem, key: OrderingKey, raw: Mapping[str, Any], __: object) -> float:
    """What an order earns.

    exact     QTI 3 `match_correct` on an ordered response: all the points for exactly the right order, else none
    absolute  the share of choices that stand where they should; Moodle's ordering question calls it *absolute
              position*
    adjacent  the share of neighbours of the right order that follow one another in the answer too; Moodle's
              *relative to the next item (excluding last)*
    """
    given = tuple(raw["order"])
    if key.scoring == "absolute":
        return _share([one == right for one, right in zip(given, key.order, strict=True)])
    if key.scoring == "adjacent":
        return _share([pair in pairwise(given) for pair in pairwise(key.order)])
    return float(given == key.order)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)
