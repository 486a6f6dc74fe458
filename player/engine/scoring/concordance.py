"""Script concordance."""

from collections.abc import Mapping
from typing import Any

from scenarios.model.item import ConcordanceItem
from scenarios.model.key import ConcordanceKey


def score_concordance(_: ConcordanceItem, key: ConcordanceKey, raw: Mapping[str, Any], __: object) -> float:
    """Aggregate scoring: n_i / n_mode.

    An answer earns what share of the panel's most frequent answer gave it too (Charlin et al., Teach Learn Med
    2000;12:189; Lubarsky et al., AMEE Guide 75, Med Teach 2013;35:184).
    """
    return credit(key, raw["value"])


def credit(key: ConcordanceKey, value: int) -> float:
    """The share of the points that an answer earns."""
    return key.panel.get(value, 0) / max(key.panel.values())
