"""MP4, MOV, AVI, WebM and GIF: frames, times and shape of pixels are kept, sound is not."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import ffmpeg
import numpy as np
import pytest
from click.testing import Result

from media_tools import probe
from media_tools.encode import Frame, run, write_video
from media_tools.errors import UnreadableMedia
from media_tools.importing.analysis import analyse
from media_tools.importing.choices import Choices
from media_tools.importing.plan import Plan, make_plan
from media_tools.importing.recognise import open_source
from media_tools.importing.source import Limits, Source
from media_tools.importing.write import write_import
from scenarios.model import ExhibitMedia


def plan_for(path: Path, choices: Choices) -> tuple[Source, Plan]:
    source = open_source(path, Limits())
    return source, make_plan(source, analyse(source, Limits()), choices, Limits())


UNCALIBRATED = Choices(uncalibrated=True)


def take_in(path: Path, target: Path, choices: Choices = UNCALIBRATED) -> ExhibitMedia:
    source, plan = plan_for(path, choices)
    assert plan.kept is not None
    return write_import(source, plan, plan.kept.code, target)


@pytest.mark.parametrize("name", ["scan.mp4", "scan.mov", "scan.avi", "scan.webm", "scan.gif"])
def test_every_container_comes_out_with_its_frames_and_rate(
    name: str, videos: dict[str, Path], tmp_path: Path, scan: list[Frame]
) -> None:
    facts = take_in(
        videos[name],
        tmp_path / "out.mp4",
        Choices(uncalibrated=True, keep=((0, 0), (199, 0), (199, 159), (0, 159))),
    )
    assert (facts.frames, facts.rate, facts.size) == (12, 25.0, (200, 160))
    written = np.stack([frame for _, frame in probe.frames(tmp_path / "out.mp4")]).astype(int)
    assert np.abs(written - np.stack(scan)).mean() < 6


def test_the_name_is_outside_what_is_proposed(videos: dict[str, Path], tmp_path: Path) -> None:
    take_in(videos["scan.mp4"], tmp_path / "out.mp4")
    _, plan = plan_for(videos["scan.mp4"], Choices())
    assert plan.kept is not None
    assert not plan.kept.area[:16, :80].any()
    assert plan.kept.area[60:130, 80:120].all()


def test_uneven_times_are_resampled_to_an_even_rate(videos: dict[str, Path], tmp_path: Path) -> None:
    uneven = tmp_path / "uneven.mp4"
    # the second half at half the speed
    stream = ffmpeg.input(str(videos["scan.mp4"])).filter("setpts", "if(lt(N,6),N*2,12+(N-6)*4)/50/TB")
    run(
        stream.output(
            str(uneven), fps_mode="passthrough", video_track_timescale=12800, enc_time_base="1:12800"
        )
    )
    facts = take_in(uneven, tmp_path / "out.mp4")
    assert facts.rate == 25
    # nothing says how long the last frame lasts: as long as most
    assert facts.frames == 6 + 5 * 2 + 1
    assert facts.source_timing is not None
    assert "resampled to 25 frames a second" in facts.source_timing
    frames = [frame.astype(int) for _, frame in probe.frames(tmp_path / "out.mp4")]
    moves = [float(np.abs(a - b).mean()) for a, b in pairwise(frames)]
    assert min(moves[:6]) > 3 * max(moves[6::2])


def test_pixels_that_are_not_square_become_so(videos: dict[str, Path], tmp_path: Path) -> None:
    wide = tmp_path / "wide.mp4"
    run(ffmpeg.input(str(videos["scan.mp4"])).filter("setsar", "4/3").output(str(wide), crf=12))
    whole = ((0, 0), (199, 0), (199, 159), (0, 159))
    facts = take_in(wide, tmp_path / "out.mp4", Choices(keep=whole, scale=((10, 20, 10, 120), 50.0)))
    assert facts.size == (266, 160)
    assert facts.mm_per_px == pytest.approx((0.5 * 4 / 3 * 200 / 266, 0.5), abs=1e-6)
    assert facts.mm_per_px[0] / facts.mm_per_px[1] == pytest.approx(1, abs=0.01)
    video = probe.examine(tmp_path / "out.mp4").video
    assert video is not None
    assert video.pixel_aspect == 1


def test_a_large_clip_is_made_smaller_and_measures_the_same(videos: dict[str, Path], tmp_path: Path) -> None:
    choices = Choices(keep=((0, 0), (199, 0), (199, 159), (0, 159)), mm_per_px=(0.5,), longest=100)
    facts = take_in(videos["scan.mp4"], tmp_path / "out.mp4", choices)
    assert facts.size == (100, 80)
    assert facts.mm_per_px == pytest.approx((1.0, 1.0))
    assert facts.regions == ((0, 0, 100, 80),)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_clip_that_was_filmed_on_its_side_is_put_upright(
    degrees: int, videos: dict[str, Path], tmp_path: Path
) -> None:
    turned = tmp_path / "turned.mp4"
    run(ffmpeg.input(str(videos["scan.mp4"]), display_rotation=degrees).output(str(turned), c="copy"))
    upright = np.rot90(next(probe.frames(videos["scan.mp4"]))[1], degrees // 90)
    source = open_source(turned, Limits())
    image = next(source.shots()).image
    assert source.size == (upright.shape[1], upright.shape[0])
    assert np.array_equal(image, upright)


@pytest.mark.parametrize("turn", [{}, {"display_rotation": 90}, {"display_rotation": 270}])
@pytest.mark.parametrize("flip", [{"display_hflip": None}, {"display_vflip": None}])
def test_a_clip_that_players_mirror_is_mirrored(
    turn: dict[str, int], flip: dict[str, None], videos: dict[str, Path], tmp_path: Path
) -> None:
    mirrored, played = tmp_path / "mirrored.mp4", tmp_path / "played.mp4"
    run(ffmpeg.input(str(videos["scan.mp4"]), **turn, **flip).output(str(mirrored), c="copy"))
    run(ffmpeg.input(str(mirrored)).output(str(played), crf=4))  # ffmpeg shows it as players do
    image = next(open_source(mirrored, Limits()).shots()).image
    _, shown = next(probe.frames(played))
    assert np.abs(image.astype(int) - shown).mean() < 3


def test_a_clip_that_is_shown_at_an_angle_is_refused(videos: dict[str, Path], tmp_path: Path) -> None:
    tilted = tmp_path / "tilted.mp4"
    run(ffmpeg.input(str(videos["scan.mp4"]), display_rotation=30).output(str(tilted), c="copy"))
    with pytest.raises(UnreadableMedia, match="is to be shown at an angle or squeezed; export it upright"):
        open_source(tilted, Limits())


@pytest.mark.parametrize("other", [{"vf": "hue=b=1"}, {"vf": "scale=160:120"}])
def test_a_clip_that_changes_after_the_look_is_not_written(
    other: dict[str, str], videos: dict[str, Path], tmp_path: Path
) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(videos["scan.mp4"].read_bytes())
    source, plan = plan_for(clip, Choices(uncalibrated=True))
    assert plan.kept
    run(ffmpeg.input(str(videos["scan.mp4"])).output(str(clip), **other))
    with pytest.raises(UnreadableMedia, match="has changed since it was looked at"):
        write_import(source, plan, plan.kept.code, tmp_path / "out" / "out.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_the_sound_stays_behind(tmp_path: Path, scan: list[Frame]) -> None:
    loud = tmp_path / "loud.mp4"
    tone = (8000 * np.sin(np.arange(8000) / 5)).astype(np.int16)
    write_video(loud, scan, 25, sound=(tone, 16000))
    assert probe.examine(loud).sound is not None
    take_in(loud, tmp_path / "out.mp4")
    assert probe.examine(tmp_path / "out.mp4").sound is None


def test_what_a_container_says_of_its_maker_is_not_carried_over(
    videos: dict[str, Path], tmp_path: Path
) -> None:
    signed = tmp_path / "signed.mov"
    run(
        ffmpeg.input(str(videos["scan.mp4"])).output(
            str(signed), c="copy", metadata="title=Jane Doe 1961-04-03"
        )
    )
    assert b"Jane Doe" in signed.read_bytes()
    take_in(signed, tmp_path / "out.mp4")
    assert b"Jane" not in (tmp_path / "out.mp4").read_bytes()


def test_text_that_shows_for_one_frame_is_in_the_preview(
    tmp_path: Path, scan: list[Frame], invoke: Callable[..., Result]
) -> None:
    from PIL import Image

    flash = [image.copy() for image in scan]
    flash[3][70:80, 80:120] = (255, 255, 255)
    clip = tmp_path / "flash.mp4"
    write_video(clip, flash, 25, crf=12)
    assert invoke(clip, "--preview", "look.png").exit_code == 0
    picture = np.asarray(Image.open("look.png"))
    third = picture[:, 2 * picture.shape[1] // 3 :]
    first = picture[:, : picture.shape[1] // 3]
    zoom = 720 // 200
    white = 40 * 10 * zoom * zoom
    assert (third[74:].min(axis=2) > 240).sum() > 0.9 * white
    assert (third[74:].min(axis=2) > 240).sum() > (first[74 + 60 * zoom :].min(axis=2) > 240).sum()
