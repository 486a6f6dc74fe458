"""`voices` lists what can be used and writes a sample that plays."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from media_tools import probe
from media_tools.voice.cli import voices


def test_voices_are_listed_engine_by_engine() -> None:
    result = CliRunner().invoke(voices)
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.output.splitlines()}
    assert set(lines) == {"espeak", "flite", "festival", "piper"}
    assert " slt" in lines["flite"]
    assert " en-us" in lines["espeak"]


def test_a_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = CliRunner().invoke(voices)
    assert "flite     no voice; install flite (Debian and Ubuntu: apt-get install flite)" in result.output


def test_a_sample_is_written(tmp_path: Path) -> None:
    target = tmp_path / "rms.m4a"
    result = CliRunner().invoke(
        voices,
        ["--sample", "flite/rms", "--pitch", "1.05", "--text", "Good morning.", "--output", str(target)],
    )
    assert result.output == f"flite/rms: {target}\n"
    facts = probe.examine(target)
    assert facts.sound is not None
    assert facts.sound.codec == "aac"
    assert 0.5 < facts.duration < 2


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("flite/nobody", "Error: flite has no voice 'nobody'"),
        ("oracle/pythia", "Error: oracle/pythia: no such voice; name it ENGINE/VOICE"),
    ],
)
def test_a_voice_that_is_not_there_is_one_line_and_leaves_nothing(
    sample: str, said: str, tmp_path: Path
) -> None:
    result = CliRunner().invoke(voices, ["--sample", sample, "--output", str(tmp_path / "x.m4a")])
    assert result.exit_code == 1
    assert result.output.startswith(said)
    assert len(result.output.splitlines()) == 1
    assert not any(tmp_path.iterdir())
