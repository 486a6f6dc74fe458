"""Keys of numbers and of few words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scenarios.model.item import NumericItem, TextItem
from scenarios.model.key.base import Images, KeyBase, Target
from scenarios.model.text import Text, several


class NumericKey(Target, KeyBase):
    """The key of a number, in the item's unit."""

    type: Literal["numeric"] = "numeric"


_Listed = Annotated[tuple[Text, ...], Field(min_length=1, max_length=50)]
Answers = Annotated[_Listed, BeforeValidator(several, json_schema_input_type=Text | _Listed)]


class TextKey(KeyBase):
    """The key of a few words. What is not accepted waits for a marker.

    Attributes:
        accepted: answers that are right, however they are spaced, capitalised, accented and punctuated.
        synonyms: words, or several in a row, that stand for another one wherever it is accepted.
    """

    type: Literal["text"] = "text"
    accepted: Answers
    synonyms: Annotated[Mapping[Text, Answers], Field(max_length=50)] = {}

    def takes(self, answer: str) -> bool:
        """Whether an answer is one that is accepted."""
        return self.normal(answer) in {self.normal(right) for right in self.accepted}

    def normal(self, text: str) -> tuple[str, ...]:
        """The words of a text, normalised, with the word itself in the place of each of its synonyms."""
        instead = {words(other): words(word) for word, others in self.synonyms.items() for other in others}
        return tuple(_replaced(words(text), instead))


def words(text: str) -> tuple[str, ...]:
    """The words of a text without what writers differ in: case, spaces, accents, punctuation.

    Unicode compatibility decomposition (UAX 15, NFKD) and case folding; the marks that are left out are those
    above and below a letter (combining classes from 200 on), so that vowel signs of other scripts stay. What
    nobody sees, such as a zero-width space, is left out too. Ligatures are their letters: œdema is oedema. A sign at
    the end of a word or before a number stays, whichever dash it is written with: Rh- is not Rh+, and -5 is not 5. So
    does what makes a number another one: 10⁹ is 10^9 and not 109, 2½ is 2 1/2 and not 21/2.
    """
    apart = _MIXED.sub(" ", _POWER.sub("^", text))
    plain = unicodedata.normalize("NFKD", apart).casefold().translate(_LIGATURES)
    dashed = _DASH.sub("-", _CARET.sub("^", plain))
    letters = "".join(c for c in dashed if unicodedata.combining(c) < _ABOVE_AND_BELOW and not _unseen(c))
    unsigned = re.sub(r"(?<=\w)-(?=\w)|[\u2018\u2019']", _joint, letters)
    kept = "".join(c if c in "-+%" or not unicodedata.category(c).startswith("P") else " " for c in unsigned)
    return tuple(word for word in kept.split() if word != "-")


_POWER = re.compile(r"(?<=\d)(?=[\u207a\u207b]?[\u00b2\u00b3\u00b9\u2070\u2074-\u2079])")
"""Before an exponent, which is a raised number behind another one: the exponents of units may be left out, m² is m2."""
_CARET = re.compile(r"\s*\^\s*")
_MIXED = re.compile(r"(?<=\d)(?=[\u00bc-\u00be\u2150-\u215e\u2189])")
"""Between a whole number and a fraction that is a sign of its own."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "\u2044": "/"})
"""Letters in one that Unicode does not take apart, and the stroke of a fraction, which it does not either."""
_DASH = re.compile("[\u2010-\u2013\u2212]")
"""Hyphens, the figure dash, the en dash and the minus sign, which keyboards and word processors put for one another."""
_ABOVE_AND_BELOW = 200
"""Canonical combining classes from here on: marks attached to, above and below a letter (UAX 44, table 15)."""


def _unseen(character: str) -> bool:
    """Whether a character has no shape: format and control characters (general categories Cf and Cc)."""
    return unicodedata.category(character) in {"Cf", "Cc"} and not character.isspace()


def _joint(found: re.Match[str]) -> str:
    """What stands between two parts of a word: a hyphen parts them, an apostrophe does not."""
    return "" if found[0] in "\u2018\u2019'" else " "


def _replaced(given: Sequence[str], instead: Mapping[tuple[str, ...], tuple[str, ...]]) -> Iterator[str]:
    """Words with the longest of what is to be replaced replaced, from the left."""
    longest = max(map(len, instead), default=0)
    i = 0
    while i < len(given):
        sizes = range(min(longest, len(given) - i), 0, -1)
        size = next((n for n in sizes if tuple(given[i : i + n]) in instead), 0)
        yield from instead[tuple(given[i : i + size])] if size else given[i : i + 1]
        i += size or 1


def numeric_faults(_: NumericItem, key: NumericKey, __: Images) -> Iterator[str]:
    """Why a key cannot score a number."""
    if key.empty:
        yield "allows no value at all"


def text_faults(item: TextItem, key: TextKey, _: Images) -> Iterator[str]:
    """Why a key cannot score a few words."""
    if _ambiguous(key.synonyms):
        yield "has a synonym that stands for two words, or for one that is a synonym itself: put them under one word"
    said = (*key.accepted, *key.synonyms, *(other for others in key.synonyms.values() for other in others))
    if not all(words(text) for text in said):
        yield "names an answer or a synonym without a letter or a digit"
    if any(len(answer) > item.max_length for answer in key.accepted):
        yield f"accepts an answer that is longer than the {item.max_length} characters that the item allows"


def _ambiguous(synonyms: Mapping[str, Answers]) -> bool:
    """Whether what stands for what hangs on where one begins: only one word is put in the place of another, once."""
    pairs = {(words(other), words(word)) for word, others in synonyms.items() for other in others}
    replaced = [other for other, word in pairs if other != word]
    kept = {words(word) for word in synonyms}
    return len(set(replaced)) < len(replaced) or not kept.isdisjoint(replaced)
