"""Scores of cases, domains and forms, and the report that can be made again from the events."""

import copy
import json
from typing import Any

import pytest
from asked import right_to
from forms import answer_to, case, choice, form, forms, keys_of, numeric, two_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import Sitting

from player.engine import command as cmd
from player.engine.form import Form
from player.engine.report import differences, report
from player.engine.scoring import RULES, score_case, score_form
from player.engine.state import Attempt
from scenarios.model.key import Keys

VERSION = {"version": "v1", "form": "f" * 64, "keys": "k" * 64}


def finished(form: Form, picks: int = 0, mode: str = "exam") -> Attempt:
    """A sitting in which every item was answered with the same pick."""
    sitting = Sitting(form, mode=mode).start()
    while sitting.state.stage != "closed":
        step = {"playing": sitting.reach, "intermission": sitting.go_on}
        step.get(sitting.state.stage, lambda: sitting.submit(picks))()
    return sitting.state


def made(form: Form, attempt: Attempt, keys: Keys | None = None) -> dict[str, Any]:
    """A report as a database keeps it."""
    return json.loads(json.dumps(report(form, keys or keys_of(form), attempt, VERSION)))


def weighed() -> Form:
    """Indication (weight 1): 1 and 3 points; interpretation (weight 2): 2 points."""
    items = {"why": choice(), "side": choice("one", "side", points=3), "depth": numeric(points=2)}
    return form(case("one", {"a/1": ["why", "side"], "a/2": ["depth"]}, items))


@pytest.mark.parametrize(
    ("right", "indication", "interpretation", "percent"),
    [
        (("why", "side", "depth"), 100, 100, 100),
        ((), 0, 0, 0),
        (("why",), 25, 0, 25 / 3),
        (("side",), 75, 0, 25),
        (("depth",), 0, 100, 200 / 3),
        (("why", "depth"), 25, 100, 75),
    ],
)
def test_domains_are_weighed_by_the_blueprint_and_items_by_their_points(
    right: tuple[str, ...], indication: float, interpretation: float, percent: float
) -> None:
    sitting = Sitting(weighed()).start()
    good = {"why": {"choices": ["a"]}, "side": {"choices": ["a"]}, "depth": {"value": 1.4, "unit": "cm"}}
    bad = {"why": {"choices": ["b"]}, "side": {"choices": ["b"]}, "depth": {"value": 99, "unit": "mm"}}
    while sitting.state.stage != "closed":
        name = sitting.state.item
        given = (good if name in right else bad).get(name)
        sitting.handle(cmd.Submit(1, name, given)) if given else sitting.reach()
    score = score_form(sitting.form, keys_of(sitting.form), sitting.state)
    assert score.domains["indication"].percent == indication
    assert score.domains["interpretation"].percent == interpretation
    assert score.percent == pytest.approx(percent)
    assert score.passed is (percent >= 60)


def test_what_was_never_reached_or_answered_counts_as_nothing_earned() -> None:
    sitting = Sitting(two_cases()).start().reach().submit()
    sitting.handle(cmd.Close("withdrawn"))
    score = score_form(sitting.form, keys_of(sitting.form), sitting.state)
    assert [(item.item, item.answered) for of in score.cases for item in of.items] == [
        ("why", True),
        ("depth", False),
        ("side", False),
        ("why", False),
    ]
    assert score.cases[1].sum.earned == 0
    assert score.cases[1].sum.attainable == 1


def test_a_domain_without_items_is_left_out() -> None:
    only = form(case("one", {"a/1": ["why"]}, {"why": choice()}))
    score = score_form(only, keys_of(only), finished(only))
    assert list(score.domains) == ["indication"]
    assert score.percent == 100


def test_items_are_scored_in_the_order_in_which_they_are_asked() -> None:
    plan = form(case("one", {"a/1": ["depth"], "a/2": ["why"]}, {"why": choice(), "depth": numeric()}))
    scored = score_case(plan.cases[0], keys_of(plan)["one"], {})
    assert [item.item for item in scored.items] == ["depth", "why"]


@settings(max_examples=40)
@given(form=forms(), data=st.data())
def test_scores_stay_in_their_range_and_a_right_answer_more_never_lowers_them(
    form: Form, data: st.DataObject
) -> None:
    keys, of = keys_of(form), form.cases[0]
    answers = {name: answer_to(item, data.draw(st.integers(0, 3))) for name, item in of.items.items()}
    before = score_case(of, keys["one"], answers)
    name = data.draw(st.sampled_from(sorted(of.items)))
    key = keys["one"][name]
    after = score_case(of, keys["one"], answers | {name: right_to(of.items[name], key)})
    assert 0 <= before.sum.percent <= after.sum.percent <= 100


@settings(max_examples=40)
@given(form=forms(), pick=st.integers(0, 3), mode=st.sampled_from(["exam", "practice"]))
def test_the_same_events_give_the_same_report_after_a_crash(form: Form, pick: int, mode: str) -> None:
    sitting = Sitting(form, mode=mode).start()
    sitting.handle(cmd.Accommodate(2, breaks=False))
    while sitting.state.stage != "closed":
        step = {"playing": sitting.reach, "intermission": sitting.go_on}
        step.get(sitting.state.stage, lambda: sitting.submit(pick))()
    assert differences(made(form, sitting.state), made(form, sitting.rebuilt())) == []


def test_a_report_holds_what_is_needed_to_make_it_again() -> None:
    attempt = finished(two_cases())
    result = made(two_cases(), attempt)
    assert result["rules"] == RULES
    assert {name: result[name] for name in VERSION} == VERSION
    assert (result["mode"], result["reason"]) == ("exam", "completed")
    assert result["closed_at"] == attempt.at.isoformat()
    assert result["cut_score"]["decided"] == "2026-01-05"
    assert [of["case"] for of in result["cases"]] == ["one", "two"]
    assert set(result["domains"]["interpretation"]) == {"title", "earned", "attainable", "percent"}


def test_a_report_holds_the_scores_unrounded() -> None:
    plan = weighed()
    sitting = Sitting(plan).start().reach().submit(0).submit(1).play(until="closed")
    score = score_form(plan, keys_of(plan), sitting.state)
    result = made(plan, sitting.state)
    assert (result["percent"], result["passed"]) == (score.percent, score.passed)
    assert result["percent"] != round(result["percent"], 6)
    earned = {name: part["earned"] for name, part in result["domains"].items()}
    assert earned == {name: part.earned for name, part in score.domains.items()}
    fractions = [item["fraction"] for of in result["cases"] for item in of["items"]]
    assert fractions == [item.fraction for of in score.cases for item in of.items]


def test_a_report_never_names_what_is_right() -> None:
    plan = two_cases()
    text = json.dumps(made(plan, finished(plan, picks=1)))
    assert "rationale" not in text
    assert "correct" not in text


ORIGINAL = made(two_cases(), finished(two_cases()))


def changed(path: str) -> dict[str, Any]:
    """The report with one value changed."""
    result = copy.deepcopy(ORIGINAL)
    *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    here: Any = result
    for step in parents:
        here = here[step]
    here[last] = "changed"
    return result


@pytest.mark.parametrize(
    "path",
    [
        "percent",
        "passed",
        "keys",
        "cut_score.percent",
        "domains.indication.earned",
        "cases.1.items.0.fraction",
    ],
)
def test_a_difference_is_told_by_its_place(path: str) -> None:
    assert differences(ORIGINAL, changed(path)) == [path]
    assert differences(changed(path), ORIGINAL) == [path]


def test_what_only_one_of_two_reports_has_is_a_difference() -> None:
    assert differences({"a": 1}, {"a": 1, "b": None}) == ["b"]
    assert differences({"a": {"b": 1}}, {"a": {}}) == ["a.b"]
    assert differences({"a": [1, 2]}, {"a": [1]}) == ["a"]
    assert differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ["a.1.b"]
    assert differences({"a": [1, 2]}, {"a": (1, 2)}) == ["a"]
    assert differences({}, {}) == []


JSON = st.recursive(
    st.integers() | st.text(max_size=3) | st.none(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text("ab", max_size=2), part, max_size=3),
)


@given(one=st.dictionaries(st.text("ab", max_size=2), JSON), other=st.dictionaries(st.text("ab"), JSON))
def test_reports_differ_exactly_where_they_are_not_equal(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (differences(one, other) == []) == (one == other)
    assert differences(one, copy.deepcopy(one)) == []


def test_a_true_verdict_is_not_the_number_one() -> None:
    assert differences({"passed": True}, {"passed": 1}) == ["passed"]
    assert differences({"percent": 60.0}, {"percent": 60}) == []
