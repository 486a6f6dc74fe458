"""How an item is put before a candidate, and how it is explained when a practice case is over."""

from collections.abc import Callable
from typing import Any

from pydantic import JsonValue

from player.engine.disguise import alias
from scenarios.model.item import UNDETERMINED, ChoiceItem, Item, NumericItem
from scenarios.model.key import ChoiceKey, Key, NumericKey

Plain = dict[str, JsonValue]
Alias = Callable[[str], str]
"""The name under which a choice is shown."""


def present(name: str, item: Item, seed: str) -> Plain:
    """An item as a candidate gets it: its stem and what can be answered, never what is right.

    Args:
        name: the item's identifier.
        item: the item.
        seed: of the attempt; fixes the names of choices, and the order of shuffled ones.
    """
    common: Plain = {
        "item": name,
        "type": item.type,
        "stem": item.stem,
        "exhibits": list(item.exhibits),
        "confidence": item.confidence,
    }
    return common | _PRESENT[type(item)](item, lambda choice: alias(seed, name, choice))


def explain(name: str, item: Item, key: Key, seed: str) -> Plain:
    """What is right and why, for practice after the case; arguments as of `present`."""
    return {"rationale": key.rationale} | _EXPLAIN[type(item)](
        item, key, lambda choice: alias(seed, name, choice)
    )


def _present_choice(item: ChoiceItem, shown: Alias) -> Plain:
    # the standard choice stays last, where candidates look for it
    options = [(name == UNDETERMINED, shown(name), text) for name, text in item.options.items()]
    if item.shuffle:
        options.sort()
    return {
        "choices": [{"id": name, "text": text} for _, name, text in options],
        "min": item.min,
        "max": item.max,
    }


def _present_numeric(item: NumericItem, _: Alias) -> Plain:
    return {"units": list(dict.fromkeys((item.unit, *item.units)))}


def _explain_choice(_: ChoiceItem, key: ChoiceKey, shown: Alias) -> Plain:
    worth = key.map.values if key.map else {}
    partial = [name for name, value in worth.items() if value > 0 and name not in key.correct]
    return {"correct": [shown(name) for name in key.correct], "partial": [shown(name) for name in partial]}


def _explain_numeric(item: NumericItem, key: NumericKey, _: Alias) -> Plain:
    low, high = key.value - key.width, key.value + key.width
    return {"value": key.value, "low": low, "high": high, "unit": item.unit}


_PRESENT: dict[type, Callable[[Any, Alias], Plain]] = {
    ChoiceItem: _present_choice,
    NumericItem: _present_numeric,
}
_EXPLAIN: dict[type, Callable[[Any, Any, Alias], Plain]] = {
    ChoiceItem: _explain_choice,
    NumericItem: _explain_numeric,
}
