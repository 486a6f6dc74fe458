"""Scores: of an item, a case, a domain, a form; and whether the cut score is met.

Rules and their sources:

    choice     QTI 3 `match_correct`: all the points for exactly the correct set, else none
    map        QTI 3 `mapResponse`: the mapped values of the distinct choices are summed, any other
               choice counts the default, the sum is held within the bounds; then divided by what a
               permitted response can reach at most
    numeric    QTI 3 `equal` with toleranceMode absolute or relative, bounds included or not; the
               answer is first turned into the key's unit
    domain     earned by attainable points of its items
    form       mean of the domains by the weights of the blueprint; a domain without items is left out

An item without an answer earns nothing and counts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from player.engine.form import Form, FormCase
from player.engine.response import Raw
from player.engine.state import Attempt
from scenarios.model.item import ChoiceItem, Item, NumericItem, conversion
from scenarios.model.key import ChoiceKey, Key, Keys, NumericKey, attainable, mapped_value

RULES = "1"
"""Version of these rules; a report names it, and it changes when a score would."""


@dataclass(frozen=True)
class ItemScore:
    """What an item earned: `fraction` from 0 to 1 of its `points`."""

    item: str
    domain: str
    points: float
    fraction: float
    answered: bool

    @property
    def earned(self) -> float:
        """Points earned."""
        return self.points * self.fraction


@dataclass(frozen=True)
class Sum:
    """Points earned of those that could be; `percent` from 0 to 100."""

    earned: float
    attainable: float

    @property
    def percent(self) -> float:
        """Per cent of the attainable points; 0 where there are none."""
        return 100 * self.earned / self.attainable if self.attainable else 0.0


@dataclass(frozen=True)
class CaseScore:
    """A case: its items in the order in which they are asked, and their sum."""

    case: str
    items: tuple[ItemScore, ...]

    @property
    def sum(self) -> Sum:
        """Points of the case."""
        return total(self.items)


@dataclass(frozen=True)
class FormScore:
    """A whole form; `percent` from 0 to 100, weighted by the blueprint."""

    cases: tuple[CaseScore, ...]
    domains: Mapping[str, Sum]
    percent: float
    passed: bool


def score_item(item: Item, key: Key, raw: Raw | None) -> float:
    """What fraction (0 to 1) of an item's points an answer earns; None is no answer and earns 0.

    Args:
        item: the item.
        key: a key that `scenarios.model.key.faults` finds nothing wrong with.
        raw: an answer that fits the item.
    """
    return 0.0 if raw is None else _SCORE[type(item)](item, key, raw)


def score_case(case: FormCase, keys: Mapping[str, Key], answers: Mapping[str, Raw]) -> CaseScore:
    """The score of a case; `answers` by item."""
    asked = (name for segment in case.segments for name in segment.asks)
    return CaseScore(
        case.id, tuple(_scored(name, case.items[name], keys[name], answers.get(name)) for name in asked)
    )


def score_form(form: Form, keys: Keys, attempt: Attempt) -> FormScore:
    """The score of an attempt: all cases of its form, those it never came to included."""
    cases = tuple(score_case(case, keys[case.id], answers_in(attempt, case.id)) for case in form.cases)
    scored = [item for case in cases for item in case.items]
    domains = {
        name: total(item for item in scored if item.domain == name)
        for name in form.blueprint
        if any(item.domain == name for item in scored)
    }
    weights = {name: form.blueprint[name].weight for name in domains}
    percent = sum(weights[name] * part.percent for name, part in domains.items()) / sum(weights.values())
    return FormScore(cases, domains, percent, meets(percent, form.cut_score.percent))


def meets(percent: float, cut: float) -> bool:
    """Whether a score reaches the cut; a difference that only rounding makes is none."""
    return percent >= cut - 1e-9


def answers_in(attempt: Attempt, case: str) -> dict[str, Raw]:
    """The answers that an attempt holds for a case, by item."""
    return {item: response.raw for (of, item), response in attempt.responses.items() if of == case}


def total(items: Iterable[ItemScore]) -> Sum:
    """Points earned and attainable over items."""
    listed = list(items)
    return Sum(sum(item.earned for item in listed), sum(item.points for item in listed))


def _scored(name: str, item: Item, key: Key, raw: Raw | None) -> ItemScore:
    return ItemScore(name, item.domain, item.points, score_item(item, key, raw), raw is not None)


def _score_choice(item: ChoiceItem, key: ChoiceKey, raw: Mapping[str, Any]) -> float:
    chosen = set(raw["choices"])
    if key.map is None:
        return float(chosen == set(key.correct))
    return min(1.0, max(0.0, mapped_value(key.map, chosen) / attainable(item, key.map)))


def _score_numeric(item: NumericItem, key: NumericKey, raw: Mapping[str, Any]) -> float:
    value = raw["value"] * conversion(raw["unit"], item.unit)
    # what floating point adds or takes away in the conversion is no difference
    slack = 1e-9 * max(1.0, abs(key.value))
    off = abs(value - key.value)
    return float(off <= key.width + slack if key.tolerance.inclusive else off < key.width - slack)


_SCORE: dict[type, Callable[[Any, Any, Mapping[str, Any]], float]] = {
    ChoiceItem: _score_choice,
    NumericItem: _score_numeric,
}
