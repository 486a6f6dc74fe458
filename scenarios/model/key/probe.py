"""The key of a transducer's placement on the body."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from scenarios.model.item import ProbeItem
from scenarios.model.key.area import beyond
from scenarios.model.key.base import Images, InParts, KeyBase
from scenarios.model.outline import HEIGHT, WIDTH
from scenarios.model.scene import Transducer
from scenarios.model.shape import Shape
from scenarios.model.text import Frozen, several

Shapes = Annotated[tuple[Shape, ...], Field(min_length=1, max_length=12)]


class Direction(Frozen):
    """Where the transducer's marker points: degrees clockwise from up, and how many it may be off on either side."""

    degrees: Annotated[float, Field(ge=0, lt=360)]
    tolerance: Annotated[float, Field(gt=0, lt=180)]


class Weights(Frozen):
    """What the parts of a placement are worth, relative to one another."""

    position: Annotated[float, Field(ge=0, le=100)] = 1
    direction: Annotated[float, Field(ge=0, le=100)] = 1
    transducer: Annotated[float, Field(ge=0, le=100)] = 1


class ProbeKey(KeyBase):
    """The key of a transducer's placement.

    Attributes:
        position: where it belongs, in units of the outline; it is right in any of these shapes.
        direction: where its marker points, where that is asked.
        transducer: which one it is, where that is asked; several may be right.
        scoring: whether all of it has to be right, or each part earns its share.
        weights: the shares, with `scoring: parts`.
    """

    type: Literal["probe"] = "probe"
    position: Annotated[
        Shapes,
        BeforeValidator(
            lambda value: (value,) if isinstance(value, dict) else value,
            json_schema_input_type=Shape | Shapes,
        ),
    ]
    direction: Direction | None = None
    transducer: Annotated[
        tuple[Transducer, ...],
        BeforeValidator(several, json_schema_input_type=Transducer | tuple[Transducer, ...]),
    ] = ()
    scoring: InParts = "all"
    weights: Weights = Weights()

    @model_validator(mode="after")
    def _weighed(self) -> Self:
        if self.scoring == "all" and self.weights != Weights():
            raise ValueError("has 'weights', which count with 'scoring: parts' alone: write that too")
        return self


def probe_faults(item: ProbeItem, key: ProbeKey, _: Images) -> Iterator[str]:
    """Why a key cannot score a placement."""
    if item.direction != (key.direction is not None):
        yield "'direction' has to be there if the item asks for it, and only then"
    if bool(item.transducers) != bool(key.transducer) or set(key.transducer) - set(item.transducers):
        yield "'transducer' has to name some of those that the item offers, and only if it offers any"
    asked = {"position": True, "direction": item.direction, "transducer": bool(item.transducers)}
    if not any(getattr(key.weights, part) for part, there in asked.items() if there):
        yield "'weights' gives no answer any credit"
    yield from beyond(key.position, WIDTH, HEIGHT, "outline")
