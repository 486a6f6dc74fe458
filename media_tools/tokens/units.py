"""Units of measurement: how each is written and said. The table stands in `units.tsv`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Unit:
    """A unit: its symbol, how it is said of one and of many, and other ways of writing it."""

    symbol: str
    one: str
    many: str
    others: tuple[str, ...]


@cache
def units() -> Mapping[str, Unit]:
    """Every unit under its symbol and under each other form that is one word, exactly as written."""
    return {form: unit for unit in _table() for form in (unit.symbol, *unit.others) if " " not in form}


@cache
def unit_phrases() -> Mapping[tuple[str, ...], str]:
    """Words, in small letters, that name a unit when they are written out -> the unit's symbol.

    Symbols are not among them: `min` and `m` name a unit only behind a number, and `units` has them.
    """
    return {
        tuple(form.lower().split()): unit.symbol
        for unit in _table()
        for form in (unit.one, unit.many, *unit.others)
        if " " in form or (len(form) > 3 and form.isalpha() and form.islower())  # noqa: PLR2004 (a symbol has up to three letters)
    }


def read_table(path: Path) -> list[list[str]]:
    """The rows of a table of words: columns parted by tabs; empty lines and those that begin with # are notes."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def _table() -> tuple[Unit, ...]:
    rows = read_table(Path(__file__).with_name("units.tsv"))
    return tuple(Unit(row[0], row[1], row[2], tuple(filter(None, row[3].split("|")))) for row in rows)
