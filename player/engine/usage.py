"""What a candidate did with an exhibit, as a note keeps it: compact, bounded, and of an exhibit that there is."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from player.engine.form import FormCase
from player.engine.response import Raw
from player.errors import InvalidResponse
from scenarios.model.item import FrameRange
from scenarios.model.text import Frozen, Id

MAX_RANGES = 200
"""Ranges of frames that one note tells; a browser joins the nearest where there are more."""


class ExhibitUse(Frozen):
    """The use of one exhibit.

    Attributes:
        exhibit: its name.
        seconds: how long it was in sight.
        plays: how often the clip was set going.
        frames: which frames were shown, as first and last of each run, rising; counted from 0.
    """

    exhibit: Id
    seconds: Annotated[float, Field(ge=0, le=86_400)]
    plays: Annotated[int, Field(ge=0, le=100_000)] = 0
    frames: Annotated[tuple[FrameRange, ...], Field(max_length=MAX_RANGES)] = ()

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if any(before[1] >= after[0] for before, after in pairwise(self.frames)):
            raise ValueError("runs of frames have to rise, and not to overlap")
        return self


def check_use(case: FormCase, data: Raw) -> None:
    """See that a note tells the use of an exhibit of the case that the candidate is in.

    Raises:
        InvalidResponse: it tells something else.
    """
    try:
        use = ExhibitUse.model_validate(dict(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "use"
        raise InvalidResponse(f"{place}: {first['msg']}") from None
    exhibit = case.exhibits.get(use.exhibit)
    if exhibit is None or (use.frames and use.frames[-1][1] >= exhibit.frames):
        raise InvalidResponse("There is no such exhibit in this case, or no such frame in it.")
