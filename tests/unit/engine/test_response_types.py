"""Answers to each further type: what fits is taken, and whatever does not is refused in words for the candidate."""

import copy
from typing import Any

import pytest
from asked import IMAGES, RIGHT, every_type
from hypothesis import given
from hypothesis import strategies as st

from player.engine.response import check_response, fits
from player.errors import InvalidResponse

EVERY = {item.type: item for item in every_type().values()}
HUGE, NAN = 10**400, float("nan")


def changed(kind: str, path: str, value: Any) -> dict[str, Any]:
    """The right answer with something else at a dotted path."""
    raw = copy.deepcopy(dict(RIGHT[kind]))
    *steps, last = path.split(".")
    here: Any = raw
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[int(last) if isinstance(here, list) else last] = value
    return raw


@pytest.mark.parametrize("kind", RIGHT)
def test_what_fits_is_taken_and_one_field_more_or_less_is_not(kind: str) -> None:
    assert fits(EVERY[kind], RIGHT[kind], IMAGES)
    for name in RIGHT[kind]:
        assert not fits(EVERY[kind], {of: value for of, value in RIGHT[kind].items() if of != name}, IMAGES)
    assert not fits(EVERY[kind], {**RIGHT[kind], "more": 1}, IMAGES)


REFUSED: list[tuple[str, str, Any, str]] = [
    ("ordering", "order", ["a", "b", "c"], "all 4"),
    ("ordering", "order", ["a", "b", "c", "c"], "all 4"),
    ("ordering", "order", "abcd", "a list"),
    ("ordering", "order.0", 3, "a list"),
    ("matching", "pairs", [], "Place"),
    ("matching", "pairs", 3, "a list"),
    ("matching", "pairs.0", ["a"], "a label and a place"),
    ("matching", "pairs.0", ["c", "q", "p"], "a label and a place"),
    ("matching", "pairs.0", [3, "q"], "a label and a place"),
    ("matching", "pairs.0", ["z", "q"], "does not belong"),
    ("matching", "pairs.0", ["c", "z"], "does not belong"),
    ("matching", "pairs.0", ["b", "p"], "twice"),
    ("matching", "pairs.0", ["c", "p"], "more often"),
    ("labelling", "pairs.0", ["b", "q"], "more often"),
    ("text", "text", "", "Write an answer"),
    ("text", "text", " \n. ", "Write an answer"),
    ("text", "text", 3, "Write an answer"),
    ("text", "text", "a" * 61, "60 characters"),
    ("point", "points", [], "Mark 1 to 2"),
    ("point", "points", [{"x": 1, "y": 1, "frame": 5}] * 3, "Mark 1 to 2"),
    ("point", "points", {"x": 1}, "a list"),
    ("point", "points.0", [1, 2], "a list"),
    ("point", "points.0", {"x": 1, "y": 1}, "A point has"),
    ("point", "points.0.x", 640.1, "outside the image"),
    ("point", "points.0.y", -0.1, "outside the image"),
    ("point", "points.0.x", HUGE, "outside the image"),
    ("point", "points.0.x", NAN, "outside the image"),
    ("point", "points.0.x", True, "outside the image"),
    ("point", "points.0.x", "1", "outside the image"),
    ("point", "points.0.frame", 4, "frames 6 to 21"),
    ("point", "points.0.frame", 21, "frames 6 to 21"),
    ("point", "points.0.frame", 5.0, "frames 6 to 21"),
    ("point", "points.0.frame", None, "frames 6 to 21"),
    ("caliper", "lines", [], "Measure 2 distances"),
    ("caliper", "lines.0", {"x1": 1, "y1": 1, "x2": 1, "y2": 1, "frame": 0}, "same point"),
    ("caliper", "lines.0.y2", 481, "outside the image"),
    ("caliper", "lines.0.frame", 30, "frames 1 to 30"),
    ("probe", "at", [300], "Place the transducer"),
    ("probe", "at", [300, 801], "outside the outline"),
    ("probe", "at", [NAN, 3], "outside the outline"),
    ("probe", "at", [[1], 3], "outside the outline"),
    ("probe", "direction", None, "Turn the marker"),
    ("probe", "direction", 360, "Turn the marker"),
    ("probe", "direction", -1, "Turn the marker"),
    ("probe", "transducer", None, "Choose a transducer"),
    ("probe", "transducer", "curvilinear", "Choose a transducer"),
    ("probe", "transducer", ["phased"], "Choose a transducer"),
    ("concordance", "value", 3, "one place on the scale"),
    ("concordance", "value", 1.0, "one place on the scale"),
    ("concordance", "value", True, "one place on the scale"),
    ("concordance", "value", "1", "one place on the scale"),
]


@pytest.mark.parametrize(("kind", "path", "value", "words"), REFUSED, ids=lambda part: str(part)[:30])
def test_what_does_not_fit_is_refused_in_words(kind: str, path: str, value: Any, words: str) -> None:
    raw = changed(kind, path, value)
    with pytest.raises(InvalidResponse, match=words):
        check_response(EVERY[kind], raw, IMAGES)


def test_a_still_has_one_frame() -> None:
    item = EVERY["point"].model_copy(update={"exhibit": "still", "frames": None})
    assert fits(item, {"points": [{"x": 0, "y": 480, "frame": 0}]}, IMAGES)
    with pytest.raises(InvalidResponse, match="one frame"):
        check_response(item, {"points": [{"x": 0, "y": 480, "frame": 1}]}, IMAGES)


def test_what_is_not_asked_of_a_placement_is_not_answered() -> None:
    item = EVERY["probe"].model_copy(update={"transducers": (), "direction": False})
    assert fits(item, {"at": [0, 0], "direction": None, "transducer": None}, IMAGES)
    for extra in ({"direction": 0}, {"transducer": "phased"}):
        assert not fits(item, {"at": [0, 0], "direction": None, "transducer": None, **extra}, IMAGES)


JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.lists(st.integers())


@given(kind=st.sampled_from(sorted(RIGHT)), data=st.data())
def test_nothing_but_a_refusal_can_come_of_a_broken_answer(kind: str, data: st.DataObject) -> None:
    paths = list(_paths(RIGHT[kind]))
    raw = changed(kind, data.draw(st.sampled_from(paths)), data.draw(JUNK))
    assert fits(EVERY[kind], raw, IMAGES) in {True, False}


def _paths(value: Any, prefix: str = "") -> list[str]:
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [
        path for name, child in entries for path in (f"{prefix}{name}", *_paths(child, f"{prefix}{name}."))
    ]
