"""Choosing among answers."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.model.item.base import ItemBase
from scenarios.model.text import Id, Text

UNDETERMINED = "undetermined"
"""The standard choice "cannot be determined: the view is not adequate"."""
UNDETERMINED_TEXT = "Cannot be determined: the view is not adequate"


class ChoiceItem(ItemBase):
    """Single choice and multiple response (QTI choiceInteraction).

    Attributes:
        choices: what can be chosen, in the order of presentation.
        min, max: how many may be chosen; `max` 1 is a single choice.
        shuffle: present in an order that is drawn once for each attempt.
        undetermined: offer the standard last choice that the view is not adequate.
    """

    type: Literal["choice"]
    choices: Annotated[Mapping[Id, Text], Field(min_length=2, max_length=12)]
    min: Annotated[int, Field(ge=0)] = 1
    max: Annotated[int, Field(ge=1)] = 1
    shuffle: bool = False
    undetermined: bool = False

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if UNDETERMINED in self.choices:
            raise ValueError(f"'{UNDETERMINED}' is the standard choice: write 'undetermined: true' instead")
        if not self.min <= self.max <= len(self.options):
            raise ValueError(f"min {self.min} and max {self.max} do not fit {len(self.options)} choices")
        return self

    @property
    def options(self) -> Mapping[str, str]:
        """All choices, the standard one last."""
        return {**self.choices, **({UNDETERMINED: UNDETERMINED_TEXT} if self.undetermined else {})}


class OrderingItem(ItemBase):
    """Putting choices into an order (QTI orderInteraction); they are presented in one that is drawn for each attempt.

    Attributes:
        choices: what is put into an order; the order in which they are written tells nothing.
    """

    type: Literal["ordering"]
    choices: Annotated[Mapping[Id, Text], Field(min_length=2, max_length=12)]


StandardScale = Literal["diagnosis", "investigation", "treatment"]
SCALES: Mapping[StandardScale, tuple[str, ...]] = {
    "diagnosis": (
        "Ruled out or almost ruled out",
        "Less likely",
        "Neither less nor more likely",
        "More likely",
        "Certain or almost certain",
    ),
    "investigation": (
        "Contraindicated or useless",
        "Less useful",
        "Neither less nor more useful",
        "More useful",
        "Absolutely necessary",
    ),
    "treatment": (
        "Contraindicated",
        "Less indicated",
        "Neither less nor more indicated",
        "More indicated",
        "Necessary or absolutely necessary",
    ),
}
"""The usual words for -2 to +2, by what the hypothesis is about (Charlin et al., Teach Learn Med 2000;12:189)."""


class ConcordanceItem(ItemBase):
    """A script concordance question: what a finding does to a hypothesis, from -2 to +2.

    Attributes:
        hypothesis: what one was thinking of: a diagnosis, an investigation, a treatment.
        finding: what one then finds.
        scale: the words for -2, -1, 0, +1, +2: those that are usual for a kind of hypothesis, or five of your own.
    """

    type: Literal["concordance"]
    stem: Text = "What does the finding do to the hypothesis?"
    hypothesis: Text
    finding: Text
    scale: StandardScale | Annotated[tuple[Text, ...], Field(min_length=5, max_length=5)] = "diagnosis"

    @property
    def words(self) -> Mapping[int, str]:
        """The words of the scale by answer, from -2 to +2."""
        words = SCALES[self.scale] if isinstance(self.scale, str) else self.scale
        return dict(enumerate(words, -2))
