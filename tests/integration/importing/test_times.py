"""When frames are shown, and the shape of their pixels, as the file or a person says."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from media_tools import probe

Invoke = Callable[..., Result]
WriteDicom = Callable[..., Path]
NextCommand = Callable[[Result], list[str]]


def test_frame_times_that_vary_are_resampled_and_it_is_said(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    vector = ["0", *["20"] * 6, *["40"] * 5]
    path = native(FrameTime=None, FrameTimeVector=vector, FrameIncrementPointer=0x00181065)
    look = invoke(path, "--uncalibrated", "--preview", "look.png")
    assert (
        "uneven, 20 to 40 ms between frames (from the file's FrameTimeVector); resampled to 50 frames"
        in look.output
    )
    assert invoke(*next_command(look)).exit_code == 0
    facts = json.loads(Path("clip.json").read_text())
    assert (facts["rate"], facts["frames"]) == (50.0, 6 + 5 * 2 + 1)
    assert "resampled to 50 frames a second" in facts["source_timing"]


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ({"FrameTime": "33.333"}, "30 frames a second (from the file's FrameTime)"),
        (
            {"FrameTime": None, "FrameTimeVector": ["0", *["20"] * 11]},
            "50 frames a second (from the file's FrameTimeVector)",
        ),
        ({"FrameTime": None, "CineRate": "46"}, "46 frames a second (from the file's CineRate)"),
        (
            {"FrameTime": None, "RecommendedDisplayFrameRate": "24"},
            "24 frames a second (from the file's Recommended",
        ),
        ({"FrameTime": "0", "CineRate": "46"}, "46 frames a second (from the file's CineRate)"),
        (
            {"FrameTime": None, "FrameTimeVector": ["0", "20"], "CineRate": "46"},
            "46 frames a second (from the file's CineRate",
        ),
    ],
)
def test_the_header_says_how_fast_frames_follow(
    elements: dict[str, Any], said: str, native: WriteDicom, invoke: Invoke
) -> None:
    assert said in invoke(native(**elements)).output


def test_a_file_that_is_silent_about_time_is_asked_for_its_rate(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(FrameTime=None)
    look = invoke(path, "--uncalibrated", "--preview", "look.png")
    assert re.search(r"Timing +not known: the file does not say how fast", look.output)
    words = next_command(look)
    assert words[-2:] == ["--rate", "FRAMES_A_SECOND"]
    assert "give --rate" in invoke(*words[:-2]).output
    assert invoke(*words[:-1], "46.5").exit_code == 0
    assert json.loads(Path("clip.json").read_text())["rate"] == 46.5


def test_a_video_inside_that_runs_at_another_rate_is_pointed_out(
    videos: dict[str, Path], write_dicom: WriteDicom, invoke: Invoke
) -> None:
    from pydicom.uid import UID

    stream = [videos["scan.m2v"].read_bytes()]
    path = write_dicom(stream, syntax=UID("1.2.840.10008.1.2.4.100"), FrameTime="20")
    said = invoke(path).output
    assert "50 frames a second (from the file's FrameTime)" in said
    assert "the video inside runs at 25 frames a second; --rate 25 takes that instead" in said


def test_pixels_of_the_header_that_are_not_square_become_so(
    native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    path = native(PixelAspectRatio=["4", "5"])
    look = invoke(path, "--keep-rect", "0,0,200,160", "--mm-per-px", "0.4", "--preview", "look.png")
    assert "made square (they were 1.25 times as wide as high)" in look.output
    assert invoke(*next_command(look)).exit_code == 0
    facts = json.loads(Path("clip.json").read_text())
    assert facts["size"] == [250, 160]
    assert facts["mm_per_px"] == pytest.approx([0.4, 0.4])


@pytest.mark.parametrize("milliseconds", ["18.9", "33.3667", "6.25", "1000"])
def test_any_frame_time_becomes_exact_media_times(
    milliseconds: str, native: WriteDicom, invoke: Invoke, next_command: NextCommand
) -> None:
    look = invoke(native(FrameTime=milliseconds), "--uncalibrated", "--preview", "look.png")
    assert invoke(*next_command(look)).exit_code == 0
    times = [time for time, _ in probe.frames(Path("clip.mp4"))]
    assert times == pytest.approx([k * float(milliseconds) / 1000 for k in range(12)], abs=1e-4)
