"""How written words are said where spelling does not tell: the clinical lexicon, and a package's own entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from media_tools.tokens.units import read_table


@dataclass(frozen=True)
class Lexicon:
    """Written phrases (words parted by single spaces) and the words that are spoken for them.

    Attributes:
        exact: phrases that count only as they are written.
        folded: phrases in small letters that count in any case.
        longest: words of the longest phrase.
    """

    exact: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, tuple[str, ...]]
    longest: int

    def find(self, words: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
        """The longest phrase that begins `words`: how many words it takes, and what is spoken for it."""
        for count in range(min(self.longest, len(words)), 0, -1):
            phrase = " ".join(words[:count])
            spoken = self.exact.get(phrase) or self.folded.get(phrase.lower())
            if spoken:
                return count, spoken
        return None


def lexicon(pronounce: Mapping[str, str] | None = None) -> Lexicon:
    """The clinical lexicon, with a package's entries before it."""
    return _build((*_clinical(), *(pronounce or {}).items()))


def only(pronounce: Mapping[str, str]) -> Lexicon:
    """A package's entries alone: for languages that the clinical lexicon does not speak."""
    return _build(pronounce.items())


def _build(entries: Iterable[tuple[str, str]]) -> Lexicon:
    exact: dict[str, tuple[str, ...]] = {}
    folded: dict[str, tuple[str, ...]] = {}
    for written, spoken in entries:
        phrase = " ".join(written.split())
        kind = folded if phrase.islower() else exact
        kind[phrase] = tuple(spoken.split())
    longest = max((len(phrase.split()) for phrase in (*exact, *folded)), default=0)
    return Lexicon(exact, folded, longest)


@cache
def _clinical() -> tuple[tuple[str, str], ...]:
    rows = read_table(Path(__file__).with_name("lexicon.tsv"))
    return tuple((row[0], row[1]) for row in rows)
