"""Every bad package is refused, with file, line, field, what is wrong and what would be right, all in one go."""

from dataclasses import dataclass
from typing import Any

import pytest
from spoilt import ABOUT, CASE, KEY, TEMPLATE, Spoilt

from scenarios.errors import PackageError, Problem
from scenarios.load import load_keys, load_package

FOUR = "lines: [{patient: Four.}]"


def told(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.field


@dataclass(frozen=True)
class Wrong:
    """What is put in the place of something, and what has to be told of it."""

    file: str
    old: str
    new: str
    line: int
    field: str
    words: str


WRONG = [
    # fields
    Wrong(ABOUT, "authors: [Test authors]", "authors: [Test authors]\ntitel: x", 7, "titel", "did you mean 'title'"),
    Wrong(ABOUT, "title: Minimal\n", "", 1, "title", "is missing"),
    Wrong(ABOUT, "version: 1.0.0", "version: one", 4, "version", "'one'"),
    Wrong(ABOUT, "simulated: true", "simulated: perhaps", 5, "simulated", "true or false"),
    Wrong(ABOUT, "percent: 60", "percent: 0", 10, "cut_score.percent", "greater than 0"),
    Wrong(ABOUT, "percent: 60", "percent: .nan", 10, "cut_score.percent", "write a number"),
    Wrong(ABOUT, "weight: 2", "weight: .inf", 9, "blueprint.interpretation.weight", "write a number"),
    Wrong(ABOUT, "2026-01-15", "2026-02-30", 10, "cut_score.decided", "date"),
    Wrong(ABOUT, "cases: [fever]", "cases: []", 14, "cases", "too few"),
    Wrong(ABOUT, "cases: [fever]", "cases: [fever, fever]", 1, "", "names one twice"),
    Wrong(ABOUT, "cases: [fever]", "cases: [../fever]", 14, "cases.0", "'../fever'"),
    Wrong(ABOUT, "cases: [fever]", "cases: [fever]\nmodes: []", 15, "modes", "too few"),
    Wrong(ABOUT, "cases: [fever]", "cases: [fever]\nmodes: [exam, exam]", 1, "", "'modes' names one twice"),
    Wrong(ABOUT, "cases: [fever]", "cases: [fever]\nmodes: [mock]", 15, "modes.0", "'practice' or 'exam'"),
    Wrong(ABOUT, "cases: [fever]", "cases: [fever]\ndelivery: {exam: {attempts: 0}}", 15, "delivery.exam.attempts", "1"),
    Wrong(ABOUT, "area: minimal", "area: other", 2, "area", "not the name of the folder"),
    Wrong(ABOUT, "title: Minimal", 'title: "{{ area }}"', 3, "title", "holds braces"),
    Wrong(CASE, "title: A fever", "title: ''", 1, "title", "at least one word"),
    Wrong(CASE, "title: A fever", "title: " + "x" * 2001, 1, "title", "shorten"),
    Wrong(CASE, "title: A fever", 'title: "A\\u0007fever"', 1, "title", "U+0007"),
    Wrong(CASE, "title: A fever", "title: A fever\ncolour: red", 2, "colour", "not a field"),
    Wrong(CASE, "title: A fever", "title: A fever\n<<: {a: 1}", 2, "<<", "not a field"),
    Wrong(CASE, "patient: {name: Ms Example, age: 40, sex: female}\n", "", 1, "patient", "is missing"),
    Wrong(CASE, "name: Ms Example", "name: [Ms, Example]", 2, "patient.name", "is no text"),
    Wrong(CASE, "age: 40", "age: forty", 2, "patient.age", "whole number"),
    Wrong(CASE, "age: 40", "age: 40.5", 2, "patient.age", "whole number"),
    Wrong(CASE, "age: 40", "age: " + "9" * 5000, 2, "", "cannot be read"),
    Wrong(CASE, "setting: clinic", 'setting: "{{ patient.name }}"', 3, "setting", "holds braces"),
    Wrong(CASE, "type: choice", "type: essay", 9, "items.why.type", "'choice', 'ordering'"),
    Wrong(CASE, "    type: choice\n", "", 7, "items.why.type", "is missing"),
    Wrong(CASE, "b: Not to look}", "b: Not, a: Again}", 11, "", "has 'a' twice"),
    Wrong(CASE, "{a: To look, b: Not to look}", "{a: To look}", 11, "items.why.choices", "too few"),
    Wrong(CASE, "b: Not to look", "undetermined: No", 7, "items.why", "undetermined: true"),
    Wrong(CASE, "type: choice", "type: choice\n    max: 3", 7, "items.why", "do not fit 2 choices"),
    Wrong(CASE, "units: [cm]", "units: [kg]", 12, "items.depth", "same quantity"),
    Wrong(CASE, "preparation: []", "preparation: {}", 23, "preparation", "is no list"),
    Wrong(CASE, "scene: two", "scene: Two!", 20, "indication.0.scene", "'Two!'"),
    Wrong(CASE, "scene: two", "scene: [two]", 20, "indication.0.scene", "is no text"),
    Wrong(CASE, "  - scene: two\n    lines:\n      - patient: More.", "  - two", 20, "indication.0", "below it"),
    Wrong(CASE, "scene: four, ", "", 27, "interpretation.0.scene", "is missing"),
    Wrong(CASE, "sound: monitor beep", "sound: applause", 17, "presentation.0.lines.1.sound", "'applause'"),
    Wrong(CASE, "ask: why", "ask: [why, 1]", 18, "presentation.0.lines.2.ask.1", "text"),
    Wrong(CASE, "- patient: More.", "- patient: More.\n        extra: 1", 22, "indication.0.lines.0", "is not one entry; write a line such as"),
    Wrong(CASE, FOUR, f"{FOUR}, duration: 10", 27, "interpretation.0", "recorded media"),
    Wrong(CASE, f", {FOUR}", "", 27, "interpretation.0", "either 'lines'"),
    Wrong(CASE, FOUR, "media: media/x.mp4", 27, "interpretation.0", "'duration'"),
    Wrong(CASE, "cast:\n", "cast:\n  ask: {name: Ask, voice: slt}\n", 4, "cast", "'ask' begins a line"),
    Wrong(CASE, "voice: awb", "voice: {engine: parrot, name: x}", 5, "cast.patient.voice.engine", "'parrot'"),
    # placeholders
    Wrong(CASE, "I am {{ patient.name }}.", "I am {{ patient.height }}.", 16, "presentation.0.lines.0.patient", "knows no word 'patient.height'"),
    Wrong(CASE, "I am {{ patient.name }}.", '"{% for x in y %}"', 16, "presentation.0.lines.0.patient", "template code"),
    Wrong(CASE, "I am {{ patient.name }}.", '"{{ patient.name | upper }}"', 16, "presentation.0.lines.0.patient", "template code"),
    Wrong(CASE, "I am {{ patient.name }}.", '"{{ patient[0] }}"', 16, "presentation.0.lines.0.patient", "template code"),
    Wrong(CASE, "I am {{ patient.name }}.", '"{{ __class__ }}"', 16, "presentation.0.lines.0.patient", "template code"),
    Wrong(CASE, "I am {{ patient.name }}.", '"{# hidden #}"', 16, "presentation.0.lines.0.patient", "template code"),
    Wrong(CASE, "I am {{ patient.name }}.", '"{{ {{ area }} }}"', 16, "presentation.0.lines.0.patient", "template code"),
    # who, what, where
    Wrong(CASE, "patient: More.", "nurse: More.", 20, "indication.0", "'nurse', who is not in the cast"),
    Wrong(CASE, "scene: two", "scene: two\n    picture: {people: [nurse]}", 20, "indication.0", "'nurse', who is not in the cast"),
    Wrong(CASE, "scene: two", "scene: two\n    picture: {exhibit: plax}", 20, "indication.0", "exhibit 'plax'"),
    Wrong(CASE, "domain: indication", "domain: history", 8, "items.why.domain", "no domain of the blueprint"),
    Wrong(CASE, "stem: How deep?", "stem: How deep?, exhibits: [plax]", 12, "items.depth.exhibits", "shows 'plax'"),
    Wrong(CASE, "ask: why", "ask: [why, depth]", 12, "items.depth", "is asked 2 times"),
    Wrong(CASE, "      - ask: why\n", "", 7, "items.why", "is never asked"),
    Wrong(CASE, "ask: why", "ask: [why, who]", 14, "presentation.0", "'who' is asked, which is no item"),
    Wrong(CASE, "scene: two", "scene: arrival", 20, "indication.0", "is there 2 times"),
    Wrong(CASE, "scene: two", "scene: ready", 20, "indication.0", "is there 2 times"),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.new[:30])
def test_what_is_wrong_is_told_once_by_file_line_and_field(package: Spoilt, wrong: Wrong) -> None:
    (problem,) = package.change(wrong.file, wrong.old, wrong.new).problems()
    assert told(problem) == (wrong.file, wrong.line, wrong.field)
    assert wrong.words in f"{problem.what}; {problem.fix}"
    assert problem.fix


def test_a_whole_package_has_no_problem(package: Spoilt) -> None:
    assert package.problems(Spoilt.keys) == []
    case = package.load().case("fever")
    assert [phase.phase for phase in case.encounter.phases][:2] == ["briefing", "presentation"]
    assert len(case.encounter.phases) == 8
    assert case.cast["patient"].name == "Ms Example"


@pytest.mark.parametrize("stated", ["", "\ndelivery: {exam: {item_seconds: 60}}"])
def test_a_package_is_an_exam_without_loopholes_unless_it_says_otherwise(
    package: Spoilt, stated: str
) -> None:
    about = package.change(ABOUT, "cases: [fever]", f"cases: [fever]{stated}").load().about
    assert about.modes == ("exam",)
    assert (about.delivery.exam.suspended_clock, about.delivery.exam.attempts) == ("runs", 1)
    assert (about.delivery.practice.suspended_clock, about.delivery.practice.attempts) == ("stops", None)


def test_all_problems_of_all_files_come_in_one_go_in_their_order(package: Spoilt) -> None:
    package.change(ABOUT, "title: Minimal", "titel: Minimal").change(CASE, "age: 40", "age: old")
    package.change(CASE, "ask: why", "ask: Why").change(CASE, "I am {{ patient.name }}", "I am {{ nobody }}")
    package.change(TEMPLATE, "patient.he", "patient.she")
    (package.folder / "fever" / "link").symlink_to("/etc/passwd")
    assert [told(problem) for problem in package.problems()] == [
        (TEMPLATE, 8, ""),
        (CASE, 2, "patient.age"),
        (CASE, 16, "presentation.0.lines.0.patient"),
        (CASE, 18, "presentation.0.lines.2.ask"),
        ("fever/link", 0, ""),
        (ABOUT, 1, "title"),
        (ABOUT, 3, "titel"),
    ]


def test_problems_are_one_line_each_and_plain_values_for_machines(package: Spoilt) -> None:
    package.change(CASE, "age: 40", 'age: "a\\nb"').change(CASE, "title: A fever", "title: ''")
    with pytest.raises(PackageError) as refused:
        package.load()
    lines = str(refused.value).splitlines()
    assert len(lines) == len(refused.value.problems) == 2
    assert lines[1] == "fever/case.yaml:2: patient.age: is no number; write a whole number"
    assert refused.value.problems[1].as_json() == {
        "file": CASE,
        "line": 2,
        "field": "patient.age",
        "what": "is no number",
        "fix": "write a whole number",
    }


# --- keys against items, media against text ---


def test_what_may_be_published_has_its_media_beside_it(package: Spoilt) -> None:
    with pytest.raises(PackageError) as refused:
        load_package(package.folder)
    missing = {problem.file for problem in refused.value.problems}
    assert {
        "fever/media/arrival.json",
        "fever/captions/arrival.en.vtt",
        "fever/scripts/area.en.md",
    } <= missing


def test_a_missing_key_file_is_told_together_with_the_missing_media(package: Spoilt) -> None:
    (package.folder / KEY).unlink()
    with pytest.raises(PackageError) as refused:
        load_package(package.folder)
    assert {KEY, "fever/media/arrival.json"} <= {problem.file for problem in refused.value.problems}


def test_keys_and_sources_are_loaded_apart(package: Spoilt) -> None:
    package.write(KEY, "nonsense: [")
    whole = package.load()
    assert "Because" not in whole.model_dump_json()
    with pytest.raises(PackageError):
        load_keys(package.folder, whole)


def test_a_timepoint_behind_the_end_of_its_recording_is_refused(package: Spoilt) -> None:
    def timed(at: Any) -> list[Problem]:
        spoilt = f"media: media/x.mp4, duration: 00:10, timepoints: [{{at: {at}, ask: [why]}}]"
        package.change(CASE, FOUR, spoilt)
        found = package.problems()
        package.change(CASE, spoilt, FOUR)
        return found

    assert "behind the end" in timed("00:10.001")[0].what
    assert "no media time" in timed("'10²:00'")[0].what
    assert "no media time" in timed("1:2:3:4")[0].what
    assert all("behind" not in problem.what for problem in timed("00:09.999"))
