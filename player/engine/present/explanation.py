"""What is right in an item, by its type, as practice shows it when a case is over."""

from collections.abc import Callable
from typing import Any

from pydantic import JsonValue

from player.engine.disguise import LABEL, TARGET
from player.engine.present.question import Alias, Plain
from player.engine.scoring.concordance import credit
from scenarios.model.item import CaliperItem, ConcordanceItem, Item, NumericItem
from scenarios.model.key import (
    CaliperKey,
    ChoiceKey,
    ConcordanceKey,
    Key,
    LabellingKey,
    MatchingKey,
    NumericKey,
    OrderingKey,
    PairsKey,
    PointKey,
    ProbeKey,
    Target,
    TextKey,
)
from scenarios.model.shape import Shape


def explanation(item: Item, key: Key, shown: Alias) -> Plain:
    """What the type of an item adds to the rationale."""
    return _EXPLANATION[type(key)](item, key, shown)


def _choice(_: Item, key: ChoiceKey, shown: Alias) -> Plain:
    worth = key.map.values if key.map else {}
    partial = [name for name, value in worth.items() if value > 0 and name not in key.correct]
    return {"correct": [shown(name) for name in key.correct], "partial": [shown(name) for name in partial]}


def _ordering(_: Item, key: OrderingKey, shown: Alias) -> Plain:
    return {"order": [shown(name) for name in key.order], "scoring": key.scoring}


def _pairs(_: Item, key: PairsKey, shown: Alias) -> Plain:
    return {"pairs": [[shown(LABEL + label), shown(TARGET + target)] for label, target in key.right]}


def _numeric(item: NumericItem, key: NumericKey, _: Alias) -> Plain:
    return _target(key) | {"unit": item.unit}


def _target(target: Target) -> Plain:
    """What is right and what else is accepted, from `low` to `high`; the two themselves only where it is `inclusive`."""
    low, high = target.value - target.width, target.value + target.width
    return {"value": target.value, "low": low, "high": high, "inclusive": target.tolerance.inclusive}


def _text(_: Item, key: TextKey, __: Alias) -> Plain:
    return {"accepted": list(key.accepted)}


def _shape(shape: Shape) -> Plain:
    """A shape as `{"kind": "circle", "at": [310, 204, 25]}`; the numbers are those that an author writes."""
    kind = next(name for name in Shape.model_fields if getattr(shape, name) is not None)
    return {"kind": kind, "at": shape.model_dump(mode="json")[kind]}


def _point(_: Item, key: PointKey, __: Alias) -> Plain:
    right = [region for region in key.regions if region.value > 0]
    frames: list[JsonValue] = [list(region.frames) if region.frames else None for region in right]
    return {
        "regions": [
            _shape(region) | {"name": region.name, "frames": there}
            for region, there in zip(right, frames, strict=True)
        ]
    }


def _caliper(item: CaliperItem, key: CaliperKey, _: Alias) -> Plain:
    lines = [_target(line) | {"ends": [_shape(end) for end in line.ends or ()]} for line in key.lines]
    ratio = _target(key.ratio) | {"of": key.ratio.of} if key.ratio else None
    return {"lines": list(lines), "ratio": ratio, "unit": item.unit}


def _probe(_: Item, key: ProbeKey, __: Alias) -> Plain:
    direction: Plain | None = key.direction.model_dump(mode="json") if key.direction else None
    return {
        "position": [_shape(shape) for shape in key.position],
        "direction": direction,
        "transducer": list(key.transducer),
    }


def _concordance(item: ConcordanceItem, key: ConcordanceKey, _: Alias) -> Plain:
    return {
        "panel": [
            {"value": value, "count": key.panel.get(value, 0), "credit": credit(key, value)}
            for value in item.words
        ]
    }


_EXPLANATION: dict[type, Callable[[Any, Any, Alias], Plain]] = {
    ChoiceKey: _choice,
    OrderingKey: _ordering,
    MatchingKey: _pairs,
    LabellingKey: _pairs,
    NumericKey: _numeric,
    TextKey: _text,
    PointKey: _point,
    CaliperKey: _caliper,
    ProbeKey: _probe,
    ConcordanceKey: _concordance,
}
