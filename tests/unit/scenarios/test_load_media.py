"""What stands beside a package's words: sidecars, captions and scripts are there, whole, and of the same text."""

import json
from typing import Any

import pytest
from spoilt import ABOUT, CASE, Spoilt

from scenarios.errors import Problem
from scenarios.load import load_package
from scenarios.model import Package

EXHIBIT = "exhibits: {plax: {media: media/plax.mp4, view: PLAX, description: A heart.}}\nitems:"
RECORDED = "media: media/x.mp4, duration: 00:10, timepoints: [{at: 00:05, ask: [why]}]"
PLAX = {"media": "media/plax.mp4", "digest": "a" * 64, "frames": 30, "rate": 30, "size": [640, 480]}


def load(package: Spoilt) -> Package:
    return load_package(package.folder)


def told(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.field


@pytest.fixture
def built(package: Spoilt) -> Spoilt:
    """A package whose media are built, as far as text can tell."""
    package.change(CASE, "items:", EXHIBIT).write("fever/media/plax.mp4", "x")
    package.write("fever/media/plax.json", json.dumps(PLAX))
    for scene in package.load().case("fever").encounter.scenes:
        facts = {"media": f"media/{scene.scene}.mp4", "digest": "b" * 64, "kind": "audio", "duration": "12.5"}
        points = [{"at": at + 1, "ask": [item]} for at, item in enumerate(scene.asks)]
        package.write(f"fever/media/{scene.scene}.json", json.dumps(facts | {"timepoints": points}))
        package.write(f"fever/media/{scene.scene}.mp4", "x")
        package.write(f"fever/captions/{scene.scene}.en.vtt", "WEBVTT\n")
        package.write(f"fever/scripts/{scene.scene}.en.md", "# x\n")
    return package


def test_a_package_with_its_media_is_loaded_with_their_facts(built: Spoilt) -> None:
    case = load(built).case("fever")
    assert set(case.media) == {scene.scene for scene in case.encounter.scenes}
    assert [point.ask for point in case.media["arrival"].timepoints] == [("why",)]
    assert case.sidecars["plax"].size == (640, 480)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("fever/media/arrival.json", "media build"),
        ("fever/media/arrival.mp4", "build it again"),
        ("fever/media/plax.json", "media import"),
        ("fever/media/plax.mp4", "build it again"),
        ("fever/captions/arrival.en.vtt", "captions and a script in en"),
        ("fever/scripts/area.en.md", "captions and a script in en"),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(built: Spoilt, file: str, words: str) -> None:
    (built.folder / file).unlink()
    (problem,) = built.problems(load)
    assert told(problem) == (file, 0, "")
    assert words in problem.fix


def test_a_language_that_is_promised_has_captions_and_a_script_for_every_scene(built: Spoilt) -> None:
    built.change(ABOUT, "simulated: true", "simulated: true\nlanguages: [en, de]")
    scenes = len(list(built.load().case("fever").encounter.scenes))
    problems = built.problems(load)
    assert len(problems) == 2 * scenes
    assert all(".de." in problem.file for problem in problems)


@pytest.mark.parametrize("text", ["", "{", "not json", "[" * 100_000, '{"media": NaN'])
@pytest.mark.parametrize("name", ["arrival", "plax"])
def test_a_sidecar_that_is_no_json_is_refused(built: Spoilt, name: str, text: str) -> None:
    (problem,) = built.write(f"fever/media/{name}.json", text).problems(load)
    assert told(problem) == (f"fever/media/{name}.json", 0, "")
    assert problem.what == "is not valid JSON"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"digest": "x"}, "digest"),
        ({"frames": 0}, "frames"),
        ({"rate": float("nan")}, "rate"),
        ({"size": [640]}, "size.1"),
        ({"media": "../../../etc/passwd"}, "media"),
        ({"truth": "a"}, "truth"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_sidecar_with_a_wrong_field_is_told_by_it(
    built: Spoilt, change: dict[str, Any], field: str
) -> None:
    (problem,) = built.write("fever/media/plax.json", json.dumps(PLAX | change)).problems(load)
    assert told(problem) == ("fever/media/plax.json", 0, field)


def test_media_that_ask_something_else_than_the_text_are_told(built: Spoilt) -> None:
    built.change(CASE, "      - ask: why\n", "      - ask: [why, depth]\n").change(CASE, "{ask: depth}, ", "")
    problems = built.problems(load)
    assert {problem.file for problem in problems} == {CASE}
    assert [("'arrival'" in of.what, "'three'" in of.what) for of in problems] == [
        (True, False),
        (False, True),
    ]
    assert all("another text than case.yaml has now" in problem.what for problem in problems)


@pytest.mark.parametrize(
    "change", [{"duration": "10.5"}, {"timepoints": []}, {"timepoints": [{"at": 6, "ask": ["why"]}]}]
)
def test_a_recording_is_as_it_is_stated(built: Spoilt, change: dict[str, Any]) -> None:
    built.change(CASE, "      - ask: why\n", "").change(CASE, "lines: [{patient: Four.}]", RECORDED)
    facts = {
        "media": "media/x.mp4",
        "digest": "c" * 64,
        "kind": "video",
        "duration": "10",
        "timepoints": [{"at": 5, "ask": ["why"]}],
    }
    built.write("fever/media/x.mp4", "x").write("fever/media/x.json", json.dumps(facts))
    arrival = json.loads((built.folder / "fever/media/arrival.json").read_text()) | {"timepoints": []}
    built.write("fever/media/arrival.json", json.dumps(arrival))
    assert built.problems(load) == []
    (problem,) = built.write("fever/media/x.json", json.dumps(facts | change)).problems(load)
    assert "the recording of the scene 'four'" in problem.what
