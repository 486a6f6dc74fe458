"""Sockets whose other end does not read, or does not stop: bounded in memory and in time."""

import socket
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from player.sockets import BACKLOG, BACKLOG_SIZE, Inbox, bound

SOON = 0.2
"""Seconds that a send may take here."""
MUCH = b"x" * 65_536


@pytest.fixture
def ends() -> Iterator[tuple[SimpleNamespace, socket.socket]]:
    """A bounded socket with little room on the way, and its other end."""
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    ws = SimpleNamespace(sock=here, input_buffer=[])
    bound(ws, SOON)
    yield ws, there
    here.close()
    there.close()


def fill(ws: SimpleNamespace) -> None:
    while True:
        ws.sock.send(MUCH)


def test_whoever_does_not_read_is_given_up_in_time_and_for_good(
    ends: tuple[SimpleNamespace, socket.socket],
) -> None:
    ws, there = ends
    with pytest.raises(TimeoutError):
        fill(ws)
    with pytest.raises(OSError, match="Broken pipe"):
        ws.sock.send(b"more")
    while there.recv(65_536):
        pass


def test_whoever_reads_gets_every_byte(ends: tuple[SimpleNamespace, socket.socket]) -> None:
    ws, there = ends
    sender = threading.Thread(target=lambda: [ws.sock.send(MUCH) for _ in range(8)])
    sender.start()
    read = sum(len(there.recv(65_536, socket.MSG_WAITALL)) for _ in range(8))
    sender.join()
    assert read == 8 * len(MUCH)


def test_a_second_writer_waits_no_longer_than_for_a_send(ends: tuple[SimpleNamespace, socket.socket]) -> None:
    ws, _ = ends
    ended = []

    def write() -> None:
        try:
            fill(ws)
        except OSError as error:
            ended.append(error)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)
    assert len(ended) == 4


def test_an_inbox_keeps_what_is_read_in_time() -> None:
    inbox = Inbox()
    for number in range(3 * BACKLOG):
        inbox.append(f"message {number}")
        assert inbox.pop(0) == f"message {number}"
    assert not inbox.full
    with pytest.raises(IndexError):
        inbox.pop(0)


@pytest.mark.parametrize(
    ("message", "kept"), [("x", BACKLOG), ("x" * (BACKLOG_SIZE // 4), 4), (b"x" * BACKLOG_SIZE, 1)]
)
def test_an_inbox_keeps_no_more_than_its_bounds_and_says_so_for_good(message: str, kept: int) -> None:
    inbox = Inbox()
    for _ in range(2 * BACKLOG):
        inbox.append(message)
    assert (len(inbox), inbox.full) == (kept, True)
    while inbox:
        inbox.pop(0)
    inbox.append("x")
    assert (len(inbox), inbox.full) == (0, True)
