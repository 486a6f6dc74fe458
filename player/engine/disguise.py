"""Names of choices as a candidate sees them: drawn anew for each attempt.

What an author calls a choice may tell more than it should: whoever writes the right answer first calls
it `a`. So a browser gets other names, which depend on a secret seed of the attempt, and what it answers
is turned back before it is recorded.
"""

import hashlib
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from player.engine.command import Command, SaveDraft, Submit
from player.engine.response import Raw
from player.engine.state import Attempt
from scenarios.model.item import ChoiceItem, Item


def seed_of(attempt: Attempt, case: str) -> str:
    """What fixes the names of choices in a case, and the order of those that are shuffled."""
    return f"{attempt.seed}/{case}"


def alias(seed: str, name: str, choice: str) -> str:
    """The name under which a choice of the item `name` is shown."""
    return hashlib.sha256(f"{seed}/{name}/{choice}".encode()).hexdigest()[:12]


def disguised(seed: str, name: str, item: Item, raw: Raw) -> dict[str, JsonValue]:
    """A recorded answer, or draft, with the names that its candidate knows."""
    known = _choices(item)
    return _renamed(raw, lambda one: alias(seed, name, one) if one in known else one)


def revealed(seed: str, name: str, item: Item, raw: Raw) -> dict[str, JsonValue]:
    """A candidate's answer, or draft, with the names that its author gave.

    Whatever the candidate was not shown becomes a name that no author can give, so that nobody can answer
    `a` unseen.
    """
    names = {alias(seed, name, choice): choice for choice in _choices(item)}
    return _renamed(raw, lambda one: names.get(one, f"?{one}")) if names else dict(raw)


def revealed_in(command: Command, seed: str, items: Mapping[str, Item]) -> Command:
    """A command whose answer is turned back; every other command as it is."""
    if not isinstance(command, SaveDraft | Submit) or command.item not in items:
        return command
    response = revealed(seed, command.item, items[command.item], command.response)
    if isinstance(command, Submit):
        return Submit(command.epoch, command.item, response, command.confidence)
    return SaveDraft(command.epoch, command.item, response)


def _choices(item: Item) -> tuple[str, ...]:
    return tuple(item.options) if isinstance(item, ChoiceItem) else ()


def _renamed(raw: Raw, rename: Callable[[str], str]) -> dict[str, JsonValue]:
    """The answer with the choices in its `choices` renamed; what is no choice stays, and is refused elsewhere."""
    chosen = raw.get("choices")
    if not isinstance(chosen, list):
        return dict(raw)
    return {**raw, "choices": [rename(one) if isinstance(one, str) else one for one in chosen]}
