"""Recipes and parameters: what is refused, and in which words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.errors import MediaError
from media_tools.phantom.catalogue import CATALOGUE
from media_tools.phantom.parameters import SynthesisRefused
from media_tools.phantom.recipe import Recipe, read_recipe


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ({}, "name its scene"),
        ({"scene": "cardiac.plaxx"}, "did you mean cardiac.plax"),
        ({"scene": "zzz"}, "there are"),
        ({"scene": "cardiac.plax", "efusion": 3}, "it has effusion, collapse"),
        ({"scene": "cardiac.plax", "effusion": 90}, "has to be from 0 to 35 mm"),
        ({"scene": "cardiac.plax", "effusion": "deep"}, "has to be from 0 to 35 mm"),
        ({"scene": "cardiac.plax", "effusion": True}, "has to be from 0 to 35 mm"),
        ({"scene": "lung.b-lines", "b-lines": 2.5}, "a whole number from 0 to 12"),
        ({"scene": "venous.femoral", "clot": float("nan")}, "has to be from 0 to 100 %"),
        ({"scene": "lung.sliding", "pulse": 1}, "has to be true or false"),
        ({"scene": "cardiac.plax", "seconds": 100}, "seconds is 100, but has to be from 1 to 15 s"),
        ({"scene": "cardiac.plax", "seed": 1.5}, "seed is 1.5, but has to be a whole number"),
        ({"scene": "cardiac.plax", "rate": True}, "rate is True"),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(recipe: Any, words: str) -> None:
    with pytest.raises(SynthesisRefused) as refused:
        read_recipe(recipe)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert isinstance(refused.value, MediaError)


def test_a_recipe_separates_its_own_settings_from_the_scene_s() -> None:
    recipe = read_recipe({"scene": "cardiac.plax", "seconds": 4, "seed": 7, "effusion": 14})
    assert recipe == Recipe("cardiac.plax", {"effusion": 14}, seconds=4, seed=7)
    assert recipe.frames == 100
    assert recipe.parameters["effusion"] == 14
    assert recipe.parameters["heart-rate"] == 76


@given(st.data())
def test_every_value_in_range_is_taken(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(CATALOGUE)))
    given_ = {}
    for one in CATALOGUE[name].parameters:
        if one.kind == "switch":
            given_[one.name] = data.draw(st.booleans())
        elif one.kind == "count":
            given_[one.name] = data.draw(st.integers(int(one.low), int(one.high)))
        else:
            given_[one.name] = data.draw(st.floats(one.low, one.high))
    assert read_recipe({"scene": name, **given_}).parameters == given_


def test_the_digest_tells_recipes_apart_and_only_those() -> None:
    one = read_recipe({"scene": "cardiac.plax", "effusion": 14}).digest()
    assert one == read_recipe({"effusion": 14, "scene": "cardiac.plax"}).digest()
    others = [
        {"scene": "cardiac.plax", "effusion": 15},
        {"scene": "cardiac.plax", "effusion": 14, "seed": 2},
        {"scene": "cardiac.subcostal", "effusion": 14},
    ]
    assert len({one, *(read_recipe(other).digest() for other in others)}) == 4


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_the_digest_covers_the_code_of_its_own_area_and_no_other(name: str) -> None:
    from media_tools.phantom.recipe import _code

    files = {
        path.relative_to(path.parents[2] if path.name == "encode.py" else path.parent).name
        for path in _code(name)
    }
    paths = [str(path) for path in _code(name)]
    area = name.split(".", maxsplit=1)[0]
    assert {"render.py", "canvas.py", "motion.py", "encode.py"} <= files
    assert any(f"/anatomy/{area}" in path for path in paths)
    others = {other.split(".")[0] for other in CATALOGUE} - {area}
    assert not any(
        f"/anatomy/{other}/" in path or path.endswith(f"/anatomy/{other}.py")
        for path in paths
        for other in others
    )
