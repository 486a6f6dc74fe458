"""Parameters of scenes: typed, with a unit, a range and a default, and checked in plain words."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, TypeVar

from pydantic import JsonValue

from media_tools.errors import MediaError

T = TypeVar("T")


class SynthesisRefused(MediaError):
    """A recipe names a scene, a parameter or a value that there is not."""


@dataclass(frozen=True)
class Parameter:
    """What can be set in a scene.

    Attributes:
        name: as an author writes it, such as `heart-rate`.
        kind: `number`, `count` or `switch`.
        default: its value where nothing is set.
        unit: such as mm; empty for a switch.
        low, high: the range of a number.
        says: what it does.
    """

    name: str
    kind: str
    default: float | bool
    unit: str
    low: float
    high: float
    says: str

    def admits(self, value: float) -> bool:
        """Whether a number may be written."""
        if self.kind == "switch" or (self.kind == "count" and value != int(value)):
            return False
        return self.low <= value <= self.high

    @property
    def range(self) -> str:
        """What may be written, in words."""
        if self.kind == "switch":
            return "true or false"
        whole = "a whole number " if self.kind == "count" else ""
        return f"{whole}from {self.low:g} to {self.high:g}{' ' + self.unit if self.unit else ''}"


def number(default: float, low: float, high: float, unit: str, says: str) -> Any:
    """A dataclass field for a measured quantity."""
    return field(
        default=default, metadata={"kind": "number", "unit": unit, "low": low, "high": high, "says": says}
    )


def count(default: int, low: int, high: int, says: str, unit: str = "") -> Any:
    """A dataclass field for something counted."""
    return field(
        default=default, metadata={"kind": "count", "unit": unit, "low": low, "high": high, "says": says}
    )


def switch(says: str, *, default: bool = False) -> Any:
    """A dataclass field for yes or no."""
    return field(default=default, metadata={"kind": "switch", "unit": "", "low": 0, "high": 1, "says": says})


def describe(kind: type[Any]) -> tuple[Parameter, ...]:
    """The parameters that a dataclass of them holds."""
    return tuple(_parameter(one) for one in fields(kind))


def _parameter(one: Field[Any]) -> Parameter:
    default: Any = one.default
    return Parameter(name=one.name.replace("_", "-"), default=default, **one.metadata)


def read(kind: type[T], given: Mapping[str, JsonValue], scene: str) -> T:
    """A scene's parameters from what an author has set.

    Raises:
        SynthesisRefused: with the first thing that is wrong, and what would be right.
    """
    known = {parameter.name: parameter for parameter in describe(kind)}
    for name in given:
        if name not in known:
            raise SynthesisRefused(f"{scene} has no parameter '{name}': it has {', '.join(known) or 'none'}")
    values = {name.replace("-", "_"): _checked(known[name], value, scene) for name, value in given.items()}
    return kind(**values)


def _checked(parameter: Parameter, value: JsonValue, scene: str) -> float | bool:
    if parameter.kind == "switch" and isinstance(value, bool):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and parameter.admits(value):
        return int(value) if parameter.kind == "count" else float(value)
    raise SynthesisRefused(f"{scene}: {parameter.name} is {value!r}, but has to be {parameter.range}")
