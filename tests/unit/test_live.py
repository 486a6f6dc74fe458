"""A conversation over a socket whatever fails around it: nothing may escape into the stream."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from player.engine import command as cmd
from player.errors import Conflict
from player.live import live
from player.sockets import TAKEN_OVER, Sockets


class Socket:
    """A socket that is closed by the other side when it is listened to."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.codes: list[int] = []
        self.event = SimpleNamespace(set=lambda: None)

    def send(self, text: str) -> None:
        self.sent.append(text)

    def receive(self, timeout: float | None) -> str:
        raise OSError(timeout)

    def close(self, code: int, _: str) -> None:
        self.codes.append(code)


class Delivery:
    """Takes every connection as the one with this number, and cannot note its end."""

    def __init__(self, epoch: int) -> None:
        self._epoch = epoch

    def handle(self, _: str, __: str, command: cmd.Command) -> Any:
        assert command == cmd.Connect()
        clock = SimpleNamespace(deadline=lambda _: None)
        state = SimpleNamespace(
            epoch=self._epoch, writer=0, seq=1, case_clock=clock, item_clock=clock, outage=None
        )
        return SimpleNamespace(sitting=SimpleNamespace(state=state), now="2026-11-24T09:00:00Z")

    def disconnect(self, _: str, __: int) -> None:
        raise RuntimeError("the database is gone")


def talk(delivery: Any, sockets: Sockets | None = None) -> Socket:
    """Hold a conversation in a request of somebody who brings a session."""
    app, ws = Flask("talk"), Socket()
    shown = SimpleNamespace(model_dump_json=lambda: "{}")
    app.extensions["sonocase"] = SimpleNamespace(
        config=SimpleNamespace(secure=False),
        delivery=delivery,
        sockets=sockets or Sockets(),
        view=lambda _: shown,
    )
    with app.test_request_context("/live/x", headers={"Cookie": "sonocase=token"}):
        live(ws, "x")
    return ws


def test_a_database_that_is_gone_before_the_first_word_ends_the_socket_as_a_mistake_of_the_server() -> None:
    # no `accounts` among the services either: who it is, is asked inside the conversation
    assert talk(SimpleNamespace()).codes == [4500]


def test_a_sitting_that_is_written_to_elsewhere_all_the_time_refuses_no_message_of_the_browser() -> None:
    def handle(*_: object) -> None:
        raise Conflict("Another connection wrote to this sitting first.")

    ws = talk(SimpleNamespace(handle=handle))
    assert (ws.sent, ws.codes) == ([], [4500])


def test_an_end_that_cannot_be_noted_stays_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert len(talk(Delivery(1)).sent) == 2
    assert "the end of a connection could not be noted" in caplog.text


def test_a_connection_that_comes_to_its_turn_behind_a_later_one_is_told_and_the_later_one_stays() -> None:
    sockets, later = Sockets(), Socket()
    sockets.take_over("x", later, 2)
    earlier = talk(Delivery(1), sockets)
    assert (earlier.codes, later.codes) == ([TAKEN_OVER], [])
    assert '"code":"superseded"' in earlier.sent[0]
