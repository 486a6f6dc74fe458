"""A browser without a screen: cookies, forms with their tokens, sockets; it keeps every byte that reaches it."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from lines import PATIENCE, Line
from servers import Server

_TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of this name, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


@dataclass
class Browser:
    """Somebody's browser at a server."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)
    received: bytearray = field(default_factory=bytearray)
    lines: list[Line] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> Answer:
        """Fetch a page, a medium, anything; no redirect is followed."""
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, **form: str) -> Answer:
        """Send a form, with the token that belongs to it."""
        page = self.get("/sign-in" if not self.cookies.get("sonocase") else "/")
        token = _TOKEN.search(page.body)
        fields = {**form, "csrf_token": token[1].decode() if token else ""}
        return self.ask("POST", path, urlencode(fields))

    def sign_in(self, email: str, password: str) -> "Browser":
        """Sign in, and be somebody."""
        answer = self.post("/sign-in", email=email, password=password)
        assert answer.status == 302, answer.text
        return self

    def ask(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Any request."""
        given = {"Cookie": self._cookie(), "Origin": self.server.origin, **(headers or {})}
        if body is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            answer = Answer(response.status, tuple(response.getheaders()), response.read())
        finally:
            connection.close()
        self._keep(answer)
        return answer

    def open(self, attempt: str, **headers: Any) -> Line:
        """The socket of a sitting."""
        given = {"Origin": self.server.origin, "Cookie": self._cookie(), **headers}
        line = Line(self.server.port, f"/live/{attempt}", given)
        self.lines.append(line)
        return line

    def all_bytes(self) -> bytes:
        """Everything that has reached this browser, over pages and sockets."""
        return bytes(self.received) + b"".join(bytes(line.raw) for line in self.lines)

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, answer: Answer) -> None:
        self.received += repr(answer.headers).encode() + answer.body
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    self.cookies[key] = morsel.value
