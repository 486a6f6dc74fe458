"""The key of distances on an image."""

import math
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from scenarios.model.item import CaliperItem, conversion
from scenarios.model.key.area import outside
from scenarios.model.key.base import Images, InParts, KeyBase, Target
from scenarios.model.shape import Shape

WHOLE = 100
"""Per cent by which a line collapses to nothing."""


STEPS = {"mm": 10, "cm": 100}
"""Of a unit, into which a length that is shown is divided: a tenth of a millimetre either way."""
RATIO_STEPS = {"quotient": 100, "collapse": 10}
HALF = 0.5 + 1e-9
"""What is added before rounding down; a little more than half, so that floating point turns no half away."""


def reading(length: float, unit: str) -> float:
    """A length as it is shown: millimetres with one decimal, centimetres with two, half and more rounded up."""
    return math.floor(length * STEPS[unit] + HALF) / STEPS[unit]


class CaliperLine(Target):
    """A distance that is right.

    Attributes:
        ends: where its two ends lie, in either order; none where the distance alone counts.
    """

    ends: tuple[Shape, Shape] | None = None


class Ratio(Target):
    """What is calculated from two distances.

    Attributes:
        of: `quotient`: the first divided by the second; `collapse`: by how many per cent the second is less than the
            first.
    """

    of: Literal["quotient", "collapse"]

    def calculate(self, first: float, second: float) -> float | None:
        """What two lengths come to; None where that would be to divide by nothing."""
        if (second if self.of == "quotient" else first) <= 0:
            return None
        return first / second if self.of == "quotient" else 100 * (first - second) / first

    def reading(self, value: float) -> float:
        """The ratio as it is told: a quotient with two decimals, a collapse in tenths of a per cent."""
        steps = RATIO_STEPS[self.of]
        return math.floor(value * steps + HALF) / steps


def _one_line(value: Any) -> Any:
    """`value`, `tolerance` and `ends` on their own are short for `lines` with one entry."""
    fields = set(CaliperLine.model_fields)
    if not isinstance(value, dict) or "lines" in value or not fields & set(value):
        return value
    line = {name: part for name, part in value.items() if name in fields}
    return {**{name: part for name, part in value.items() if name not in fields}, "lines": (line,)}


class CaliperKey(KeyBase):
    """The key of distances. For a single one, `value`, `tolerance` and `ends` need no `lines` around them.

    Attributes:
        lines: what is right for each line, in their order; none where only the ratio counts.
        ratio: what the two distances have to come to.
        scoring: whether all of it has to be right, or each line and the ratio earn a share of their own.
    """

    type: Literal["caliper"] = "caliper"
    lines: Annotated[tuple[CaliperLine, ...], Field(max_length=2)] = ()
    ratio: Ratio | None = None
    scoring: InParts = "all"

    _short = model_validator(mode="before")(_one_line)


def caliper_faults(item: CaliperItem, key: CaliperKey, images: Images) -> Iterator[str]:
    """Why a key cannot score distances."""
    if not key.lines and key.ratio is None:
        yield "says neither how long a line is nor what their ratio is"
    if key.lines and len(key.lines) != item.lines:
        yield f"has another number of lines than the item, which has {item.lines}"
    if key.ratio and item.lines == 1:
        yield "has a ratio, and the item has one line only"
    if any(target.empty or target.value + target.width < 0 for target in _targets(key)) or _beyond_all(
        key.ratio
    ):
        yield "allows no value at all"
    elif not all(_readable(line, STEPS[item.unit]) for line in key.lines) or not (
        key.ratio is None or _readable(key.ratio, RATIO_STEPS[key.ratio.of])
    ):
        yield "allows no value that can be shown, which is rounded: make the tolerance wider"
    if any(line.value - line.width > _longest(item, images) for line in key.lines):
        yield f"has a line that is longer than the image: is it in {item.unit}, as the item is?"
    ends = [end for line in key.lines for end in line.ends or ()]
    yield from outside(ends, images.get(item.exhibit))


def _readable(target: Target, steps: int) -> bool:
    """Whether any of the values that are shown is right."""
    below = math.floor(target.value * steps)
    return any(target.takes(value / steps) for value in (below, below + 1))


def _beyond_all(ratio: Ratio | None) -> bool:
    """Whether a second line would have to be shorter than nothing."""
    return ratio is not None and ratio.of == "collapse" and ratio.value - ratio.width >= WHOLE


def _longest(item: CaliperItem, images: Images) -> float:
    """The length from corner to corner, in the item's unit; of an image that is not built or calibrated, endless."""
    image = images.get(item.exhibit)
    if image is None or image.mm_per_px is None:
        return math.inf
    sides = (pixels * mm for pixels, mm in zip(image.size, image.mm_per_px, strict=True))
    return math.hypot(*sides) * conversion("mm", item.unit)


def _targets(key: CaliperKey) -> Sequence[Target]:
    return (*key.lines, *((key.ratio,) if key.ratio else ()))
