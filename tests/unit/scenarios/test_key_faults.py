"""A key that cannot score its item is refused before anybody sits it, and nothing is told of what it holds."""

from typing import Any

import pytest
from asked import IMAGES, KEYS, NAMES, every_type, key_of, of_type
from pydantic import ValidationError

from scenarios.model.item import Item
from scenarios.model.key import faults, key_model

EVERY = every_type()


def found(item: Item, **fields: Any) -> str:
    """What is wrong with the key of an item that has some fields changed; a field that is None is left out."""
    given = {**KEYS[item.type], **fields, "rationale": "r"}
    key = key_model(item).model_validate({name: value for name, value in given.items() if value is not None})
    return "; ".join(faults(item, key, IMAGES))


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("steps", {"order": ["a", "b", "c"]}, "name each choice of the item once"),
    ("steps", {"order": ["a", "b", "c", "c"]}, "name each choice of the item once"),
    ("steps", {"order": ["a", "b", "c", "z"]}, "name each choice of the item once"),
    ("sides", {"pairs": {"z": "p"}}, "a label that the item has not"),
    ("sides", {"pairs": {"a": "z"}}, "a target that the item has not"),
    ("sides", {"pairs": {"a": ["p", "p"]}}, "a pair twice"),
    ("sides", {"pairs": {"a": ["p", "q"]}}, "other pairs than the item allows"),
    ("sides", {"pairs": {"a": "p", "b": "p", "c": "p"}}, "other pairs than the item allows"),
    ("sides", {"pairs": {"a": "p"}, "wrong": 0}, "full credit to who adds wrong pairs"),
    ("parts", {"pairs": {"a": "q", "b": "r"}}, "full credit to who adds wrong pairs"),
    ("finding", {"accepted": "..."}, "without a letter or a digit"),
    ("finding", {"synonyms": {"effusion": ["-"]}}, "without a letter or a digit"),
    ("finding", {"synonyms": {"effusion": ["fluid"], "fluid": ["liquid"]}}, "a synonym itself"),
    ("finding", {"synonyms": {"effusion": ["fluid"], "ascites": ["Fluid"]}}, "stands for two words"),
    ("finding", {"accepted": "a" * 61}, "longer than the 60 characters"),
    ("spot", {"regions": [{"circle": [700, 10, 5]}]}, "outside the image"),
    ("spot", {"regions": [{"polygon": [[0, 0], [10, 0], [10, 481]]}]}, "outside the image"),
    ("spot", {"regions": [{"circle": [9, 9, 5], "value": -1}]}, "full credit, or none"),
    ("spot", {"regions": [{"circle": [9, 9, 5]}], "lower": 1}, "full credit, or none"),
    ("spot", {"regions": [{"circle": [9, 9, 5]}], "upper": 2}, "more than an answer of 2 points can reach"),
    (
        "spot",
        {"regions": [{"circle": [i * 100, 9, 5]} for i in range(3)]},
        "more than an answer of 2 points can reach",
    ),
    ("spot", {"regions": [{"circle": [9, 9, 5]}], "default": 0}, "adds points that hit nothing"),
    (
        "spot",
        {"regions": [{"circle": [9, 9, 5]}, {"circle": [9, 9, 3]}], "upper": 1.5},
        "adds points that hit nothing",
    ),
    (
        "spot",
        {"regions": [{"circle": [9, 9, 5]}, {"circle": [90, 9, 5], "value": 0}], "default": -1},
        "adds points that hit nothing",
    ),
    ("spot", {"regions": [{"circle": [9, 9, 5], "frames": [21, 25]}]}, "in which nothing can be marked"),
    ("spot", {"regions": [{"circle": [9, 9, 5], "frames": [10, 30]}]}, "in which nothing can be marked"),
    ("width", {"lines": [{"value": 1, "tolerance": 1}]}, "another number of lines"),
    ("width", {"lines": [], "ratio": None}, "neither how long a line is"),
    ("width", {"lines": [{"value": -3, "tolerance": 1}, {"value": 1, "tolerance": 1}]}, "no value at all"),
    (
        "width",
        {"ratio": {"of": "quotient", "value": 1, "tolerance": {"absolute": 0, "inclusive": False}}},
        "no value",
    ),
    (
        "width",
        {"lines": [{"value": 1, "tolerance": 1, "ends": [{"circle": [9, 500, 5]}] * 2}] * 2},
        "outside the image",
    ),
    (
        "width",
        {"lines": [{"value": 1.403, "tolerance": 0.002}, {"value": 1, "tolerance": 1}]},
        "no value that can be shown",
    ),
    (
        "width",
        {"ratio": {"of": "collapse", "value": 50.05, "tolerance": 0.04}},
        "no value that can be shown",
    ),
    ("width", {"ratio": {"of": "collapse", "value": 110, "tolerance": 10}}, "no value at all"),
    (
        "width",
        {"lines": [{"value": 29.4, "tolerance": 0.5}, {"value": 1, "tolerance": 1}]},
        "longer than the image",
    ),
    ("place", {"direction": None}, "'direction' has to be there if the item asks for it"),
    ("place", {"transducer": "curvilinear"}, "some of those that the item offers"),
    ("place", {"transducer": []}, "some of those that the item offers"),
    ("place", {"position": {"circle": [300, 801, 5]}}, "outside the outline"),
    ("place", {"weights": {"position": 0, "direction": 0, "transducer": 0}}, "no answer any credit"),
    ("doubt", {"panel": {"-2": 0, "1": 0}}, "nobody in it"),
    ("doubt", {"panel": {"-2": 3, "-1": 3, "0": 3, "+1": 3, "+2": 3}}, "every answer full credit"),
]


@pytest.mark.parametrize(("name", "fields", "words"), FAULTS, ids=lambda part: str(part)[:40])
def test_a_key_that_cannot_score_is_told(name: str, fields: dict[str, Any], words: str) -> None:
    assert words in found(EVERY[name], **fields)


ILL_FORMED: list[tuple[str, dict[str, Any], str]] = [
    ("finding", {"accepted": []}, "at least 1 item"),
    ("spot", {"regions": []}, "at least 1 item"),
    ("spot", {"regions": [{}]}, "is not one shape"),
    ("spot", {"regions": [{"circle": [9, 9, 5], "rectangle": [0, 0, 9, 9]}]}, "is not one shape"),
    ("spot", {"regions": [{"circle": [9, 9, 0]}]}, "greater than 0"),
    ("spot", {"regions": [{"rectangle": [9, 9, 9, 20]}]}, "has no area"),
    ("spot", {"regions": [{"polygon": [[0, 0], [9, 9]]}]}, "at least 3"),
    ("spot", {"regions": [{"circle": [float("nan"), 9, 5]}]}, "finite"),
    ("spot", {"regions": [{"circle": [1e308, 9, 5]}]}, "less than or equal"),
    ("spot", {"regions": [{"circle": [9, 9, 5], "value": 1e9}]}, "less than or equal"),
    ("spot", {"regions": [{"circle": [9, 9, 5], "frames": [9, 3]}]}, "last frame comes before the first"),
    ("depth", {"value": 1e300}, "larger than anything that is measured"),
    ("width", {"value": 3, "tolerance": 1}, "Extra inputs"),
    ("place", {"direction": {"degrees": 360, "tolerance": 10}}, "less than 360"),
    ("place", {"direction": {"degrees": 0, "tolerance": 0}}, "greater than 0"),
    ("place", {"scoring": "all", "weights": {"position": 2}}, "count with 'scoring: parts' alone"),
    ("doubt", {"panel": {"3": 1}}, "less than or equal to 2"),
    ("doubt", {"panel": {"0": -1}}, "greater than or equal to 0"),
    ("doubt", {"panel": {}}, "at least 1"),
]


@pytest.mark.parametrize(("name", "fields", "words"), ILL_FORMED, ids=lambda part: str(part)[:40])
def test_a_key_that_is_ill_formed_is_told(name: str, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        found(EVERY[name], **fields)


def test_rings_around_a_point_can_be_reached_by_one_point() -> None:
    item = of_type("point", "one", "spot", max=1)
    rings = [{"circle": [100, 100, radius], "value": 0.5} for radius in (40, 10)]
    assert found(item, regions=rings) == ""
    apart = [{"circle": [100 * i, 100, 10]} for i in (1, 2)]
    assert "more than an answer of 1 points can reach" in found(item, regions=apart)
    assert found(item, regions=apart, upper=1) == ""


def faults_of_map(item: Item, **fields: Any) -> str:
    """What is wrong with a map under which `a` and `b` are right."""
    key = key_model(item).model_validate({"correct": ["a", "b"], "map": fields, "rationale": "r"})
    return "; ".join(faults(item, key))


@pytest.mark.parametrize(
    "fields",
    [
        {"values": {"a": 1, "b": 1}},
        {"values": {"a": 1, "b": 1, "c": -1}},
        {"values": {"a": 1, "b": 1, "c": -1}, "default": -1, "upper": 1},
        {"values": {"a": 2, "b": 2, "c": -1, "d": -2}, "upper": 3},
    ],
)
def test_a_map_under_which_a_wrong_choice_costs_nothing_is_told(fields: dict[str, Any]) -> None:
    item = of_type("choice", "one", "why", choices=dict.fromkeys("abcd", "x"), max=4)
    assert "adds wrong choices" in faults_of_map(item, **fields)


def test_a_map_may_value_wrong_choices_at_nothing_where_there_is_no_room_for_them() -> None:
    for most, fields in (
        (2, {"values": {"a": 1, "b": 1}}),
        (4, {"values": {"a": 1, "b": 1}, "default": -0.5}),
        (4, {"values": {"a": 2, "b": 2, "c": -1.5, "d": -2}, "upper": 3}),
        (3, {"values": {"a": 1, "b": 1, "c": 1}, "default": -1, "upper": 2}),
    ):
        item = of_type("choice", "one", "why", choices=dict.fromkeys("abcd", "x"), max=most)
        assert faults_of_map(item, **fields) == ""


def test_points_that_hit_nothing_may_cost_nothing_where_there_is_no_room_for_them() -> None:
    item = of_type("point", "one", "spot", max=1)
    assert found(item, regions=[{"circle": [100, 100, 9]}], default=0) == ""


def test_a_line_is_held_against_the_image_as_far_as_that_is_known() -> None:
    long = {"lines": [{"value": 29, "tolerance": 0.5}, {"value": 1, "tolerance": 1}]}
    assert found(EVERY["width"], **long) == ""


def test_without_its_image_a_key_is_held_against_the_item_alone() -> None:
    for name, item in EVERY.items():
        assert faults(item, key_of("one", name, item)) == ()


WRONG_ITEMS: list[tuple[str, dict[str, Any], str]] = [
    ("sides", {"min": 4, "max_per_target": 1}, "only 2 can be made"),
    ("spot", {"min": 3}, "more than 'max'"),
    ("spot", {"frames": [9, 3]}, "last frame comes before the first"),
    ("parts", {"spots": {"p": [-1, 0]}}, "greater than or equal to 0"),
    ("width", {"names": []}, "name each of the 2 lines"),
    ("width", {"names": ["One"]}, "name each of the 2 lines"),
    ("place", {"transducers": ["linear"]}, "two or more"),
    ("place", {"transducers": ["linear", "linear"]}, "two or more"),
    ("place", {"outline": "head"}, "torso-front"),
    ("doubt", {"scale": ["a", "b"]}, "at least 5"),
    ("finding", {"max_length": 0}, "greater than or equal to 1"),
]


@pytest.mark.parametrize(("name", "fields", "words"), WRONG_ITEMS, ids=lambda part: str(part)[:40])
def test_an_item_that_cannot_be_asked_is_told(name: str, fields: dict[str, Any], words: str) -> None:
    kind = {item: kind for kind, item in NAMES.items()}[name]
    with pytest.raises(ValidationError, match=words):
        of_type(kind, "one", name, **fields)


def test_an_item_on_an_image_shows_it_first() -> None:
    shown = of_type("point", "one", "spot", exhibits=["a4c"])
    assert shown.exhibits == ("plax", "a4c")
    assert of_type("point", "one", "spot", exhibits=["a4c", "plax"]).exhibits == ("a4c", "plax")
