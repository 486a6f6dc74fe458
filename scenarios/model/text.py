"""The small types that all models of a package share: identifiers, texts, paths, the frozen base."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

MAX_TEXT = 2000
"""Characters that one text of an author may have: about two minutes of speech."""


class Frozen(BaseModel):
    """A value: it cannot be changed, knows every field that it may have, and holds finite numbers only."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def stated(name: str) -> dict[str, Any]:
    """JSON Schema of an object in which a field stands and is not empty."""
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


_PRINTABLE = r"[^\u0000-\u0008\u000b-\u001f]*"
_NO_BRACES = r"(?![\s\S]*\{[{%#])"
"""The same as below, for editors: a schema knows patterns alone."""


def _text_schema(before: str = "") -> WithJsonSchema:
    pattern = rf"^{before}(?=[\s\S]*\S){_PRINTABLE}$"
    return WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_TEXT, "pattern": pattern})


def _printable(value: str) -> str:
    if bad := next((c for c in value if ord(c) < 32 and c not in "\n\t"), None):  # noqa: PLR2004 (ASCII's control characters end at 32)
        message = f"holds the control character U+{ord(bad):04X}"
        raise ValueError(message)
    return value


def _no_braces(value: str) -> str:
    if "{{" in value or "{%" in value or "{#" in value:
        raise ValueError("holds braces: other texts use this one as a word, so write it out")
    return value


def _inside(value: str) -> str:
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value or ":" in value:
        raise ValueError("leaves the package: name a file below the case's folder, such as media/plax.mp4")
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
"""A name that files, addresses and records can carry: small letters, digits, hyphens."""

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT),
    AfterValidator(_printable),
    _text_schema(),
]
"""Words for people: plain text, never markup."""

Word = Annotated[Text, AfterValidator(_no_braces), _text_schema(_NO_BRACES)]
"""A text that others use as `{{ word }}`, and that uses none itself."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
"""A BCP 47 language tag such as `en` or `pt-BR`."""

RelativePath = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9._/-]{1,200}$"),
    AfterValidator(_inside),
    WithJsonSchema({"type": "string", "pattern": r"^(?!/)(?!([\s\S]*/)?\.\.(/|$))[A-Za-z0-9._/-]{1,200}$"}),
]
"""A file inside the case's folder, with forward slashes."""


def several(value: object) -> object:
    """One entry that need not be written as a list."""
    return (value,) if isinstance(value, str) else value


_Names = Annotated[tuple[Id, ...], Field(min_length=1)]
Ids = Annotated[_Names, BeforeValidator(several, json_schema_input_type=Id | _Names)]
"""One name or several."""


def single_entry(value: object, what: str) -> tuple[str, Any]:
    """The one key and value of a mapping such as `- patient: I can't breathe.`

    Raises:
        ValueError: the value is no mapping, or has not exactly one entry.
    """
    if not isinstance(value, Mapping) or len(value) != 1:
        raise ValueError(f"is not one entry: write {what} such as 'patient: I feel faint.'")
    return next(iter(value.items()))
