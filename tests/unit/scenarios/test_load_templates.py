"""The template of an area is untrusted: what it may not do is told with its line, and none of it is run."""

import time

import pytest
from spoilt import CASE, KEY, TEMPLATE, Spoilt

from scenarios.load.template import STANDARD, quote, render
from scenarios.model import Speech

HEAD = '{% extends "encounter.yaml.jinja" %}\n{% block presentation %}\n'
SCENE = "- scene: area\n  lines:\n    - clinician: Hello.\n"


def area(lines: str) -> str:
    """A template whose fifth line and what follows are these lines."""
    return f"{HEAD}- scene: area\n  lines:\n{lines}\n{{% endblock %}}\n"


FORBIDDEN = [
    ("    {% for x in scenes %}{% endfor %}", "uses for"),
    ("    {% set x = 1 %}", "uses assign"),
    ("    {% set x %}y{% endset %}", "uses assignblock"),
    ("    {% macro m() %}{% endmacro %}", "uses macro"),
    ("    {% call m() %}{% endcall %}", "uses callblock"),
    ('    {% include "fever/key.yaml" %}', "uses include"),
    ('    {% include "encounter.yaml.jinja" %}', "uses include"),
    ('    {% import "fever/key.yaml" as key %}', "uses import"),
    ('    {% from "fever/key.yaml" import why %}', "uses fromimport"),
    ("    {% with x = 1 %}{% endwith %}", "uses with"),
    ("    {% autoescape true %}{% endautoescape %}", "uses scope"),
    ("    {% do x %}", "not valid Jinja"),
    ("    {% raw %}{{ x }}", "not valid Jinja"),
    ("    - clinician: {{ cycler() | q }}", "uses call"),
    ("    - clinician: {{ super() }}", "uses call"),
    ("    - clinician: {{ self.presentation() | q }}", "uses call"),
    ("    - clinician: {{ patient.name.upper() | q }}", "uses call"),
    ("    - clinician: {{ patient['name'] | q }}", "uses getitem"),
    ("    - clinician: {{ [1] | q }}", "uses list"),
    ("    - clinician: {{ {} | q }}", "uses dict"),
    ("    - clinician: {{ (1, 2) | q }}", "uses tuple"),
    ("    - clinician: {{ 9 ** 9 | q }}", "uses pow"),
    ("    - clinician: {{ ('a' * 9) | q }}", "uses mul"),
    ("    - clinician: {{ ('a' ~ 'b') | q }}", "uses concat"),
    ("    - clinician: {{ (1 if area else 2) | q }}", "uses condexpr"),
    ("    - clinician: {{ (area is defined) | q }}", "uses test"),
    ("    - clinician: {{ -patient.age | q }}", "uses neg"),
    ("    - clinician: {{ area | upper | q }}", "the filter 'upper'"),
    ("    - clinician: {{ area | attr('x') | q }}", "the filter 'attr'"),
    ("    - clinician: {{ area | safe }}", "the filter 'safe'"),
    ("    - clinician: {{ area | q(1) }}", "the filter 'q'"),
    ("    - clinician: {% filter upper %}x{% endfilter %}", "the filter 'upper'"),
    ("    - clinician: {% filter indent(2) %}x{% endfilter %}", "the filter 'indent'"),
    ("    - clinician: {{ patient.__class__ | q }}", "knows no word 'patient.__class__'"),
    ("    - clinician: {{ patient.name.__class__.__mro__ | q }}", "knows no word"),
    ("    - clinician: {{ ''.__class__ | q }}", "knows no word '....__class__'"),
    ("    {% if patient.__init__ %}x{% endif %}", "knows no word 'patient.__init__'"),
    ("    - clinician: {{ patient.height | q }}", "knows no word 'patient.height'"),
    ("    - clinician: {{ patient | q }}", "knows no word 'patient'"),
    ("    - clinician: {{ nobody | q }}", "knows no word 'nobody'"),
    ("    - clinician: {{ key | q }}", "knows no word 'key'"),
    ("    - clinician: {{ range | q }}", "knows no word 'range'"),
    ("    - clinician: {% filter q %}{{ nobody }}{% endfilter %}", "knows no word 'nobody'"),
    ("    - clinician: {{ area }}", "without quoting it"),
    ("    - clinician: {{ 'x' }}", "without quoting it"),
    ("    - clinician: {% if area %}{{ area }}{% endif %}", "without quoting it"),
    ("    - clinician: {{ area", "not valid Jinja"),
    ("    - clinician: {{ area | }}", "not valid Jinja"),
    ("    {% if area %}", "not valid Jinja"),
    ("    {% block presentation_lines %}{% endblock %}", "which the standard encounter has not"),
    ("    {% if area > 'x' %}" * 45 + "{% endif %}" * 45, "nested too deep"),
    ("    - clinician: {{ area | q | q }}", "quotes what is quoted already"),
    ("    - clinician: {% filter q %}{{ area | q }}{% endfilter %}", "quotes what is quoted already"),
    (
        "    - clinician: " + "{% filter q %}" * 30 + "x" + "{% endfilter %}" * 30,
        "quotes what is quoted already",
    ),
    ("    {{ (" + "not " * 200 + "area) | q }}", "nested too deep"),
]


@pytest.mark.parametrize(("line", "words"), FORBIDDEN)
def test_what_a_template_may_not_do_is_told_with_its_line(package: Spoilt, line: str, words: str) -> None:
    problems = package.write(TEMPLATE, area(line)).problems()
    assert any(words in problem.what for problem in problems)
    assert {(problem.file, problem.field) for problem in problems} == {(TEMPLATE, "")}
    # an unclosed brace is noticed behind its line, and a scope has none of its own
    lax = any(words in problem.what for words in ("not valid Jinja", "uses scope") for problem in problems)
    assert lax or {problem.line for problem in problems} == {5}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("{% block presentation %}{% endblock %}", 1, "extends nothing"),
        ('{% extends "base.yaml.jinja" %}', 1, "extends another template"),
        ('{% extends "area.yaml.jinja" %}', 1, "extends another template"),
        ('{% extends "../encounter.yaml.jinja" %}', 1, "extends another template"),
        ("{% extends area %}", 1, "extends another template"),
        ('{% extends "encounter.yaml.jinja" %}\n' * 2, 2, "extends a second time"),
        (HEAD + '{% extends "encounter.yaml.jinja" %}{% endblock %}', 3, "not valid Jinja"),
        (HEAD + "{% endblock %}\n\n- scene: lost", 5, "stands outside every block"),
        ("\n\n- scene: lost\n" + HEAD + "{% endblock %}", 3, "stands outside every block"),
        (HEAD + "{% endblock %}{{ area | q }}", 3, "stands outside every block"),
        (HEAD + "{% endblock %}{% if area %}{% endif %}", 3, "stands outside every block"),
        (HEAD.replace("presentation", "presentaton") + "{% endblock %}", 2, "fills the block 'presentaton'"),
        (HEAD + "{% endblock %}{% block presentation %}{% endblock %}", 3, "defined twice"),
    ],
)
def test_a_template_extends_the_standard_one_and_fills_its_blocks(
    package: Spoilt, text: str, line: int, words: str
) -> None:
    problems = package.write(TEMPLATE, text).problems()
    assert [problem.line for problem in problems if words in problem.what] == [line]
    assert {problem.file for problem in problems} == {TEMPLATE}


def test_all_faults_of_a_template_come_in_one_go(package: Spoilt) -> None:
    lines = "    {% set x = 1 %}\n    - clinician: {{ nobody }}\n    {% for x in y %}{% endfor %}"
    problems = package.write(TEMPLATE, area(lines)).problems()
    told = [(problem.line, problem.what) for problem in problems]
    assert told == sorted(told)
    assert [line for line, _ in told] == [5, 6, 6, 7]


@pytest.mark.parametrize(
    ("lines", "line", "field", "words"),
    [
        ("    - nobody: Hello.", 0, "", "'nobody', who is not in the cast"),
        ("    - ask: nothing", 0, "", "'nothing' is asked, which is no item"),
        ("    - clinician: Hello.\n  colour: red", 6, "phases.1.scenes.1.colour", "not a field"),
        ("    - sound: applause", 5, "phases.1.scenes.1.lines.0.sound", "'applause'"),
        ("    - clinician: [Hello", 5, "", "not valid YAML"),
        ("    - clinician: 'Hello", 5, "", "not valid YAML"),
        ("    - clinician: &a Hello", 5, "", "anchor"),
        ("    - clinician: !!str Hello", 5, "", "tag"),
        ("    - clinician: Hello.\n- {of: presentation, number: 0}", 0, "", "every scene of the case"),
        ("    - clinician: Hello.\n- {of: nothing, number: 99}", 6, "phases.1.scenes.2.scene", "missing"),
    ],
)
def test_what_a_template_writes_is_told_where_it_stands(
    package: Spoilt, lines: str, line: int, field: str, words: str
) -> None:
    problems = package.write(TEMPLATE, area(lines)).problems()
    assert any(words in problem.what for problem in problems)
    first = next(problem for problem in problems if words in problem.what)
    assert (first.file, first.line, first.field) == (TEMPLATE, line, field)
    assert {problem.file for problem in problems} == {TEMPLATE}


def test_a_template_cannot_hide_a_scene_of_the_case(package: Spoilt) -> None:
    swallow = HEAD + "- scene: area\n  lines:\n  - clinician: |\n" + "{% endblock %}\n"
    for text in (swallow, HEAD + "- |\n{% endblock %}", HEAD + "# {% endblock %}", HEAD + "? {% endblock %}"):
        spoilt = package.write(TEMPLATE, text)
        scenes = (
            []
            if spoilt.problems()
            else [scene.scene for scene in spoilt.load().case("fever").encounter.scenes]
        )
        own = [name for name in scenes if name in {"arrival", "two", "three", "four", "five"}]
        assert own in ([], ["arrival", "two", "three", "four", "five"])


def test_a_template_may_ask_and_quote(package: Spoilt) -> None:
    lines = (
        '    {% if patient.sex == "female" and patient.age >= 18 or not scenes.closing %}\n'
        "    - clinician: {% filter q %}{{ patient.he }}: {{ patient.age }} # {{ area }}{% endfilter %}\n"
        "    {% else %}\n    - clinician: {{ 'no' | q }}\n    {% endif %}"
    )
    spoken = package.write(TEMPLATE, area(lines)).load().case("fever")
    said = next(scene for scene in spoken.encounter.scenes if scene.scene == "area")
    assert said.lines == (Speech(speaker="clinician", text="she: 40 # Minimal"),)


BRANCHES = "{% if area %}a" + "{% elif area %}b" * 100_000 + "{% endif %}"


def test_a_template_of_more_branches_than_anybody_writes_is_not_even_compiled(package: Spoilt) -> None:
    began = time.process_time()
    problems = package.write(TEMPLATE, area(BRANCHES)).problems()
    assert time.process_time() - began < 10
    assert [(problem.file, problem.fix) for problem in problems] == [(TEMPLATE, "keep it under 50000")]


def test_a_template_whose_words_would_fill_the_memory_is_refused(package: Spoilt) -> None:
    package.change(CASE, "name: Ms Example", f"name: {'é' * 2000}")
    problems = package.write(TEMPLATE, area("    - clinician: {{ patient.name | q }}\n" * 1000)).problems()
    assert "gives more than 1000000 characters with its words filled in" in [
        problem.what for problem in problems if problem.file == TEMPLATE
    ]


def test_neither_a_template_nor_a_case_is_ever_given_a_key(package: Spoilt) -> None:
    package.write(
        KEY, "why: {correct: a, rationale: CANARY}\ndepth: {value: 14, tolerance: 3, rationale: CANARY}"
    )
    assert "CANARY" not in package.load().model_dump_json()
    for name in ("key", "keys", "rationale", "items", "fever"):
        (problem,) = package.write(TEMPLATE, area(f"    - clinician: {{{{ {name} | q }}}}")).problems()
        assert "CANARY" not in str(problem)
    assert package.problems(Spoilt.keys)


def test_the_standard_template_breaks_none_of_its_own_promises() -> None:
    bare = render(
        f'{{% extends "{STANDARD}" %}}',
        STANDARD,
        {"patient": {"name": "A", "age": 1}, "setting": "b", "scenes": dict.fromkeys(PHASES, ())},
    )
    assert isinstance(bare, str)
    assert quote("A") not in bare
    assert "You will meet A, 1 years old, in the b." in bare


PHASES = (
    "briefing",
    "presentation",
    "indication",
    "preparation",
    "acquisition",
    "interpretation",
    "decision",
    "closing",
)
