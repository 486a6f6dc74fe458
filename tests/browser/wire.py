"""The wire between a page and the server, which a test can cut, mend, listen to and hold up."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

BROKEN = 4500
"""The close code of a server that has made a mistake."""
AWAY = 1013
"""The close code "try again later", which leaves a browser to try again by itself."""


@dataclass
class Wire:
    """All sockets of a page.

    Attributes:
        sent, heard: the messages that passed, by type, in their order.
        holding: types of messages from the server that are held up.
        failing: whether new connections end as if the server had made a mistake.
        refused: how many connections were refused.
        alter: changes a message of the server before the page gets it.
    """

    page: Page
    sent: list[dict[str, Any]] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    holding: set[str] = field(default_factory=set)
    alter: Callable[[dict[str, Any]], None] = lambda _: None
    failing: bool = False
    refused: int = 0
    _open: list[WebSocketRoute] = field(default_factory=list)
    _held: list[tuple[WebSocketRoute, str]] = field(default_factory=list)
    _down: bool = False

    def __post_init__(self) -> None:
        self.page.route_web_socket("**/live/**", self._join)

    def cut(self) -> None:
        """End the connection, and refuse every new one."""
        self._down = True
        self.end(AWAY)

    def end(self, code: int) -> None:
        """End the connection with a code of the server's."""
        for socket in self._open:
            socket.close(code=code)
        self._open.clear()

    def mend(self) -> None:
        """Let connections through again, and tell the page that the network is back."""
        self._down = False
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def release(self) -> None:
        """Let everything through that was held up."""
        self.holding.clear()
        for socket, message in self._held:
            socket.send(message)
        self._held.clear()

    def count(self, kind: str) -> int:
        """How many messages of a type the page has sent."""
        return sum(said["type"] == kind for said in self.sent)

    def _join(self, socket: WebSocketRoute) -> None:
        if self._down or self.failing:
            self.refused += 1
            socket.close(code=BROKEN if self.failing else AWAY)
            return
        server = socket.connect_to_server()
        self._open.append(socket)

        def to_server(message: str | bytes) -> None:
            self.sent.append(json.loads(message))
            server.send(message)

        def to_page(message: str | bytes) -> None:
            said = json.loads(message)
            self.alter(said)
            self.heard.append(said)
            if said["type"] in self.holding:
                self._held.append((socket, json.dumps(said)))
            else:
                socket.send(json.dumps(said))

        socket.on_message(to_server)
        server.on_message(to_page)
