"""A YAML file of a package as plain data, with the line of every value.

YAML 1.2, without what a package never needs and an attacker may want: aliases, anchors, tags, several
documents, deep nesting, repeated keys. Anything that looks like a date or a time stays text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from scenarios.errors import Problem

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and indices from the outside in."""

BEGINS = ", in what begins on line "
"""Between what is not valid and the line where it began, if that is another one."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_VALUES = 50_000


@dataclass(frozen=True)
class Document:
    """A parsed file: its name in the package, its data, and the line on which each value begins."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def problem(self, path: Sequence[str | int], what: str, fix: str) -> Problem:
        """A problem at the value at `path`, or at the nearest value around it that the file has."""
        known = tuple(path)
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.file, self.lines.get(known, 0), ".".join(map(str, path)), what, fix)


class _Refused(Exception):
    def __init__(self, line: int, what: str, fix: str) -> None:
        self.line, self.what, self.fix = line, what, fix


def parse(file: str, text: str, *, secret: bool = False) -> Document | Problem:
    """Read YAML text; what cannot be read is given back as the one problem that stopped it.

    Args:
        file: its name in the package, for messages.
        text: YAML.
        secret: repeat nothing of the text in the problem.
    """
    read = _read(file, text)
    if secret and isinstance(read, Problem):
        return Problem(file, read.line, "", "is not valid YAML as a package has it", _PLAIN_YAML)
    return read


_PLAIN_YAML = "check quotes, indentation and repeated names here; no anchors, aliases or tags"


def _read(file: str, text: str) -> Document | Problem:
    try:
        _guard(text)
        node = YAML(typ="safe", pure=True).compose(text)
        lines: dict[Path, int] = {}
        return Document(file, None if node is None else _build(node, (), lines), lines)
    except _Refused as refused:
        return Problem(file, refused.line, "", refused.what, refused.fix)
    except MarkedYAMLError as error:
        return _invalid(file, error)
    except (YAMLError, ValueError) as error:
        return Problem(
            file, 0, "", f"is not valid YAML: {error}".splitlines()[0], "save it as plain UTF-8 text"
        )


def _invalid(file: str, error: MarkedYAMLError) -> Problem:
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    line = mark.line + 1 if mark else 0
    # an unclosed quote or bracket is noticed far behind its beginning, which is what has to be mended
    begins = f"{BEGINS}{context.line + 1}" if context and context.line + 1 != line else ""
    what = f"is not valid YAML: {error.problem or error.context}{begins}"
    return Problem(file, line, "", what, "check quotes and indentation here")


def _guard(text: str) -> None:
    """Refuse what must not even be composed, while it is still a stream of events."""
    if len(text) > MAX_BYTES:
        raise _Refused(0, f"has {len(text)} characters", f"keep it under {MAX_BYTES}")
    depth = documents = 0
    for count, event in enumerate(_events(text)):
        line = event.start_mark.line + 1
        if count > MAX_VALUES:
            raise _Refused(line, f"holds more than {MAX_VALUES} values", "split the case into several")
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise _Refused(line, "uses an anchor or an alias", "write the value out where it is needed")
        if getattr(event, "ctag", None) is not None:
            raise _Refused(line, "uses a tag", "write plain values only")
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            raise _Refused(line, "uses a directive", "remove the lines that begin with %")
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            raise _Refused(line, "holds a second document", "remove the line '---'")
        depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
        depth -= type(event).__name__ in {"MappingEndEvent", "SequenceEndEvent"}
        if depth > MAX_DEPTH:
            raise _Refused(line, f"is nested more than {MAX_DEPTH} deep", "no field of a package is so deep")


def _events(text: str) -> Iterator[Any]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _build(node: Node, path: Path, lines: dict[Path, int]) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, SequenceNode):
        return [_build(child, (*path, i), lines) for i, child in enumerate(node.value)]
    return _scalar(node) if isinstance(node, ScalarNode) else None


def _mapping(node: MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise _Refused(line, "has a key that is no word", "write 'name: value'")
        key = str(key_node.value)
        if key in built:
            raise _Refused(line, f"has '{key}' twice", "keep one of the two")
        built[key] = _build(value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return built


_CONSTRUCT = {
    "tag:yaml.org,2002:int": "construct_yaml_int",
    "tag:yaml.org,2002:float": "construct_yaml_float",
    "tag:yaml.org,2002:bool": "construct_yaml_bool",
    "tag:yaml.org,2002:null": "construct_yaml_null",
}


def _scalar(node: ScalarNode) -> Any:
    construct = _CONSTRUCT.get(str(node.tag))
    if construct is None:
        return str(node.value)
    try:
        return getattr(YAML(typ="safe", pure=True).constructor, construct)(node)
    except (ValueError, OverflowError):
        line = node.start_mark.line + 1
        raise _Refused(line, "is a number that cannot be read", "write a plain number, or quote it") from None
