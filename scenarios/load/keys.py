"""Reading `key.yaml`: every item has a key that can score it, and every key an item."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from scenarios.errors import Problem
from scenarios.load.document import Document
from scenarios.load.findings import Findings
from scenarios.load.problems import found
from scenarios.model.item import Item
from scenarios.model.key import Images, Key, Keys, faults, key_model


class Asking(Protocol):
    """A case, as far as its keys have to know it: one of a package, or one that was published."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def items(self) -> Mapping[str, Item]:
        """What it asks."""

    @property
    def images(self) -> Images:
        """Its exhibits, as far as they are built."""


def read_keys(folder: Path, cases: Iterable[Asking], findings: Findings) -> Keys:
    """The keys of all cases; what is wrong with them is noted without repeating what they hold."""
    return {case.id: _case_keys(folder, case, findings) for case in cases}


def _case_keys(folder: Path, case: Asking, findings: Findings) -> dict[str, Key]:
    document = findings.document(folder, f"{case.id}/key.yaml", secret=True)
    if document is None:
        return {}
    if not isinstance(document.data, dict):
        findings.problems.append(document.problem((), "holds no keys", "write one entry for each item"))
        return {}
    findings.problems += _unmatched(document, case)
    keys = {
        name: _key(document, name, item, case.images, findings)
        for name, item in case.items.items()
        if name in document.data
    }
    return {name: key for name, key in keys.items() if key}


def _unmatched(document: Document, case: Asking) -> list[Problem]:
    without = [
        document.problem((), f"the item '{name}' has no key", "add its key")
        for name in case.items
        if name not in document.data
    ]
    stray = [
        _named(document.problem((name,), "is the key of no item", "remove it, or add the item to case.yaml"))
        for name in document.data
        if name not in case.items
    ]
    return without + stray


def _named(problem: Problem) -> Problem:
    """The problem, without a name that is none: words that stand in the wrong place may say what is right."""
    return problem if re.fullmatch(r"[a-z][a-z0-9-]{0,47}", problem.field) else replace(problem, field="")


def _key(document: Document, name: str, item: Item, images: Images, findings: Findings) -> Key | None:
    lines = {path[1:]: line for path, line in document.lines.items() if path[:1] == (name,)}
    part = Document(document.file, document.data[name], lines)
    try:
        key = key_model(item).model_validate(part.data)
    except ValidationError as error:
        findings.problems += [_under(name, problem) for problem in found(part, error, secret=True)]
        return None
    wrong = faults(item, key, images)
    findings.problems += [document.problem((name,), what, "correct the key") for what in wrong]
    return None if wrong else key


def _under(name: str, problem: Problem) -> Problem:
    field = f"{name}.{problem.field}" if problem.field else name
    return Problem(problem.file, problem.line, field, problem.what, problem.fix)
