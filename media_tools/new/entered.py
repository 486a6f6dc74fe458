"""A case's name entered into `package.yaml`: one name more in one list, every other character as it was."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from media_tools.new.written import NewRefused

_MARK = "\ufeff"
"""The byte-order mark that some editors begin a file with."""


def enter_case(package: Path, name: str) -> Callable[[], None]:
    """What enters a case, ready to be called: `package.yaml` has been read and found to have a place for it.

    Raises:
        NewRefused: the list of cases is written in a way that cannot be added to.
    """
    path = package / "package.yaml"
    # the bytes as they are, line ends and byte-order mark included
    text = path.read_bytes().decode("utf-8")
    changed = with_case(text, name)
    if changed is None:
        raise NewRefused(f"{path}: the list 'cases' cannot be added to; add {name!r} by hand, then go on")
    return lambda: _replace(path, changed)


def with_case(text: str, name: str) -> str | None:
    """The text of `package.yaml` with one more case; None where its list is not understood."""
    if text.startswith(_MARK):
        changed = with_case(text.removeprefix(_MARK), name)
        return changed and _MARK + changed
    listed = _cases(text)
    if listed is None or not listed.value or not isinstance(listed.value[-1], ScalarNode):
        return None
    last = listed.value[-1]
    place = last.end_mark.index
    if listed.flow_style:
        return f"{text[:place]}, {name}{text[place:]}"
    start = text.rfind("\n", 0, last.start_mark.index) + 1
    before = text[start : last.start_mark.index]
    if before.strip() != "-":
        return None
    end = text.find("\n", place)
    head = text[:end].removesuffix("\r") if end >= 0 else text
    line_end = "\r\n" if "\r\n" in text else "\n"
    return f"{head}{line_end}{before}{name}{text[len(head) :]}"


def _cases(text: str) -> SequenceNode | None:
    node = YAML(typ="safe", pure=True).compose(text)
    entries = node.value if isinstance(node, MappingNode) else ()
    found = (value for key, value in entries if key.value == "cases")
    value = next(found, None)
    return value if isinstance(value, SequenceNode) else None


def _replace(path: Path, text: str) -> None:
    """Write a file whole, with the rights that it had."""
    descriptor, part = tempfile.mkstemp(prefix=".package-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
        Path(part).chmod(path.stat().st_mode)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
