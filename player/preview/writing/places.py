"""Where in a case something that was set on an exhibit may be written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from scenarios.load.document import Path
from scenarios.model import Case
from scenarios.model.item import CaliperItem, ImageItem, Item, LabellingItem, PointItem
from scenarios.model.shape import Shape

CASE, KEY = "case.yaml", "key.yaml"
KINDS = tuple(Shape.model_fields)
"""The names of shapes."""
MOST_REGIONS = 12
ENDS = ("first end", "second end")
Kind = Literal["shape", "region", "spots", "frames", "frame"]
"""What goes there: another shape, a further region, points for spots, a first and a last frame, or one frame."""


@dataclass(frozen=True)
class Place:
    """A place in a file of a case.

    Attributes:
        file: `case.yaml` or `key.yaml`.
        path: where in it.
        words: what it is, for an author.
        now: what stands there.
    """

    file: str
    path: Path
    kind: Kind
    words: str
    now: Any = None

    @property
    def id(self) -> str:
        """Names it among the places of its exhibit."""
        return "/".join(map(str, (self.file, *self.path, self.kind)))


def places(case: Case, exhibit: str, case_data: Any, key_data: Any) -> tuple[Place, ...]:
    """All places for what is set on an exhibit.

    Args:
        case: the case.
        exhibit: the name of its exhibit.
        case_data: what its `case.yaml` says.
        key_data: what its `key.yaml` says.
    """
    asked = [
        (name, item)
        for name, item in case.items.items()
        if isinstance(item, ImageItem) and item.exhibit == exhibit
    ]
    return tuple(
        place
        for name, item in asked
        for place in (
            *_of_key(name, item, _mapping(_mapping(key_data).get(name))),
            *_of_item(name, item, case_data),
        )
    )


def shape_of(region: Any) -> Mapping[str, Any] | None:
    """The shape that a region or an end of a line says; None where it says none, or several."""
    shapes = {kind: value for kind, value in _mapping(region).items() if kind in KINDS}
    try:
        return Shape.model_validate(shapes).model_dump(exclude_none=True)
    except ValidationError:
        return None


def _of_key(name: str, item: Item, key: Mapping[str, Any]) -> Iterator[Place]:
    if isinstance(item, PointItem):
        yield from _regions(name, _listed(key.get("regions")), has_list=isinstance(key.get("regions"), list))
    if isinstance(item, CaliperItem):
        yield from _ends((name,), name, key)
        for i, line in enumerate(_listed(key.get("lines"))):
            of = item.names[i] if i < len(item.names) else f"line {i + 1}"
            yield from _ends((name, "lines", i), f"{name}, {of}", _mapping(line))


def _regions(name: str, regions: list[Any], *, has_list: bool) -> Iterator[Place]:
    for i, region in enumerate(regions):
        path = (name, "regions", i)
        if (now := shape_of(region)) is not None:
            called = _mapping(region).get("name")
            words = f"{name}, region {i + 1}" + (f": {called}" if isinstance(called, str) else "")
            yield Place(KEY, path, "shape", words, now)
            yield Place(KEY, (*path, "frames"), "frames", words, region.get("frames"))
    if has_list and len(regions) < MOST_REGIONS:
        yield Place(KEY, (name, "regions"), "region", f"{name}, a further region")


def _ends(path: Path, words: str, line: Mapping[str, Any]) -> Iterator[Place]:
    for i, end in enumerate(_listed(line.get("ends"))[: len(ENDS)]):
        if (now := shape_of(end)) is not None:
            yield Place(KEY, (*path, "ends", i), "shape", f"{words}, {ENDS[i]}", now)


def _of_item(name: str, item: Item, data: Any) -> Iterator[Place]:
    raw, path = _mapping(_mapping(_mapping(data).get("items")).get(name)), ("items", name)
    if isinstance(item, PointItem | CaliperItem):
        yield Place(CASE, (*path, "frames"), "frames", f"{name}, where it can be answered", raw.get("frames"))
    if isinstance(item, LabellingItem):
        yield Place(CASE, (*path, "spots"), "spots", f"{name}, its {len(item.spots)} spots", raw.get("spots"))
        yield Place(CASE, (*path, "frame"), "frame", f"{name}, the frame that is held", raw.get("frame"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
