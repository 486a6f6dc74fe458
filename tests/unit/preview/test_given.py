"""What a page sends becomes steps at its place, in the numbers that it has shown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.errors import InvalidResponse, WriteRefused
from player.preview.writing.given import Given, read_given, steps_of
from player.preview.writing.places import CASE, KEY, Place, shape_of
from player.preview.writing.steps import Append, Instead, Put, changed, written
from scenarios.load.document import Document, parse
from scenarios.model.shape import Shape

REGION = Place(KEY, ("wall", "regions", 0), "shape", "wall, region 1", {"circle": (1, 2, 3)})
SPOTS = Place(
    CASE, ("items", "names", "spots"), "spots", "names, its 2 spots", {"one": [1, 2], "two": [3, 4]}
)
FRAME = Place(CASE, ("items", "names", "frame"), "frame", "names, the frame that is held", None)


def sent(place: Place, **what: Any) -> dict[str, Any]:
    """What a page sends for a place."""
    return {"place": place.id, "digest": "0" * 64, **what}


def steps(place: Place, **what: Any) -> list[Any]:
    """The steps that come of it."""
    return list(steps_of(read_given(sent(place, **what)), place))


def test_a_shape_of_the_same_kind_is_put_and_of_another_takes_its_place() -> None:
    assert steps(REGION, shape={"circle": [4, 5.04, 6.06]}) == [Put((*REGION.path, "circle"), [4, 5, 6.1])]
    polygon = [[0, 0], [9, 0], [9, 9.5]]
    assert steps(REGION, shape={"polygon": polygon}) == [Instead(REGION.path, "circle", "polygon", polygon)]
    further = Place(KEY, ("wall", "regions"), "region", "wall, a further region")
    assert steps(further, shape={"rectangle": [1, 2, 3, 4]}) == [
        Append(further.path, {"rectangle": [1, 2, 3, 4]})
    ]


def test_spots_keep_their_names_and_a_held_frame_is_one() -> None:
    assert steps(SPOTS, spots=[[5, 6], [7, 8]]) == [
        Put((*SPOTS.path, "one"), [5, 6]),
        Put((*SPOTS.path, "two"), [7, 8]),
    ]
    assert steps(FRAME, frames=[4, 4]) == [Put(FRAME.path, 4)]
    with pytest.raises(WriteRefused, match="one frame alone"):
        steps(FRAME, frames=[4, 5])
    with pytest.raises(WriteRefused, match="There are 2 spots in names, and 1 points were set"):
        steps(SPOTS, spots=[[5, 6]])


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["place", "digest", "shape", "circle", "spots", "frames"]), inner, max_size=4)))  # fmt: skip
def test_whatever_is_sent_is_read_or_refused_in_one_line(anything: Any) -> None:
    for content in (
        anything,
        sent(REGION, shape=anything),
        sent(SPOTS, spots=anything),
        sent(FRAME, frames=anything),
    ):
        told = read_or_told(content)
        assert not isinstance(told, str) or (told.startswith("This cannot be written: ") and "\n" not in told)


def read_or_told(content: object) -> Given | str:
    """What was sent, or why it was refused."""
    try:
        return read_given(content)
    except InvalidResponse as error:
        return str(error)


coordinates = st.floats(1, 9_000, allow_nan=False)
shapes = st.one_of(
    st.builds(lambda x, y, radius: {"circle": [x, y, radius]}, coordinates, coordinates, st.floats(1, 9_000)),
    st.builds(
        lambda x, y, side: {"rectangle": [x, y, x + side, y + side]},
        coordinates,
        coordinates,
        st.floats(1, 999),
    ),
    st.builds(
        lambda more: {"polygon": [[0, 0], [9, 0], [0, 9], *more]},
        st.lists(st.tuples(coordinates, coordinates), max_size=37),
    ),
)


@given(shape=shapes, crlf=st.booleans())
def test_a_shape_loads_as_it_was_shown_to_a_tenth_of_a_pixel(*, shape: dict[str, Any], crlf: bool) -> None:
    text = "wall:\n  regions:\n    - {circle: [1, 2, 3], name: front} # first\n    - circle: [1, 2, 3]\n      name: back\n"
    text = text.replace("\n", "\r\n") if crlf else text
    for i in (0, 1):
        place = Place(KEY, ("wall", "regions", i), "shape", "", {"circle": (1, 2, 3)})
        (step,) = steps(place, shape=shape)
        done = step.edit(text)
        assert done.count("# first") == 1
        assert done.count("\n") == done.count("\r\n") or not crlf
        read = parse("key.yaml", done)
        assert isinstance(read, Document)
        assert read.data == changed(parse_data(text), [step])
        found = shape_of(read.data["wall"]["regions"][i])
        assert found is not None
        assert flat(found) == pytest.approx(
            flat(Shape.model_validate(shape).model_dump(exclude_none=True)), abs=0.0501
        )


def parse_data(text: str) -> Any:
    """What a text says."""
    document = parse("key.yaml", text)
    assert isinstance(document, Document)
    return document.data


def flat(value: Any) -> list[float]:
    """All numbers of a shape."""
    if isinstance(value, dict):
        return [number for one in value.values() for number in flat(one)]
    return (
        [number for one in value for number in flat(one)]
        if isinstance(value, list | tuple)
        else [float(value)]
    )


def test_numbers_are_written_as_people_write_them() -> None:
    assert written([1, 2.5, 10_000, 0.1]) == "[1, 2.5, 10000, 0.1]"
    assert written({"circle": [1, 2, 3]}) == "{circle: [1, 2, 3]}"
