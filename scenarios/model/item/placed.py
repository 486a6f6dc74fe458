"""Pointing and measuring on an image, and placing a transducer on the body."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.model.item.base import FrameRange, ImageItem, ItemBase
from scenarios.model.outline import OutlineName
from scenarios.model.scene import Transducer
from scenarios.model.text import Text


class PointItem(ImageItem):
    """One or more points on an image (QTI selectPointInteraction).

    Attributes:
        min, max: how many points are set.
        frames: the part of a clip in which they may be set; none for all of it, and for a still.
    """

    type: Literal["point"]
    min: Annotated[int, Field(ge=1, le=20)] = 1
    max: Annotated[int, Field(ge=1, le=20)] = 1
    frames: FrameRange | None = None

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"'min' {self.min} is more than 'max' {self.max}")
        return self


class CaliperItem(ImageItem):
    """One or two distances, measured on an image by calipers.

    Attributes:
        unit: in which distances are shown, and the key is written.
        lines: how many distances are measured.
        names: what each is called; needed where there are two.
        frames: the part of a clip in which they may be measured; none for all of it, and for a still.
    """

    type: Literal["caliper"]
    unit: Literal["mm", "cm"]
    lines: Literal[1, 2] = 1
    names: Annotated[tuple[Text, ...], Field(max_length=2)] = ()
    frames: FrameRange | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if len(self.names) != self.lines and (self.names or self.lines > 1):
            raise ValueError(
                f"'names' has to name each of the {self.lines} lines, such as [Widest, Narrowest]"
            )
        return self


class ProbeItem(ItemBase):
    """A transducer placed on a body outline.

    Attributes:
        outline: what it is placed on.
        transducers: those that can be chosen; none where the transducer is not asked.
        direction: also ask where the marker points.
    """

    type: Literal["probe"]
    outline: OutlineName
    transducers: tuple[Transducer, ...] = ()
    direction: bool = True

    @model_validator(mode="after")
    def _to_choose(self) -> Self:
        if len(self.transducers) == 1 or len(set(self.transducers)) != len(self.transducers):
            raise ValueError("'transducers' has to list two or more, each once; or none, if it is not asked")
        return self
