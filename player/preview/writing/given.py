"""What a page sends: shapes, points and frames as numbers, never as text of a file."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, ValidationError

from player.errors import InvalidResponse, WriteRefused
from player.preview.writing.places import Place
from player.preview.writing.steps import Append, Instead, Put, Step
from scenarios.model.item import FrameRange
from scenarios.model.shape import Point, Shape
from scenarios.model.text import Frozen


class Given(Frozen):
    """What goes where.

    Attributes:
        place: the id of a place.
        digest: SHA-256 of the file as the page has read it.
        shape, spots, frames: what goes there, one of the three.
    """

    place: Annotated[str, Field(max_length=300)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    shape: Shape | None = None
    spots: Annotated[tuple[Point, ...], Field(min_length=1, max_length=12)] | None = None
    frames: FrameRange | None = None


def read_given(sent: object) -> Given:
    """What a page has sent.

    Raises:
        InvalidResponse: it is nothing that can be written.
    """
    try:
        return Given.model_validate(sent)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidResponse(
            f"This cannot be written: {where} {first['msg']}".replace("Value error, ", "")
        ) from None


def steps_of(given: Given, place: Place) -> Sequence[Step]:
    """The changes that put what is given into its place.

    Raises:
        WriteRefused: it does not fit there.
    """
    match place.kind:
        case "spots":
            return _spots(given, place)
        case "frames" | "frame":
            return [Put(place.path, _frames(given, place))]
        case "region":
            return [Append(place.path, _plain(_shape(given, place)))]
        case "shape":
            return [_reshaped(_plain(_shape(given, place)), place)]


def _shape(given: Given, place: Place) -> Shape:
    if given.shape is None:
        raise WriteRefused(f"In {place.words}, a shape has to be written.")
    return given.shape


def _plain(shape: Shape) -> dict[str, Any]:
    return {name: _tenths(value) for name, value in shape.model_dump(exclude_none=True).items()}


def _reshaped(shape: Mapping[str, Any], place: Place) -> Step:
    ((name, value),) = shape.items()
    (old,) = place.now
    return Put((*place.path, name), value) if old == name else Instead(place.path, old, name, value)


def _spots(given: Given, place: Place) -> Sequence[Step]:
    """Each spot keeps its name and its place in the order: keys and labels speak of them."""
    spots = given.spots or ()
    if len(spots) != len(place.now):
        raise WriteRefused(
            f"There are {len(place.now)} spots in {place.path[1]}, and {len(spots)} points were set."
        )
    return [Put((*place.path, name), _tenths(spot)) for name, spot in zip(place.now, spots, strict=True)]


def _frames(given: Given, place: Place) -> list[int] | int:
    if given.frames is None:
        raise WriteRefused(f"In {place.words}, frames have to be written.")
    if place.kind == "frames":
        return list(given.frames)
    if given.frames[0] != given.frames[1]:
        raise WriteRefused(f"In {place.words}, one frame alone is held: set all points on it.")
    return given.frames[0]


def _tenths(value: Any) -> Any:
    """Pixels to a tenth, as a page shows them; a whole number without a point."""
    if isinstance(value, Sequence):
        return [_tenths(one) for one in value]
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
