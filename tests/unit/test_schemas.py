"""The JSON Schemas of what authors write: the files are as the models have them, and say of a document what the loader says."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import fastjsonschema
from documents import ROOT
from pydantic import BaseModel, ValidationError

from docs.generate import old_schemas
from docs.schemas import schemas
from scenarios.load.case import _name_patient
from scenarios.load.document import Document, parse
from scenarios.model.case import CaseSource
from scenarios.model.key import key_model
from scenarios.model.package import PackageSource

Load = Callable[[Any], Any]
Place = tuple[Any, ...]

SCHEMAS: dict[str, Load] = {
    name.partition(".")[0]: fastjsonschema.compile(json.loads(text), use_default=False)
    for name, text in schemas().items()
}
BESIDES = ("value_error", "date_from_datetime_inexact")
"""What pydantic calls that which a model finds by its own code; a schema need not know it."""
FORGIVEN = ("12", "true", 0, 1.0, True)
"""What the loader may take for something else: a number or a truth in quotes, one for the other."""
OTHERS = (
    *FORGIVEN,
    "not what stands here!",
    "",
    "x" * 2001,
    -1,
    10**13,
    None,
    [],
    {},
    ["a"],
    {"a": 1, "b": 2},
)
RECORDED: Any = {
    "scene": "told", "media": "media/told.mp4", "duration": "1:04.500", "timepoints": [{"at": 3.5, "ask": ["opening"]}],
}  # fmt: skip


def test_the_files_are_as_the_models_have_them() -> None:
    assert old_schemas() == {}, "run python -m docs.generate"


def test_everything_that_is_bundled_and_every_package_of_the_tests_fits() -> None:
    folders = [
        path.parent
        for base in ("scenarios", "tests/packages")
        for path in (ROOT / base).glob("*/package.yaml")
    ]
    assert len(folders) > 4
    for folder in folders:
        for schema, data, load in _documents(folder):
            SCHEMAS[schema](data)
            load(data)


def test_whatever_is_changed_the_schema_says_what_the_loader_says() -> None:
    count, differ = 0, []
    for schema, good, load in _documents(ROOT / "tests/packages/types"):
        for place, data in _changed(good):
            faults, fits = _faults(load, data), _fits(schema, data)
            own = all(fault in BESIDES for fault in faults)
            forgiven = not faults and _at(data, place) in FORGIVEN
            count += 1
            if fits != (not faults) and not (own and fits) and not forgiven:
                differ.append(f"{schema} {place}: {_at(data, place)!r:.60}: {faults}, schema says {fits}")
    assert differ == []
    assert count > 2000


def _documents(folder: Path) -> Iterator[tuple[str, Any, Load]]:
    """Each document of a package with its loader; each key by itself, since its item says what it has to be."""
    yield "package", _read(folder / "package.yaml"), PackageSource.model_validate
    for path in folder.glob("*/case.yaml"):
        case = _read(path)
        yield "case", {**case, "closing": [RECORDED]}, _load_case
        items = _load_case(case).items
        for name, key in _read(path.with_name("key.yaml")).items():
            yield "key", {name: key}, partial(_load_key, key_model(items[name]), name)


def _read(path: Path) -> Any:
    read = parse(path.name, path.read_text("utf-8"))
    assert isinstance(read, Document)
    return read.data


def _load_case(data: Any) -> CaseSource:
    named = deepcopy(data)
    _name_patient(named)
    return CaseSource.model_validate(named)


def _load_key(model: type[BaseModel], name: str, data: Any) -> BaseModel:
    return model.model_validate(data[name])


def _changed(data: Any) -> Iterator[tuple[Place, Any]]:
    """A document with one thing changed: a value made another, a name left out, a name too many."""
    for place in _places(data):
        for other in OTHERS:
            yield place, _put(data, place, other)
        if isinstance(_at(data, place), dict):
            yield place, _put(data, (*place, "One-more"), "word")
            yield from ((place, _put(data, (*place, name))) for name in _at(data, place))


def _places(data: Any, place: Place = ()) -> Iterator[Place]:
    """Where something stands in a document, and could be another; of a long list the first four."""
    if place:
        yield place
    inner = list(
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    )
    for name, value in inner if isinstance(data, dict) else inner[:4]:
        yield from _places(value, (*place, name))


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _put(data: Any, place: Place, *value: Any) -> Any:
    """A copy with another value at a place, or with nothing there."""
    if not place:
        return value[0]
    copied = data.copy()
    if len(place) == 1 and not value:
        copied.pop(place[0])
    else:
        inner = data.get(place[0]) if isinstance(data, dict) else data[place[0]]
        copied[place[0]] = _put(inner, place[1:], *value)
    return copied


def _fits(schema: str, data: Any) -> bool:
    try:
        SCHEMAS[schema](data)
    except fastjsonschema.JsonSchemaException:
        return False
    return True


def _faults(load: Load, data: Any) -> list[str]:
    """What the loader has against a document."""
    try:
        load(data)
    except ValidationError as error:
        return [detail["type"] for detail in error.errors()]
    return []
