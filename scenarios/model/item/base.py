"""What items share."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from scenarios.model.text import Frozen, Id, Text


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


class ImageItem(ItemBase):
    """What is asked on an image: `exhibit` is shown with it, before the others under `exhibits`."""

    exhibit: Id

    @model_validator(mode="before")
    @classmethod
    def _shown_with_it(cls, value: Any) -> Any:
        if not isinstance(value, Mapping) or not isinstance(value.get("exhibit"), str):
            return value
        others = value.get("exhibits", ())
        if not isinstance(others, list | tuple) or value["exhibit"] in others:
            return value
        return {**value, "exhibits": (value["exhibit"], *others)}


FrameNumber = Annotated[int, Field(ge=0, le=100_000)]
"""A frame of a clip, counted from 0."""


def _rising(frames: tuple[int, int]) -> tuple[int, int]:
    if frames[0] > frames[1]:
        raise ValueError("the last frame comes before the first: write [first, last], counted from 0")
    return frames


FrameRange = Annotated[tuple[FrameNumber, FrameNumber], AfterValidator(_rising)]
"""First and last frame of a part of a clip, both in it."""
