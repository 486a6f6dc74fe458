"""`sonocase check` on packages that are good and that are not; and what publishing refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hostile_scene import CAPTIONS, flashing, hostile
from packages import copy_below, package
from presses import Press

from media_tools.check import run
from media_tools.check.cli import check
from media_tools.check.output import Report
from media_tools.check.profile import DEFAULT, profiles
from media_tools.check.run import refusals
from scenarios.errors import PackageError
from scenarios.load import load_package


def told(*words: str | Path) -> Result:
    """What the command says."""
    return CliRunner().invoke(check, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package in which one scene has everything wrong with it."""
    return hostile(tmp_path_factory.mktemp("wrong")).folder


@pytest.fixture(scope="module")
def findings(wrong: Path) -> dict[str, list[dict[str, Any]]]:
    """All that is found in it, by check."""
    result = told(wrong, "--json")
    assert result.exit_code == 1
    assert Report.model_validate_json(result.stdout)
    made: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(result.stdout)[str(wrong)]["findings"]:
        made.setdefault(one["id"], []).append(one)
    return made


def test_a_package_without_errors_exits_with_0_whatever_there_is_to_judge() -> None:
    result = told(package())
    assert result.exit_code == 0
    assert "[warning: cue-short]" in result.stdout
    assert "[error:" not in result.stdout


def test_strictly_the_profile_is_a_rule() -> None:
    result = told(package(), "--strict", "--profile", "netflix")
    assert result.exit_code == 1
    assert "[error: cue-short]" in result.stdout
    assert "[warning: caption-word]" in result.stdout


@pytest.mark.parametrize(
    "name",
    [
        "flash-general", "caption-critical", "caption-word", "line-length", "reading-characters", "cue-short",
        "cue-gap", "speaker-unnamed", "speaker-differs", "timepoint-in-speech", "loudness",
    ],
)  # fmt: skip
def test_each_fault_is_found_with_its_place_reason_and_source(
    findings: dict[str, list[dict[str, Any]]], name: str
) -> None:
    assert name in findings
    for one in findings[name]:
        assert one["file"].startswith(("one/", "two/"))
        assert all(one[field] for field in ("what", "fix", "why", "source"))


def test_numbers_and_sides_are_errors_at_their_caption(findings: dict[str, list[dict[str, Any]]]) -> None:
    critical = [one for one in findings["caption-critical"] if one["file"] == CAPTIONS]
    assert [(one["severity"], one["time"]) for one in critical[:2]] == [("error", 0.1), ("error", 0.1)]
    assert ["'50'" in critical[0]["what"], "'right'" in critical[1]["what"]] == [True, True]


def test_what_cannot_be_loaded_is_told_as_findings_of_the_package(tmp_path: Path) -> None:
    spoilt = copy_below(tmp_path)
    spoilt.change("package.yaml", '"simulated"', '"simulatde"')
    result = told(spoilt.folder, "--json")
    found = json.loads(result.stdout)[str(spoilt.folder)]
    assert result.exit_code == 1
    assert (found["title"], {one["id"] for one in found["findings"]}) == (None, {"package"})
    assert found["findings"][0]["line"] > 0


def test_a_medium_that_is_broken_is_told_and_the_others_are_still_looked_at(tmp_path: Path) -> None:
    spoilt = copy_below(tmp_path)
    spoilt.write("one/media/arrival.mp4", b"no film")
    result = told(spoilt.folder)
    assert result.exit_code == 1
    assert "one/media/arrival.mp4: does not decode" in result.stdout
    assert "two/captions/arrival.en.vtt" in result.stdout


def test_what_flashes_is_not_published_and_the_reason_names_the_time(tmp_path: Path) -> None:
    spoilt = copy_below(tmp_path)
    flashing(spoilt)
    press = Press.below(tmp_path)
    with pytest.raises(PackageError) as refused:
        press.publish(spoilt.folder)
    (problem,) = refused.value.problems
    assert problem.file == "one/media/arrival.mp4"
    assert problem.what.startswith("at 0.")
    assert "flashes more than 3 times" in problem.what
    assert (press.offered(), press.versions()) == (None, [])


def test_captions_that_change_a_number_are_not_published(tmp_path: Path) -> None:
    spoilt = copy_below(tmp_path)
    path = spoilt.folder / CAPTIONS
    path.write_text(path.read_text().replace("<v Doctor>", "<v Doctor>No 5 mg of ", 1))
    problems = refusals(spoilt.folder, load_package(spoilt.folder))
    assert {problem.file for problem in problems} == {CAPTIONS}
    assert any("number" in problem.what for problem in problems)


def test_several_processes_find_what_one_finds(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile, steps = profiles()[DEFAULT], []
    alone = run.check(wrong, profile)
    monkeypatch.setattr(run, "WORTH_A_POOL", 0.0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    together = run.check(wrong, profile, tell=lambda done, of: steps.append((done, of)))
    assert together.findings == alone.findings
    assert steps == [(n, len(steps)) for n in range(1, len(steps) + 1)]
