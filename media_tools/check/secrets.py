"""Ways in which a text gives an answer away: by its words, by what it tells together, by an order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from media_tools.check.profile import Spoilers
from media_tools.tokens import read

_WORD = re.compile(r"\w[\w-]*")
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")
_FEWEST = 2
"""Steps that tell an order."""


@dataclass(frozen=True)
class Passage:
    """A piece of text that a candidate meets, and where it stands: a field, a line or a time of a file."""

    file: str
    text: str
    field: str = ""
    line: int = 0
    time: float | None = None


class Secret(Protocol):
    """What gives an answer away."""

    def told_in(self, document: Sequence[Passage], rules: Spoilers) -> Passage | None:
        """The passage of a document that gives it away, if one does."""
        ...


@dataclass(frozen=True)
class Words:
    """An answer's own words (of a number: it and its unit as one), and its whole text."""

    words: frozenset[str]
    whole: str = ""

    def told_in(self, document: Sequence[Passage], rules: Spoilers) -> Passage | None:
        """The first passage that has some of the words, where the document has enough of them; or the whole text."""
        found = [words_of(passage.text, rules) | _numbers(passage.text) for passage in document]
        if self.words and _enough(self.words, set().union(*found), rules):
            return next(passage for passage, own in zip(document, found, strict=True) if own & self.words)
        return next((passage for passage in document if self.whole and _has(passage.text, self.whole)), None)


@dataclass(frozen=True)
class Together:
    """What belongs together, told in one sentence: enough words of one thing, with those of another or a phrase.

    Attributes:
        words: of the one thing.
        other: of the other thing.
        phrases: any of these, word for word; none where `other` tells it.
    """

    words: frozenset[str]
    other: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()

    def told_in(self, document: Sequence[Passage], rules: Spoilers) -> Passage | None:
        """The first passage with such a sentence."""
        return next((passage for passage in document if self._told(passage.text, rules)), None)

    def _told(self, text: str, rules: Spoilers) -> bool:
        return any(self._joined(sentence, rules) for sentence in _SENTENCE.split(text))

    def _joined(self, sentence: str, rules: Spoilers) -> bool:
        own = words_of(sentence, rules)
        return (
            _enough(self.words, own, rules)
            and (not self.other or _enough(self.other, own, rules))
            and (not self.phrases or any(_has(sentence, phrase) for phrase in self.phrases))
        )


@dataclass(frozen=True)
class Placed:
    """A label, and in the same sentence of the image's own description (`field`) a word for a place."""

    label: str
    field: str

    def told_in(self, document: Sequence[Passage], rules: Spoilers) -> Passage | None:
        """The description, if it says where the label belongs."""
        own = (passage for passage in document if passage.field == self.field)
        return next((passage for passage in own if self._told(passage.text, rules)), None)

    def _told(self, text: str, rules: Spoilers) -> bool:
        named = (sentence for sentence in _SENTENCE.split(text) if _has(sentence, self.label))
        # a place in the label itself, as in "left atrium", is none
        rest = (plain(sentence).replace(self.label, " ") for sentence in named)
        return any(_has(sentence, place) for sentence in rest for place in rules.places.split())


@dataclass(frozen=True)
class InOrder:
    """Steps, each by its own words, in the order that is right."""

    steps: tuple[frozenset[str], ...]

    def told_in(self, document: Sequence[Passage], rules: Spoilers) -> Passage | None:
        """The passage that tells the first of enough steps, if they are told as they should follow one another."""
        sentences = [(passage, words) for passage in document for words in _clauses(passage.text, rules)]
        found = [
            next((at for at, (_, own) in enumerate(sentences) if step and _enough(step, own, rules)), None)
            for step in self.steps
        ]
        told = [at for at in found if at is not None]
        if len(told) < max(_FEWEST, rules.share * len(self.steps)) or told != sorted(set(told)):
            return None
        return sentences[told[0]][0]


def words_of(text: str, rules: Spoilers) -> set[str]:
    """The words of a text that carry meaning, as stems."""
    common = set(rules.common.split())
    found = {
        word
        for word in _WORD.findall(text.casefold())
        if len(word) >= rules.letters and not word[0].isdigit()
    }
    return {word.removesuffix("s")[: rules.stem] for word in found - common}


def _enough(words: frozenset[str], found: set[str], rules: Spoilers) -> bool:
    return len(words & found) >= rules.share * len(words)


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {plain(text)} "


def _clauses(text: str, rules: Spoilers) -> Iterator[set[str]]:
    """The words of each part of a text: steps can follow one another within a sentence."""
    yield from (words_of(part, rules) for part in re.split(r"[.,;:!?]\s+", text))


def _numbers(text: str) -> set[str]:
    """Each number of a text with its unit."""
    tokens = read([text])
    units = [after.text if after.kind == "unit" else "" for after in tokens[1:]]
    return {
        f"{token.text} {unit}"
        for token, unit in zip(tokens, [*units, ""], strict=False)
        if token.kind == "number"
    }


def plain(text: str) -> str:
    """A text as its words in small letters."""
    return " ".join(_WORD.findall(text.casefold()))
