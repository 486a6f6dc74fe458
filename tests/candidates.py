"""Somebody at a page that loses nothing: what was said and not acknowledged is said again after each reconnect.

This is `static/js/outbox.js` in Python: identifiers are made once, messages go out in their order and
several at a time, and only an acknowledgement takes one out of the outbox.
"""

import itertools
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from houses import Seat, an_answer, fresh, next_step
from lines import Closed, Line, Refused, Said

from player.live import BURST, STEADY
from player.sockets import Bucket

Message = dict[str, Any]
_NUMBERS = itertools.count(1)


@dataclass
class Candidate:
    """Goes through a sitting to its end, whatever happens to the server.

    Attributes:
        said: every message by its identifier.
        acknowledged: the numbers that messages were acknowledged with.
        refusals: what was refused; nothing should be.
        repeats: how many messages had to be sent again.
    """

    seat: Seat
    drafts: int = 2
    said: dict[str, Message] = field(default_factory=dict)
    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    refusals: list[Said] = field(default_factory=list)
    repeats: int = 0
    lives: int = 0
    _outbox: dict[str, Message] = field(default_factory=dict)

    def sit(self, serving: Event) -> "Candidate":
        """Sit to the end; `serving` is set while there is a server to connect to."""
        stage = ""
        while stage != "closed":
            serving.wait()
            try:
                stage = self._live()
            except (Closed, Refused, OSError):
                # the server may still be thought to serve for a moment
                serving.wait(0.01)
        return self

    def _live(self) -> str:
        """One connection, until the sitting is over."""
        line, state = self.seat.line()
        pace = Bucket(BURST - 10, STEADY - 1)
        self.lives += 1
        self.repeats += len(self._outbox)
        again = list(self._outbox)
        while True:
            for name in again or self._put(state):
                _wait_for(pace)
                line.say(name=name, **self._outbox[name])
            again = []
            state = self._settled(line, state)
            if state["stage"] == "closed":
                return "closed"

    def _put(self, state: Said) -> list[str]:
        """What a person does next: some unfinished answers and the final one, or a step."""
        new = [_draft(state) for _ in range(self.drafts)] if state["stage"] == "asking" else []
        names = [fresh() for _ in range(len(new) + 1)]
        made = dict(zip(names, [*new, next_step(state)], strict=True))
        self.said |= made
        self._outbox |= made
        return names

    def _settled(self, line: Line, state: Said) -> Said:
        """The state after everything in the outbox has been acknowledged."""
        last = 0
        while self._outbox or state["seq"] < last:
            heard = line.hear()
            if heard["type"] == "state":
                state = heard
            if heard["type"] == "error":
                self.refusals.append(heard)
            if heard["type"] in {"ack", "error"}:
                self._outbox.pop(heard["id"], None)
            if heard["type"] == "ack":
                last = heard["seq"]
                self.acknowledged.setdefault(heard["id"], []).append(last)
        return state


def _draft(state: Said) -> Message:
    """An unfinished answer that no other is like."""
    answer = an_answer(state) | {"number": next(_NUMBERS)}
    return {"kind": "draft", "item": state["question"]["item"], "response": answer}


def _wait_for(pace: Bucket) -> None:
    """Keep to the pace that the server takes."""
    pause = Event()
    while not pace.take():
        pause.wait(0.02)
