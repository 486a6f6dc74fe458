"""From written text to the words that are spoken, with a map back to what is written.

A written token is what stands between white space. Tokens and spoken words are tied together in
groups: "84/62" is one token and four words, "BP" is one token and two, a package may say two tokens
as one name. Every token belongs to one group, in order; a dash that stands alone has no words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from media_tools.voice.lexicon import Lexicon
from media_tools.voice.spelling import expand, number_before

Mark = Literal["", ",", ".", "?", "!"]
"""What follows a spoken word: nothing, a short pause, or the end of a sentence."""
SENTENCE_ENDS = frozenset(".?!")
"""Marks that end a sentence."""


@dataclass(frozen=True)
class Spoken:
    """A plain word for an engine: letters and apostrophes, or one capital that is read as a letter."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Group:
    """Tokens `first` up to `last` (not included) and the words that are spoken for them."""

    first: int
    last: int
    words: tuple[Spoken, ...]


@dataclass(frozen=True)
class Reading:
    """A text as it is read: where its tokens stand (character spans), and the groups that cover them."""

    spans: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]

    @property
    def words(self) -> tuple[Spoken, ...]:
        """Everything that is spoken, in order."""
        return tuple(word for group in self.groups for word in group.words)


_TOKEN = re.compile(r"\S+")
_PAUSES = set(",;:—–…)]")
_OPENING = "\"'“‘([«¿¡"
_CLOSING = "\"'”’)]»"
_STOPS = ".,;:?!…—–"
_DASHES = frozenset("-–—")


@dataclass(frozen=True)
class _Token:
    core: str
    dotted: str
    mark: Mark
    dash: bool = False


def read(text: str, lexicon: Lexicon, *, english: bool = True) -> Reading:
    """How a text is read aloud.

    Args:
        text: what is written.
        lexicon: what is said otherwise than it is spelled.
        english: whether numbers, units and signs are put into English words; else the engine reads them.
    """
    matches = list(_TOKEN.finditer(text))
    tokens = [_take_apart(match.group()) for match in matches]
    groups: list[Group] = []
    at = 0
    while at < len(tokens):
        group = _phrase(tokens, at, lexicon) or _single(tokens, at, lexicon, english=english)
        if not group.words and groups and tokens[at].mark:
            groups[-1] = _pausing(groups[-1])
        groups.append(group)
        at = group.last
    return Reading(tuple(match.span() for match in matches), tuple(_end_well(groups)))


def sentences(words: Sequence[Spoken]) -> Iterator[tuple[Spoken, ...]]:
    """Spoken words, sentence by sentence."""
    start = 0
    for position, word in enumerate(words, start=1):
        if word.mark in SENTENCE_ENDS or position == len(words):
            yield tuple(words[start:position])
            start = position


def _take_apart(token: str) -> _Token:
    core = token.lstrip(_OPENING)
    stripped = core.rstrip(_CLOSING + _STOPS)
    tail = core[len(stripped) :] if stripped else token
    dotted = f"{stripped}." if tail.startswith(".") else stripped
    return _Token(stripped, dotted, _mark(tail), dash=token in _DASHES)


def _mark(tail: str) -> Mark:
    if "?" in tail:
        return "?"
    if "!" in tail:
        return "!"
    if "." in tail and "..." not in tail:
        return "."
    return "," if "..." in tail or _PAUSES & set(tail) else ""


def _phrase(tokens: Sequence[_Token], at: int, lexicon: Lexicon) -> Group | None:
    """The group of a lexicon's phrase; a full stop that belongs to the phrase ("Dr.") ends no sentence."""
    window = tokens[at : at + lexicon.longest]
    reach = next((i + 1 for i, token in enumerate(window) if token.mark), len(window))
    dotted = [token.dotted for token in window[:reach]]
    if (found := lexicon.find(dotted)) and dotted[found[0] - 1].endswith("."):
        return _group(at, found, "")
    if found := lexicon.find([token.core for token in window[:reach]]):
        return _group(at, found, window[found[0] - 1].mark)
    return None


def _group(at: int, found: tuple[int, tuple[str, ...]], mark: Mark) -> Group:
    count, words = found
    return Group(at, at + count, _marked(words, mark))


def _single(tokens: Sequence[_Token], at: int, lexicon: Lexicon, *, english: bool) -> Group:
    token = tokens[at]
    if english and _is_range(tokens, at):
        return Group(at, at + 1, (Spoken("to"),))
    if not english:
        words: Sequence[str] = [token.core] if any(map(str.isalnum, token.core)) else []
    else:
        before = number_before(tokens[at - 1].core) if at and not tokens[at - 1].mark else None
        words = expand(token.core, before, lexicon)
    return Group(at, at + 1, _marked(words, token.mark))


def _is_range(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a token is a dash that stands alone between two numbers: 5 - 7 cm."""
    around = (tokens[at - 1].core[-1:], tokens[at + 1].core[:1]) if 0 < at < len(tokens) - 1 else ("", "")
    return tokens[at].dash and all(map(str.isdigit, around))


def _marked(words: Sequence[str], mark: Mark) -> tuple[Spoken, ...]:
    if not words:
        return ()
    return (*(Spoken(word) for word in words[:-1]), Spoken(words[-1], mark))


def _pausing(group: Group) -> Group:
    """A dash that stands alone is a short pause."""
    if not group.words or group.words[-1].mark:
        return group
    return Group(group.first, group.last, (*group.words[:-1], Spoken(group.words[-1].text, ",")))


def _end_well(groups: list[Group]) -> list[Group]:
    """The last word that is spoken ends its sentence, so that the voice comes to rest."""
    for position in range(len(groups) - 1, -1, -1):
        group = groups[position]
        if not group.words:
            continue
        last = group.words[-1]
        if last.mark not in SENTENCE_ENDS:
            ended = (*group.words[:-1], Spoken(last.text, "."))
            groups[position] = Group(group.first, group.last, ended)
        break
    return groups
