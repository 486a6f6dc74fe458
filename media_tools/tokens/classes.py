"""Classes of words whose loss or change alters the clinical meaning, and so is never tolerated."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

from media_tools.tokens.units import read_table

Kind = Literal["drug", "number", "unit", "negation", "laterality", "sound", "word"]
"""What a token is; a difference between two kinds counts as the one that stands first here."""
CRITICAL: tuple[Kind, ...] = ("drug", "number", "unit", "negation", "laterality")
"""Kinds in which captions and script may not differ at all."""
ORDER: tuple[Kind, ...] = (*CRITICAL, "sound", "word")
"""All kinds, by weight."""


def classify(word: str) -> Kind:
    """The kind of a plain word in small letters; numbers, units and sounds are known by where they stand."""
    return _classes().get(word, "word")


def heavier(one: Kind, other: Kind) -> Kind:
    """Of two kinds the one that matters more."""
    return min(one, other, key=ORDER.index)


@cache
def _classes() -> Mapping[str, Kind]:
    here = Path(__file__).parent
    drugs = {name: "drug" for row in read_table(here / "drugs.txt") for name in row[0].split()}
    rows = read_table(here / "classes.tsv")
    return cast("Mapping[str, Kind]", drugs | {word: row[0] for row in rows for word in row[1].split()})
