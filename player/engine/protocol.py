"""The WebSocket protocol `sonocase.1`: text <-> commands and replies.

`docs/protocol.md` shows every message with an example; a test holds the two together. Every message
that changes something carries an identifier of the browser's making: sent again, it is acknowledged
again and changes nothing.
"""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    JsonValue,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from player.engine import command as cmd
from player.engine.command import Command, Confidence, NoteKind
from player.errors import MalformedMessage
from scenarios.model.text import Frozen

SUBPROTOCOL: Final = "sonocase.1"
MAX_MESSAGE = 16_384
"""Bytes that one message from a browser may have."""

MessageId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,47}(/\d{1,4})?$")]


def _finite(value: JsonValue) -> JsonValue:
    """JSON has no NaN and no infinity, although parsers let them pass."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("numbers have to be finite")
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _finite(child)
    return value


Raw = Annotated[dict[str, JsonValue], AfterValidator(_finite)]


class _Named(BaseModel):
    """As much of a message as its refusal needs."""

    id: MessageId


class Reached(Frozen):
    """The end of the released segment has been reached."""

    type: Literal["reached"] = "reached"
    id: MessageId
    segment: Name


class Draft(Frozen):
    """An unfinished answer."""

    type: Literal["draft"] = "draft"
    id: MessageId
    item: Name
    response: Raw
    confidence: Confidence | None = None


class Submit(Frozen):
    """An answer, for good."""

    type: Literal["submit"] = "submit"
    id: MessageId
    item: Name
    response: Raw
    confidence: Confidence | None = None


class Continue(Frozen):
    """On from the end of a case."""

    type: Literal["continue"] = "continue"
    id: MessageId


class Suspend(Frozen):
    """A pause."""

    type: Literal["suspend"] = "suspend"
    id: MessageId


class Resume(Frozen):
    """On after a pause."""

    type: Literal["resume"] = "resume"
    id: MessageId


class Note(Frozen):
    """Something worth keeping that changes nothing."""

    type: Literal["note"] = "note"
    id: MessageId
    kind: NoteKind
    data: Raw


class Ping(Frozen):
    """Is anyone there? Asked by a browser, which cannot see the pings of the transport."""

    type: Literal["ping"] = "ping"


Request = Annotated[
    Reached | Draft | Submit | Continue | Suspend | Resume | Note | Ping, Field(discriminator="type")
]
REQUEST: TypeAdapter[Request] = TypeAdapter(Request)


class Welcome(Frozen):
    """The connection is open, and this epoch may write; `writer` is the last one whose candidate answered or went on."""

    type: Literal["welcome"] = "welcome"
    protocol: Literal["sonocase.1"] = SUBPROTOCOL
    epoch: int
    writer: int
    now: datetime


class Ack(Frozen):
    """The message with this identifier is on disk; `seq` counts the attempt's events."""

    type: Literal["ack"] = "ack"
    id: str
    seq: int
    now: datetime


class Refusal(Frozen):
    """A message changed nothing; `code` is stable, `message` is for a person."""

    type: Literal["error"] = "error"
    id: str | None
    code: str
    message: str


class Pong(Frozen):
    """Someone is there."""

    type: Literal["pong"] = "pong"
    now: datetime


def decode(text: str | bytes) -> Request:
    """A message from a browser.

    Raises:
        MalformedMessage: it is too long, no JSON, or none of the protocol's messages.
    """
    # a lone surrogate is no text, although Python would carry it
    if isinstance(text, bytes) or len(text.encode(errors="replace")) > MAX_MESSAGE:
        raise MalformedMessage(f"A message is text of at most {MAX_MESSAGE} bytes.")
    try:
        return REQUEST.validate_json(text.encode())
    except UnicodeEncodeError:
        raise MalformedMessage("message: is not UTF-8") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "message"
        raise MalformedMessage(f"{place}: {first['msg']}") from None


def named(text: str | bytes) -> str | None:
    """The identifier of a message that could not be decoded, so that its refusal can name it; None if it cannot be told."""
    if isinstance(text, bytes) or len(text) > MAX_MESSAGE:
        return None
    try:
        return _Named.model_validate_json(text.encode(errors="replace")).id
    except ValidationError:
        return None


def command_of(request: Request, epoch: int) -> Command | None:
    """What a message asks of the attempt; None for a ping, which asks nothing."""
    make = _COMMANDS.get(type(request))
    return make(request, epoch) if make else None


def encode(reply: Frozen) -> str:
    """A message to a browser."""
    return reply.model_dump_json()


_COMMANDS: dict[type, Callable[[Any, int], Command]] = {
    Reached: lambda said, epoch: cmd.Reach(epoch, said.segment),
    Draft: lambda said, epoch: cmd.SaveDraft(epoch, said.item, said.response, said.confidence),
    Submit: lambda said, epoch: cmd.Submit(epoch, said.item, said.response, said.confidence),
    Continue: lambda _, epoch: cmd.Continue(epoch),
    Suspend: lambda _, epoch: cmd.Suspend(epoch),
    Resume: lambda _, epoch: cmd.Resume(epoch),
    Note: lambda said, epoch: cmd.Note(epoch, said.kind, said.data),
}
