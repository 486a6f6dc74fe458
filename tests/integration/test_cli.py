"""The `sonocase` command as it is used: real processes, their exit codes, and what they say to whom."""

import json
import re
import shutil
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from clinics import Clinic, Sat
from commands import Desk
from forms import two_cases
from packages import copy_below, package
from presses import Press
from servers import Server, free_port, until
from spoilers import edit
from tiny import AREA

from player import config
from player.accounts import Accounts
from player.cli import main
from player.errors import SignInRefused
from player.store import Store

SECRET = "a long test password"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty instance."""
    return Desk(tmp_path / "instance")


def database(desk: Desk) -> Store:
    """The database of an instance, as the server would open it."""
    desk.instance.mkdir(exist_ok=True)
    return Store.open(f"sqlite:///{desk.instance / 'sonocase.db'}")


# --- help ---


def every_command(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from every_command(inner, *path, name)


COMMANDS = list(every_command(main))


@pytest.mark.parametrize(
    ("path", "command"),
    COMMANDS,
    ids=lambda part: " ".join(part) or "sonocase" if isinstance(part, tuple) else "",
)
def test_the_help_of_each_command_explains_it_and_each_of_its_options(
    path: tuple[str, ...], command: click.Command
) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"], terminal_width=100)
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


def test_what_is_no_command_is_told_with_the_way_to_help(desk: Desk) -> None:
    told = desk.run("publsh")
    assert told.code == 2
    assert "No such command 'publsh'" in told.err
    assert "sonocase --help" in told.err


# --- check and publish ---


def spoilt(folder: Path) -> Path:
    """A package with two things wrong with it."""
    bad = copy_below(folder)
    edit(bad, "one/case.yaml", lambda case: case.update(colour=1))
    edit(bad, "two/case.yaml", lambda case: case.update(flavour=1))
    return bad.folder


def test_a_package_with_nothing_wrong_is_told_to_be_so(desk: Desk) -> None:
    told = desk.run("check", package())
    assert (told.code, told.err) == (0, "")
    assert str(package()) in told.out
    assert not desk.instance.exists()


def test_every_problem_is_told_in_its_line_and_the_good_package_beside_it(desk: Desk, tmp_path: Path) -> None:
    bad = spoilt(tmp_path)
    told = desk.run("check", package(), bad)
    assert told.code == 1
    lines = [line for line in told.out.splitlines() if line.startswith(f"{bad}/")]
    assert [re.search(r"(one|two)/case\.yaml:\d+: (\w+)", line)[0] for line in lines] == [
        "one/case.yaml:146: colour",
        "two/case.yaml:47: flavour",
    ]
    assert any(line.startswith(str(package())) for line in told.out.splitlines())


def test_problems_are_told_to_machines_as_json(desk: Desk, tmp_path: Path) -> None:
    bad = spoilt(tmp_path)
    told = desk.run("check", package(), bad, "--json")
    assert told.code == 1
    found: dict[str, Any] = json.loads(told.out)
    assert set(found) == {str(package()), str(bad)}
    assert "one/case.yaml" in json.dumps(found[str(bad)])


def test_the_same_content_published_twice_changes_nothing(desk: Desk) -> None:
    first = desk.run("publish", package())
    assert (first.code, "published as version" in first.out) == (0, True)
    press = Press(desk.instance, database(desk))
    offered, before = press.offered(), blobs_and_versions(press)
    second = desk.run("publish", package())
    assert (second.code, second.out) == (0, first.out.replace("published as", "is already published as"))
    assert (press.offered(), blobs_and_versions(press)) == (offered, before)


def blobs_and_versions(press: Press) -> dict[str, tuple[int, int, int]]:
    found = press.footprint()
    return {
        name: stat for name, stat in found.items() if name.startswith(("blobs/", "versions/", "sources/"))
    }


def test_a_refused_package_leaves_nothing_and_keeps_none_before_it_from_being_published(
    desk: Desk, tmp_path: Path
) -> None:
    told = desk.run("publish", package(), spoilt(tmp_path))
    assert told.code == 1
    *_, head, one, two = told.err.splitlines()
    assert head == "Error: the package is refused"
    assert ("one/case.yaml" in one, "two/case.yaml" in two) == (True, True)
    press = Press(desk.instance, database(desk))
    assert len(press.versions()) == 1
    assert press.leftovers() == []
    assert press.offered(AREA)


def test_publishing_that_is_stopped_leaves_nothing_half_done(desk: Desk) -> None:
    process = desk.begin("publish", package())
    until(lambda: any((desk.instance / "blobs").glob("*/*")))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Stopped."
    press = Press(desk.instance, database(desk))
    assert (press.offered(), press.versions(), press.leftovers()) == (None, [], [])


# --- accounts ---


def test_an_account_that_is_made_can_sign_in_and_its_address_is_taken(desk: Desk) -> None:
    words = ("user", "add", "rey@example.org", "--name", "Rey Lund", "--role", "registrar")
    told = desk.run(*words, "--password", SECRET)
    assert (told.code, told.out) == (0, "rey@example.org can sign in as registrar\n")
    again = desk.run("user", "add", "REY@example.org", "--name", "Other", "--password", SECRET)
    assert (again.code, again.error) == (1, "rey@example.org has an account already.")
    user = accounts(desk).sign_in("rey@example.org", SECRET).user
    assert (user.name, user.role, user.guest) == ("Rey Lund", "registrar", False)


def accounts(desk: Desk) -> Accounts:
    return Accounts(database(desk), Clinic(database(desk), desk.instance).clock)


@pytest.mark.parametrize(("words", "told"), [
    (("nobody", "--password", SECRET), "'nobody' is no e-mail address."),
    (("a@example.org", "--password", "short"), "A password has 12 to 1000 characters."),
])  # fmt: skip
def test_an_account_that_cannot_be_is_refused_in_one_line(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    ended = desk.run("user", "add", *words, "--name", "Somebody")
    assert (ended.code, ended.out, ended.error) == (1, "", told)


def test_a_role_that_is_none_is_answered_with_those_that_are(desk: Desk) -> None:
    told = desk.run("user", "add", "a@example.org", "--name", "A", "--password", SECRET, "--role", "king")
    assert told.code == 2
    assert all(role in told.err for role in ("candidate", "author", "reviewer", "registrar"))


def test_at_a_terminal_the_password_is_asked_for_twice_and_never_shown(desk: Desk) -> None:
    asked = [("Name:", "Ann Berg"), ("Password:", SECRET), ("confirmation:", SECRET)]
    told = desk.talk("user", "add", "ann@example.org", answers=asked)
    assert told.code == 0, told.out
    assert "Ann Berg" in told.out
    assert SECRET not in told.out
    assert accounts(desk).sign_in("ann@example.org", SECRET).user.role == "candidate"


def test_a_password_comes_through_a_pipe_and_ends_the_sessions_of_the_old_one(desk: Desk) -> None:
    before = "the password before"
    accounts(desk).add("bo@example.org", "Bo", "author", before)
    token = accounts(desk).sign_in("bo@example.org", before).token
    told = desk.run("user", "password", "bo@example.org", typed=f"{SECRET}\n")
    assert (told.code, told.err) == (0, "")
    assert accounts(desk).user_of(token) is None
    assert accounts(desk).sign_in("bo@example.org", SECRET)
    with pytest.raises(SignInRefused):
        accounts(desk).sign_in("bo@example.org", before)
    nobody = desk.run("user", "password", "no@example.org", "--password", SECRET)
    assert (nobody.code, nobody.error) == (1, "no@example.org has no account.")


# --- replay ---


AS_REPORTED = "state and scores are as reported"


@pytest.fixture
def sat(desk: Desk) -> Sat:
    """A sitting that is over, and has its report."""
    return Clinic(database(desk), desk.instance).open(two_cases()).play(until="closed")


def tamper(desk: Desk, statement: str, *values: str) -> None:
    """Change what may not be changed, as somebody with the file in their hands could."""
    with closing(sqlite3.connect(desk.instance / "sonocase.db")) as opened, opened:
        for table in ("reports", "events"):
            opened.execute(f"DROP TRIGGER {table}_no_update")
            opened.execute(f"DROP TRIGGER {table}_no_delete")
        assert opened.execute(statement, values).rowcount == 1


def test_a_sitting_as_it_was_reported_is_told_to_be_so(desk: Desk, sat: Sat) -> None:
    told = desk.run("replay", sat.attempt)
    assert (told.code, told.err) == (0, "")
    (kept,) = sat.clinic.delivery.reports(sat.attempt)
    *_, score, verdict = told.out.splitlines()
    assert score == f"score {kept.plain()['percent']:.2f} %, cut score 60 %"
    assert verdict == AS_REPORTED
    plain = desk.run("replay", sat.attempt, "--json")
    assert (plain.code, json.loads(plain.out)) == (0, kept.plain())


def test_a_sitting_that_goes_on_has_nothing_to_differ_from(desk: Desk) -> None:
    sat = Clinic(database(desk), desk.instance).open(two_cases()).play(until="why")
    told = desk.run("replay", sat.attempt)
    assert told.code == 0
    assert told.out.splitlines()[-1] == "nothing has been reported of it yet"


def test_a_sitting_that_nobody_knows_is_refused(desk: Desk) -> None:
    told = desk.run("replay", "f" * 32)
    assert (told.code, told.out, told.error) == (1, "", f"There is no sitting {'f' * 32!r}.")


def test_a_report_that_was_tampered_with_is_told_field_by_field(desk: Desk, sat: Sat) -> None:
    (kept,) = sat.clinic.delivery.reports(sat.attempt)
    forged = kept.plain() | {"percent": 99.5, "passed": True}
    true = kept.plain()["percent"]
    tamper(desk, "UPDATE reports SET body = ?", json.dumps(forged))
    told = desk.run("replay", sat.attempt)
    assert told.code == 1
    assert set(told.out.splitlines()[-2:]) == {
        f"percent: 99.5 was reported, {true} is what the events give",
        "passed: true was reported, false is what the events give",
    }
    plain = desk.run("replay", sat.attempt, "--json")
    assert (plain.code, json.loads(plain.out)["percent"]) == (1, true)
    assert len(plain.err.splitlines()) == 2


FORGED = {
    "a report that is no report": ("UPDATE reports SET body = 'nothing'", "percent: nothing was reported"),
    "a report that was removed": ("DELETE FROM reports", "percent: nothing was reported"),
    "an answer that was changed": (
        "UPDATE events SET body = replace(body, '\"a\"', '\"b\"') WHERE type = 'response-submitted' AND body LIKE '%\"why\"%' AND seq < 10",
        "percent: 33.3",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_nothing_of_a_sitting_that_is_over_can_be_changed_unseen(desk: Desk, sat: Sat, name: str) -> None:
    statement, words = FORGED[name]
    tamper(desk, statement)
    told = desk.run("replay", sat.attempt)
    assert told.code == 1
    assert words in told.out
    assert AS_REPORTED not in told.out


# --- media ---


def test_the_media_commands_are_there_and_say_what_is_wrong_in_one_line(desk: Desk, tmp_path: Path) -> None:
    listed = desk.run("media", "synth", "--list")
    assert (listed.code, listed.err) == (0, "")
    assert "lung" in listed.out
    shutil.copytree(package(), tmp_path / AREA)
    refused = desk.run("media", "narrate", tmp_path / AREA / "nowhere-else")
    assert refused.code == 2
    told = desk.run("media", "synth", "no-such-scene", "-o", tmp_path / "a.mp4")
    assert (told.code, "no-such-scene" in told.error) == (1, True)
    assert not desk.instance.exists()


# --- configuration, and the server ---

WRONG = {
    "PORT": ("abc", "PORT is 'abc'; it has to be a number from 1 to 65535."),
    "SONOCASE_SECRET_KEY": ("short", "it needs at least 32 random characters"),
    "SONOCASE_ORIGIN": ("exam.example.org", "write an address such as https://exam.example.org"),
    "SONOCASE_DATABASE_URL": ("mysql://localhost/x", "has to begin with sqlite:/// or postgresql://"),
    "SONOCASE_INSTANCE": ("/dev/null/x", "cannot be a folder: Not a directory"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_told_in_one_line_with_what_would_be_right(desk: Desk, name: str) -> None:
    value, words = WRONG[name]
    told = desk.run("run", **{name: value})
    assert (told.code, told.out) == (1, "")
    assert words in told.error


@pytest.mark.parametrize("command", [("run",), ("replay", "x")])
def test_a_database_that_is_not_there_is_told_in_one_line(desk: Desk, command: tuple[str, ...]) -> None:
    password, address = "not-for-the-screen", f"127.0.0.1:{free_port()}"
    told = desk.run(*command, SONOCASE_DATABASE_URL=f"postgresql://sonocase:{password}@{address}/exam")
    assert (told.code, told.out) == (1, "")
    assert "cannot be used: connection failed" in told.error
    assert password not in told.error


def test_a_port_that_is_taken_is_told_in_one_line_before_anything_is_served(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        told = desk.run("run", PORT=port)
    assert (told.code, told.out) == (1, "")
    assert told.error == (
        f"The server cannot listen on 127.0.0.1, port {port}: Address already in use. Set PORT or SONOCASE_HOST."
    )


@pytest.mark.parametrize(("host", "words"), [
    ("192.0.2.7", "Cannot assign requested address"), ("server.invalid", "server.invalid, port"),
])  # fmt: skip
def test_an_address_that_is_not_of_this_machine_is_told_in_one_line(
    desk: Desk, host: str, words: str
) -> None:
    told = desk.run("run", SONOCASE_HOST=host, PORT=str(free_port()))
    assert (told.code, words in told.error) == (1, True)


def test_a_server_that_is_asked_to_end_ends_well_and_can_be_started_at_once_again(tmp_path: Path) -> None:
    server = Server(tmp_path / "instance").start()
    assert server.stop() == 0
    assert server.start().stop() == 0
    assert b"Traceback" not in server.log.read_bytes()
