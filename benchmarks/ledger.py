"""Is what was acknowledged there, once? Read from the database itself, past the player's store."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from player.engine.disguise import disguised
from player.engine.form import Form
from scenarios.model.item import Item

_EVENTS = sa.text("SELECT attempt_id, message_id, type, body FROM events ORDER BY attempt_id, seq")
_BECOMES = {"submit": "response-submitted", "draft": "draft-saved", "reached": "segment-reached"}

Place = tuple[str, str]
"""An attempt, and a message of it."""


@dataclass(frozen=True)
class Audit:
    """How many messages were acknowledged, how many of them are not there as sent, and how much is there twice."""

    acknowledged: int
    lost: int
    twice: int


@dataclass
class Recorded:
    """What the database holds: the events of each message, the answers to each item, the seeds of attempts."""

    events: dict[Place, list[dict[str, Any]]] = field(default_factory=dict)
    answers: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    seeds: dict[str, int] = field(default_factory=dict)


def audit(database: str, messages: Sequence[dict[str, Any]], form: Form) -> Audit:
    """Hold what was sent against the database.

    Args:
        database: SQLAlchemy's address.
        messages: each with `attempt`, `message` as sent, and whether it was `acked`.
        form: what the attempts are pinned to.
    """
    recorded = _read(database)
    acked = [kept for kept in messages if kept["acked"]]
    lost = sum(1 for kept in acked if not _is_there(kept, recorded, form))
    repeated = sum(1 for kept in messages if len(recorded.events.get(_place(kept), [])) > 1)
    return Audit(len(acked), lost, repeated + sum(1 for count in recorded.answers.values() if count > 1))


def _read(database: str) -> Recorded:
    found, case = Recorded(), ""
    engine = sa.create_engine(database)
    with engine.connect() as connection:
        for attempt, message, kind, text in connection.execute(_EVENTS):
            body = json.loads(text)
            if kind == "created":
                found.seeds[attempt] = body["seed"]
            elif kind == "case-opened":
                case = body["case"]
            elif kind == "response-submitted":
                found.answers[attempt, case, body["item"]] += 1
            if message:
                found.events.setdefault((attempt, message), []).append({**body, "case": case})
    engine.dispose()
    return found


def _place(kept: dict[str, Any]) -> Place:
    return kept["attempt"], kept["message"]["id"]


def _is_there(kept: dict[str, Any], recorded: Recorded, form: Form) -> bool:
    """Whether an event says what the message said; choices are recorded under their author's names."""
    message, events = kept["message"], recorded.events.get(_place(kept), [])
    return any(
        event["type"] == _BECOMES.get(message["type"], event["type"])
        and _said(event, recorded.seeds[kept["attempt"]], form).items() >= _content(message).items()
        for event in events
    )


def _content(message: dict[str, Any]) -> dict[str, Any]:
    return {name: message[name] for name in ("item", "segment", "response") if name in message}


def _said(event: dict[str, Any], seed: int, form: Form) -> dict[str, Any]:
    if "response" not in event:
        return event
    item = _item(form, event["case"], event["item"])
    return {**event, "response": disguised(f"{seed}/{event['case']}", event["item"], item, event["response"])}


def _item(form: Form, case: str, name: str) -> Item:
    return next(of for of in form.cases if of.id == case).items[name]
