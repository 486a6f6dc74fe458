"""Bringing labels to where they belong: to other texts, or to spots on an image."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.model.item.base import FrameNumber, ImageItem, ItemBase
from scenarios.model.shape import Point
from scenarios.model.text import Id, Text

MAX_PAIRS = 40
"""Pairs that one answer may hold."""


class Pairing(ItemBase):
    """What matching and labelling share.

    Attributes:
        labels: what is brought somewhere, presented in an order that is drawn for each attempt.
        min: how many pairs an answer has at least.
        max_per_label: to how many targets one label may be brought.
        max_per_target: how many labels one target may hold.
    """

    labels: Annotated[Mapping[Id, Text], Field(min_length=1, max_length=12)]
    min: Annotated[int, Field(ge=1, le=MAX_PAIRS)] = 1
    max_per_label: Annotated[int, Field(ge=1, le=12)] = 1
    max_per_target: Annotated[int, Field(ge=1, le=12)] = 1

    @property
    def target_names(self) -> tuple[str, ...]:
        """The names of what labels are brought to, in their order."""
        raise NotImplementedError

    @property
    def most_pairs(self) -> int:
        """How many pairs an answer can have at most."""
        labels, targets = len(self.labels), len(self.target_names)
        return min(
            labels * min(self.max_per_label, targets), targets * min(self.max_per_target, labels), MAX_PAIRS
        )

    def allows(self, pairs: Iterable[tuple[str, str]]) -> bool:
        """Whether no label and no target has more partners than it may have."""
        listed = list(pairs)
        labels, targets = [label for label, _ in listed], [target for _, target in listed]
        return all(labels.count(label) <= self.max_per_label for label in labels) and all(
            targets.count(target) <= self.max_per_target for target in targets
        )

    @model_validator(mode="after")
    def _attainable(self) -> Self:
        if self.min > self.most_pairs:
            raise ValueError(f"'min' asks for {self.min} pairs, and only {self.most_pairs} can be made")
        return self


class MatchingItem(Pairing):
    """Labels to targets (QTI matchInteraction).

    Attributes:
        targets: where labels belong, in the order of presentation.
    """

    type: Literal["matching"]
    targets: Annotated[Mapping[Id, Text], Field(min_length=1, max_length=12)]

    @property
    def target_names(self) -> tuple[str, ...]:
        """The names of the targets."""
        return tuple(self.targets)


class LabellingItem(ImageItem, Pairing):
    """Labels to spots on an image (QTI graphicGapMatchInteraction).

    Attributes:
        spots: places on the exhibit, x and y in pixels, in the order in which they are numbered.
        frame: the frame of a clip that is held, counted from 0; none for a still.
    """

    type: Literal["labelling"]
    spots: Annotated[Mapping[Id, Point], Field(min_length=1, max_length=12)]
    frame: FrameNumber | None = None

    @property
    def target_names(self) -> tuple[str, ...]:
        """The names of the spots."""
        return tuple(self.spots)
