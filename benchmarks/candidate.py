"""One candidate of the load: sits one attempt after the other, and writes down what was acknowledged when.

What comes next is known from the plan; of the server's states only the stage and the question are read,
because reading them whole would make the load generator the bottleneck.
"""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.answer import draw_answer
from benchmarks.lean import LeanSocket, Refused, open_socket

PATIENCE = 30.0
"""Seconds after which a message without its acknowledgement counts as an error."""
JITTER = (0.5, 1.5)
"""Times the pace: how much a candidate's thinking varies."""
IN_THE_MIDDLE = (0.0, 1.0)
"""The same for the first pause: the load begins when candidates have been thinking already."""
_ACK, _STATE, _ERROR = b'{"type":"ack"', b'{"type":"state"', b'{"type":"error"'
_STAGE, _QUESTION = b'"stage":"', b'"question":{'
_MAX_HEAD = 300
"""Bytes of a state in which its stage is to be found."""


class Surprise(Exception):
    """The server has not done what the plan expects."""


@dataclass(frozen=True)
class Address:
    """Where the server is, and the name of its session cookie."""

    host: str
    port: int
    cookie: str

    def headers(self, token: str) -> dict[str, str]:
        """What a browser of a candidate would send."""
        return {
            "Origin": f"http://{self.host}:{self.port}",
            "Cookie": f"{self.cookie}={token}",
            "Sec-WebSocket-Protocol": "sonocase.1",
        }


@dataclass
class Log:
    """What all candidates of a run write down: seconds by kind, every message, and every error."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def took(self, kind: str, seconds: float) -> None:
        """Keep a time."""
        self.seconds.setdefault(kind, []).append(seconds)


class Candidate:
    """A candidate with the attempts that were made ready, and the plan of the way through each."""

    def __init__(
        self, address: Address, seat: dict[str, Any], plan: Sequence[dict[str, Any]], log: Log
    ) -> None:
        self._address, self._plan, self._log = address, plan, log
        self._token, self._attempts, self._done = seat["token"], list(seat["attempts"]), seat["done"]
        self._draw = random.Random(self._token)  # noqa: S311 (answers, not secrets)
        self._sent, self._jitter = 0, IN_THE_MIDDLE

    async def connect(self) -> None:
        """Open a socket for the next attempt, and wait for its first state."""
        if not self._attempts:
            raise Surprise("no attempt is left; make more ready")
        self._attempt, self._sent = self._attempts.pop(0), 0
        self._expect()
        start = time.perf_counter()
        where, path = self._address, f"/live/{self._attempt}"
        self._socket: LeanSocket = await open_socket(
            where.host, where.port, path, where.headers(self._token), self._listen
        )
        arrived, state = await asyncio.wait_for(self._shown, PATIENCE)
        self._log.took("connect", arrived - start)
        self._read(state)

    async def sit(self, pace: float, until: float) -> None:
        """Answer until a time of `time.perf_counter`; whatever goes wrong is written down.

        Args:
            pace: mean seconds between two answers, drafts included.
            until: when to stop.
        """
        try:
            while await self._sit_attempt(pace, until):
                await self.leave()
                await self.connect()
        except (Refused, Surprise, OSError, TimeoutError) as error:
            self._log.errors.append(f"{type(error).__name__} {error}")

    async def leave(self) -> None:
        """Close the socket."""
        self._socket.close()
        await asyncio.wait([self._socket.gone], timeout=5)

    async def _sit_attempt(self, pace: float, until: float) -> bool:
        """Whether there was time to go through to the end."""
        rest, self._done = self._plan[self._done :], 0
        for step in rest:
            await asyncio.sleep(step["pause"] * pace * self._draw.uniform(*self._jitter))
            self._jitter = JITTER
            if time.perf_counter() >= until:
                return False
            await self._take(step)
        return True

    async def _take(self, step: dict[str, Any]) -> None:
        """Send a message, wait for its acknowledgement, and for the state where one follows."""
        kept = self._written_down(step)
        self._expect()
        start = time.perf_counter()
        self._socket.send(json.dumps(kept["message"]).encode())
        arrived = await asyncio.wait_for(self._acked, PATIENCE)
        kept["acked"] = True
        self._log.took(step["type"], arrived - start)
        if step["leads_to"]:
            arrived, state = await asyncio.wait_for(self._shown, PATIENCE)
            self._log.took("state", arrived - start)
            if (stage := self._read(state)) != step["leads_to"]:
                raise Surprise(f"the sitting is {stage} and should be {step['leads_to']}")

    def _written_down(self, step: dict[str, Any]) -> dict[str, Any]:
        self._sent += 1
        message = {"type": step["type"], "id": f"{self._attempt[:16]}-{self._sent}", **step["fields"]}
        if "item" in message:
            message["response"] = draw_answer(self._question, self._draw)
        kept = {"attempt": self._attempt, "message": message, "acked": False}
        self._log.messages.append(kept)
        return kept

    def _read(self, state: bytes) -> str:
        """The stage of a state, after which an open question is known."""
        stage = _stage(state)
        if stage == "asking":
            self._question = _question(state)
        return stage

    def _expect(self) -> None:
        loop = asyncio.get_running_loop()
        self._acked: asyncio.Future[float] = loop.create_future()
        self._shown: asyncio.Future[tuple[float, bytes]] = loop.create_future()

    def _listen(self, payload: bytes, arrived: float) -> None:
        if payload.startswith(_ACK) and not self._acked.done():
            self._acked.set_result(arrived)
        elif payload.startswith(_STATE) and not self._shown.done():
            self._shown.set_result((arrived, payload))
        elif payload.startswith(_ERROR):
            self._log.errors.append(payload.decode(errors="replace"))


def _stage(state: bytes) -> str:
    start = state.index(_STAGE, 0, _MAX_HEAD) + len(_STAGE)
    return state[start : state.index(b'"', start)].decode()


def _question(state: bytes) -> dict[str, Any]:
    """The open question; a quotation mark inside a text is escaped, so the first match is the field."""
    start = state.index(_QUESTION) + len(_QUESTION) - 1
    question: dict[str, Any] = json.JSONDecoder().raw_decode(state[start:].decode())[0]
    return question
