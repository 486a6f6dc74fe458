"""Items: what a candidate is asked. What is right is not here: see `key`.

choice      choices, an order of choices, a script concordance scale
written     a number, a few words
matching    labels to targets, labels to spots on an image
placed      points and calipers on an image, a transducer on the body
"""

from typing import Annotated

from pydantic import Field

from scenarios.model.item.base import FrameRange, ImageItem, ItemBase
from scenarios.model.item.choice import (
    UNDETERMINED,
    UNDETERMINED_TEXT,
    ChoiceItem,
    ConcordanceItem,
    OrderingItem,
)
from scenarios.model.item.matching import MAX_PAIRS, LabellingItem, MatchingItem, Pairing
from scenarios.model.item.placed import CaliperItem, PointItem, ProbeItem
from scenarios.model.item.written import NumericItem, TextItem, Unit, conversion

Item = Annotated[
    ChoiceItem
    | OrderingItem
    | MatchingItem
    | LabellingItem
    | NumericItem
    | TextItem
    | PointItem
    | CaliperItem
    | ProbeItem
    | ConcordanceItem,
    Field(discriminator="type"),
]

__all__ = [
    "MAX_PAIRS",
    "UNDETERMINED",
    "UNDETERMINED_TEXT",
    "CaliperItem",
    "ChoiceItem",
    "ConcordanceItem",
    "FrameRange",
    "ImageItem",
    "Item",
    "ItemBase",
    "LabellingItem",
    "MatchingItem",
    "NumericItem",
    "OrderingItem",
    "Pairing",
    "PointItem",
    "ProbeItem",
    "TextItem",
    "Unit",
    "conversion",
]
