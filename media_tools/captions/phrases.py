"""Where a text may be parted: how much it hurts to break between two words.

Sentence ends first, then clause ends, then before conjunctions and prepositions; never, if it can be
helped, inside a noun phrase, a name, or between a number and its unit (Netflix timed text style guide,
"line breaks"; BBC subtitle guidelines 4.4).
"""

import re

SENTENCE, CLAUSE, CONJUNCTION, PREPOSITION, PLAIN = 0.0, 1.0, 3.0, 4.0, 8.0
"""What a break costs behind a sentence, behind a clause, before a joining word, and elsewhere."""
NAME, TIED, NUMBER = 15.0, 18.0, 24.0
"""What a break costs inside a name, behind a word that leans on the next, and behind a number."""

_CLOSING = "\"'”’)]»"
_CONJUNCTIONS = frozenset(
    ["and", "but", "or", "because", "if", "when", "while", "that", "which", "who", "so", "then"]
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "with",
        "for",
        "from",
        "to",
        "by",
        "over",
        "under",
        "into",
        "after",
        "before",
        "during",
        "through",
        "about",
        "between",
        "without",
        "against",
        "behind",
        "above",
        "below",
        "around",
        "as",
        "than",
        "until",
        "near",
    ]
)
_LEANING = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "this",
        "that",
        "these",
        "those",
        "no",
        "not",
        "any",
        "some",
        "each",
        "every",
        "very",
        "i'm",
        "i'll",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "can",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "must",
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "left",
        "right",
    ]
)
_TITLES = frozenset(["mr.", "mrs.", "ms.", "dr.", "prof.", "e.g.", "i.e.", "vs.", "approx.", "st."])
_ENDS = re.compile(r"[.?!…]$")
_PAUSES = re.compile(r"[,;:—–)]$")
_DIGIT = re.compile(r"\d$")
_UNIT = re.compile(
    r"^(?:[a-zµμ°%]{1,3}\b|mmHg|bpm|mmol|[a-zA-Zµ°%]{1,4}/|(?:milli|centi|micro|kilo)|percent|per\b|over\b)"
)


def break_cost(left: str, right: str) -> float:
    """What it costs to part two written words, from 0 (a sentence ends here) to `NUMBER`."""
    if ends_sentence(left):
        return SENTENCE
    if _PAUSES.search(left.rstrip(_CLOSING) or left) or left in {"—", "–"}:
        return CLAUSE
    if _DIGIT.search(left) and _UNIT.match(right):
        return NUMBER
    if left.lower() in _LEANING or left.lower() in _PREPOSITIONS or left.lower() in _CONJUNCTIONS:
        return TIED
    return _before(left, right)


def ends_sentence(word: str) -> bool:
    """Whether a sentence ends with this word; a title's full stop ends none."""
    return bool(_ENDS.search(word.rstrip(_CLOSING))) and word.lower() not in _TITLES


def _before(left: str, right: str) -> float:
    word = right.lower().rstrip(".,;:?!…")
    if word in _CONJUNCTIONS:
        return CONJUNCTION
    if word in _PREPOSITIONS:
        return PREPOSITION
    if right in {"—", "–", "…"}:
        return TIED
    if _DIGIT.search(left):
        return (PLAIN + NUMBER) / 2
    return NAME if left[:1].isupper() and right[:1].isupper() else PLAIN
