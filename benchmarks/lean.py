"""A WebSocket client that costs next to nothing, so that the load generator is not what is measured.

It knows what the benchmark needs of RFC 6455: text messages that come whole or in parts, pings,
closing. Frames to the server are masked with zeros: the server unmasks them all the same.
"""

import asyncio
import base64
import os
import struct
import time
from collections.abc import Callable

TEXT, CLOSE, PING = 0x1, 0x8, 0x9
_PONG = 0xA
_FINAL, _MASKED = 0x80, 0x80
_SHORT, _LONG = 126, 127
_NO_MASK = bytes(4)

Listener = Callable[[bytes, float], None]
"""Is given each message and the time of its arrival, in seconds of `time.perf_counter`."""


class Refused(Exception):
    """The server did not open the socket, or has closed it."""


def frame(opcode: int, payload: bytes) -> bytes:
    """One whole frame from a client."""
    size = len(payload)
    if size < _SHORT:
        head = struct.pack("!BB", _FINAL | opcode, _MASKED | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", _FINAL | opcode, _MASKED | _SHORT, size)
    else:
        head = struct.pack("!BBQ", _FINAL | opcode, _MASKED | _LONG, size)
    return head + _NO_MASK + payload


class LeanSocket(asyncio.Protocol):
    """One socket: opened by `open_socket`, then `send` and `close`."""

    def __init__(self, hello: bytes, listen: Listener) -> None:
        self._hello, self._listen = hello, listen
        self._buffer = bytearray()
        self._parts = bytearray()
        self._upgraded = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.received = 0

    def send(self, text: bytes) -> None:
        """Send a text message."""
        self._transport.write(frame(TEXT, text))

    def close(self) -> None:
        """Say goodbye; `gone` is done when the server has answered."""
        if not self.gone.done():
            self._transport.write(frame(CLOSE, struct.pack("!H", 1000)))

    # --- asyncio's side ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 (TCP gives no other)
        self._transport = transport
        transport.write(self._hello)

    def data_received(self, data: bytes) -> None:
        """Take the answer to the upgrade, then frames."""
        arrived = time.perf_counter()
        self.received += len(data)
        self._buffer += data
        if self._upgraded or self._take_answer():
            self._take_frames(arrived)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        reason = str(exc or "closed")
        if not self.opened.done():
            self.opened.set_exception(Refused(reason))
        if not self.gone.done():
            self.gone.set_result(reason)

    def _take_answer(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        status = bytes(self._buffer[:end]).split(b"\r\n", 1)[0]
        del self._buffer[: end + 4]
        if b" 101 " not in status + b" ":
            self.opened.set_exception(Refused(status.decode(errors="replace")))
            self._transport.close()
            return False
        self._upgraded = True
        self.opened.set_result(None)
        return True

    def _take_frames(self, arrived: float) -> None:
        while (span := _span(self._buffer)) is not None:
            start, end = span
            first, payload = self._buffer[0], bytes(self._buffer[start:end])
            del self._buffer[:end]
            self._take(first & 0x0F, payload, arrived, final=bool(first & _FINAL))

    def _take(self, opcode: int, payload: bytes, arrived: float, *, final: bool) -> None:
        if opcode == PING:
            self._transport.write(frame(_PONG, payload))
        elif opcode == CLOSE:
            if not self.gone.done():
                code = struct.unpack("!H", payload[:2])[0] if payload else 1005
                self.gone.set_result(f"{code} {payload[2:].decode(errors='replace')}".strip())
            self._transport.close()
        elif opcode <= TEXT and final and not self._parts:
            self._listen(payload, arrived)
        elif opcode <= TEXT:
            self._parts += payload
            if final:
                whole, self._parts = bytes(self._parts), bytearray()
                self._listen(whole, arrived)


def _span(buffer: bytearray) -> tuple[int, int] | None:
    """Where the payload of the first frame lies; None where it is not there whole."""
    start = 2
    if len(buffer) < start:
        return None
    size = buffer[1] & 0x7F
    if size >= _SHORT:
        layout, start = ("!H", 4) if size == _SHORT else ("!Q", 10)
        if len(buffer) < start:
            return None
        (size,) = struct.unpack_from(layout, buffer, 2)
    return (start, start + size) if len(buffer) >= start + size else None


async def open_socket(
    host: str, port: int, path: str, headers: dict[str, str], listen: Listener
) -> LeanSocket:
    """Open a socket.

    Raises:
        Refused: the server answered with another status, or not at all.
        OSError: there is no server.
    """
    said = {
        "Host": f"{host}:{port}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    } | headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    hello = f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: LeanSocket(hello, listen), host, port)
    await socket.opened
    return socket
