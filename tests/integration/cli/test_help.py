"""The help of every command says enough to work by it."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from commands import Desk

from player import config
from player.cli.sonocase import sonocase


def every_command(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            yield from every_command(inner, *path, name)


COMMANDS = list(every_command(sonocase))


@pytest.mark.parametrize(
    ("path", "command"),
    COMMANDS,
    ids=lambda part: " ".join(part) or "sonocase" if isinstance(part, tuple) else "",
)
def test_the_help_of_each_command_explains_it_and_each_of_its_options(
    path: tuple[str, ...], command: click.Command
) -> None:
    shown = CliRunner().invoke(sonocase, [*path, "--help"], terminal_width=100)
    assert shown.exit_code == 0
    assert "\\b" not in shown.output
    about = shown.output.partition("Commands:")[2].partition("Settings")[0]
    assert "..." not in about, "a line about a command is cut off"
    assert (command.help or "").strip()
    visible = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    assert [option.name for option in visible if not option.help] == []
    for argument in (p for p in command.params if isinstance(p, click.Argument)):
        assert argument.make_metavar(click.Context(command)).strip("[].") in shown.output


def test_the_help_names_every_setting_and_every_exit_code(desk: Desk) -> None:
    shown = desk.run("--help")
    assert (shown.code, shown.err) == (0, "")
    known = set(re.findall(r"SONOCASE_[A-Z_]+", config.__doc__ or ""))
    assert known
    assert known <= set(re.findall(r"SONOCASE_[A-Z_]+", shown.out))
    assert "130 stopped by Ctrl-C" in " ".join(shown.out.split())
    assert not desk.instance.exists()


@pytest.mark.parametrize("loaded", ["click.core", "player.cli.sonocase", "media_tools.build.jobs"])
def test_ctrl_c_while_a_command_is_still_being_loaded_ends_it_without_a_word(
    desk: Desk, tmp_path: Path, loaded: str
) -> None:
    process = desk.begin("media", "build", tmp_path, PYTHONPROFILEIMPORTTIME="1")
    assert process.stderr
    for line in process.stderr:
        if line.rstrip().endswith(f" {loaded}"):
            process.send_signal(signal.SIGINT)
            break
    out, said = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert [line for line in said.splitlines() if not line.startswith("import time:")] in ([], ["Stopped."])


def test_whoever_makes_media_does_not_wait_for_the_server(desk: Desk) -> None:
    told = desk.run("media", "--help", PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in told.err.splitlines()}
    assert {"media_tools.build.jobs", "media_tools.importing.options"} <= loaded
    assert not {name for name in loaded if name.split(".")[0] in {"flask", "sqlalchemy", "alembic"}}
    assert not {name for name in loaded if name.startswith("player.") and not name.startswith("player.cli")} - {
        "player.config", "player.errors", "player.mailserver",
    }  # fmt: skip


def test_what_is_no_command_is_told_with_the_way_to_help(desk: Desk) -> None:
    told = desk.run("publsh")
    assert told.code == 2
    assert "No such command 'publsh'" in told.err
    assert "sonocase --help" in told.err
