"""A browser's end of a sitting's socket. It has no thread: it hears when it is asked to, and keeps every byte."""

import json
import socket
import struct
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Message,
    Ping,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.utilities import LocalProtocolError

Said = dict[str, Any]
PROTOCOL = "sonocase.1"
PATIENCE = 20.0
"""Seconds after which nothing more is waited for."""


class Refused(Exception):
    """The server did not open a socket; `status` is what it answered."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"the handshake was answered with {status}")


class Closed(Exception):
    """The socket is closed; `code` is None where it ended without a word."""

    def __init__(self, code: int | None, reason: str = "") -> None:
        self.code, self.reason = code, reason
        super().__init__(f"the socket was closed with {code} {reason}")


class Line:
    """An open socket.

    Args:
        port: where the server is, on this machine.
        path: of the socket.
        headers: Origin, Cookie and what else there is.
        offers: the subprotocols.

    Raises:
        Refused: the server refused the handshake.
        OSError: there is no server.
    """

    def __init__(
        self, port: int, path: str, headers: Mapping[str, str], offers: tuple[str, ...] = (PROTOCOL,)
    ) -> None:
        self.raw = bytearray()
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._wire = WSConnection(ConnectionType.CLIENT)
        self._events: deque[Event] = deque()
        self._text = ""
        given = [(name.encode(), value.encode()) for name, value in headers.items()]
        self._send(
            Request(host=f"127.0.0.1:{port}", target=path, extra_headers=given, subprotocols=list(offers))
        )
        answer = self._next()
        if isinstance(answer, RejectConnection):
            self.drop()
            raise Refused(answer.status_code)
        assert isinstance(answer, AcceptConnection)
        self.subprotocol = answer.subprotocol

    def say(self, kind: str, name: str = "", **fields: Any) -> None:
        """Send a message; `name` is its identifier."""
        message = {"type": kind, **({"id": name} if name else {}), **fields}
        self.say_text(json.dumps(message))

    def say_text(self, text: str | bytes) -> None:
        """Send anything in one frame; bytes go as binary."""
        self._send(Message(data=text))

    def hear(self, patience: float = PATIENCE) -> Said:
        """The next message.

        Raises:
            Closed: there is none, because the socket is closed.
            TimeoutError: none came in time.
        """
        self.socket.settimeout(patience)
        while True:
            event = self._next()
            if isinstance(event, CloseConnection):
                with suppress(OSError, LocalProtocolError):
                    self._send(event.response())
                raise Closed(int(event.code), event.reason or "")
            if isinstance(event, Ping):
                self._send(event.response())
            elif isinstance(event, TextMessage):
                self._text += event.data
                if event.message_finished:
                    text, self._text = self._text, ""
                    said: Said = json.loads(text)
                    return said

    def hear_until(self, kind: str) -> Said:
        """The next message of a kind; what comes before it is passed over."""
        while True:
            said = self.hear()
            if said["type"] == kind:
                return said

    def ask(self, kind: str, name: str, **fields: Any) -> Said:
        """Send a message and hear its acknowledgement, or its refusal."""
        self.say(kind, name, **fields)
        while True:
            said = self.hear()
            if said["type"] in {"ack", "error"} and said["id"] in {name, None}:
                return said

    def end(self) -> Closed:
        """Hear the rest, and how the socket was closed."""
        while True:
            try:
                self.hear()
            except Closed as closed:
                return closed

    def close(self) -> None:
        """Say goodbye."""
        with suppress(OSError, LocalProtocolError):
            self._send(CloseConnection(code=1000))
            self.end()
        self.socket.close()

    def drop(self) -> None:
        """Be gone without a word, as when a network is lost."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def _send(self, event: Event) -> None:
        self.socket.sendall(self._wire.send(event))

    def _next(self) -> Event:
        while not self._events:
            try:
                data = self.socket.recv(65536)
            except ConnectionResetError:
                data = b""
            self.raw += data
            if not data:
                raise Closed(None)
            self._wire.receive_data(data)
            self._events.extend(self._wire.events())
        return self._events.popleft()
