"""Scores of items: QTI's rules by worked examples, and what must hold for every key and every answer."""

from itertools import permutations
from typing import Any

import pytest
from forms import choice, numeric
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from player.engine.scoring import meets, score_item
from scenarios.model.item import UNDETERMINED, ChoiceItem
from scenarios.model.key import ChoiceKey, Mapped, NumericKey, Tolerance, faults, mapped_value

ELEMENTS = {name: name for name in ("h", "he", "c", "o", "n", "cl")}
WATER = choice(choices=ELEMENTS, min=0, max=6)
WATER_KEY = ChoiceKey(
    correct=("h", "o"),
    map=Mapped(values={"h": 1, "o": 1, "cl": -1}, default=-2, lower=0, upper=2),
    rationale="QTI's example choice_multiple: which elements are used to form water?",
)


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [
        ("h o", 1),
        ("h", 0.5),
        ("o", 0.5),
        ("h o cl", 0.5),
        ("h cl", 0),
        ("h o he", 0),
        ("h he", 0),
        ("cl", 0),
        ("he c n", 0),
        ("", 0),
    ],
)
def test_map_response_sums_bounds_and_defaults_as_qti_does(chosen: str, fraction: float) -> None:
    assert faults(WATER, WATER_KEY) == ()
    assert score_item(WATER, WATER_KEY, {"choices": chosen.split()}) == fraction


def test_a_value_counts_once_however_often_it_is_given() -> None:
    assert mapped_value(Mapped(values={"h": 1}), ["h", "h"]) == 1
    assert score_item(WATER, WATER_KEY, {"choices": ["h", "h", "h"]}) == 0.5


def test_without_a_lower_bound_a_negative_sum_still_earns_no_less_than_nothing() -> None:
    key = ChoiceKey(correct=("h",), map=Mapped(values={"h": 1}, default=-5, lower=None), rationale="r")
    assert score_item(WATER, key, {"choices": ["he"]}) == 0


def test_the_upper_bound_is_what_can_be_attained() -> None:
    values = {"h": 1, "o": 1, "c": 1}
    key = ChoiceKey(correct=("h", "o", "c"), map=Mapped(values=values, upper=2), rationale="r")
    assert [score_item(WATER, key, {"choices": list(some)}) for some in ("h", "ho", "hoc")] == [0.5, 1, 1]


@pytest.mark.parametrize("names", list(permutations("abcdef", 4))[:100:5])
def test_a_sum_does_not_hang_on_the_order_in_which_its_choices_are_met(names: tuple[str, ...]) -> None:
    item = choice(choices={name: name for name in names}, min=0, max=4)
    values = dict(zip(names, (0.1, 0.2, 0.3, 0.4), strict=True))
    key = ChoiceKey(correct=names, map=Mapped(values=values), rationale="r")
    assert score_item(item, key, {"choices": list(names[:3])}) == 0.6


@pytest.mark.parametrize(
    ("chosen", "fraction"), [("a b", 1), ("b a", 1), ("a", 0), ("a b c", 0), ("c", 0), ("", 0)]
)
def test_match_correct_gives_all_or_nothing(chosen: str, fraction: float) -> None:
    item, key = choice(min=0, max=3), ChoiceKey(correct=("a", "b"), rationale="r")
    assert score_item(item, key, {"choices": chosen.split()}) == fraction


def test_that_nothing_can_be_determined_can_be_right() -> None:
    item, key = choice(undetermined=True), ChoiceKey(correct=(UNDETERMINED,), rationale="r")
    assert score_item(item, key, {"choices": [UNDETERMINED]}) == 1


def test_no_answer_earns_nothing() -> None:
    assert score_item(WATER, WATER_KEY, None) == 0


def key(value: float, tolerance: Any) -> NumericKey:
    return NumericKey(value=value, tolerance=tolerance, rationale="r")


@pytest.mark.parametrize(
    ("made", "value", "unit", "right"),
    [
        (key(14, 3), 11, "mm", True),
        (key(14, 3), 17, "mm", True),
        (key(14, 3), 10.999, "mm", False),
        (key(14, 3), 17.001, "mm", False),
        (key(14, 3), 1.7, "cm", True),
        (key(14, 3), 1.1, "cm", True),
        (key(14, 3), 1.71, "cm", False),
        (key(14, 3), 14, "cm", False),
        (key(14, 3), -14, "mm", False),
        (key(14, 0), 14, "mm", True),
        (key(14, 0), 1.4, "cm", True),
        (key(14, 0), 14.001, "mm", False),
        (key(14, "10%"), 12.6, "mm", True),
        (key(14, "10%"), 15.4, "mm", True),
        (key(14, "10%"), 15.401, "mm", False),
        (key(-20, "10%"), -22, "mm", True),
        (key(-20, "10%"), -18, "mm", True),
        (key(-20, "10%"), -22.01, "mm", False),
        (key(-20, 2), 20, "mm", False),
        (key(0, "10%"), 0, "mm", True),
        (key(0, "10%"), 0.001, "mm", False),
        (key(14, Tolerance(absolute=3, inclusive=False)), 11, "mm", False),
        (key(14, Tolerance(absolute=3, inclusive=False)), 1.7, "cm", False),
        (key(14, Tolerance(absolute=3, inclusive=False)), 16.999, "mm", True),
        (key(14, Tolerance(relative=0.1, inclusive=False)), 15.4, "mm", False),
    ],
)
def test_a_number_is_right_within_its_tolerance_in_whatever_unit(
    made: NumericKey, value: float, unit: str, right: object
) -> None:
    assert score_item(numeric(), made, {"value": value, "unit": unit}) == float(right is True)


@pytest.mark.parametrize("size", [1e-9, 1.0, 14.0, 1e9, 1e12])
def test_rounding_is_forgiven_in_proportion_and_never_lets_in_another_number(size: float) -> None:
    exact = key(size, 0)
    assert score_item(numeric(), exact, {"value": size / 3 * 3, "unit": "mm"}) == 1
    assert score_item(numeric(), exact, {"value": size * (1 + 1e-12), "unit": "mm"}) == 0
    within = key(size, {"absolute": size / 10, "inclusive": False})
    assert score_item(numeric(), within, {"value": size, "unit": "mm"}) == 1


def test_an_edge_that_is_outside_stays_outside_however_the_arithmetic_rounds() -> None:
    volume = numeric(unit="l", units=("ml",))
    for inclusive in (True, False):
        made = key(0.5, Tolerance(absolute=0.1, inclusive=inclusive))
        for value, unit in ((0.4, "l"), (0.6, "l"), (400, "ml"), (600, "ml")):
            assert score_item(volume, made, {"value": value, "unit": unit}) == float(inclusive)


@pytest.mark.parametrize(("percent", "passed"), [(60, True), (60 - 1e-12, True), (59.99, False), (100, True)])
def test_the_cut_is_met_when_only_rounding_stands_between(percent: float, passed: object) -> None:
    assert meets(percent, 60) is passed


# --- what must hold for every key and every answer ---

POINTS = st.integers(-3, 3).map(float)


@st.composite
def scored(draw: st.DrawFn) -> tuple[ChoiceItem, ChoiceKey]:
    """A choice item and a key that can score it."""
    names = list("abcdef"[: draw(st.integers(2, 6))])
    low, high = sorted(draw(st.tuples(st.integers(0, len(names)), st.integers(1, len(names)))))
    item = choice(choices={name: name for name in names}, min=low, max=high)
    correct = draw(st.lists(st.sampled_from(names), min_size=1, max_size=high, unique=True))
    values = draw(st.dictionaries(st.sampled_from(names), POINTS, min_size=1))
    values |= {name: draw(st.sampled_from([1.0, 2.0])) for name in correct}
    bounds = {"lower": draw(st.none() | st.just(0.0)), "upper": draw(st.none() | st.sampled_from([1.0, 2.0]))}
    mapped = Mapped(values=values, default=draw(st.integers(-2, 0)), **bounds)
    made = ChoiceKey(correct=tuple(correct), map=draw(st.none() | st.just(mapped)), rationale="r")
    assume(not faults(item, made))
    return item, made


def subsets(item: ChoiceItem) -> st.SearchStrategy[list[str]]:
    names = list(item.options)
    return st.lists(st.sampled_from(names), min_size=item.min, max_size=item.max, unique=True)


@given(pair=scored(), data=st.data())
def test_a_score_lies_between_nothing_and_everything(
    pair: tuple[ChoiceItem, ChoiceKey], data: st.DataObject
) -> None:
    assert 0 <= score_item(*pair, {"choices": data.draw(subsets(pair[0]))}) <= 1


@given(pair=scored())
def test_the_correct_answer_earns_everything(pair: tuple[ChoiceItem, ChoiceKey]) -> None:
    assert score_item(*pair, {"choices": list(pair[1].correct)}) == 1


@given(pair=scored(), data=st.data())
def test_the_order_of_choices_never_matters(pair: tuple[ChoiceItem, ChoiceKey], data: st.DataObject) -> None:
    chosen = data.draw(subsets(pair[0]))
    again = data.draw(st.permutations(chosen))
    assert score_item(*pair, {"choices": chosen}) == score_item(*pair, {"choices": again})


@given(pair=scored(), data=st.data())
def test_one_more_choice_helps_only_where_it_is_worth_something(
    pair: tuple[ChoiceItem, ChoiceKey], data: st.DataObject
) -> None:
    item, made = pair
    chosen = data.draw(subsets(item))
    assume(len(chosen) < item.max and len(chosen) < len(item.options))
    more = data.draw(st.sampled_from([name for name in item.options if name not in chosen]))
    before, after = (score_item(item, made, {"choices": some}) for some in (chosen, [*chosen, more]))
    worth = made.map.values.get(more, made.map.default) if made.map else float(more in made.correct)
    assert after <= before if worth <= 0 else after >= before


@given(
    value=st.floats(-1e4, 1e4),
    tolerance=st.floats(0, 1e3).map(lambda width: {"absolute": width}) | st.just("10%"),
    near=st.floats(0, 2e3),
    far=st.floats(0, 2e3),
    signs=st.tuples(st.sampled_from([-1, 1]), st.sampled_from([-1, 1])),
)
def test_a_closer_number_never_scores_lower(
    value: float, tolerance: Any, near: float, far: float, signs: tuple[int, int]
) -> None:
    near, far = sorted((near, far))
    made = key(value, tolerance)
    scores = [
        score_item(numeric(), made, {"value": value + sign * off, "unit": "mm"})
        for sign, off in zip(signs, (near, far + 1e-6), strict=True)
    ]
    assert scores[0] >= scores[1]
    assert set(scores) <= {0.0, 1.0}


@given(value=st.floats(-1e4, 1e4), width=st.floats(0, 1e3), share=st.floats(0, 1))
def test_the_edges_of_a_tolerance_are_inside_in_every_unit(value: float, width: float, share: float) -> None:
    for made, off in ((key(value, width), width), (key(value, f"{share * 100}%"), abs(value) * share)):
        for edge in (value - off, value + off):
            assert score_item(numeric(), made, {"value": edge, "unit": "mm"}) == 1
            assert score_item(numeric(), made, {"value": edge / 10, "unit": "cm"}) == 1


# --- keys that cannot score are refused before they do ---


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"correct": ("z",)}, "a choice that the item has not"),
        ({"correct": ("a", "a")}, "twice"),
        ({"correct": ("a", "b", "c")}, "1 to 2"),
        ({"correct": ("a",), "map": Mapped(values={"a": -1})}, "no answer any credit"),
        ({"correct": ("a",), "map": Mapped(values={"z": 1})}, "a choice that the item has not"),
        ({"correct": ("a",), "map": Mapped(values={"b": 1})}, "earns less than another answer"),
        ({"correct": ("a",), "map": Mapped(values={"a": 1, "b": 1})}, "earns less than another answer"),
        ({"correct": ("a",), "map": Mapped(values={"a": 1}, lower=1)}, "every answer full credit"),
    ],
)
def test_a_key_that_contradicts_its_item_is_refused(fields: dict[str, Any], words: str) -> None:
    found = faults(choice(max=2), ChoiceKey(rationale="r", **fields))
    assert any(words in fault for fault in found)


def test_a_number_that_no_answer_can_hit_is_refused() -> None:
    for tolerance in ({"absolute": 0, "inclusive": False}, {"relative": 0, "inclusive": False}):
        assert faults(numeric(), key(14, tolerance)) == ("allows no value at all",)
    assert faults(numeric(), key(0, {"relative": 0.1, "inclusive": False})) == ("allows no value at all",)
    assert faults(numeric(), key(0, "10%")) == ()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_key_holds_finite_numbers_only(value: float) -> None:
    with pytest.raises(ValidationError):
        key(value, 3)
    with pytest.raises(ValidationError):
        key(14, value)
    for field in ("default", "lower", "upper"):
        with pytest.raises(ValidationError):
            Mapped(values={"a": 1}, **{field: value})
    with pytest.raises(ValidationError):
        Mapped(values={"a": value})
