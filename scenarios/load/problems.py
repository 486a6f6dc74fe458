"""What pydantic finds, in an author's words: file, line, field, what is wrong, what would be right."""

import difflib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from scenarios.errors import Problem
from scenarios.load.document import Document
from scenarios.model import Frozen

_FIELDS_BELOW = ("has no fields of its own", "write 'name: value' lines below it")
_TOLD = {
    "string_type": ("is no text", "write text, in quotes where it looks like a number"),
    "string_unicode": ("holds half a character", "write the character itself, not its code"),
    "int_type": ("is no number", "write a whole number"),
    "int_parsing": ("is no number", "write a whole number"),
    "int_from_float": ("is no whole number", "write a whole number"),
    "float_type": ("is no number", "write a number"),
    "float_parsing": ("is no number", "write a number"),
    "finite_number": ("has no end", "write a number"),
    "bool_type": ("is neither true nor false", "write true or false"),
    "bool_parsing": ("is neither true nor false", "write true or false"),
    "tuple_type": ("is no list", "write a list: one '- entry' a line, or [a, b]"),
    "mapping_type": _FIELDS_BELOW,
    "model_type": _FIELDS_BELOW,
    "model_attributes_type": _FIELDS_BELOW,
    "dict_type": _FIELDS_BELOW,
    "too_short": ("has too few entries", "add what is missing"),
    "too_long": ("has too many entries", "remove what is too many"),
    "string_too_short": ("is empty", "write at least one word"),
    "string_too_long": ("is too long", "shorten it, or split it into several"),
}
"""What is wrong and what would be right, by pydantic's kind of error."""


def found(document: Document, error: ValidationError, *, secret: bool = False) -> list[Problem]:
    """Every problem of a validation; with `secret` nothing that the file holds is repeated, but its fields."""
    details = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    return [_problem(document, detail, secret=secret) for detail in details if not _follows(detail, places)]


def _follows(detail: Any, places: Sequence[tuple[str | int, ...]]) -> bool:
    """Whether a list is called too short only because an entry of it is wrong, which is told already."""
    here = detail["loc"]
    return detail["type"] == "too_short" and any(
        place[: len(here)] == here and len(place) > len(here) for place in places
    )


def _problem(document: Document, detail: Any, *, secret: bool) -> Problem:
    path = _path_in(document.data, detail["loc"])
    kind, name = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "missing":
        return document.problem((*path, name), "is missing", f"add '{name}:' here")
    if kind == "union_tag_not_found":
        return document.problem((*path, "type"), "is missing", "add 'type:' here")
    if kind == "union_tag_invalid":
        path = (*path, "type")
    told = document.problem(path, *_told(kind, name, detail, secret=secret))
    return replace(told, field=_known(path)) if secret else told


def _known(path: Sequence[str | int]) -> str:
    """The beginning of a path that names fields of the format: what follows is the author's own."""
    fields = set(_fields(Frozen))
    own = itertools.takewhile(lambda step: isinstance(step, int) or step in fields, path)
    return ".".join(map(str, own))


def _told(kind: str, name: str, detail: Any, *, secret: bool) -> tuple[str, str]:
    """What is wrong and what would be right, where a value is there."""
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        what = "holds a field that the format has not" if secret else "is not a field of the format"
        return what, _suggestion(name)
    if kind in {"union_tag_invalid", "literal_error"}:
        expected = context.get("expected", context.get("expected_tags"))
        return _shown(detail, secret=secret), f"write one of {expected}"
    if kind == "string_pattern_mismatch":
        return _shown(detail, secret=secret), f"write what fits {context['pattern']}"
    if kind == "value_error":
        what, _, fix = str(context["error"]).partition(": ")
        return what, fix or "see docs/authoring.md"
    return _TOLD.get(kind, (_decapitalise(detail["msg"]), "change it so that this holds"))


def _path_in(data: Any, loc: Iterable[str | int]) -> tuple[str | int, ...]:
    """The part of pydantic's location that the document has: names of union members are left out."""
    path: list[str | int] = []
    here = data
    for step in loc:
        if _has(here, step):
            here = here[step]
            path.append(step)
    return tuple(path)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _shown(detail: Any, *, secret: bool) -> str:
    value = detail["input"]
    if secret or not isinstance(value, str | int | float):
        return "is not what may stand here"
    return f"is {str(value)[:60]!r}"


def _decapitalise(message: str) -> str:
    return message[:1].lower() + message[1:]


def _suggestion(name: str) -> str:
    near = difflib.get_close_matches(name, sorted(set(_fields(Frozen))), n=1, cutoff=0.7)
    return f"did you mean '{near[0]}'?" if near else "remove it"


def _fields(model: type[BaseModel]) -> Iterator[str]:
    for child in model.__subclasses__():
        yield from child.model_fields
        yield from _fields(child)
