"""How an item is put: the same order for the same attempt, the standard choice last, nothing of the key."""

import hashlib
import json
from collections import Counter
from typing import Any

import pytest
from forms import choice, forms, key_of, numeric, two_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import Sitting

from player.engine.disguise import alias, disguised, revealed, seed_of
from player.engine.form import Form
from player.engine.present import explain, present
from player.engine.response import check_response
from player.errors import InvalidResponse
from scenarios.model.item import UNDETERMINED, UNDETERMINED_TEXT
from scenarios.model.key import ChoiceKey, Mapped, NumericKey

NAMES = {name: f"Choice {name}" for name in "abcdef"}
SHUFFLED = choice(choices=NAMES, shuffle=True, undetermined=True)


TEXTS = {text: name for name, text in SHUFFLED.options.items()}


def order(seed: str) -> list[str]:
    """The shuffled choices as a candidate meets them, by the author's names."""
    return [TEXTS[of["text"]] for of in present("why", SHUFFLED, seed)["choices"]]


def test_the_order_of_shuffled_choices_never_changes_for_a_seed() -> None:
    # attempts that are going on must not be reordered by a new version
    for seed in ("7/one", "8/one"):
        drawn = {name: hashlib.sha256(f"{seed}/why/{name}".encode()).digest() for name in NAMES}
        assert order(seed) == [*sorted(NAMES, key=drawn.__getitem__), UNDETERMINED]


@given(seed=st.integers(0, 2**128).map(lambda drawn: f"{drawn}/one"))
def test_the_authors_names_of_choices_are_not_shown_and_an_answer_is_turned_back(seed: str) -> None:
    shown = [of["id"] for of in present("why", SHUFFLED, seed)["choices"]]
    assert len(set(shown)) == len(shown)
    assert not set(shown) & set(SHUFFLED.options)
    back = revealed(seed, "why", SHUFFLED, {"choices": shown})["choices"]
    assert set(back) == set(SHUFFLED.options)
    assert disguised(seed, "why", SHUFFLED, {"choices": back}) == {"choices": shown}


@pytest.mark.parametrize("raw", [{}, {"choices": "a"}, {"choices": [1, None]}, {"value": 3}])
def test_what_is_no_list_of_choices_is_left_as_it_is(raw: dict[str, Any]) -> None:
    assert revealed("s", "why", SHUFFLED, raw) == raw
    assert disguised("s", "why", SHUFFLED, raw) == raw


@pytest.mark.parametrize("guess", [*SHUFFLED.options, "zz", ""])
def test_nobody_can_answer_with_a_name_that_was_not_shown(guess: str) -> None:
    raw = revealed("s", "why", SHUFFLED, {"choices": [guess]})
    with pytest.raises(InvalidResponse):
        check_response(SHUFFLED, raw)


def test_another_attempt_sees_other_names() -> None:
    names = {alias(f"{seed}/one", "why", "a") for seed in range(100)}
    assert len(names) == 100


@given(st.text())
def test_every_choice_is_there_once_and_the_standard_one_is_last(seed: str) -> None:
    listed = order(seed)
    assert Counter(listed) == Counter({*NAMES, UNDETERMINED})
    assert listed[-1] == UNDETERMINED


def test_every_choice_comes_first_about_as_often() -> None:
    firsts = Counter(order(f"{seed}/one")[0] for seed in range(600))
    assert set(firsts) == set(NAMES)
    assert all(60 < count < 140 for count in firsts.values())


def test_items_of_one_attempt_are_shuffled_apart() -> None:
    put = {tuple(of["text"] for of in present(name, SHUFFLED, "7/one")["choices"]) for name in "abcdefgh"}
    assert len(put) > 4


def test_without_shuffling_the_authors_order_stands() -> None:
    plain = choice(choices=NAMES, undetermined=True)
    put = present("why", plain, "7/one")
    assert [of["text"] for of in put["choices"]] == [*NAMES.values(), UNDETERMINED_TEXT]
    assert (put["min"], put["max"], put["type"]) == (1, 1, "choice")


def test_the_keys_unit_is_offered_first_and_each_once() -> None:
    assert present("depth", numeric(units=("cm", "mm", "cm")), "s")["units"] == ["mm", "cm"]


def test_each_case_and_each_attempt_has_its_own_seed() -> None:
    state = Sitting(two_cases()).state
    assert seed_of(state, "one") == "7/one"
    assert seed_of(state, "two") != seed_of(state, "one")


@settings(max_examples=40)
@given(form=forms())
def test_what_is_put_holds_nothing_of_the_domain_the_points_or_the_key(form: Form) -> None:
    for of in form.cases:
        for name, item in of.items.items():
            put = present(name, item, "s")
            extra = {"choices", "min", "max"} if item.type == "choice" else {"units"}
            assert set(put) == {"item", "type", "stem", "exhibits", "confidence"} | extra
            assert key_of(of.id, name, item).rationale not in json.dumps(put)


def test_an_explanation_names_what_is_right_and_what_earns_a_part() -> None:
    key = ChoiceKey(correct=("a",), map=Mapped(values={"a": 2, "b": 1, "c": -1}), rationale="Because.")
    shown = {name: alias("s", "why", name) for name in "abc"}
    told = {"rationale": "Because.", "correct": [shown["a"]], "partial": [shown["b"]]}
    assert explain("why", choice(), key, "s") == told
    plain = ChoiceKey(correct=("a", "b"), rationale="Because.")
    told = {"rationale": "Because.", "correct": [shown["a"], shown["b"]], "partial": []}
    assert explain("why", choice(max=2), plain, "s") == told


@pytest.mark.parametrize(
    ("value", "tolerance", "low", "high"), [(14, 3, 11, 17), (20, "10%", 18, 22), (-20, "10%", -22, -18)]
)
def test_an_explanation_names_the_range_of_a_number(
    value: float, tolerance: object, low: float, high: float
) -> None:
    key = NumericKey.model_validate({"value": value, "tolerance": tolerance, "rationale": "Measured."})
    told = explain("depth", numeric(), key, "s")
    assert told == {"rationale": "Measured.", "value": value, "low": low, "high": high, "unit": "mm"}
