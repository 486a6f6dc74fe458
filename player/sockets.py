"""What the sockets of sittings need below the protocol: one open socket for each attempt, whole sends, a limit."""

import threading
import time
from typing import Any

from simple_websocket import ConnectionClosed

TAKEN_OVER = 4409
"""The WebSocket code that an older window's socket is closed with."""


class Sockets:
    """The open socket of each attempt, so that an older window learns at once that it was taken over."""

    def __init__(self) -> None:
        self._open: dict[str, Any] = {}
        self._lock = threading.Lock()

    def take_over(self, attempt: str, ws: Any) -> None:
        """Make a socket the one of its attempt, and end the one before."""
        with self._lock:
            older, self._open[attempt] = self._open.get(attempt), ws
        if older is not None:
            close(older, TAKEN_OVER, "superseded")

    def leave(self, attempt: str, ws: Any) -> None:
        """Forget a socket that is gone."""
        with self._lock:
            if self._open.get(attempt) is ws:
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


class _WholeSends:
    """A socket whose `send` sends everything; simple-websocket does not look at what `send` gives back."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._lock = threading.Lock()

    def send(self, data: bytes) -> int:
        with self._lock:
            self._inner.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def make_whole(ws: Any) -> None:
    """See that large messages are never cut short, and that two writers never mix."""
    ws.sock = _WholeSends(ws.sock)


def close(ws: Any, code: int, reason: str) -> None:
    """End a socket; one that is gone already is no trouble."""
    try:
        ws.close(code, reason)
        ws.event.set()
    except (ConnectionClosed, OSError):
        pass
