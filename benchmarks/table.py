"""Tables, for a terminal and for a document."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def plain(title: str, rows: Sequence[Row]) -> str:
    """A table for a terminal, whose columns are the keys of its rows; numbers stand to the right.

    A column that a row does not have stays empty there.
    """
    names, cells, right = _parts(rows)
    widths = [max(len(line[i]) for line in [names, *cells]) for i in range(len(names))]
    lines = [names, ["-" * width for width in widths], *cells]
    return "\n".join(["", title, "", *(_line(line, widths, right) for line in lines)])


def markdown(rows: Sequence[Row]) -> str:
    """The same table in Markdown, without a title."""
    names, cells, right = _parts(rows)
    rule = ["---:" if is_number else "---" for is_number in right]
    return "\n".join(f"| {' | '.join(line)} |" for line in [names, rule, *cells])


def _parts(rows: Sequence[Row]) -> tuple[list[str], list[list[str]], list[bool]]:
    """The names of the columns, the cells line by line, and which columns are numbers."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    right = [all(isinstance(row.get(name), int | float | None) for row in rows) for name in names]
    return names, cells, right


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(cells, widths, right, strict=True))
    return "  ".join(placed).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
