"""The socket of a sitting: the loop only. What a message means is `protocol`'s, what it does `delivery`'s.

Before a socket opens, its origin and its subprotocol are checked; every message is checked for its
session. Inside the loop nothing may escape: flask-sock would write an HTTP error page into the stream. Every message has its
own transaction, and is acknowledged only after that has been committed.
"""

import logging
import time
from contextlib import suppress
from typing import Any

from flask import Blueprint, Flask, abort, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed

from player.delivery import Outcome
from player.engine import command as cmd
from player.engine.protocol import (
    MAX_MESSAGE,
    SUBPROTOCOL,
    Ack,
    Draft,
    Note,
    Ping,
    Pong,
    Refusal,
    Request,
    Welcome,
    command_of,
    decode,
    encode,
    named,
)
from player.errors import (
    AttemptClosed,
    Conflict,
    MalformedMessage,
    NotFound,
    PlayerError,
    SignInRefused,
    Superseded,
    TooMany,
)
from player.services import Services, services
from player.sessions import token_of_request
from player.sockets import TAKEN_OVER, Bucket, close, reading
from scenarios.model.text import Frozen

BURST, STEADY = 60, 15
"""Messages that one socket may send at once, and a second: several times what a person gives rise to."""
CLOSE_CODES: dict[type[PlayerError], int] = {
    MalformedMessage: 4400,
    SignInRefused: 4401,
    NotFound: 4404,
    Superseded: TAKEN_OVER,
    AttemptClosed: 4410,
    TooMany: 4429,
}
"""Errors that end a connection, and the WebSocket code that it is closed with; the others only answer."""
CLOSE_BROKEN = 4500
"""The code that a connection is closed with when the server has made a mistake."""

log = logging.getLogger(__name__)
blueprint = Blueprint("live", __name__)


def init_live(app: Flask) -> None:
    """Add the socket to the application."""
    app.config["SOCK_SERVER_OPTIONS"] = {
        "subprotocols": [SUBPROTOCOL],
        "ping_interval": 25,
        # what is a little too long is read, so that its sender is told why it is refused
        "max_message_size": 4 * MAX_MESSAGE,
        "thread_class": reading,
    }
    app.register_blueprint(blueprint)


@blueprint.before_request
def check_handshake() -> None:
    """Refuse a socket from elsewhere or of another protocol.

    A browser cannot read why a handshake was refused, so a missing session is told inside the socket.
    """
    if request.headers.get("Origin") not in services().config.origins:
        abort(403, "This origin may not open a sitting.")
    offered = {part.strip() for part in request.headers.get("Sec-WebSocket-Protocol", "").split(",")}
    if SUBPROTOCOL not in offered:
        abort(400, f"Offer the subprotocol {SUBPROTOCOL}.")
    # compression would cost each socket some 300 KB for messages of a few kilobytes
    request.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)


def live(ws: Any, attempt: str) -> None:
    """The socket of an attempt."""
    Conversation(ws, attempt, token_of_request(), services()).hold()


Sock().route("/live/<attempt>", bp=blueprint)(live)


class Conversation:
    """One socket from its opening to its end."""

    def __init__(self, ws: Any, attempt: str, token: str, with_: Services) -> None:
        self._ws, self._attempt, self._token = ws, attempt, token
        self._delivery, self._view, self._sockets = with_.delivery, with_.view, with_.sockets
        self._epoch = 0
        self._seen = 0
        self._deadline: float | None = None
        self._bucket = Bucket(BURST, STEADY)

    def hold(self) -> None:
        """Talk until either side is gone."""
        try:
            self._open()
            while True:
                self._turn()
        except (ConnectionClosed, OSError):
            pass
        except Conflict:
            # no message was refused, and a browser that is told so would take its oldest one for it
            log.exception("a sitting was written to elsewhere all the time")
            close(self._ws, CLOSE_BROKEN, "internal")
        except PlayerError as error:
            self._dismiss(None, error)
        except Exception:
            log.exception("the socket of a sitting has failed")
            close(self._ws, CLOSE_BROKEN, "internal")
        finally:
            if self._epoch:
                self._leave()

    def _open(self) -> None:
        outcome = self._delivery.handle(self._attempt, self._token, cmd.Connect())
        state = outcome.sitting.state
        self._epoch = state.epoch
        self._sockets.take_over(self._attempt, self._ws, self._epoch)
        self._send(Welcome(epoch=state.epoch, writer=state.writer, now=outcome.now))
        self._show(outcome)

    def _leave(self) -> None:
        self._sockets.leave(self._attempt, self._ws)
        try:
            self._delivery.disconnect(self._attempt, self._epoch)
        except Exception:
            log.exception("the end of a connection could not be noted")

    def _turn(self) -> None:
        text = self._ws.receive(timeout=self._patience())
        if text is None:
            self._catch_up()
            return
        if not self._bucket.take() or self._ws.input_buffer.full:
            raise TooMany("That was more than a person sends. Wait a moment, then reload the page.")
        try:
            said = decode(text)
        except MalformedMessage as error:
            self._dismiss(named(text), error)
            raise ConnectionClosed from None
        self._answer(said)

    def _answer(self, said: Request) -> None:
        command = command_of(said, self._epoch)
        if command is None or isinstance(said, Ping):
            self._send(Pong(now=self._delivery.now()))
            return
        try:
            outcome = self._delivery.handle(self._attempt, self._token, command, said.id)
        except PlayerError as error:
            if _close_code(error):
                self._dismiss(said.id, error)
                raise ConnectionClosed from None
            self._send(_refusal(said.id, error))
            self._catch_up()
            return
        self._send(Ack(id=said.id, seq=outcome.seq, now=outcome.now))
        if outcome.repeated or not isinstance(said, Draft | Note):
            self._show(outcome)

    def _catch_up(self) -> None:
        """Show what has happened without this browser's doing: a limit that is over, an accommodation."""
        outcome = self._delivery.look(self._attempt, self._token)
        self._schedule(outcome)
        if outcome.sitting.state.seq != self._seen:
            self._show(outcome)

    def _show(self, outcome: Outcome) -> None:
        self._schedule(outcome)
        self._seen = outcome.sitting.state.seq
        self._send(self._view(outcome))

    def _schedule(self, outcome: Outcome) -> None:
        state = outcome.sitting.state
        ends = [clock.deadline(state.outage) for clock in (state.case_clock, state.item_clock)]
        left = [(end - outcome.now).total_seconds() for end in ends if end]
        self._deadline = time.monotonic() + max(0.0, min(left)) if left else None

    def _patience(self) -> float | None:
        """Seconds until the next limit is over."""
        return None if self._deadline is None else max(0.05, self._deadline - time.monotonic())

    def _dismiss(self, message: str | None, error: PlayerError) -> None:
        """Say why, and end the connection."""
        with suppress(ConnectionClosed, OSError):
            self._send(_refusal(message, error))
        close(self._ws, _close_code(error) or CLOSE_CODES[MalformedMessage], error.code)

    def _send(self, reply: Frozen) -> None:
        self._ws.send(encode(reply))


def _refusal(message: str | None, error: PlayerError) -> Refusal:
    return Refusal(id=message, code=error.code, message=str(error))


def _close_code(error: PlayerError) -> int | None:
    return next((code for kind, code in CLOSE_CODES.items() if isinstance(error, kind)), None)
