"""Scoring keys are checked like everything else, and no message repeats what one holds."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoilt import CASE, KEY, MINIMAL, Spoilt

from scenarios.errors import KeyLoadError, PackageError
from scenarios.load import load_keys, load_package, load_sources

WHY, DEPTH = (
    "why: {correct: a, rationale: Because.}",
    "depth: {value: 14, tolerance: 10%, rationale: Measured.}",
)


def test_whole_keys_are_loaded(package: Spoilt) -> None:
    keys = package.keys()["fever"]
    assert keys["why"].correct == ("a",)
    assert (keys["depth"].value, keys["depth"].tolerance.relative) == (14, 0.1)


@dataclass(frozen=True)
class Wrong:
    """What is put in the place of something, and what has to be told of it."""

    old: str
    new: str
    line: int
    field: str
    words: str


WRONG = [
    Wrong(WHY + "\n", "", 1, "", "the item 'why' has no key"),
    Wrong(WHY, WHY + "\nwho: {correct: a, rationale: r}", 2, "who", "is the key of no item"),
    Wrong("rationale: Because.", "ratonale: Because.", 1, "why.rationale", "is missing"),
    Wrong("correct: a", "corect: a", 1, "why.correct", "is missing"),
    Wrong("correct: a", "correct: c", 1, "why", "a choice that the item has not"),
    Wrong("correct: a", "correct: [a, a]", 1, "why", "names a correct choice twice"),
    Wrong("correct: a", "correct: [a, b]", 1, "why", "1 to 1 choices"),
    Wrong("correct: a", "correct: [a], map: {values: {a: -1}}", 1, "why", "no answer any credit"),
    Wrong("correct: a", "correct: [a], map: {values: {b: 1}}", 1, "why", "earns less than another"),
    Wrong("correct: a", "correct: [a], map: {values: {a: 1}, lower: 3, upper: 2}", 1, "why.map", "below 'upper'"),
    Wrong("correct: a", "correct: [a], map: {values: {}}", 1, "why.map.values", "too few"),
    Wrong("value: 14", "value: about 14", 2, "depth.value", "is no number"),
    Wrong("value: 14", "value: .nan", 2, "depth.value", "has no end"),
    Wrong("10%", "ten%", 2, "depth.tolerance", "neither a number"),
    Wrong("10%", "120%", 2, "depth.tolerance", "less than or equal to 1"),
    Wrong("10%", "-3", 2, "depth.tolerance", "greater than or equal to 0"),
    Wrong("10%", "{absolute: 3, relative: 0.1}", 2, "depth.tolerance", "either absolute"),
    Wrong("10%", "{absolute: 0, inclusive: false}", 2, "depth", "allows no value"),
    Wrong(DEPTH, "depth: {correct: a, rationale: r}", 2, "depth.value", "is missing"),
    Wrong(DEPTH, "depth: 14", 2, "depth", "has no fields"),
    Wrong(WHY, "- a", 2, "", "not valid YAML"),
    Wrong(WHY, "why: &a {correct: a, rationale: r}", 1, "", "not valid YAML"),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.new[:30])
def test_a_key_that_cannot_score_is_refused_with_its_field(package: Spoilt, wrong: Wrong) -> None:
    problems = package.change(KEY, wrong.old, wrong.new).problems(Spoilt.keys)
    assert (KEY, wrong.line, wrong.field) in [(of.file, of.line, of.field) for of in problems]
    assert any(wrong.words in problem.what for problem in problems)
    assert all(problem.fix for problem in problems)


@pytest.mark.parametrize("content", ["", "[]", "text", "- a"])
def test_a_file_without_keys_is_refused(package: Spoilt, content: str) -> None:
    assert package.write(KEY, content).problems(Spoilt.keys)


def test_a_missing_file_is_refused(package: Spoilt) -> None:
    (package.folder / KEY).unlink()
    (problem,) = package.problems(Spoilt.keys)
    assert (problem.file, problem.line) == (KEY, 0)


def test_all_problems_of_the_keys_come_in_one_go(package: Spoilt) -> None:
    package.write(KEY, "why: {correct: c, rationale: r}\ndepth: {value: x, tolerance: y%}\nwho: {}\n")
    assert [(problem.line, problem.field) for problem in package.problems(Spoilt.keys)] == [
        (1, "why"),
        (2, "depth.rationale"),
        (2, "depth.tolerance"),
        (2, "depth.value"),
        (3, "who"),
    ]


# --- nothing of a key is ever repeated ---

CANARY = "canary"
WHOLE = load_sources(MINIMAL)
LEAKS = [
    "why: {correct: canary, rationale: Because.}",
    "why: {correct: Canary Choice, rationale: Because.}",
    "why: {correct: {canary: a}, rationale: Because.}",
    "why: {correct: [canary, canary], rationale: Because.}",
    "why: {correct: a, rationale: [canary]}",
    'why: {correct: a, rationale: "canary\\u0007"}',
    "why: {correct: a, rationale: Because., canary: 1}",
    "why: {correct: a, rationale: r, map: canary}",
    "why: {correct: a, rationale: r, map: {canary: 1}}",
    "why: {correct: a, rationale: r, map: {values: canary}}",
    "why: {correct: a, rationale: r, map: {values: {canary: x}}}",
    "why: {correct: a, rationale: r, map: {values: {canary: 1}}}",
    "why: {correct: a, rationale: r, map: {values: {Canary Choice: 1}}}",
    "why: {correct: a, rationale: r, map: {values: {a: 1}, lower: canary}}",
    "depth: {value: canary, tolerance: 3, rationale: r}",
    "depth: {value: 14, tolerance: canary, rationale: r}",
    "depth: {value: 14, tolerance: canary%, rationale: r}",
    "depth: {value: 14, tolerance: {canary: 3}, rationale: r}",
    "depth: canary",
    "why: {correct: a, canary: 1, canary: 2}",
    "why: {correct: !canary a}",
    "why: {correct: !canary!a b}",
    "why: {correct: &canary a}",
    "why: {correct: *canary }",
    'why: {correct: "\\canary"}',
    "why: {correct: a, rationale: canary",
    "why: {correct: a, rationale: 'canary",
    "why: canary: canary",
    "%TAG !canary! tag:x,2000:\n---\nwhy: a",
    "--- canary\n--- canary",
    "why: {? [canary] : a}",
    "The canary is right: yes",
    "canary\x00",
    "{canary",
    "\tcanary: x",
    "canary:\n  - x\n y",
]


@pytest.mark.parametrize("text", LEAKS)
def test_no_message_repeats_what_a_key_file_holds(package: Spoilt, text: str) -> None:
    package.write(KEY, text)
    with pytest.raises(KeyLoadError) as refused:
        package.keys()
    told = str(refused.value) + json.dumps([problem.as_json() for problem in refused.value.problems])
    assert CANARY not in told.casefold()
    with pytest.raises(PackageError) as refused:
        load_package(package.folder)
    assert CANARY not in str(refused.value).casefold()


WORDS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12).map(
    lambda text: f"{text}canary{text}"
)
VALUES = st.recursive(
    st.integers(-9, 9) | WORDS,
    lambda part: st.lists(part, max_size=2)
    | st.dictionaries(WORDS | st.sampled_from(["correct", "rationale", "map", "values", "value", "tolerance", "absolute"]), part, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(why=VALUES, depth=VALUES, cut=st.integers(0, 40))
def test_no_message_repeats_a_key_however_it_is_broken(
    package: Spoilt, why: object, depth: object, cut: int
) -> None:
    text = json.dumps({"why": why, "depth": depth}, ensure_ascii=False)
    for spoilt in (text, text[: len(text) - cut], text.replace('"', "", cut)):
        package.write(KEY, spoilt)
        with pytest.raises(KeyLoadError) as refused:
            load_keys(package.folder, WHOLE)
        assert CANARY not in str(refused.value)


def test_the_names_of_items_may_be_told_because_they_are_no_secret(package: Spoilt) -> None:
    package.change(CASE, "ask: depth", "ask: deep").change(CASE, "  depth: {domain", "  deep: {domain")
    told = [problem.what for problem in package.problems(Spoilt.keys)]
    assert told == ["the item 'deep' has no key", "is the key of no item"]
