"""Scoring keys: what is right, and why. They live on the server alone.

A key is loaded by `scenarios.load.load_keys` and by nothing else: no other model holds one, no
template is given one. Each module has the keys of its types, and why one of them cannot score an item.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

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
from scenarios.model.key.base import ImageFacts, Images, KeyBase, Target, Tolerance
from scenarios.model.key.caliper import CaliperKey, CaliperLine, Ratio, caliper_faults, reading
from scenarios.model.key.choice import (
    ChoiceKey,
    ConcordanceKey,
    Mapped,
    OrderingKey,
    attainable,
    bounded,
    choice_faults,
    concordance_faults,
    mapped_value,
    ordering_faults,
)
from scenarios.model.key.matching import (
    LabellingKey,
    MatchingKey,
    PairsKey,
    labelling_faults,
    matching_faults,
)
from scenarios.model.key.point import PointKey, Region, point_faults
from scenarios.model.key.probe import Direction, ProbeKey, Weights, probe_faults
from scenarios.model.key.written import NumericKey, TextKey, numeric_faults, text_faults, words

Key = Annotated[
    ChoiceKey
    | OrderingKey
    | MatchingKey
    | LabellingKey
    | NumericKey
    | TextKey
    | PointKey
    | CaliperKey
    | ProbeKey
    | ConcordanceKey,
    Field(discriminator="type"),
]
Keys = Mapping[str, Mapping[str, Key]]
"""case -> item -> key."""

Faults = Callable[[Any, Any, Images], Iterator[str]]

_KEY_OF: dict[type, tuple[type[Key], Faults]] = {
    ChoiceItem: (ChoiceKey, choice_faults),
    OrderingItem: (OrderingKey, ordering_faults),
    MatchingItem: (MatchingKey, matching_faults),
    LabellingItem: (LabellingKey, labelling_faults),
    NumericItem: (NumericKey, numeric_faults),
    TextItem: (TextKey, text_faults),
    PointItem: (PointKey, point_faults),
    CaliperItem: (CaliperKey, caliper_faults),
    ProbeItem: (ProbeKey, probe_faults),
    ConcordanceItem: (ConcordanceKey, concordance_faults),
}


def key_model(item: Item) -> type[Key]:
    """The model that the key of an item has to satisfy."""
    return _KEY_OF[type(item)][0]


def faults(item: Item, key: Key, images: Images | None = None) -> tuple[str, ...]:
    """Why a well-formed key cannot score this item; empty where it can. Never names what is right.

    Args:
        item: the item.
        key: its key.
        images: the exhibits of its case, as far as they are built.
    """
    return tuple(_KEY_OF[type(item)][1](item, key, images or {}))


__all__ = [
    "CaliperKey",
    "CaliperLine",
    "ChoiceKey",
    "ConcordanceKey",
    "Direction",
    "ImageFacts",
    "Images",
    "Key",
    "KeyBase",
    "Keys",
    "LabellingKey",
    "Mapped",
    "MatchingKey",
    "NumericKey",
    "OrderingKey",
    "PairsKey",
    "PointKey",
    "ProbeKey",
    "Ratio",
    "Region",
    "Target",
    "TextKey",
    "Tolerance",
    "Weights",
    "attainable",
    "bounded",
    "faults",
    "key_model",
    "mapped_value",
    "reading",
    "words",
]
