"""Scores: of an item, a case, a domain, a form; and whether the cut score is met.

The rule for each type of item, with its source, stands in the module that has its name. Above the items:

    domain     earned by attainable points of its items
    form       mean of the domains by the weights of the blueprint; a domain without items is left out

An item without an answer earns nothing and counts. A few words that the key does not accept wait for a
marker; until then they earn nothing, and the score is provisional.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from player.engine.form import Form, FormCase
from player.engine.measure import NOTHING, Measured, measured_in, read_off
from player.engine.response import Raw
from player.engine.scoring.caliper import score_caliper
from player.engine.scoring.choice import score_choice
from player.engine.scoring.concordance import score_concordance
from player.engine.scoring.matching import score_pairs
from player.engine.scoring.ordering import score_ordering
from player.engine.scoring.point import score_point
from player.engine.scoring.probe import score_probe
from player.engine.scoring.written import score_numeric, score_text
from player.engine.state import Attempt, Place
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
from scenarios.model.key import Key, Keys, TextKey

RULES = "1"
"""Version of these rules; a report names it, and it changes when a score would."""

Marks = Mapping[Place, float]
"""What a marker gave (0 to 1), by case and item."""
NO_MARKS: Marks = {}
Lengths = Mapping[str, Measured]
NO_LENGTHS: Lengths = {}


@dataclass(frozen=True)
class ItemScore:
    """What an item earned: `fraction` from 0 to 1 of its `points`; `provisional` until a marker has seen it."""

    item: str
    domain: str
    points: float
    fraction: float
    answered: bool
    provisional: bool = False

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


def score_item(item: Item, key: Key, raw: Raw | None, measured: Measured = NOTHING) -> float:
    """What fraction (0 to 1) of an item's points an answer earns; None is no answer and earns 0.

    Args:
        item: the item.
        key: a key that `scenarios.model.key.faults` finds nothing wrong with.
        raw: an answer that fits the item.
        measured: what was measured in it; for calipers.
    """
    if raw is None:
        return 0.0
    return min(1.0, max(0.0, _SCORE[type(item)](item, key, raw, measured)))


def waits(key: Key, raw: Raw | None) -> bool:
    """Whether an answer is one that only a marker can judge."""
    return raw is not None and isinstance(key, TextKey) and not key.takes(str(raw["text"]))


def score_case(
    case: FormCase,
    keys: Mapping[str, Key],
    answers: Mapping[str, Raw],
    marks: Marks = NO_MARKS,
    lengths: Lengths = NO_LENGTHS,
) -> CaseScore:
    """The score of a case.

    Args:
        case: the case.
        keys: its keys, by item.
        answers: what was answered, by item.
        marks: what markers gave.
        lengths: what was measured when they were given, by item; else it is measured now.
    """
    asked = (name for segment in case.segments for name in segment.asks)
    return CaseScore(
        case.id,
        tuple(
            scored(
                case,
                name,
                keys[name],
                answers.get(name),
                mark=marks.get((case.id, name)),
                measured=lengths.get(name),
            )
            for name in asked
        ),
    )


def scored(
    case: FormCase,
    name: str,
    key: Key,
    raw: Raw | None,
    *,
    mark: float | None = None,
    measured: Measured | None = None,
) -> ItemScore:
    """The score of one item of a case; arguments as of `score_case`, those of this item."""
    item = case.items[name]
    if measured is None:
        measured = NOTHING if raw is None else read_off(item, raw, case.images)
    fraction = score_item(item, key, raw, measured)
    if waits(key, raw):
        return ItemScore(name, item.domain, item.points, mark or 0.0, answered=True, provisional=mark is None)
    return ItemScore(name, item.domain, item.points, fraction, raw is not None)


def score_form(form: Form, keys: Keys, attempt: Attempt, marks: Marks = NO_MARKS) -> FormScore:
    """The score of an attempt: all cases of its form, those it never came to included."""
    cases = tuple(
        score_case(case, keys[case.id], answers_in(attempt, case.id), marks, lengths_in(attempt, case))
        for case in form.cases
    )
    scored_items = [item for case in cases for item in case.items]
    domains = {
        name: total(item for item in scored_items if item.domain == name)
        for name in form.blueprint
        if any(item.domain == name for item in scored_items)
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


def lengths_in(attempt: Attempt, case: FormCase) -> dict[str, Measured]:
    """What was measured in the answers that an attempt holds for a case, by item."""
    found = ((item, response) for (of, item), response in attempt.responses.items() if of == case.id)
    return {item: measured_in(case.items[item], response, case.images) for item, response in found}


def total(items: Iterable[ItemScore]) -> Sum:
    """Points earned and attainable over items."""
    listed = list(items)
    return Sum(sum(item.earned for item in listed), sum(item.points for item in listed))


_SCORE: dict[type, Callable[[Any, Any, Mapping[str, Any], Measured], float]] = {
    ChoiceItem: score_choice,
    OrderingItem: score_ordering,
    MatchingItem: score_pairs,
    LabellingItem: score_pairs,
    NumericItem: score_numeric,
    TextItem: score_text,
    PointItem: score_point,
    CaliperItem: score_caliper,
    ProbeItem: score_probe,
    ConcordanceItem: score_concordance,
}
