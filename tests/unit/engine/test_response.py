"""Answers: what fits its item is taken, and nothing that a browser may send can do more harm than a refusal."""

import json
from typing import Any

import pytest
from asked import IMAGES
from forms import answer_to, choice, items, numeric, two_cases
from hypothesis import given
from hypothesis import strategies as st
from sittings import Sitting

from player.engine.response import MAX_NUMBER, check_response, fits
from player.errors import InvalidResponse
from scenarios.model.item import UNDETERMINED, Item
from scenarios.model.package import DeliveryRules

SINGLE = choice()
SEVERAL = choice(min=2, max=3, undetermined=True)
FREE = choice(min=0, max=1)
DEPTH = numeric()
SHARE = numeric(unit="%", units=())


@pytest.mark.parametrize(
    ("item", "raw"),
    [
        (SINGLE, {"choices": ["b"]}),
        (SEVERAL, {"choices": ["b", UNDETERMINED]}),
        (SEVERAL, {"choices": ["c", "b", "a"]}),
        (FREE, {"choices": []}),
        (DEPTH, {"value": 14, "unit": "mm"}),
        (DEPTH, {"value": -1.4, "unit": "cm"}),
        (DEPTH, {"value": MAX_NUMBER, "unit": "mm"}),
        (SHARE, {"value": 0, "unit": "%"}),
    ],
)
def test_what_fits_is_taken(item: Item, raw: dict[str, Any]) -> None:
    check_response(item, raw)
    assert fits(item, raw)


@pytest.mark.parametrize(
    ("item", "raw", "words"),
    [
        (SINGLE, {}, "has choices"),
        (SINGLE, {"choices": ["a"], "value": 1}, "nothing else"),
        (SINGLE, {"choices": "a"}, "a list"),
        (SINGLE, {"choices": {"a": 1}}, "a list"),
        (SINGLE, {"choices": [1]}, "a list"),
        (SINGLE, {"choices": [["a"]]}, "a list"),
        (SINGLE, {"choices": None}, "a list"),
        (SINGLE, {"choices": ["z"]}, "does not belong"),
        (SINGLE, {"choices": [UNDETERMINED]}, "does not belong"),
        (SINGLE, {"choices": []}, "Choose one answer"),
        (SINGLE, {"choices": ["a", "b"]}, "Choose one answer"),
        (SEVERAL, {"choices": ["a"]}, "Choose 2 to 3"),
        (SEVERAL, {"choices": ["a", "a"]}, "twice"),
        (DEPTH, {"value": 14}, "value and unit"),
        (DEPTH, {"value": "14", "unit": "mm"}, "a number"),
        (DEPTH, {"value": True, "unit": "mm"}, "a number"),
        (DEPTH, {"value": None, "unit": "mm"}, "a number"),
        (DEPTH, {"value": float("nan"), "unit": "mm"}, "a number"),
        (DEPTH, {"value": float("inf"), "unit": "mm"}, "a number"),
        (DEPTH, {"value": 10**400, "unit": "mm"}, "a number"),
        (DEPTH, {"value": -(10**400), "unit": "mm"}, "a number"),
        (DEPTH, {"value": 1e308, "unit": "cm"}, "a number"),
        (DEPTH, {"value": 14, "unit": "kg"}, "mm, cm"),
        (DEPTH, {"value": 14, "unit": ["mm"]}, "mm, cm"),
        (DEPTH, {"value": 14, "unit": {}}, "mm, cm"),
        (DEPTH, {"value": 14, "unit": None}, "mm, cm"),
        (SHARE, {"value": 14, "unit": ""}, "%"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_for_the_candidate(
    item: Item, raw: dict[str, Any], words: str
) -> None:
    with pytest.raises(InvalidResponse, match=words):
        check_response(item, raw)
    assert not fits(item, raw)


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from("abc")
)
JSON = st.recursive(
    LEAVES,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "choices",
    "value",
    "unit",
    "order",
    "pairs",
    "text",
    "points",
    "lines",
    "at",
    "direction",
    "transducer",
]
PLACES = st.dictionaries(st.sampled_from(["x", "y", "x1", "y1", "x2", "y2", "frame"]), LEAVES, max_size=5)
HOSTILE = st.dictionaries(st.sampled_from([*FIELDS, "x"]), JSON | st.lists(PLACES, max_size=3), max_size=3)


@given(item=items("one", "it"), raw=HOSTILE)
def test_nothing_but_a_refusal_can_come_of_any_json(item: Item, raw: dict[str, Any]) -> None:
    assert fits(item, raw, IMAGES) in {True, False}


@given(item=items("one", "it"), pick=st.integers(0, 3))
def test_every_item_can_be_answered(item: Item, pick: int) -> None:
    assert fits(item, answer_to(item, pick), IMAGES)


@pytest.mark.parametrize(
    "response", [{"value": 10**400, "unit": "mm"}, {"value": 1, "unit": []}, {"choices": [[]]}, {}]
)
def test_a_hostile_draft_cannot_stop_its_sitting(response: dict[str, Any]) -> None:
    sitting = Sitting(two_cases(exam=DeliveryRules(item_seconds=10))).start().play(until="depth")
    sitting.draft(**response)
    assert sitting.wait(60).look().stage == "playing"
    assert ("one", "depth") not in sitting.state.responses
    assert sitting.rebuilt() == sitting.state


@given(raw=st.dictionaries(st.text(max_size=5), JSON, max_size=3))
def test_a_draft_is_kept_exactly_or_refused(raw: dict[str, Any]) -> None:
    finite = json.loads(
        json.dumps(raw).replace("NaN", "0").replace("-Infinity", "1").replace("Infinity", "1")
    )
    sitting = Sitting(two_cases()).start().reach()
    try:
        sitting.draft(**finite)
    except InvalidResponse:
        assert len(json.dumps(finite)) > 4000
    else:
        assert sitting.rebuilt().drafts["one", "why"].raw == finite
