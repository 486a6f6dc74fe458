"""A model's fields as a Markdown table: what may be written comes from the model, what it means from a person.

The last column is written by hand in the document and kept when the table is made anew, so a field that
nobody has described yet has an empty cell; a test finds it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from player.engine.protocol import Reached
from scenarios.model.case import Exhibit
from scenarios.model.key.base import MAX_VALUE
from scenarios.model.package import PackageSource

Field = Mapping[str, Any]
"""A field's JSON schema."""

_ROW = re.compile(r"^\| `([^`]+)` \|(?:.*\|)? ?([^|]*?) \|$", re.MULTILINE)
_LONG = 9
"""Words of a list from which on it stands in a place of its own."""
_SEVERAL = {
    "text": "texts",
    "name": "names",
    "language": "languages",
    "a word of the list": "words of the list",
}


def table(model: type, present: str, without: Collection[str] = ()) -> str:
    """What a person may write: the fields of a model with their defaults.

    Args:
        model: the model.
        present: the table as it stands; its last column is kept.
        without: fields that are told elsewhere.
    """
    rows = [
        (name, says(field), "required" if required else _default(field))
        for name, field, required in _properties(model)
        if name not in without
    ]
    return with_meanings("| field | what | default | meaning |", rows, present)


def message(model: type, present: str) -> str:
    """What a message holds: the fields of a model, and which may be null; arguments as of `table`."""
    rows = [
        (name, says(field) + (" or null" if _may_be_null(field) else ""))
        for name, field, _ in _properties(model)
    ]
    return with_meanings("| field | what | meaning |", rows, present)


def with_meanings(head: str, rows: Iterable[Sequence[str]], present: str) -> str:
    """A table whose last column comes from the one that stands there."""
    kept = dict(_ROW.findall(present))
    lines = [f"| `{name}` | {' | '.join((*rest, kept.get(name, '')))} |" for name, *rest in rows]
    return "\n".join([head, "|" + "---|" * head.count(" | ") + "---|", *lines])


def _properties(model: type) -> Iterator[tuple[str, Field, bool]]:
    """Name, schema, and whether it must be there; a `type` that need not be said is left out."""
    schema = TypeAdapter(model).json_schema()
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        if name in required or name != "type" or "const" not in field:
            yield name, field, name in required


def _may_be_null(field: Field) -> bool:
    return any(schema.get("type") == "null" for schema in field.get("anyOf", ()))


def says(field: Field) -> str:
    """What a value may be, in words, from its JSON schema."""
    if "$ref" in field:
        return _link(field["$ref"])
    if "enum" in field:
        return _one_of(field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    for several in ("anyOf", "oneOf"):
        if several in field:
            return _any_of(field[several])
    return _KINDS.get(field.get("type", ""), _anything)(field)


def _link(reference: str) -> str:
    name = reference.rpartition("/")[2]
    if name == "JsonValue":
        return "value"
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
    return f"[{words}](#{words.replace(' ', '-')})"


def _one_of(words: list[str]) -> str:
    if len(words) >= _LONG:
        return "a word of the list"
    return ", ".join(f"`{word}`" for word in words)


def _any_of(schemas: Sequence[Field]) -> str:
    kinds = [schema for schema in schemas if schema.get("type") != "null"]
    if {schema.get("type") for schema in kinds} == {"number", "string"}:
        return "media time"
    words = list(dict.fromkeys(map(says, kinds)))
    return _kinds_of(words[0]) if len(words) >= _LONG else " or ".join(words)


def _kinds_of(link: str) -> str:
    """Many kinds of one thing, by its last word, under which a section tells them all."""
    word = link[1 : link.index("]")].rpartition(" ")[2]
    return f"[{word}](#{word}s)"


def _text(field: Field) -> str:
    if field.get("format") in {"date", "date-time"}:
        return {"date": "date", "date-time": "time in UTC"}[field["format"]]
    return _PATTERNS.get(field.get("pattern", ""), "text")


def _number(field: Field) -> str:
    kind = "whole number" if field["type"] == "integer" else "number"
    low, high, above = (_bound(field, bound) for bound in ("minimum", "maximum", "exclusiveMinimum"))
    if above is not None:
        return f"{kind} above {above:g}" + ("" if high is None else f", at most {high:g}")
    bounds = [f"{word} {bound:g}" for word, bound in (("from", low), ("to", high)) if bound is not None]
    return " ".join([kind, *bounds])


def _bound(field: Field, name: str) -> float | None:
    """A bound that anybody could come near to."""
    value: float | None = field.get(name)
    return None if value is None or abs(value) >= MAX_VALUE else value


def _list(field: Field) -> str:
    if "prefixItems" in field:
        return f"{len(field['prefixItems'])} x {says(field['prefixItems'][0])}"
    inner = says(field["items"])
    return f"list of {_SEVERAL.get(inner, inner)}"


def _mapping(field: Field) -> str:
    inner = [*field.get("patternProperties", {}).values(), field.get("additionalProperties", True)][0]
    kind = "value" if inner is True else says(inner)
    return "names and values" if kind == "value" else f"{kind} by name"


def _anything(_: Field) -> str:
    return "value"


def _default(field: Field) -> str:
    value = field.get("default")
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`" if isinstance(value, str | int | float) and value != "" else ""


def _known_patterns() -> dict[str, str]:
    """Small types by their patterns, read off fields that have them."""
    schema = PackageSource.model_json_schema()["properties"]
    said = Reached.model_json_schema()["properties"]
    return {
        said["id"]["pattern"]: "identifier",
        said["segment"]["pattern"]: "name",
        schema["area"]["pattern"]: "name",
        schema["languages"]["items"]["pattern"]: "language",
        schema["version"]["pattern"]: "number such as 1.0.0",
        Exhibit.model_json_schema()["properties"]["media"]["pattern"]: "file",
    }


_PATTERNS = _known_patterns()
_KINDS = {
    "string": _text,
    "integer": _number,
    "number": _number,
    "boolean": lambda _: "true or false",
    "array": _list,
    "object": _mapping,
}
