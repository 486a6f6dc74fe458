"""The body of a request, which has to arrive in time: a form that is sent by halves would hold its place for ever.

gunicorn has a limit for the head of a request, and none for its body.
"""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import Any

from werkzeug.exceptions import RequestTimeout

from player.native import within

SECONDS = 15.0
"""Time for any body; most come together with the head of their request."""
RATE = 16_000
"""Bytes a second that a body may take besides: a slow line, and 5 minutes for the largest document."""

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class TimelyBodies:
    """An application whose requests have to bring their bodies in time."""

    def __init__(self, app: Wsgi) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request; reading its body raises `RequestTimeout` when the time is over."""
        size = environ.get("CONTENT_LENGTH") or ""
        if size.isdecimal() or environ.get("HTTP_TRANSFER_ENCODING"):
            seconds = SECONDS + (int(size) / RATE if size.isdecimal() else 0.0)
            environ["wsgi.input"] = Body(environ["wsgi.input"], seconds)
        return self._app(environ, start_response)


class Body:
    """What a request brings, to be read within some seconds from its first reading on."""

    def __init__(self, inner: Any, seconds: float) -> None:
        self._inner, self._seconds = inner, seconds
        self._end: float | None = None

    def read(self, *size: int) -> bytes:
        """So many bytes, or all."""
        return self._timely(lambda: self._inner.read(*size))

    def readline(self, *size: int) -> bytes:
        """The next line."""
        return self._timely(lambda: self._inner.readline(*size))

    def __iter__(self) -> Iterator[bytes]:
        """Line by line."""
        return iter(self.readline, b"")

    def _timely(self, work: Callable[[], bytes]) -> bytes:
        self._end = self._end or monotonic() + self._seconds
        left = self._end - monotonic()
        late = RequestTimeout("What your browser sent did not arrive in time. Go back, and send it again.")
        if left <= 0:
            raise late
        return within(left, late, work)
