"""An author's words come through unchanged: no text can break, inject or lose a line."""

import tracemalloc
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoilt import CASE, TEMPLATE, Spoilt

from scenarios.errors import Problem
from scenarios.load.document import parse
from scenarios.load.template import quote
from scenarios.model import Package

NASTY = [
    "plain",
    "a: b",
    "- a",
    "# no comment",
    'say "hello"',
    "it's",
    "a\\nb",
    "{a: 1}",
    "[x]",
    "*alias &anchor !tag",
    "%TAG",
    "---",
    "...",
    "yes",
    "null",
    "1e3",
    "2026-01-05",
    "|",
    ">-",
    "?",
    "@`",
    "a\u0085b",
    "a\u2028b\u2029c",
    "\ufeffa",
    "a\ufffeb",
    "a\ufffdb",
    "a\u007fb",
    "e\u0301 ü ß 漢字 \U0001f9b4",
    "{ { not a word } }",
    "trailing\\",
    "</script>",
]
TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda text: text.strip() and not any(mark in text for mark in ("{{", "{%", "{#", "%}", "}}"))
)


def yaml_of(text: str) -> str:
    """A text as an author would write it in double quotes."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def retold(package: Spoilt, name: str, line: str) -> Package:
    """The package with another name of the patient and another spoken line."""
    package.change(CASE, "name: Ms Example", f"name: {yaml_of(name)}")
    return package.change(CASE, "patient: More.", f"patient: {yaml_of(line)}").load()


def assert_told(package: Package, name: str, line: str) -> None:
    case = package.case("fever")
    scenes = {scene.scene: scene for scene in case.encounter.scenes}
    assert case.patient.name == name.strip()
    assert scenes["two"].lines[0].text == line.strip()
    # the templates quote the name on one line
    flat = " ".join(name.split())
    assert scenes["briefing"].lines[0].text.split(". ", 1)[1].startswith(f"You will meet {flat}, 40 years")
    assert scenes["briefing"].lines[2].text == f'{flat} has a fever: "39 degrees".'
    assert scenes["closing"].lines[-1].text == f"This is the end of the case of {flat}."
    assert len(case.encounter.phases) == 8


@pytest.mark.parametrize("text", NASTY)
def test_awkward_words_come_through_templates_and_yaml_unchanged(package: Spoilt, text: str) -> None:
    assert_told(retold(package, text, text), text, text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXTS, line=TEXTS)
def test_any_words_come_through_templates_and_yaml_unchanged(
    tmp_path_factory: pytest.TempPathFactory, name: str, line: str
) -> None:
    package = Spoilt.below(tmp_path_factory.mktemp("text"))
    assert_told(retold(package, name, line), name, line)


def test_several_lines_of_an_author_stay_several_lines(package: Spoilt) -> None:
    spoken = package.change(CASE, "patient: More.", 'patient: "One.\\n\\tTwo."').load().case("fever")
    two = next(scene for scene in spoken.encounter.scenes if scene.scene == "two")
    assert two.lines[0].text == "One.\n\tTwo."


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=4),
)


@given(ANYTHING)
def test_a_quoted_value_is_read_back_as_it_was_on_one_line(value: Any) -> None:
    text = quote(value)
    read = parse("x", f"before: 1\nhere: {text}\nafter: 2")
    assert not isinstance(read, Problem)
    expected = " ".join(value.split()) if isinstance(value, str) else value
    assert read.data == {"before": 1, "here": expected, "after": 2}
    assert len(text.splitlines()) == 1


@given(st.text())
def test_a_quoted_text_breaks_out_of_no_place(text: str) -> None:
    read = parse("x", f"list:\n  - a: {quote(text)}\n  - b: [{quote(text)}, {{c: {quote(text)}}}]")
    assert not isinstance(read, Problem)
    flat = " ".join(text.split())
    assert read.data == {"list": [{"a": flat}, {"b": [flat, {"c": flat}]}]}


def test_words_are_filled_in_once_and_never_run(package: Spoilt) -> None:
    package.change(CASE, "name: Ms Example", 'name: "{ {7*7} }"')
    package.change(TEMPLATE, "patient.he |", "patient.name |")
    said = {scene.scene: scene for scene in package.load().case("fever").encounter.scenes}
    assert said["arrival"].lines[0].text == "I am { {7*7} }."
    assert said["area"].lines[0].text == "{ {7*7} }"


@pytest.mark.parametrize(("sex", "words"), [("female", "she her her woman"), ("male", "he him his man")])
def test_pronouns_follow_the_patient(package: Spoilt, sex: str, words: str) -> None:
    package.change(CASE, "sex: female", f"sex: {sex}")
    asked = "{{ patient.he }} {{patient.him}} {{ patient.his }} {{ patient.man }}"
    package.change(CASE, "patient: More.", f"patient: {yaml_of(asked)}")
    two = next(s for s in package.load().case("fever").encounter.scenes if s.scene == "two")
    assert two.lines[0].text == words


LONG = "x" * 100_000
USES = "setting: clinic\nnotes: [" + "'{{ patient.name }}', " * 2_000 + "]"


@pytest.mark.parametrize(
    ("name", "words"), [(LONG, "patient.name"), ("x" * 2000, "more than 1000000 characters")]
)
def test_a_word_that_is_used_many_times_does_not_fill_the_memory(
    package: Spoilt, name: str, words: str
) -> None:
    package.change(CASE, "name: Ms Example", f"name: {name}").change(CASE, "setting: clinic", USES)
    tracemalloc.start()
    problems = package.problems()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert any(words in f"{problem.field} {problem.what}" for problem in problems)
    assert peak < 60_000_000
