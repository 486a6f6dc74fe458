"""Writing an answer: a number, or a few words."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.model.item.base import ItemBase

Unit = Literal["mm", "cm", "m", "ml", "l", "%", "/min", "mmHg", "kg", "s", "ms", "cm/s", "m/s", ""]


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


class TextItem(ItemBase):
    """A few words (QTI textEntryInteraction).

    Attributes:
        max_length: characters that an answer may have.
    """

    type: Literal["text"]
    max_length: Annotated[int, Field(ge=1, le=500)] = 80


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
