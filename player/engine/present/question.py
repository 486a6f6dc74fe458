"""What a candidate gets of an item, by its type: what can be answered, never what is right."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import JsonValue

from player.engine.disguise import LABEL, TARGET
from scenarios.model.item import (
    UNDETERMINED,
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
from scenarios.model.scene import TRANSDUCERS

Plain = dict[str, JsonValue]
Alias = Callable[[str], str]
"""The name under which a choice is shown."""


def question(item: Item, shown: Alias) -> Plain:
    """What the type of an item adds to what all questions have."""
    return _QUESTION[type(item)](item, shown)


def _choice(item: ChoiceItem, shown: Alias) -> Plain:
    # the standard choice stays last, where candidates look for it
    options = [(name == UNDETERMINED, shown(name), text) for name, text in item.options.items()]
    if item.shuffle:
        options.sort()
    return {
        "choices": [{"id": name, "text": text} for _, name, text in options],
        "min": item.min,
        "max": item.max,
    }


def _ordering(item: OrderingItem, shown: Alias) -> Plain:
    return {"choices": _drawn(item.choices, shown)}


def _drawn(texts: Mapping[str, str], shown: Alias, kind: str = "") -> list[JsonValue]:
    """Named texts in an order that is drawn for the attempt, because the author's may tell something."""
    drawn = sorted((shown(kind + name), text) for name, text in texts.items())
    return [{"id": name, "text": text} for name, text in drawn]


def _pairing(item: Pairing, shown: Alias, targets: Iterable[JsonValue]) -> Plain:
    return {
        "labels": _drawn(item.labels, shown, LABEL),
        "targets": list(targets),
        "min": item.min,
        "max_per_label": item.max_per_label,
        "max_per_target": item.max_per_target,
    }


def _matching(item: MatchingItem, shown: Alias) -> Plain:
    targets: Iterable[JsonValue] = (
        {"id": shown(TARGET + name), "text": text} for name, text in item.targets.items()
    )
    return _pairing(item, shown, targets)


def _labelling(item: LabellingItem, shown: Alias) -> Plain:
    spots: Iterable[JsonValue] = (
        {"id": shown(TARGET + name), "at": list(at)} for name, at in item.spots.items()
    )
    return {"exhibit": item.exhibit, "frame": item.frame} | _pairing(item, shown, spots)


def _numeric(item: NumericItem, _: Alias) -> Plain:
    return {"units": list(dict.fromkeys((item.unit, *item.units)))}


def _text(item: TextItem, _: Alias) -> Plain:
    return {"max_length": item.max_length}


def _point(item: PointItem, _: Alias) -> Plain:
    return {"exhibit": item.exhibit, "min": item.min, "max": item.max, "frames": _frames(item)}


def _caliper(item: CaliperItem, _: Alias) -> Plain:
    measured: Plain = {"lines": item.lines, "names": list(item.names), "unit": item.unit}
    return {"exhibit": item.exhibit} | measured | {"frames": _frames(item)}


def _frames(item: PointItem | CaliperItem) -> list[JsonValue] | None:
    return list(item.frames) if item.frames else None


def _probe(item: ProbeItem, _: Alias) -> Plain:
    offered: list[JsonValue] = [
        {"id": name, "text": text} for name, text in TRANSDUCERS.items() if name in item.transducers
    ]
    return {"outline": item.outline, "transducers": offered or None, "direction": item.direction}


def _concordance(item: ConcordanceItem, _: Alias) -> Plain:
    return {
        "hypothesis": item.hypothesis,
        "finding": item.finding,
        "scale": [{"id": str(value), "text": text} for value, text in item.words.items()],
    }


_QUESTION: dict[type, Callable[[Any, Alias], Plain]] = {
    ChoiceItem: _choice,
    OrderingItem: _ordering,
    MatchingItem: _matching,
    LabellingItem: _labelling,
    NumericItem: _numeric,
    TextItem: _text,
    PointItem: _point,
    CaliperItem: _caliper,
    ProbeItem: _probe,
    ConcordanceItem: _concordance,
}
