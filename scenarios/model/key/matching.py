"""Keys of matching and labelling: the pairs that are right."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from scenarios.model.item import LabellingItem, MatchingItem, Pairing
from scenarios.model.key.base import Images, KeyBase
from scenarios.model.text import Id, Ids


class PairsKey(KeyBase):
    """The pairs that are right; a label that belongs nowhere is left out.

    Attributes:
        pairs: label -> its target, or several.
        scoring: `exact`: all or nothing; `pairs`: the share of pairs that are there.
        wrong: with `pairs`, what a pair that is not right takes away, in right pairs.
    """

    pairs: Annotated[Mapping[Id, Ids], Field(min_length=1)]
    scoring: Literal["exact", "pairs"] = "pairs"
    wrong: Annotated[float, Field(ge=0, le=10)] = 0

    @property
    def right(self) -> tuple[tuple[str, str], ...]:
        """The pairs, one by one."""
        return tuple((label, target) for label, targets in self.pairs.items() for target in targets)


class MatchingKey(PairsKey):
    """The key of a matching."""

    type: Literal["matching"] = "matching"


class LabellingKey(PairsKey):
    """The key of a labelling."""

    type: Literal["labelling"] = "labelling"


def matching_faults(item: MatchingItem, key: MatchingKey, _: Images) -> Iterator[str]:
    """Why a key cannot score a matching."""
    yield from _pair_faults(item, key)


def labelling_faults(item: LabellingItem, key: LabellingKey, _: Images) -> Iterator[str]:
    """Why a key cannot score a labelling."""
    yield from _pair_faults(item, key)


def _pair_faults(item: Pairing, key: PairsKey) -> Iterator[str]:
    if set(key.pairs) - set(item.labels):
        yield f"names a label that the item has not; it has {', '.join(item.labels)}"
    elif {target for _, target in key.right} - set(item.target_names):
        yield f"names a target that the item has not; it has {', '.join(item.target_names)}"
    elif len(set(key.right)) != len(key.right):
        yield "names a pair twice"
    elif not (item.allows(key.right) and item.min <= len(key.right) <= item.most_pairs):
        yield "has other pairs than the item allows: look at 'min', 'max_per_label' and 'max_per_target'"
    elif key.scoring == "pairs" and key.wrong == 0 and _room_for_more(item, key):
        yield "gives full credit to who adds wrong pairs: set 'wrong' above 0, or 'scoring: exact'"


def _room_for_more(item: Pairing, key: PairsKey) -> bool:
    """Whether an answer that has all right pairs can have a wrong one too."""
    others = ((label, target) for label in item.labels for target in item.target_names)
    more = (pair for pair in others if pair not in key.right)
    return len(key.right) < item.most_pairs and any(item.allows((*key.right, pair)) for pair in more)
