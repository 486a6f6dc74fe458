"""What keys share: the rationale, worths, tolerances."""

from collections.abc import Mapping
from typing import Annotated, Literal, Protocol, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from scenarios.model.text import Frozen, Text, stated

MAX_VALUE = 10**12
"""Of a number that is right: far beyond any measurement, and exact in arithmetic."""

ROUNDING = 1e-13
"""Of a number: what a few steps of arithmetic in floating point change at most, some hundred times over."""

Worth = Annotated[float, Field(ge=-1000, le=1000)]
"""What a choice or a region is worth before the sum is divided by the most that can be reached."""


def _measurable(value: float) -> float:
    if abs(value) > MAX_VALUE:
        raise ValueError("is larger than anything that is measured: write it in another unit")
    return value


Quantity = Annotated[
    float,
    AfterValidator(_measurable),
    WithJsonSchema({"type": "number", "minimum": -MAX_VALUE, "maximum": MAX_VALUE}),
]


class ImageFacts(Protocol):
    """What a key has to know of the image that it is about: its size in pixels, its frames, its calibration."""

    @property
    def size(self) -> tuple[int, int]: ...  # noqa: D102 (said by the class)

    @property
    def frames(self) -> int: ...  # noqa: D102

    @property
    def mm_per_px(self) -> tuple[float, float] | None: ...  # noqa: D102


Images = Mapping[str, ImageFacts]
"""Exhibits by name, as far as they are built."""


class KeyBase(Frozen):
    """What all keys share: the rationale that practice shows after the case.

    `type` is the item's; an author need not write it.
    """

    rationale: Text


class Tolerance(Frozen):
    """How far a value may lie from the key: absolute (in the key's unit) or relative (a fraction)."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [stated("absolute"), stated("relative")]})

    absolute: Annotated[float, Field(ge=0), AfterValidator(_measurable)] | None = None
    relative: Annotated[float, Field(ge=0, le=1)] | None = None
    inclusive: bool = True

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.absolute is None) == (self.relative is None):
            raise ValueError("is either absolute (3) or relative (10%)")
        return self


def _tolerance(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"absolute": value}
    if isinstance(value, str) and value.endswith("%"):
        try:
            return {"relative": float(value[:-1]) / 100}
        except ValueError:
            raise ValueError("is neither a number such as 3 nor a share such as 10%") from None
    return value


ShortTolerance = (
    Annotated[float, Field(ge=0, le=MAX_VALUE)]
    | Annotated[str, Field(pattern=r"^(100|[0-9]{1,2}(\.[0-9]+)?)%$")]
)
"""`3`, or `10%`."""


class Target(Frozen):
    """A number that is right, and how far from it an answer may lie."""

    value: Quantity
    tolerance: Annotated[
        Tolerance, BeforeValidator(_tolerance, json_schema_input_type=ShortTolerance | Tolerance)
    ]

    @property
    def width(self) -> float:
        """How far an answer may lie from the value, in its unit."""
        absolute, relative = self.tolerance.absolute, self.tolerance.relative
        return absolute if absolute is not None else abs(self.value) * (relative or 0)

    @property
    def empty(self) -> bool:
        """Whether no number at all is right."""
        return not self.tolerance.inclusive and self.width == 0

    def takes(self, value: float) -> bool:
        """Whether a number is right (QTI `equal`, toleranceMode absolute or relative, bounds included or not)."""
        # what floating point adds or takes away in a conversion is no difference
        slack = ROUNDING * max(abs(value), abs(self.value))
        off = abs(value - self.value)
        return off <= self.width + slack if self.tolerance.inclusive else off < self.width - slack


InParts = Literal["all", "parts"]
"""Whether only what is right in everything earns points, or each part that is right earns its share."""
