"""A question and what is right, in words: for paper, where nobody can try it."""

from collections.abc import Callable, Sequence
from typing import Any

from scenarios.model.item import (
    CaliperItem,
    ChoiceItem,
    ConcordanceItem,
    Item,
    LabellingItem,
    MatchingItem,
    NumericItem,
    OrderingItem,
    PointItem,
    ProbeItem,
    TextItem,
)
from scenarios.model.key import (
    CaliperKey,
    ChoiceKey,
    ConcordanceKey,
    Key,
    NumericKey,
    OrderingKey,
    PairsKey,
    PointKey,
    ProbeKey,
    Target,
    TextKey,
)
from scenarios.model.scene import TRANSDUCERS
from scenarios.model.shape import Shape

Words = tuple[tuple[str, bool], ...]
"""Lines, each with whether it is right."""


def offered(item: Item, key: Key | None) -> Words:
    """What an item offers, line by line; what is right is marked where a line can be."""
    return _OFFERED[type(item)](item, key)


def right(item: Item, key: Key | None) -> str:
    """What is right, where it is no line of what is offered."""
    return _RIGHT[type(item)](item, key) if key else "No key yet."


def _choices(item: ChoiceItem, key: ChoiceKey | None) -> Words:
    correct = key.correct if key else ()
    return tuple((text, name in correct) for name, text in item.options.items())


def _steps(item: OrderingItem, key: OrderingKey | None) -> Words:
    order = key.order if key else tuple(item.choices)
    return tuple((f"{number}. {item.choices[name]}", key is not None) for number, name in enumerate(order, 1))


def _pairs(item: MatchingItem | LabellingItem, key: PairsKey | None) -> Words:
    places = (
        item.targets if isinstance(item, MatchingItem) else {name: _spot(item, name) for name in item.spots}
    )
    paired = [(label, target) for label, target in key.right] if key else []
    free = [label for label in item.labels if label not in dict(paired)]
    lines = [(f"{item.labels[label]}: {places[target]}", True) for label, target in paired]
    return (
        *lines,
        *((f"{item.labels[label]}: nowhere" if key else item.labels[label], False) for label in free),
    )


def _spot(item: LabellingItem, name: str) -> str:
    number = list(item.spots).index(name) + 1
    return f"spot {number} ({name})"


def _scale(item: ConcordanceItem, key: ConcordanceKey | None) -> Words:
    votes = key.panel if key else {}
    most = max(votes.values(), default=0)
    return tuple(
        (f"{value:+d} {words}: {votes.get(value, 0)} of the panel", votes.get(value, 0) == most > 0)
        for value, words in item.words.items()
    )


def _nothing(_: Item, __: Key | None) -> Words:
    return ()


def _number(item: NumericItem, key: NumericKey) -> str:
    return _within(key, item.unit)


def _within(target: Target, unit: str) -> str:
    kept = "" if target.tolerance.inclusive else ", bounds left out"
    return f"{target.value:g} {unit}".rstrip() + f", give or take {target.width:g}{kept}"


def _text(_: TextItem, key: TextKey) -> str:
    return " or ".join(key.accepted)


def _regions(_: PointItem, key: PointKey) -> str:
    return "; ".join(
        f"{region.name or 'a region'}, {_shape(region)}, worth {region.value:g}" for region in key.regions
    )


def _lines(item: CaliperItem, key: CaliperKey) -> str:
    names = item.names or ("the distance",)
    said = [f"{name}: {_within(line, item.unit)}" for name, line in zip(names, key.lines, strict=False)]
    if key.ratio:
        said.append(f"{key.ratio.of}: {_within(key.ratio, '%' if key.ratio.of == 'collapse' else '')}")
    return "; ".join(said)


def _place(_: ProbeItem, key: ProbeKey) -> str:
    said = [f"on the outline: {_either([_shape(shape) for shape in key.position])}"]
    if key.direction:
        said.append(
            f"marker {key.direction.degrees:g} degrees clockwise from up, give or take {key.direction.tolerance:g}"
        )
    if key.transducer:
        said.append(_either([TRANSDUCERS[name] for name in key.transducer]))
    return "; ".join(said)


def _either(words: Sequence[str]) -> str:
    return " or ".join(words)


def _shape(shape: Shape) -> str:
    left, top, to_the, bottom = shape.bounds
    return f"x {left:g} to {to_the:g}, y {top:g} to {bottom:g}"


def _marked(_: Item, __: Key) -> str:
    return ""


_OFFERED: dict[type, Callable[[Any, Any], Words]] = {
    ChoiceItem: _choices,
    OrderingItem: _steps,
    MatchingItem: _pairs,
    LabellingItem: _pairs,
    NumericItem: _nothing,
    TextItem: _nothing,
    PointItem: _nothing,
    CaliperItem: _nothing,
    ProbeItem: _nothing,
    ConcordanceItem: _scale,
}
_RIGHT: dict[type, Callable[[Any, Any], str]] = {
    ChoiceItem: _marked,
    OrderingItem: _marked,
    MatchingItem: _marked,
    LabellingItem: _marked,
    NumericItem: _number,
    TextItem: _text,
    PointItem: _regions,
    CaliperItem: _lines,
    ProbeItem: _place,
    ConcordanceItem: _marked,
}
