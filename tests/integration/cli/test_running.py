"""Settings that are wrong, and `sonocase run`: told in one line, before anything is served."""

import socket
from pathlib import Path

import pytest
from commands import Desk
from servers import Server, free_port

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
