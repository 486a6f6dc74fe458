"""A house: a running server with its database seen from outside, and seats in which sittings take place."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from browsers import Browser
from clinics import Clinic, Sat, put_version
from lines import Line, Said
from servers import Server

from player.engine import command as cmd
from player.engine.event import Event
from player.engine.form import Form
from player.store import Store
from scenarios.model.package import Mode

_NUMBERS = count(1)


def fresh() -> str:
    """An identifier for a message that no other message has."""
    return f"message-{next(_NUMBERS)}"


@dataclass
class House:
    """A server, and its database as somebody else sees it."""

    server: Server
    store: Store

    def seat(self, form: Form, mode: Mode = "exam", *, begun: bool = True, ago: float = 0) -> "Seat":
        """A new guest's sitting at a form; everything until now happened `ago` seconds ago."""
        clinic = Clinic(self.store, self.server.instance, lambda: datetime.now(UTC) - timedelta(seconds=ago))  # type: ignore[arg-type]
        version = put_version(clinic.library, self.store, form)
        attempt = clinic.delivery.create(clinic.session.user, version, mode)
        if begun:
            clinic.delivery.order(attempt, cmd.Start())
        browser = Browser(self.server, {"sonocase": clinic.session.token})
        return Seat(attempt, browser, Sat(clinic, attempt, form))


@dataclass
class Seat:
    """A guest's attempt: the browser before it, and the events behind it."""

    attempt: str
    browser: Browser
    sat: Sat
    open_lines: list[Line] = field(default_factory=list)

    def line(self) -> tuple[Line, Said]:
        """A socket, and the state that it showed first."""
        line = self.browser.open(self.attempt)
        self.open_lines.append(line)
        line.hear_until("welcome")
        return line, line.hear_until("state")

    def at(self, place: str) -> "Seat":
        """The same seat, played on until a segment, an item or a stage."""
        self.sat.play(until=place)
        return self

    def events(self) -> list[Event]:
        """What is in the database now."""
        return self.sat.events()

    def of(self, *kinds: type) -> list[Any]:
        """The events of these kinds."""
        return [event for event in self.events() if isinstance(event, kinds)]

    def leave(self) -> None:
        """Close every socket."""
        for line in self.open_lines:
            with suppress(OSError):
                line.close()


def an_answer(state: Said, choices: Iterable[int] = (0,)) -> dict[str, Any]:
    """An answer that fits the open question."""
    question = state["question"]
    if question["type"] == "numeric":
        return {"value": 14.5, "unit": question["units"][0]}
    return {"choices": [question["choices"][number]["id"] for number in choices]}


def next_step(state: Said, answer: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The message that goes on from a state, without its identifier."""
    if state["stage"] == "asking":
        item = state["question"]["item"]
        return {"kind": "submit", "item": item, "response": answer or an_answer(state)}
    if state["stage"] == "playing":
        return {"kind": "reached", "segment": state["segments"][-1]["id"]}
    return {"kind": "resume" if state["stage"] == "suspended" else "continue"}
