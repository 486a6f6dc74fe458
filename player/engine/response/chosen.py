"""Answers that are chosen: choices, orders, pairs, a place on a scale."""

from player.engine.response.fields import Raw, count, fields, is_whole, names_in
from player.errors import InvalidResponse
from scenarios.model.item import ChoiceItem, ConcordanceItem, OrderingItem, Pairing
from scenarios.model.key import Images

PAIR = 2


def check_choice(item: ChoiceItem, raw: Raw, _: Images) -> None:
    """Choices of the item, as many as it allows, each once."""
    (value,) = fields(raw, "choices")
    choices = names_in(value, "chosen answers")
    if not set(choices) <= set(item.options):
        raise InvalidResponse("One of the chosen answers does not belong to this question.")
    if len(set(choices)) != len(choices):
        raise InvalidResponse("An answer was chosen twice.")
    if not item.min <= len(choices) <= item.max:
        raise InvalidResponse(f"Choose {count(item.min, item.max, 'answer', 'answers')}.")


def check_ordering(item: OrderingItem, raw: Raw, _: Images) -> None:
    """All choices of the item, each once."""
    (value,) = fields(raw, "order")
    if sorted(names_in(value, "steps")) != sorted(item.choices):
        raise InvalidResponse(f"Put all {len(item.choices)} into an order, each once.")


def check_pairs(item: Pairing, raw: Raw, _: Images) -> None:
    """Pairs of a label and a target of the item, as many as it allows, each once."""
    (value,) = fields(raw, "pairs")
    if not isinstance(value, list):
        raise InvalidResponse("The pairs have to be a list.")
    pairs = [_pair(item, one) for one in value]
    if len(set(pairs)) != len(pairs):
        raise InvalidResponse("A label was put in the same place twice.")
    if not item.min <= len(pairs) <= item.most_pairs:
        raise InvalidResponse(f"Place {count(item.min, item.most_pairs, 'label', 'labels')}.")
    if not item.allows(pairs):
        raise InvalidResponse("A label or a place was used more often than it may be.")


def _pair(item: Pairing, value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != PAIR or not all(isinstance(one, str) for one in value):
        raise InvalidResponse("Each pair has a label and a place.")
    label, target = value
    if label not in item.labels or target not in item.target_names:
        raise InvalidResponse("A label or a place does not belong to this question.")
    return label, target


def check_concordance(item: ConcordanceItem, raw: Raw, _: Images) -> None:
    """A place on the scale."""
    (value,) = fields(raw, "value")
    if not is_whole(value, min(item.words), max(item.words)):
        raise InvalidResponse("Choose one place on the scale.")
