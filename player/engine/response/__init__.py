"""Answers: whether one fits its item. What was given is kept raw; nothing here says whether it is right."""

from collections.abc import Callable
from typing import Any

from player.engine.response.chosen import check_choice, check_concordance, check_ordering, check_pairs
from player.engine.response.fields import MAX_NUMBER, Raw
from player.engine.response.placed import check_caliper, check_point, check_probe
from player.engine.response.written import check_numeric, check_text
from player.errors import InvalidResponse
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
from scenarios.model.key import Images

__all__ = ["MAX_NUMBER", "Calibration", "Raw", "calibration_of", "check_confidence", "check_response", "fits"]

Calibration = tuple[float, float]
"""Millimetres for each pixel, across and down."""


def check_response(item: Item, raw: Raw, images: Images | None = None) -> None:
    """See that an answer fits its item.

    choice: `{"choices": ["a"]}`, as many as the item allows, each once.
    ordering: `{"order": ["b", "a"]}`, all choices.
    matching, labelling: `{"pairs": [["label", "target"]]}`, as many as the item allows.
    numeric: `{"value": 14.5, "unit": "mm"}`, a finite number in a unit that the item offers.
    text: `{"text": "effusion"}`, no longer than the item allows.
    point: `{"points": [{"x": 310.5, "y": 204, "frame": 12}]}`, in pixels, frames from 0.
    caliper: `{"lines": [{"x1": 310, "y1": 204, "x2": 311, "y2": 260.5, "frame": 12}]}`, likewise.
    probe: `{"at": [300, 240], "direction": 315, "transducer": "phased"}`, in units of the outline and degrees.
    concordance: `{"value": -1}`.

    Args:
        item: the item.
        raw: the answer, with the author's names.
        images: the exhibits of its case.

    Raises:
        InvalidResponse: with what is wrong, in words for the candidate.
    """
    _CHECKS[type(item)](item, raw, images or {})


def check_confidence(item: Item, confidence: str | None) -> None:
    """See that nobody says how sure they are where an item does not ask for it.

    Raises:
        InvalidResponse: somebody does.
    """
    if confidence is not None and not item.confidence:
        raise InvalidResponse("How sure you are is not asked here.")


def fits(item: Item, raw: Raw, images: Images | None = None) -> bool:
    """Whether an answer fits its item; arguments as of `check_response`."""
    try:
        check_response(item, raw, images)
    except InvalidResponse:
        return False
    return True


def calibration_of(item: Item, images: Images) -> Calibration | None:
    """The calibration by which an answer to an item is measured; None where nothing is measured."""
    return images[item.exhibit].mm_per_px if isinstance(item, CaliperItem) else None


_CHECKS: dict[type, Callable[[Any, Raw, Images], None]] = {
    ChoiceItem: check_choice,
    OrderingItem: check_ordering,
    MatchingItem: check_pairs,
    LabellingItem: check_pairs,
    NumericItem: check_numeric,
    TextItem: check_text,
    PointItem: check_point,
    CaliperItem: check_caliper,
    ProbeItem: check_probe,
    ConcordanceItem: check_concordance,
}
