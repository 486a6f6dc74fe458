"""What the sockets of sittings need below the protocol: one for each attempt, whole sends, and bounds on everything.

A browser that does not read, or sends without end, costs a few kilobytes and some seconds of one thread; nobody else
waits for it, the next window of the same sitting least of all.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from simple_websocket import ConnectionClosed

from player.errors import Superseded

TAKEN_OVER = 4409
"""The WebSocket code that an older window's socket is closed with."""
SEND_SECONDS = 10.0
"""How long a browser may take to make room for what it is sent; what stands on the wire is a fraction of a second."""
BACKLOG = 200
"""Messages that may wait unread; a browser waits for its acknowledgements and has a handful."""
BACKLOG_SIZE = 1_000_000
"""Characters that they may have together."""


class Sockets:
    """The open socket of each attempt, so that an older window learns at once that it was taken over."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[int, Any]] = {}
        self._lock = threading.Lock()

    def take_over(self, attempt: str, ws: Any, epoch: int) -> None:
        """Make a socket the one of its attempt, and end the one before, without waiting for its browser.

        Raises:
            Superseded: a later connection has been here first; it keeps the attempt.
        """
        with self._lock:
            last, older = self._open.get(attempt, (0, None))
            if last > epoch:
                raise Superseded("This sitting was opened in another window, which now has it.")
            self._open[attempt] = epoch, ws
        if older is not None:
            threading.Thread(target=close, args=(older, TAKEN_OVER, "superseded"), daemon=True).start()

    def leave(self, attempt: str, ws: Any) -> None:
        """Forget a socket that is gone."""
        with self._lock:
            if self._open.get(attempt, (0, None))[1] is ws:
                del self._open[attempt]


class Bucket:
    """A token bucket: a burst at once, and then a steady rate a second."""

    def __init__(self, burst: int, rate: float) -> None:
        self._burst, self._rate = burst, rate
        self._left, self._at = float(burst), time.monotonic()

    def take(self) -> bool:
        """Take one; False where none is left."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Inbox(list[Any]):
    """Messages that wait to be read. Beyond its bounds they are dropped, and `full` says so for good."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self._size = 0

    def append(self, message: Any) -> None:
        """Keep a message, if there is room for it."""
        self.full = self.full or len(self) >= BACKLOG or self._size + len(message) > BACKLOG_SIZE
        if not self.full:
            self._size += len(message)
            super().append(message)

    def pop(self, index: Any = -1) -> Any:
        """Take a message out."""
        message = super().pop(index)
        self._size -= len(message)
        return message


class _WholeSends:
    """A socket whose `send` sends everything in time; simple-websocket does not look at what `send` gives back.

    A frame that was cut short cannot be mended, so whoever comes too late finds the socket shut.
    """

    def __init__(self, inner: socket.socket, seconds: float) -> None:
        self._inner, self._seconds = inner, seconds
        self._lock = threading.Lock()
        inner.settimeout(seconds)

    def send(self, data: bytes) -> int:
        if not self._lock.acquire(timeout=self._seconds):
            self._shut()
            raise TimeoutError
        try:
            self._inner.sendall(data)
        except TimeoutError:
            self._shut()
            raise
        finally:
            self._lock.release()
        return len(data)

    def _shut(self) -> None:
        with suppress(OSError):
            self._inner.shutdown(socket.SHUT_RDWR)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def reading(target: Callable[[], None]) -> threading.Thread:
    """The thread in which simple-websocket reads a socket, which is bounded before its first message is read."""
    bound(target.__self__)  # type: ignore[attr-defined]  # it is a method of the socket
    return threading.Thread(target=target)


def bound(ws: Any, seconds: float = SEND_SECONDS) -> None:
    """See that messages are never cut short, that two writers never mix, and that neither side may keep the other waiting.

    Args:
        ws: the socket, after its handshake.
        seconds: how long one send may take.
    """
    ws.sock = _WholeSends(ws.sock, seconds)
    ws.input_buffer = Inbox()


def close(ws: Any, code: int, reason: str) -> None:
    """End a socket; one that is gone already is no trouble."""
    try:
        ws.close(code, reason)
        ws.event.set()
    except (ConnectionClosed, OSError):
        pass
