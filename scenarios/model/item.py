"""Items: what a candidate is asked. What is right is not here: see `key`."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.model.text import Frozen, Id, Text

UNDETERMINED = "undetermined"
"""The standard choice "cannot be determined: the view is not adequate"."""
UNDETERMINED_TEXT = "Cannot be determined: the view is not adequate"

Unit = Literal["mm", "cm", "m", "ml", "l", "%", "/min", "mmHg", "kg", "s", "ms", "cm/s", "m/s", ""]


class ItemBase(Frozen):
    """What all items share.

    Attributes:
        domain: a domain of the package's blueprint.
        stem: the question.
        exhibits: ultrasound media shown with the item.
        seconds: time to answer; overrides the package's delivery rule.
        points: weight of the item in its case.
        confidence: also ask how sure the candidate is: recorded, never scored.
    """

    domain: Id
    stem: Text
    exhibits: tuple[Id, ...] = ()
    seconds: Annotated[int, Field(ge=5, le=3600)] | None = None
    points: Annotated[float, Field(gt=0, le=100)] = 1
    confidence: bool = False


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


class NumericItem(ItemBase):
    """A number with its unit (QTI textEntryInteraction).

    Attributes:
        unit: the unit in which the key is written, and the first that is offered.
        units: further units of the same quantity in which a candidate may answer.
    """

    type: Literal["numeric"]
    unit: Unit
    units: tuple[Unit, ...] = ()

    @model_validator(mode="after")
    def _same_quantity(self) -> Self:
        for other in self.units:
            conversion(other, self.unit)
        return self


Item = Annotated[ChoiceItem | NumericItem, Field(discriminator="type")]

_SCALE: dict[str, tuple[str, float]] = {
    "mm": ("length", 1e-3),
    "cm": ("length", 1e-2),
    "m": ("length", 1.0),
    "ml": ("volume", 1e-3),
    "l": ("volume", 1.0),
    "ms": ("time", 1e-3),
    "s": ("time", 1.0),
    "cm/s": ("speed", 1e-2),
    "m/s": ("speed", 1.0),
}


def conversion(unit: str, to: str) -> float:
    """The factor that turns a value in `unit` into one in `to`.

    Raises:
        ValueError: the two do not measure the same quantity.
    """
    if unit == to:
        return 1.0
    one, other = _SCALE.get(unit), _SCALE.get(to)
    if one is None or other is None or one[0] != other[0]:
        raise ValueError(f"{unit!r} cannot be turned into {to!r}: they do not measure the same quantity")
    return one[1] / other[1]
