"""How much one attempt keeps, so that nobody fills the disk through it.

Events stay for ever. What a candidate may say again and again therefore has a bound, beyond what a
person at the player's page comes to. The steps of a sitting need none: its form has only so many.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from player.engine import command as cmd
from player.engine.response import Raw
from player.engine.state import Attempt
from player.errors import Full, InvalidResponse, TooMany

MAX_DRAFT = 4000
"""Characters of JSON that an answer, a draft or a note may have."""
MAX_DRAFTS = 10_000
"""Unfinished answers that one attempt keeps.

The page sends one when an answer has rested for half a second (`REST` in `static/js/question.js`): at most
2 a second, which are 7,200 in an hour of nothing but changes at exactly that pace. All of them, each
as long as it may be, take 40 MB.
"""
MAX_NOTES = 1000
"""Notes that one attempt keeps.

The page sends one for each stall of more than a second, each time that it was out of sight, and each
exhibit of a question. A recording that stalls every four seconds would fill them in an hour; from then
on the page keeps them to itself, and nothing else is different.
"""
MAX_PAUSES = 1000
"""Pauses that one attempt keeps: one every quarter of a minute for four hours."""
MAX_CONNECTS = 120
"""Connections that one attempt may make in a minute, in all its windows together.

After a loss the page waits half a second on average, and longer each time until it is shown a state
(`WAITS` in `static/js/socket.js`). Even on a line that breaks at every state it stays below 120, because
each connection takes a moment too.
"""


@dataclass(frozen=True)
class Bound:
    """How often something may be kept, how often it has been, and what is said when it may no more."""

    most: int
    kept: Callable[[Attempt], int]
    refusal: str


_BOUNDS: dict[type, Bound] = {
    cmd.SaveDraft: Bound(
        MAX_DRAFTS,
        lambda attempt: attempt.drafted,
        "Unfinished answers are no longer kept in this sitting. Submit each answer before its time is over.",
    ),
    cmd.Note: Bound(
        MAX_NOTES, lambda attempt: attempt.notes, "This sitting has as many notes as it can keep."
    ),
    cmd.Suspend: Bound(
        MAX_PAUSES, lambda attempt: attempt.pauses, "This sitting has been paused as often as it can be."
    ),
}


def check_room(attempt: Attempt, command: cmd.SaveDraft | cmd.Note | cmd.Suspend) -> None:
    """See that an attempt has room for one more of a kind.

    Raises:
        Full: it has none.
    """
    bound = _BOUNDS[type(command)]
    if bound.kept(attempt) >= bound.most:
        raise Full(bound.refusal)


def check_length(raw: Raw) -> None:
    """See that an answer, a draft or a note is short enough to be kept.

    Raises:
        InvalidResponse: it is not.
    """
    if len(json.dumps(dict(raw))) > MAX_DRAFT:
        raise InvalidResponse("This answer is too long to be kept.")


def check_pace(attempt: Attempt, now: datetime) -> None:
    """See that an attempt is not connected to more often than a page does it.

    Raises:
        TooMany: it is; in a minute it may be again.
    """
    if attempt.connects.within(now) >= MAX_CONNECTS:
        raise TooMany("This sitting was opened too often. Wait a minute, then reload the page.")
