"""The reference of all scenes and parameters, as Markdown: generated, so that it cannot drift."""

from collections.abc import Iterator
from pathlib import Path

from media_tools.phantom.catalogue import CATALOGUE
from media_tools.phantom.entry import Entry
from media_tools.phantom.parameters import Parameter

BEGIN, END = "<!-- scenes: begin -->", "<!-- scenes: end -->"


def write_reference() -> str:
    """Every scene with its parameters, units, ranges and defaults, and what it measures."""
    return "\n".join(line for entry in CATALOGUE.values() for line in _section(entry))


def _section(entry: Entry) -> Iterator[str]:
    yield f"### `{entry.name}`"
    yield ""
    yield f"{entry.says[0].upper()}{entry.says[1:]}. Marker on the {entry.marker}."
    yield ""
    yield "| parameter | default | may be | what it does |"
    yield "|---|---|---|---|"
    for one in entry.parameters:
        yield f"| `{one.name}` | {_default(one)} | {one.range} | {one.says} |"
    yield ""


def _default(one: Parameter) -> str:
    return str(one.default).lower() if one.kind == "switch" else f"{one.default:g}"


def renew(page: Path) -> None:
    """Bring the reference in a Markdown page up to date, between its two marks.

    Raises:
        ValueError: the page has not both marks.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page}: the reference stands between '{BEGIN}' and '{END}'")
    page.write_text(f"{before}{BEGIN}\n\n{write_reference()}\n{END}{after}", encoding="utf-8")
