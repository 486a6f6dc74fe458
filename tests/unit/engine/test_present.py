"""How an item is put: the same order for the same attempt, the standard choice last, nothing of the key."""

import hashlib
import json
from collections import Counter
from typing import Any

import pytest
from asked import IMAGES, answers, of_type, right_to
from forms import choice, every_type, forms, key_of, numeric, two_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import Sitting

from player.engine.disguise import alias, disguised, revealed, seed_of
from player.engine.form import Form
from player.engine.measure import read_off
from player.engine.present import explain, present
from player.engine.response import check_response, fits
from player.errors import InvalidResponse
from scenarios.model.item import UNDETERMINED, UNDETERMINED_TEXT, CaliperItem, PointItem
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


PAIRS = {"labels", "targets", "min", "max_per_label", "max_per_target"}
SHOWN = {
    "choice": {"choices", "min", "max"},
    "ordering": {"choices"},
    "matching": PAIRS,
    "labelling": PAIRS | {"exhibit", "frame"},
    "numeric": {"units"},
    "text": {"max_length"},
    "point": {"exhibit", "min", "max", "frames", "image"},
    "caliper": {"exhibit", "lines", "names", "unit", "frames", "image"},
    "probe": {"outline", "transducers", "direction"},
    "concordance": {"hypothesis", "finding", "scale"},
}
"""What is put of each type, beside what all types have."""


@settings(max_examples=40)
@given(form=forms())
def test_what_is_put_holds_nothing_of_the_domain_the_points_or_the_key(form: Form) -> None:
    for of in form.cases:
        for name, item in of.items.items():
            put = present(name, item, "s")
            assert set(put) == {"item", "type", "stem", "exhibits", "confidence"} | SHOWN[item.type]
            assert key_of(of.id, name, item).rationale not in json.dumps(put)


@given(form=forms())
def test_a_question_on_an_image_says_by_what_its_answer_is_told(form: Form) -> None:
    for of in form.cases:
        for name, item in of.items.items():
            if isinstance(item, PointItem | CaliperItem):
                image = of.exhibits[item.exhibit]
                scale = list(image.mm_per_px) if image.mm_per_px else None
                put = present(name, item, "s", of.exhibits)
                assert put["image"] == {"frames": image.frames, "mm_per_px": scale}
                assert present(name, item, "s") == put | {"image": None}


def test_an_explanation_names_what_is_right_and_what_earns_a_part() -> None:
    key = ChoiceKey(correct=("a",), map=Mapped(values={"a": 2, "b": 1, "c": -1}), rationale="Because.")
    shown = {name: alias("s", "why", name) for name in "abc"}
    told = {"rationale": "Because.", "correct": [shown["a"]], "partial": [shown["b"]]}
    assert explain("why", choice(), key, "s") == told
    plain = ChoiceKey(correct=("a", "b"), rationale="Because.")
    told = {"rationale": "Because.", "correct": [shown["a"], shown["b"]], "partial": []}
    assert explain("why", choice(max=2), plain, "s") == told


@pytest.mark.parametrize(
    ("value", "tolerance", "low", "high", "inclusive"),
    [
        (14, 3, 11, 17, True),
        (20, "10%", 18, 22, True),
        (-20, "10%", -22, -18, True),
        (50, {"absolute": 3, "inclusive": False}, 47, 53, False),
    ],
)
def test_an_explanation_names_the_range_of_a_number_and_whether_its_bounds_are_in_it(
    value: float, tolerance: object, low: float, high: float, *, inclusive: bool
) -> None:
    key = NumericKey.model_validate({"value": value, "tolerance": tolerance, "rationale": "Measured."})
    told = explain("depth", numeric(), key, "s")
    bounds = {"low": low, "high": high, "inclusive": inclusive}
    assert told == {"rationale": "Measured.", "value": value, "unit": "mm"} | bounds
    assert key.takes(low) is key.takes(high) is inclusive


# --- every type ---

EVERY = every_type()
SEEDS = st.integers(0, 2**128).map(lambda drawn: f"{drawn}/one")


def leaves(value: Any) -> set[str]:
    """Every text and number in a value, at any depth."""
    if isinstance(value, dict):
        return {*value, *(leaf for child in value.values() for leaf in leaves(child))}
    if isinstance(value, list | tuple):
        return {leaf for child in value for leaf in leaves(child)}
    return {str(value)}


SECRETS = {"zqacceptedqz effusion", "313.37", "209.11", "317.37", "230.11", "zqregionqz", "free fluid"}


@pytest.mark.parametrize("name", EVERY)
def test_what_is_put_holds_no_secret_and_an_explanation_does(name: str) -> None:
    item, key = EVERY[name], key_of("one", name, EVERY[name])
    kept = leaves(key.model_dump(mode="json")) & SECRETS
    assert not leaves(present(name, item, "s")) & (SECRETS | {key.rationale})
    told = leaves(explain(name, item, key, "s"))
    assert key.rationale in told
    assert kept - {"free fluid"} <= told


@pytest.mark.parametrize("name", EVERY)
def test_no_name_of_the_author_is_put(name: str) -> None:
    item = EVERY[name]
    given = {name for field in NAMED.get(item.type, ()) for name in getattr(item, field)}
    put = present(name, item, "s")
    shown = {of["id"] for field in ("choices", "labels", "targets") for of in put.get(field, ())}
    assert len(shown) == sum(len(getattr(item, field)) for field in NAMED.get(item.type, ()))
    assert not given & leaves(put)


NAMED = {
    "choice": ["choices"],
    "ordering": ["choices"],
    "matching": ["labels", "targets"],
    "labelling": ["labels", "spots"],
}
"""The fields of items whose names are an author's."""


@given(data=st.data(), seed=SEEDS, name=st.sampled_from(sorted(EVERY)))
def test_every_answer_comes_back_as_it_was_given(data: st.DataObject, seed: str, name: str) -> None:
    item = EVERY[name]
    raw = data.draw(answers(item))
    shown = disguised(seed, name, item, raw)
    assert revealed(seed, name, item, shown) == raw
    check_response(item, revealed(seed, name, item, shown), IMAGES)
    if item.type in NAMED:
        assert not leaves(list(shown.values())) & leaves(list(raw.values())) - {"[]"}


@pytest.mark.parametrize("name", ["why", "steps", "sides", "parts"])
def test_names_that_were_not_shown_fit_no_item(name: str) -> None:
    raw = right_to(EVERY[name], key_of("one", name, EVERY[name]))
    assert fits(EVERY[name], raw, IMAGES)
    assert not fits(EVERY[name], revealed("s", name, EVERY[name], raw), IMAGES)


@pytest.mark.parametrize("kind", ["sides", "parts"])
def test_a_label_cannot_stand_for_a_target_of_its_name(kind: str) -> None:
    item = EVERY[kind].model_copy(update={"labels": {"p": "P", "q": "Q", "r": "R"}})
    put = present(kind, item, "s")
    labels, targets = ([of["id"] for of in put[field]] for field in ("labels", "targets"))
    assert not set(labels) & set(targets)
    assert fits(item, revealed("s", kind, item, {"pairs": [[labels[0], targets[0]]]}), IMAGES)
    for pair in ([labels[0], labels[1]], [targets[0], targets[1]], [targets[0], labels[0]]):
        assert not fits(item, revealed("s", kind, item, {"pairs": [pair]}), IMAGES)


@pytest.mark.parametrize(
    "raw", [{"pairs": [["a"], [], "a", [1, None], ["a", "p", "x"]]}, {"pairs": 3}, {"order": 3}]
)
def test_what_is_no_pair_is_left_to_be_refused(raw: dict[str, Any]) -> None:
    for name in ("sides", "steps"):
        assert not fits(EVERY[name], revealed("s", name, EVERY[name], raw), IMAGES)


def test_labels_and_steps_come_in_an_order_of_the_attempt_and_targets_as_numbered() -> None:
    drawn = {
        name: {tuple(of["text"] for of in present(name, EVERY[name], f"{i}/one")[field]) for i in range(40)}
        for name, field in (("steps", "choices"), ("sides", "labels"), ("parts", "labels"))
    }
    assert all(len(orders) > 4 for orders in drawn.values())
    spots = [of["at"] for of in present("parts", EVERY["parts"], "s")["targets"]]
    assert spots == [list(at) for at in EVERY["parts"].spots.values()]


def test_transducers_come_in_the_standard_order_whatever_the_authors() -> None:
    put = present("place", of_type("probe", "one", "place", transducers=["linear", "phased"]), "s")
    assert [of["id"] for of in put["transducers"]] == ["phased", "linear"]
    assert present("place", of_type("probe", "one", "place", transducers=[]), "s")["transducers"] is None


def test_measurements_are_the_servers_on_both_axes() -> None:
    item, key = EVERY["width"], key_of("one", "width", EVERY["width"])
    raw = {
        "lines": [
            {"x1": 0, "y1": 0, "x2": 40, "y2": 0, "frame": 0},
            {"x1": 0, "y1": 0, "x2": 24, "y2": 16, "frame": 0},
        ]
    }
    told = explain("width", item, key, "s", read_off(item, raw, IMAGES))
    assert told["measured"] == [1.0, 1.0]
    assert explain("width", item, key, "s")["measured"] == []
