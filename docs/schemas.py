"""JSON Schemas of what authors write, for editors: made from the models, and from the few things that the loader adds.

An editor that knows them completes names, shows what each is for, and marks what is wrong while it is written. They are
draft 7, which all such editors read. They know one value at a time: what has to agree between two places or two files,
`sonocase check` tells. And they are stricter in one thing: a number or a `true` in quotes, which the loader forgives, is
marked.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ConfigDict, RootModel

from scenarios.model.case import CaseSource
from scenarios.model.key import Key
from scenarios.model.package import PackageSource
from scenarios.model.text import Id

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_ENTRY = re.compile(r"^    (?P<names>[a-z_]+(?:, [a-z_]+)*): (?P<text>.+(?:\n {8}.+)*)$", re.MULTILINE)
"""What a model's docstring says of a field, or of several at once."""


class KeyFile(RootModel[Mapping[Id, Key]]):
    """`key.yaml`: for each item of the case what is right, and why."""

    model_config = ConfigDict(frozen=True)


def schemas() -> dict[str, str]:
    """The text of every schema, by the name of its file in this folder."""
    made = {"package": _of(PackageSource), "case": _case(), "key": _key()}
    return {f"{name}.schema.json": json.dumps(schema, indent=1) + "\n" for name, schema in made.items()}


def _of(model: Any) -> Schema:
    schema: Schema = model.model_json_schema()
    for part in [schema, *schema["$defs"].values()]:
        _describe(part)
    for part in _parts(schema):
        _tidy(part)
    return {"$schema": _DIALECT, **schema}


def _case() -> Schema:
    """In the cast the patient needs no name: the loader takes it from `patient`."""
    schema = _of(CaseSource)
    patient = dict(schema["$defs"]["CastMember"])
    patient["required"] = [name for name in patient["required"] if name != "name"]
    schema["$defs"]["CastPatient"] = patient
    (named,) = schema["properties"]["cast"]["patternProperties"]
    others = schema["properties"]["cast"]["patternProperties"].pop(named)
    schema["properties"]["cast"]["patternProperties"] = {named.replace("(?!", "(?!patient$|", 1): others}
    schema["properties"]["cast"]["properties"] = {"patient": {"$ref": "#/$defs/CastPatient"}}
    return schema


def _key() -> Schema:
    """Which kind of key is right, the item says; and that of a single distance may do without `lines` around it."""
    schema = _of(KeyFile)
    (kinds,) = schema["patternProperties"].values()
    kinds["anyOf"] = kinds.pop("oneOf")
    key, line = schema["$defs"]["CaliperKey"], schema["$defs"]["CaliperLine"]
    whole = {"required": line["required"], "not": {"required": ["lines"]}}
    key["anyOf"] = [{"required": [name]} for name in ("value", "lines", "ratio")]
    key["dependencies"] = dict.fromkeys(line["properties"], whole)
    key["properties"] |= line["properties"]
    return schema


def _describe(model: Schema) -> None:
    """Bring what a docstring says of each field to where an editor looks for it."""
    text, _, fields = model.get("description", "").partition("\n\nAttributes:\n")
    if text:
        model["description"] = " ".join(text.split())
    for entry in _ENTRY.finditer(fields):
        for name in entry["names"].split(", "):
            model["properties"][name]["description"] = " ".join(entry["text"].split())


def _parts(schema: Any) -> Iterator[Schema]:
    """Every schema inside a schema, the innermost first."""
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _parts(inner)
    if isinstance(schema, dict):
        yield schema


def _tidy(part: Schema) -> None:
    """What pydantic writes, in the words of draft 7, and as narrow as the loader is."""
    if isinstance(part.get("title"), str):
        del part["title"]
    if part.get("default", "") is None:
        del part["default"]
    part.pop("discriminator", None)
    if "patternProperties" in part:
        part["additionalProperties"] = False
    if "prefixItems" in part:
        part["items"] = part.pop("prefixItems")
    if isinstance(part.get("$ref"), str):
        reference = part["$ref"]
        part.clear()
        part["$ref"] = reference
