"""What a candidate did with an exhibit, as a note keeps it: compact, bounded, and of an exhibit that was shown."""

from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from player.engine.form import FormCase
from player.engine.response import Raw
from player.engine.state import Attempt
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


def check_use(case: FormCase, attempt: Attempt, data: Raw) -> None:
    """See that a note tells the use of an exhibit that the candidate was shown in the case they are in.

    What is still to come is refused in the same words as what does not exist, so that nobody learns of it.

    Raises:
        InvalidResponse: it tells something else.
    """
    try:
        use = ExhibitUse.model_validate(dict(data))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "use"
        raise InvalidResponse(f"{place}: {first['msg']}") from None
    exhibit = case.exhibits[use.exhibit] if use.exhibit in _shown(case, attempt) else None
    if exhibit is None or (use.frames and use.frames[-1][1] >= exhibit.frames):
        raise InvalidResponse("No such exhibit was shown in this case, or it has no such frame.")


def _shown(case: FormCase, attempt: Attempt) -> AbstractSet[str]:
    """The exhibits of questions that have opened; where a case of a practice sitting is over, all of it."""
    if attempt.mode == "practice" and case.id in attempt.ended:
        return case.exhibits.keys()
    closed = attempt.expired | attempt.responses.keys()
    opened = {item for of, item in closed if of == case.id} | ({attempt.item} if attempt.item else set())
    return {exhibit for item in opened for exhibit in case.items[item].exhibits}
