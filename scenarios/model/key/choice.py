"""Keys of choices, orders and script concordance scales."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, WithJsonSchema, model_validator

from scenarios.model.item import UNDETERMINED, ChoiceItem, ConcordanceItem, OrderingItem
from scenarios.model.key.base import Images, KeyBase, Worth
from scenarios.model.text import Frozen, Id, Ids


class Mapped(Frozen):
    """QTI `mapping`: the value of each choice, what any other is worth, and bounds of the sum."""

    values: Annotated[Mapping[Id, Worth], Field(min_length=1)]
    default: Worth = 0
    lower: Worth | None = 0
    upper: Worth | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lower is not None and self.upper is not None and self.lower >= self.upper:
            raise ValueError("'lower' has to be below 'upper'")
        return self


class ChoiceKey(KeyBase):
    """The key of a choice: the correct set, and for partial credit a map (QTI match_correct, mapResponse)."""

    type: Literal["choice"] = "choice"
    correct: Ids
    map: Mapped | None = None


class OrderingKey(KeyBase):
    """The key of an order.

    Attributes:
        order: all choices, the first one first.
        scoring: `exact`: all or nothing; `absolute`: the share of choices in their place; `adjacent`: the share of
            neighbours that follow one another as they should.
    """

    type: Literal["ordering"] = "ordering"
    order: Annotated[tuple[Id, ...], Field(min_length=2)]
    scoring: Literal["exact", "absolute", "adjacent"] = "exact"


Answer = Annotated[int, Field(ge=-2, le=2), WithJsonSchema({"type": "string", "pattern": "^[-+]?[012]$"})]
Count = Annotated[int, Field(ge=0, le=10_000)]


class ConcordanceKey(KeyBase):
    """The key of a script concordance question.

    Attributes:
        panel: how many members of the panel gave each answer, from -2 to +2; one that nobody gave may be left out.
    """

    type: Literal["concordance"] = "concordance"
    panel: Annotated[Mapping[Answer, Count], Field(min_length=1)]


def choice_faults(item: ChoiceItem, key: ChoiceKey, _: Images) -> Iterator[str]:
    """Why a key cannot score a choice."""
    named = {*key.correct, *(key.map.values if key.map else ())}
    if named - set(item.options):
        offer = ", ".join((*item.choices, UNDETERMINED) if item.undetermined else item.choices)
        yield f"names a choice that the item has not; it has {offer}"
    if len(set(key.correct)) != len(key.correct):
        yield "names a correct choice twice"
    if not item.min <= len(key.correct) <= item.max:
        yield f"'correct' has to name {item.min} to {item.max} choices, as the item allows"
    if key.map:
        yield from _map_faults(item, key, key.map)


def _map_faults(item: ChoiceItem, key: ChoiceKey, mapped: Mapped) -> Iterator[str]:
    best = attainable(item, mapped)
    if best <= 0:
        yield "'map' gives no answer any credit"
    elif mapped.lower is not None and mapped.lower >= best:
        yield "'map' gives every answer full credit"
    # what only rounding makes is no difference
    elif mapped_value(mapped, key.correct) < best - 1e-9:
        yield "what is 'correct' earns less than another answer under 'map'"
    elif _most_with_wrong(item, key, mapped) >= best - 1e-9:
        yield "'map' gives full credit to who adds wrong choices: let those take away, or lower 'max' of the item"


def _most_with_wrong(item: ChoiceItem, key: ChoiceKey, mapped: Mapped) -> float:
    """The highest value of a permitted response with a choice that is neither correct nor worth anything."""
    worth = {name: mapped.values.get(name, mapped.default) for name in item.options}
    wrong = [name for name, value in worth.items() if value <= 0 and name not in key.correct]
    if not wrong:
        return -math.inf
    least = max(wrong, key=worth.__getitem__)
    rest = sorted((value for name, value in worth.items() if name != least), reverse=True)
    sums = (math.fsum((worth[least], *rest[:count])) for count in range(max(0, item.min - 1), item.max))
    return bounded(max(sums), mapped.lower, mapped.upper)


def ordering_faults(item: OrderingItem, key: OrderingKey, _: Images) -> Iterator[str]:
    """Why a key cannot score an order."""
    if sorted(key.order) != sorted(item.choices):
        yield f"'order' has to name each choice of the item once; it has {', '.join(item.choices)}"


def concordance_faults(item: ConcordanceItem, key: ConcordanceKey, __: Images) -> Iterator[str]:
    """Why a key cannot score a script concordance question."""
    if not any(key.panel.values()):
        yield "'panel' has nobody in it: write how many of the panel gave each answer"
    elif len({key.panel.get(answer, 0) for answer in item.words}) == 1:
        yield "'panel' gives every answer full credit: a panel that is of every opinion tells none"


def mapped_value(mapped: Mapped, chosen: Iterable[str]) -> float:
    """QTI `mapResponse`: the values of the distinct choices, summed and held within the bounds.

    The sum is exactly rounded, so it does not hang on the order in which the choices come.
    """
    return bounded(
        math.fsum(mapped.values.get(choice, mapped.default) for choice in set(chosen)),
        mapped.lower,
        mapped.upper,
    )


def bounded(value: float, lower: float | None, upper: float | None) -> float:
    """A sum held within the bounds of its map."""
    raised = value if lower is None else max(value, lower)
    return raised if upper is None else min(raised, upper)


def attainable(item: ChoiceItem, mapped: Mapped) -> float:
    """The highest value that a permitted response can reach under a map."""
    values = sorted((mapped.values.get(choice, mapped.default) for choice in item.options), reverse=True)
    sums = [math.fsum(values[:count]) for count in range(item.min, item.max + 1)]
    best = max(sums)
    return best if mapped.upper is None else min(best, mapped.upper)
