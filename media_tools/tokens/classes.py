"""Classes of words whose loss or change alters the clinical meaning, and so is never tolerated.

Most words have their class from a table. A drug that no table knows is known by the stem of its name, and two words
that only a prefix parts (compressible, non-compressible; hypotension, hypertension) negate one another.
"""

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


_SHORTEST_DRUG = 7
"""Letters: shorter words that end like a drug are none, such as `april`."""
_SHORTEST_ROOT = 4
"""Letters behind a prefix: `a-part` and `part` are two words, `a-typical` and `typical` are opposites."""
_NEGATING = ("non", "un", "in", "im", "ir", "il", "ab", "an", "a", "dis")
_OPPOSING = (
    ("hyper", "hypo", "normo", "iso", "an"),
    ("tachy", "brady"),
    ("in", "de"),
    ("intra", "extra", "inter", "retro"),
    ("supra", "sub", "infra"),
    ("pre", "post"),
    ("uni", "bi"),
    ("ante", "retro"),
)


def classify(word: str) -> Kind:
    """The kind of a plain word in small letters; units and sounds, and most numbers, are known by where they stand."""
    if kind := _classes().get(word):
        return kind
    if any(map(str.isdigit, word)):  # T12, B6: another digit is another vertebra, another vitamin
        return "number"
    return "drug" if len(word) >= _SHORTEST_DRUG and word.endswith(_stems()) else "word"


def opposed(one: str, other: str) -> bool:
    """Whether two words, in small letters, are a word and its negation, or opposites that a prefix parts."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_ROOT and long.endswith(short) and long.removesuffix(short) in _NEGATING:
        return True
    return any(_roots(one, group) & _roots(other, group) for group in _OPPOSING) and one != other


def _roots(word: str, prefixes: tuple[str, ...]) -> set[str]:
    """What is left of a word without each of the prefixes that it begins with."""
    roots = (word.removeprefix(prefix) for prefix in prefixes if word.startswith(prefix))
    return {root for root in roots if len(root) >= _SHORTEST_ROOT}


def heavier(one: Kind, other: Kind) -> Kind:
    """Of two kinds the one that matters more."""
    return min(one, other, key=ORDER.index)


@cache
def _stems() -> tuple[str, ...]:
    rows = read_table(Path(__file__).with_name("stems.txt"))
    return tuple(stem for row in rows for stem in row[0].split())


@cache
def _classes() -> Mapping[str, Kind]:
    here = Path(__file__).parent
    drugs = {name: "drug" for row in read_table(here / "drugs.txt") for name in row[0].split()}
    rows = read_table(here / "classes.tsv")
    return cast("Mapping[str, Kind]", drugs | {word: row[0] for row in rows for word in row[1].split()})
