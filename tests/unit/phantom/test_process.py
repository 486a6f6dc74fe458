"""The same bytes every time, from a process that is held to old processors; nothing half-done left behind."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from media_tools.errors import EncodingFailed, MediaError
from media_tools.phantom.cli import synth
from media_tools.phantom.process import synthesise
from media_tools.probe import examine
from media_tools.reproduce import LIMITS, environment

RECIPE = {"scene": "cardiac.plax", "effusion": 14, "seconds": 1}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for folder in ("one", "two"):
        target = tmp_path / folder / "plax.mp4"
        sidecar = synthesise(target, RECIPE, "media/plax.mp4")
        written.append((target.read_bytes(), target.with_suffix(".json").read_bytes()))
    assert written[0] == written[1]
    facts = examine(target)
    assert facts.video is not None
    assert (facts.video.size, facts.video.frames, facts.video.rate) == ((640, 480), 25, 25)
    assert facts.video.constant_rate
    assert sidecar.media == "media/plax.mp4"
    assert sidecar.simulated
    assert sidecar.marker == "right"
    assert sorted(path.name for path in target.parent.iterdir()) == ["plax.json", "plax.mp4"]


def test_a_rendering_process_uses_no_faster_code_than_sse42() -> None:
    asked = (
        "import cv2, json, numpy; from numpy._core._multiarray_umath import __cpu_dispatch__ as names, "
        "__cpu_features__ as on; import media_tools.phantom.images; "
        "print(json.dumps([cv2.getCPUFeaturesLine(), [n for n in names if on.get(n)], cv2.getNumThreads()]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], env=environment(), capture_output=True, text=True, check=True
    )
    features, numpy_features, threads = json.loads(done.stdout)
    fast = [name for name in features.split() if name.startswith("*") and "SSE" not in name]
    # OpenCV marks with a question mark what it has and must not use
    assert all(name.endswith("?") for name in fast)
    assert numpy_features == []
    assert threads == 1
    assert LIMITS["OPENBLAS_NUM_THREADS"] == "1"


def test_a_refused_recipe_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="has to be from 0 to 35 mm"):
        synthesise(tmp_path / "deep" / "plax.mp4", {**RECIPE, "effusion": 99})
    assert list(tmp_path.iterdir()) == []


def test_a_clip_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EncodingFailed) as failed:
        synthesise(tmp_path / "file" / "plax.mp4", RECIPE)
    assert "\n" not in str(failed.value)
    assert "plax.mp4" in str(failed.value)


def test_a_renderer_that_fails_leaves_neither_clip_nor_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from media_tools.phantom import process

    monkeypatch.setattr(process, "finish", lambda *_, **__: (1, "out of memory\n"))
    with pytest.raises(EncodingFailed, match=r"plax\.mp4: out of memory"):
        synthesise(tmp_path / "deep" / "plax.mp4", RECIPE)
    assert list(tmp_path.iterdir()) == []


def run(*arguments: str) -> Result:
    from click.testing import CliRunner

    return CliRunner().invoke(synth, arguments)


def test_the_command_writes_a_clip_and_its_truth(tmp_path: Path) -> None:
    target = tmp_path / "vein.mp4"
    done = run("venous.femoral", "-o", str(target), "--set", "clot=85", "--seconds", "1", "--seed", "4")
    assert done.exit_code == 0, done.output
    assert "25 frames" in done.output
    truth = json.loads(target.with_suffix(".json").read_text(encoding="utf-8"))["truth"]
    assert truth["parameters"]["clot"] == 85
    assert truth["seed"] == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cardiac.plax",), "Name the file with -o"),
        (("cardiac.pla", "-o", "a.mp4"), "did you mean cardiac.plax"),
        (("cardiac.plax", "-o", "a.mp4", "--set", "effusion"), "write NAME=VALUE"),
        (("cardiac.plax", "-o", "a.mp4", "--set", "effusion=deep"), "has to be from 0 to 35 mm"),
        (("cardiac.plax", "-o", "a.mp4", "--seconds", "0"), "has to be from 1 to 15 s"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert words in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_the_command_lists_scenes_and_parameters() -> None:
    from media_tools.phantom.catalogue import CATALOGUE

    listed = run("--list")
    assert listed.exit_code == 0
    assert all(name in listed.output for name in CATALOGUE)
    described = run("cardiac.ivc", "--list")
    assert "collapse" in described.output
    assert "from 6 to 35 mm" in described.output
