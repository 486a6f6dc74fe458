"""A change of one value of a YAML file: in its text, whose other characters stay as they are, and in what it says."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ruamel.yaml.nodes import MappingNode, Node

from player.preview.writing import tree
from scenarios.load.document import Path

WIDTH = 100
"""Characters of a list beyond which it goes on in the next line."""


class Step(Protocol):
    """One change."""

    def edit(self, text: str) -> str:
        """The text with the change made.

        Raises:
            LookupError: the text has no place for it.
        """

    def change(self, data: Any) -> None:
        """Make the change in what the text says."""


@dataclass(frozen=True)
class Put:
    """Another value for what stands at a path; where nothing does, it is added to the mapping around it."""

    path: Path
    value: Any

    def edit(self, text: str) -> str:
        """The text with the value in it."""
        around = tree.mapping(tree.find(tree.compose(text), self.path[:-1]))
        try:
            key, value = tree.entry(around, str(self.path[-1]))
        except LookupError:
            return _added(text, around, str(self.path[-1]), self.value)
        return _with_value(text, key, value, self.value)

    def change(self, data: Any) -> None:
        """Put the value into what the text says."""
        _below(data, self.path[:-1])[self.path[-1]] = self.value


@dataclass(frozen=True)
class Instead:
    """A key with its value in the place of another one, as when a circle becomes a polygon."""

    path: Path
    old: str
    name: str
    value: Any

    def edit(self, text: str) -> str:
        """The text with the one in the place of the other."""
        key, value = tree.entry(tree.mapping(tree.find(tree.compose(text), self.path)), self.old)
        text = _with_value(text, key, value, self.value)
        return _spliced(text, tree.begin(key), int(key.end_mark.index), _named(text, key, self.name))

    def change(self, data: Any) -> None:
        """Make the exchange in what the text says."""
        around = _below(data, self.path)
        del around[self.old]
        around[self.name] = self.value


@dataclass(frozen=True)
class Append:
    """A further value at the end of a list."""

    path: Path
    value: Any

    def edit(self, text: str) -> str:
        """The text with the list one longer."""
        around = tree.sequence(tree.find(tree.compose(text), self.path))
        if around.flow_style:
            at = tree.end(around.value[-1]) if around.value else int(around.end_mark.index) - 1
            comma = ", " if around.value else ""
            return _spliced(text, at, at, comma + written(self.value, _line_break(text), tree.column(around)))
        at = tree.end(around)
        new = (
            f"{' ' * tree.column(around)}- {written(self.value, _line_break(text), tree.column(around) + 2)}"
        )
        return _line_after(text, at, new)

    def change(self, data: Any) -> None:
        """Make the list of what the text says one longer."""
        _below(data, self.path).append(self.value)


def changed(data: Any, steps: Sequence[Step]) -> Any:
    """What a text says after all steps."""
    new = copy.deepcopy(data)
    for step in steps:
        step.change(new)
    return new


def written(value: Any, line_break: str = "\n", indent: int = 0) -> str:
    """A value in one line of YAML; a long list of points goes on below, further in than its surroundings."""
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(f"{name}: {written(one, line_break, indent)}" for name, one in value.items())
            + "}"
        )
    if not isinstance(value, Sequence) or isinstance(value, str):
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    lines = [""]
    for i, one in enumerate(value):
        part = written(one, line_break, indent) + (", " if i < len(value) - 1 else "")
        if len(lines[-1]) + len(part) > WIDTH:
            lines.append("")
        lines[-1] += part
    return "[" + f"{line_break}{' ' * (indent + 2)}".join(line.rstrip() for line in lines) + "]"


def _below(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _with_value(text: str, key: Node, old: Node, value: Any) -> str:
    new = written(value, _line_break(text), tree.column(key))
    colon = text.index(":", int(key.end_mark.index)) + 1
    if not tree.is_written(old):
        return _spliced(text, colon, colon, f" {new}")
    # what stood in lines of its own goes on behind its name, unless a comment stands between the two
    if not text[colon : tree.begin(old)].strip():
        return _spliced(text, colon, tree.end(old), f" {new}")
    return _spliced(text, tree.begin(old), tree.end(old), new)


def _added(text: str, around: MappingNode, name: str, value: Any) -> str:
    """A further entry, behind the last one that ends on a line of its own; else before all."""
    for key, last in tree.plain_entries(around):
        new = f"{_named(text, key, name)}: {written(value, _line_break(text), tree.column(key))}"
        if around.flow_style:
            return _spliced(text, tree.end(last), tree.end(last), f", {new}")
        return _line_after(text, tree.end(last), " " * tree.column(key) + new)
    if not around.value:
        raise LookupError("an empty mapping has no layout to follow")
    first = around.value[0][0]
    new = f"{_named(text, first, name)}: {written(value, _line_break(text), tree.column(first))}"
    between = ", " if around.flow_style else _line_break(text) + " " * tree.column(first)
    return _spliced(text, tree.begin(first), tree.begin(first), new + between)


def _named(text: str, like: Node, name: str) -> str:
    """A key in the quotes that another one has."""
    quote = text[tree.begin(like)]
    return f"{quote}{name}{quote}" if quote in "\"'" else name


def _line_after(text: str, at: int, line: str) -> str:
    """A line below the one on which something ends, behind whatever comment it has."""
    if text[:at].endswith("\n"):
        return _spliced(text, at, at, line + _line_break(text))
    following = text.find("\n", at)
    at = len(text) if following < 0 else following - text[:following].endswith("\r")
    return _spliced(text, at, at, _line_break(text) + line)


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _spliced(text: str, begin: int, end: int, new: str) -> str:
    return text[:begin] + new + text[end:]
