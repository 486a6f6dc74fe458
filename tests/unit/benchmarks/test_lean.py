"""The lean client of the load, held against another implementation of WebSocket."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wsproto import ConnectionType
from wsproto.connection import Connection
from wsproto.events import CloseConnection, Ping, Pong, TextMessage

from benchmarks.lean import PING, TEXT, LeanSocket, Refused, frame

SIZES = (0, 1, 125, 126, 127, 65_535, 65_536, 200_000)
PARTS = st.sampled_from([b"", b"a", b"x" * 125, b"x" * 126, b"\xc3\xa9" * 33_000])
"""Messages around each of the three forms in which a frame says its length."""


@pytest.mark.parametrize("size", SIZES)
def test_another_implementation_reads_the_frames_of_the_lean_client(size: int) -> None:
    server = Connection(ConnectionType.SERVER)
    server.receive_data(frame(TEXT, b"x" * size) + frame(PING, b"are you there"))
    *parts, ping = server.events()
    assert "".join(part.data for part in parts if isinstance(part, TextMessage)) == "x" * size
    assert isinstance(parts[-1], TextMessage)
    assert parts[-1].message_finished
    assert ping == Ping(payload=b"are you there")


@given(
    st.lists(st.lists(PARTS, min_size=1, max_size=3), min_size=1, max_size=3),
    st.sampled_from([50, 125, 4096]),
)
@example([[b"x", b"y" * 126], [b""]], 1)
@example([[b"\xc3\xa9" * 33_000]], 3)
def test_the_lean_client_reads_the_frames_of_another_implementation(
    messages: list[list[bytes]], cut: int
) -> None:
    server = Connection(ConnectionType.SERVER)
    sent = bytearray()
    for parts in messages:
        for left, part in zip(reversed(range(len(parts))), parts, strict=True):
            sent += server.send(TextMessage(data=part.decode(), message_finished=not left))
        sent += server.send(Ping(payload=b"still there"))
    heard, wire = asyncio.run(_hear(sent, cut))
    assert heard == [b"".join(parts) for parts in messages]
    server.receive_data(wire.removeprefix(HELLO))
    assert list(server.events()) == [Pong(payload=b"still there")] * len(messages)


def test_the_lean_client_closes_as_the_protocol_says() -> None:
    server = Connection(ConnectionType.SERVER)

    async def close() -> str:
        socket, wire = _connected([])
        socket.close()
        server.receive_data(wire.written.removeprefix(HELLO))
        (goodbye,) = server.events()
        assert isinstance(goodbye, CloseConnection)
        socket.data_received(server.send(goodbye.response()))
        return await socket.gone

    assert asyncio.run(close()) == "1000"


def test_a_socket_that_the_server_refuses_is_not_taken_for_open() -> None:
    async def connect() -> None:
        socket = LeanSocket(HELLO, lambda *_: None)
        socket.connection_made(Wire())
        socket.data_received(b"HTTP/1.1 403 FORBIDDEN\r\nContent-Length: 0\r\n\r\n")
        await socket.opened

    with pytest.raises(Refused, match="403 FORBIDDEN"):
        asyncio.run(connect())


HELLO = b"GET / HTTP/1.1\r\n\r\n"
WELCOME = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"


class Wire(asyncio.Transport):
    """A connection that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""

    def write(self, data: Any) -> None:
        self.written += data

    def close(self) -> None:
        pass


def _connected(heard: list[bytes]) -> tuple[LeanSocket, Wire]:
    socket, wire = LeanSocket(HELLO, lambda text, _: heard.append(text)), Wire()
    socket.connection_made(wire)
    socket.data_received(WELCOME)
    return socket, wire


async def _hear(sent: bytes | bytearray, cut: int) -> tuple[Sequence[bytes], bytes]:
    """What the client hears of bytes that come in pieces of one size, and what it writes meanwhile."""
    heard: list[bytes] = []
    socket, wire = _connected(heard)
    for start in range(0, len(sent), cut):
        socket.data_received(bytes(sent[start : start + cut]))
    return heard, wire.written
