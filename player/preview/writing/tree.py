"""Where values stand in the text of a YAML file, in characters from its beginning."""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from scenarios.load.document import Path

Entry = tuple[Node, Node]
"""A key and its value."""


def compose(text: str) -> Node:
    """The outermost value of a text that `scenarios.load.document.parse` has read already.

    Raises:
        LookupError: the text holds nothing.
    """
    node: Node | None = YAML(typ="safe", pure=True).compose(text)
    if node is None:
        raise LookupError("an empty file has no place for anything")
    return node


def find(node: Node, path: Path) -> Node:
    """The value at a path below a node.

    Raises:
        LookupError: there is none.
    """
    for step in path:
        node = node.value[step] if isinstance(step, int) else entry(mapping(node), step)[1]
    return node


def entry(node: MappingNode, name: str) -> Entry:
    """A key with its value.

    Raises:
        LookupError: the mapping has no such key.
    """
    for key, value in node.value:
        if key.value == name:
            return key, value
    raise LookupError(f"there is no {name}")


def mapping(node: Node) -> MappingNode:
    """The node, which has to be a mapping."""
    if isinstance(node, MappingNode):
        return node
    raise LookupError("there is no mapping")


def sequence(node: Node) -> SequenceNode:
    """The node, which has to be a list."""
    if isinstance(node, SequenceNode):
        return node
    raise LookupError("there is no list")


def begin(node: Node) -> int:
    """Where a value begins."""
    return int(node.start_mark.index)


def end(node: Node) -> int:
    """Behind the last character of a value; what a parser calls the end of a block lies behind comments that follow it."""
    last = node
    while isinstance(last, CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    return int(last.end_mark.index)


def column(node: Node) -> int:
    """How far a value is indented."""
    return int(node.start_mark.column)


def is_plain(node: Node) -> bool:
    """Whether nothing but a comment can follow a value on its last line."""
    if isinstance(node, CollectionNode):
        return bool(node.flow_style)
    return isinstance(node, ScalarNode) and is_written(node) and node.style not in {"|", ">"}


def is_written(node: Node) -> bool:
    """Whether a value stands there at all: `key:` alone has none."""
    return begin(node) != int(node.end_mark.index)


def plain_entries(node: MappingNode) -> Iterator[Entry]:
    """The entries behind which a further one can stand, the last one first."""
    yield from ((key, value) for key, value in reversed(node.value) if is_plain(value))
