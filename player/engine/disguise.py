"""Names of choices, labels and targets as a candidate sees them: drawn anew for each attempt.

What an author calls a choice may tell more than it should: whoever writes the right answer first calls
it `a`. So a browser gets other names, which depend on a secret seed of the attempt, and what it answers
is turned back before it is recorded.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import JsonValue

from player.engine.command import Command, SaveDraft, Submit
from player.engine.response import Raw
from player.engine.state import Attempt
from scenarios.model.item import ChoiceItem, Item, OrderingItem, Pairing

LABEL, TARGET = "label/", "target/"
"""Before the names of labels and targets, so that a label and a target of one name do not look the same."""

Rename = Callable[[str, str], str]
"""What a name becomes, by what stands before names of its kind and the name."""


def seed_of(attempt: Attempt, case: str) -> str:
    """What fixes the names of choices in a case, and the order of those that are shuffled."""
    return f"{attempt.seed}/{case}"


def alias(seed: str, name: str, choice: str) -> str:
    """The name under which a choice of the item `name` is shown."""
    return hashlib.sha256(f"{seed}/{name}/{choice}".encode()).hexdigest()[:12]


def disguised(seed: str, name: str, item: Item, raw: Raw) -> dict[str, JsonValue]:
    """A recorded answer, or draft, with the names that its candidate knows."""
    known = _names(item)
    return _renamed(
        item, raw, lambda kind, one: alias(seed, name, kind + one) if kind + one in known else one
    )


def revealed(seed: str, name: str, item: Item, raw: Raw) -> dict[str, JsonValue]:
    """A candidate's answer, or draft, with the names that its author gave.

    Whatever the candidate was not shown becomes a name that no author can give, so that nobody can answer
    `a` unseen.
    """
    names = {alias(seed, name, known): known for known in _names(item)}

    def back(kind: str, one: str) -> str:
        known = names.get(one, "")
        return known.removeprefix(kind) if known and known.startswith(kind) else f"?{one}"

    return _renamed(item, raw, back)


def revealed_in(command: Command, seed: str, items: Mapping[str, Item]) -> Command:
    """A command whose answer is turned back; every other command as it is."""
    if not isinstance(command, SaveDraft | Submit) or command.item not in items:
        return command
    response = revealed(seed, command.item, items[command.item], command.response)
    return replace(command, response=response)


def _names(item: Item) -> frozenset[str]:
    """Everything in an item that has a name of the author's, each with what stands before its kind."""
    if isinstance(item, ChoiceItem):
        return frozenset(item.options)
    if isinstance(item, OrderingItem):
        return frozenset(item.choices)
    if isinstance(item, Pairing):
        return frozenset(_prefixed(LABEL, item.labels)) | frozenset(_prefixed(TARGET, item.target_names))
    return frozenset()


def _prefixed(kind: str, names: Iterable[str]) -> Iterable[str]:
    return (kind + name for name in names)


def _renamed(item: Item, raw: Raw, rename: Rename) -> dict[str, JsonValue]:
    """The answer with its names renamed; what is no name stays, and is refused elsewhere."""
    for field, kind, within in _NAMED:
        given = raw.get(field)
        if isinstance(item, kind) and isinstance(given, list):
            return {**raw, field: within(given, rename)}
    return dict(raw)


def _each(given: list[Any], rename: Rename) -> list[JsonValue]:
    return [rename("", one) if isinstance(one, str) else one for one in given]


def _each_pair(given: list[Any], rename: Rename) -> list[JsonValue]:
    kinds = (LABEL, TARGET)
    return [
        [rename(kind, one) if isinstance(one, str) else one for kind, one in zip(kinds, pair, strict=False)]
        + pair[len(kinds) :]
        if isinstance(pair, list)
        else pair
        for pair in given
    ]


_NAMED: tuple[tuple[str, type, Callable[[list[Any], Rename], list[JsonValue]]], ...] = (
    ("choices", ChoiceItem, _each),
    ("order", OrderingItem, _each),
    ("pairs", Pairing, _each_pair),
)
"""Where an answer has names: its field, the type of its item, and how they are found."""
