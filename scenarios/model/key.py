"""Scoring keys: what is right, and why. They live on the server alone.

A key is loaded by `scenarios.load.load_keys` and by nothing else: no other model holds one, no
template is given one.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from scenarios.model.item import UNDETERMINED, ChoiceItem, Item, NumericItem
from scenarios.model.text import Frozen, Id, Text


class KeyBase(Frozen):
    """What all keys share: the rationale that practice shows after the case.

    `type` is the item's; an author need not write it.
    """

    rationale: Text


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Mapped(Frozen):
    """QTI `mapping`: the value of each choice, what any other is worth, and bounds of the sum."""

    values: Annotated[Mapping[Id, float], Field(min_length=1)]
    default: float = 0
    lower: float | None = 0
    upper: float | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError("'lower' has to be below 'upper'")
        return self


class ChoiceKey(KeyBase):
    """The key of a choice: the correct set, and for partial credit a map (QTI match_correct, mapResponse)."""

    type: Literal["choice"] = "choice"
    correct: Annotated[tuple[Id, ...], BeforeValidator(_several), Field(min_length=1)]
    map: Mapped | None = None


class Tolerance(Frozen):
    """How far a value may lie from the key: absolute (in the key's unit) or relative (a fraction)."""

    absolute: Annotated[float, Field(ge=0)] | None = None
    relative: Annotated[float, Field(ge=0, le=1)] | None = None
    inclusive: bool = True

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("is either absolute (3) or relative (10%)")
        return self


def _tolerance(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"absolute": value}
    if isinstance(value, str) and value.endswith("%"):
        try:
            return {"relative": float(value[:-1]) / 100}
        except ValueError:
            raise ValueError("is neither a number such as 3 nor a share such as 10%") from None
    return value


class NumericKey(KeyBase):
    """The key of a number, in the item's unit."""

    type: Literal["numeric"] = "numeric"
    value: float
    tolerance: Annotated[Tolerance, BeforeValidator(_tolerance)]

    @property
    def width(self) -> float:
        """How far an answer may lie from the value, in the item's unit."""
        absolute, relative = self.tolerance.absolute, self.tolerance.relative
        return absolute if absolute is not None else abs(self.value) * (relative or 0)


Key = Annotated[ChoiceKey | NumericKey, Field(discriminator="type")]
Keys = Mapping[str, Mapping[str, Key]]
"""case -> item -> key."""

_KEY_OF: dict[type, type[Key]] = {ChoiceItem: ChoiceKey, NumericItem: NumericKey}


def key_model(item: Item) -> type[Key]:
    """The model that the key of an item has to satisfy."""
    return _KEY_OF[type(item)]


def faults(item: Item, key: Key) -> tuple[str, ...]:
    """Why a well-formed key cannot score this item; empty where it can. Never names what is right."""
    if isinstance(item, ChoiceItem) and isinstance(key, ChoiceKey):
        return tuple(_choice_faults(item, key))
    if isinstance(key, NumericKey) and not key.tolerance.inclusive and key.width == 0:
        return ("allows no value at all",)
    return ()


def _choice_faults(item: ChoiceItem, key: ChoiceKey) -> list[str]:
    found = []
    named = {*key.correct, *(key.map.values if key.map else ())}
    if named - set(item.options):
        offer = ", ".join((*item.choices, UNDETERMINED) if item.undetermined else item.choices)
        found.append(f"names a choice that the item has not; it has {offer}")
    if len(set(key.correct)) != len(key.correct):
        found.append("names a correct choice twice")
    if not item.min <= len(key.correct) <= item.max:
        found.append(f"'correct' has to name {item.min} to {item.max} choices, as the item allows")
    return found + (_map_faults(item, key, key.map) if key.map else [])


def _map_faults(item: ChoiceItem, key: ChoiceKey, mapped: Mapped) -> list[str]:
    best = attainable(item, mapped)
    if best <= 0:
        return ["'map' gives no answer any credit"]
    if mapped.lower is not None and mapped.lower >= best:
        return ["'map' gives every answer full credit"]
    # what only rounding makes is no difference
    if mapped_value(mapped, key.correct) < best - 1e-9:
        return ["what is 'correct' earns less than another answer under 'map'"]
    return []


def mapped_value(mapped: Mapped, chosen: Iterable[str]) -> float:
    """QTI `mapResponse`: the values of the distinct choices, summed and held within the bounds.

    The sum is exactly rounded, so it does not hang on the order in which the choices come.
    """
    value = math.fsum(mapped.values.get(choice, mapped.default) for choice in set(chosen))
    raised = value if mapped.lower is None else max(value, mapped.lower)
    return raised if mapped.upper is None else min(raised, mapped.upper)


def attainable(item: ChoiceItem, mapped: Mapped) -> float:
    """The highest value that a permitted response can reach under a map."""
    values = sorted((mapped.values.get(choice, mapped.default) for choice in item.options), reverse=True)
    sums = [math.fsum(values[:count]) for count in range(item.min, item.max + 1)]
    best = max(sums)
    return best if mapped.upper is None else min(best, mapped.upper)
