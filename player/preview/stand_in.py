"""Answers for whoever jumps ahead: they fit their items, and are neither right nor wrong on purpose."""

from collections.abc import Callable
from itertools import product
from typing import Any

from player.engine.response import Raw
from scenarios.model.item import (
    CaliperItem,
    ChoiceItem,
    ConcordanceItem,
    Item,
    LabellingItem,
    MatchingItem,
    NumericItem,
    OrderingItem,
    Pairing,
    PointItem,
    ProbeItem,
    TextItem,
)
from scenarios.model.key import Images
from scenarios.model.outline import HEIGHT, WIDTH


def stand_in(item: Item, images: Images) -> Raw:
    """An answer that fits an item, with the names that its author gave.

    Args:
        item: the item.
        images: the exhibits of its case.
    """
    return _ANSWERS[type(item)](item, images)


def _choice(item: ChoiceItem, _: Images) -> Raw:
    return {"choices": [*list(item.options)[: max(1, item.min)]]}


def _pairs(item: Pairing, _: Images) -> Raw:
    made: list[tuple[str, str]] = []
    for pair in product(item.labels, item.target_names):
        if len(made) < item.min and item.allows([*made, pair]):
            made.append(pair)
    return {"pairs": [[*pair] for pair in made]}


def _placed(item: ProbeItem, _: Images) -> Raw:
    transducer = item.transducers[0] if item.transducers else None
    direction = 0 if item.direction else None
    return {"at": [WIDTH / 2, HEIGHT / 2], "direction": direction, "transducer": transducer}


def _points(item: PointItem, images: Images) -> Raw:
    x, y = _middle(item, images)
    return {"points": [{"x": x, "y": y, "frame": _frame(item)} for _ in range(item.min)]}


def _lines(item: CaliperItem, images: Images) -> Raw:
    x, y = _middle(item, images)
    line = {"x1": x, "y1": y / 2, "x2": x, "y2": y, "frame": _frame(item)}
    return {"lines": [{**line} for _ in range(item.lines)]}


def _middle(item: PointItem | CaliperItem, images: Images) -> tuple[float, float]:
    width, height = images[item.exhibit].size
    return width / 2, height / 2


def _frame(item: PointItem | CaliperItem) -> int:
    return item.frames[0] if item.frames else 0


_ANSWERS: dict[type, Callable[[Any, Images], Raw]] = {
    ChoiceItem: _choice,
    OrderingItem: lambda item, _: {"order": list(item.choices)},
    MatchingItem: _pairs,
    LabellingItem: _pairs,
    NumericItem: lambda item, _: {"value": 1, "unit": item.unit},
    TextItem: lambda _, __: {"text": "x"},
    PointItem: _points,
    CaliperItem: _lines,
    ProbeItem: _placed,
    ConcordanceItem: lambda _, __: {"value": 0},
}
