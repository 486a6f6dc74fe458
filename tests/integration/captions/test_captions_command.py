"""`captions import` and `export` turn files into each other, and refuse in clear lines."""

from pathlib import Path

from click.testing import CliRunner, Result

from media_tools.captions.cli import captions

SRT = """1
00:00:01,000 --> 00:00:02,500
Nurse: BP 84/62 & falling.

2
00:00:03,000 --> 00:00:04,000
[monitor alarm]
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:02.500
<v Nurse>BP 84/62 &amp; falling.

00:00:03.000 --> 00:00:04.000
[monitor alarm]
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(captions, [str(argument) for argument in arguments])


def test_subrip_comes_in(tmp_path: Path) -> None:
    source, target = tmp_path / "a.srt", tmp_path / "captions" / "a.en.vtt"
    source.write_text(SRT, "utf-8")
    result = run("import", source, target, "--speaker", "Nurse")
    assert result.output == f"{target}: 2 cues; speakers: Nurse\n"
    assert target.read_text("utf-8") == VTT


def test_and_goes_out_again(tmp_path: Path) -> None:
    source, target = tmp_path / "a.vtt", tmp_path / "a.srt"
    source.write_text(VTT, "utf-8")
    assert run("export", source, target).exit_code == 0
    assert target.read_text("utf-8") == SRT


def test_a_target_that_exists_is_kept(tmp_path: Path) -> None:
    source, target = tmp_path / "a.vtt", tmp_path / "a.srt"
    source.write_text(VTT, "utf-8")
    target.write_text("mine", "utf-8")
    result = run("export", source, target)
    assert result.exit_code == 1
    assert result.output == f"Error: {target}: exists already; choose another name, or add --force\n"
    assert target.read_text("utf-8") == "mine"
    assert run("export", source, target, "--force").exit_code == 0
    assert target.read_text("utf-8") == SRT


def test_a_faulty_file_is_told_line_by_line_and_nothing_is_written(tmp_path: Path) -> None:
    source, target = tmp_path / "a.vtt", tmp_path / "a.srt"
    source.write_text("WEBVTT\n\nlost\n\n00:01.000 -> 00:02.000\nx\n", "utf-8")
    result = run("export", source, target)
    assert result.exit_code == 1
    assert result.output.splitlines()[0].startswith("Error: a.vtt:3: 'lost' belongs to no cue")
    assert result.output.splitlines()[1].startswith("a.vtt:5: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.vtt"]


def test_cues_that_webvtt_cannot_hold_are_refused(tmp_path: Path) -> None:
    source, target = tmp_path / "a.srt", tmp_path / "a.vtt"
    source.write_text(
        "1\n00:00:05,000 --> 00:00:06,000\nlater\n\n2\n00:00:01,000 --> 00:00:02,000\nsooner\n", "utf-8"
    )
    result = run("import", source, target)
    assert result.exit_code == 1
    assert "the cue begins before the one before it; put the cues in order" in result.output
    assert not target.exists()
