"""The words of a case that its texts and templates may use: `{{ patient.name }}` and the like."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.errors import Problem
from scenarios.load.document import MAX_BYTES, Document, Path
from scenarios.model.text import MAX_TEXT

_MISSING: dict[str, str | int] = {"name": "...", "age": 0, "sex": "male"}
"""Where a patient's data is missing or wrong, or too long to be written out many times: something to go on with."""
_RAW = {("patient", "name"), ("setting",)}
"""Texts that are words themselves: the models refuse braces in them."""
_PRONOUNS = {
    "female": {"he": "she", "him": "her", "his": "her", "man": "woman"},
    "male": {"he": "he", "him": "him", "his": "his", "man": "man"},
}
_WORD = re.compile(r"\{\{\s*([a-z]+(?:\.[a-z]+)*)\s*\}\}")
_MARKUP = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")


def context(case: Any, package: Any) -> dict[str, Any]:
    """The words by name, from the raw data of `case.yaml` and `package.yaml`.

    Where the data is missing or wrong something stands in: the models say so once, and no use of the word says
    it again.
    """
    patient = case.get("patient") if isinstance(case, Mapping) else None
    words = {name: _word(patient, name, other) for name, other in _MISSING.items()}
    pronouns = _PRONOUNS.get(str(words["sex"]), _PRONOUNS["male"])
    setting, area = _word(case, "setting", "..."), _word(package, "title", "...")
    return {"patient": words | pronouns, "setting": setting, "area": area}


def _word(data: Any, name: str, other: str | int) -> str | int:
    value = data.get(name) if isinstance(data, Mapping) else None
    return value if value and isinstance(value, type(other)) and len(str(value)) <= MAX_TEXT else other


def fill(document: Document, words: Mapping[str, Any]) -> tuple[Document, list[Problem]]:
    """The document with every `{{ word }}` in its texts replaced; anything else in braces is a problem.

    What the words add is counted before they are written: a few kilobytes of braces could fill the memory.
    """
    flat = dict(_flatten(words))
    problems: list[Problem] = []
    room = MAX_BYTES

    def replaced(value: Any, path: Path) -> Any:
        nonlocal room
        if isinstance(value, dict):
            return {key: replaced(child, (*path, key)) for key, child in value.items()}
        if isinstance(value, list):
            return [replaced(child, (*path, i)) for i, child in enumerate(value)]
        if not isinstance(value, str) or not _MARKUP.search(value) or path in _RAW:
            return value
        if unknown := sorted({word for word in _WORD.findall(value) if word not in flat}):
            problems.append(
                document.problem(path, f"knows no word '{unknown[0]}'", f"use one of {', '.join(flat)}")
            )
            return value
        grown, room = room >= 0, room - sum(len(flat[word]) for word in _WORD.findall(value))
        if room < 0:
            if grown:
                what = f"brings the words of this file to more than {MAX_BYTES} characters"
                problems.append(document.problem(path, what, "write fewer of them, or split the case"))
            return value
        filled = _WORD.sub(lambda match: flat[match[1]], value)
        if _MARKUP.search(_WORD.sub("", value)):
            problems.append(
                document.problem(path, "holds template code", "use words such as {{ patient.name }}")
            )
        return filled

    return Document(document.file, replaced(document.data, ()), document.lines), problems


def _flatten(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in words.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield prefix + name, str(value)
