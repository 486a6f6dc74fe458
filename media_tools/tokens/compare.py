"""Where two texts differ, token by token, with zero tolerance for what alters the clinical meaning.

A rate of word errors says little: captions that swap two key words of a sentence have a rate of a few
per cent. So each difference is named with its kind, and `CRITICAL` kinds are never tolerable.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from media_tools.tokens.classes import CRITICAL, Kind, heavier, opposed
from media_tools.tokens.normalise import Token, read


@dataclass(frozen=True)
class Difference:
    """One difference between what is expected and what is found.

    Attributes:
        kind: the weightiest kind of the tokens concerned.
        expected, found: the words as written; empty where one side has none.
        expected_passage, found_passage: the passage in which it begins, or before which words are missing.
        expected_token, found_token: the first token concerned, counted through the whole text.
    """

    kind: Kind
    expected: str
    found: str
    expected_passage: int
    found_passage: int
    expected_token: int
    found_token: int

    @property
    def critical(self) -> bool:
        """Whether it can never be tolerated."""
        return self.kind in CRITICAL


def differences(expected: Sequence[str], found: Sequence[str]) -> list[Difference]:
    """Every difference between two texts, in order.

    Args:
        expected: the passages of the text that is right (the lines of a script).
        found: the passages of the text that is checked (the cues of captions).
    """
    ours, theirs = read(expected), read(found)
    return [_difference(ours, theirs, pairs) for pairs in _runs(ours, theirs, align(ours, theirs))]


def error_rate(expected: Sequence[str], found: Sequence[str]) -> float:
    """The share of tokens that are missing, added or changed, against those that are expected."""
    ours, theirs = read(expected), read(found)
    wrong = sum(not _same(ours, theirs, pair) for pair in align(ours, theirs))
    return wrong / max(len(ours), 1)


Pair = tuple[int | None, int | None]
"""Positions of two tokens that stand for one another; None on the side where one is missing."""


def align(ours: Sequence[Token], theirs: Sequence[Token]) -> list[Pair]:
    """Both rows of tokens side by side: long equal stretches first, then the least change between them."""
    said, found = [t.text for t in ours], [t.text for t in theirs]
    if said == found:
        return [(at, at) for at in range(len(said))]
    matcher = SequenceMatcher(None, said, found, autojunk=_is_monotonous(said, found))
    pairs: list[Pair] = []
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "equal":
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            pairs += [
                (None if a is None else i + a, None if b is None else j + b)
                for a, b in _least_change(ours[i:i_end], theirs[j:j_end])
            ]
    return pairs


_GAP, _LIKE, _UNLIKE = 1.0, 0.9, 1.8
_LARGEST_TABLE = 400_000
_MOST_PAIRS = 10_000_000


def _is_monotonous(said: Sequence[str], found: Sequence[str]) -> bool:
    """Whether so many words could stand for so many others that an exact alignment would take hours; no speech is so."""
    there = Counter(found)
    return sum(count * there[word] for word, count in Counter(said).items()) > _MOST_PAIRS


def _least_change(ours: Sequence[Token], theirs: Sequence[Token]) -> list[Pair]:
    """The cheapest alignment; texts too unlike and long for a table stand one after the other."""
    if not ours or not theirs or len(ours) * len(theirs) > _LARGEST_TABLE:
        return [*((i, None) for i in range(len(ours))), *((None, j) for j in range(len(theirs)))]
    table = [[_GAP * (i + j) for j in range(len(theirs) + 1)] for i in range(len(ours) + 1)]
    for i, one in enumerate(ours, start=1):
        for j, other in enumerate(theirs, start=1):
            change = table[i - 1][j - 1] + _change(one, other)
            table[i][j] = min(change, table[i - 1][j] + _GAP, table[i][j - 1] + _GAP)
    return _walk_back(table, ours, theirs)


def _walk_back(table: list[list[float]], ours: Sequence[Token], theirs: Sequence[Token]) -> list[Pair]:
    i, j = len(ours), len(theirs)
    pairs: list[Pair] = []
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + _change(ours[i - 1], theirs[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and table[i][j] == table[i - 1][j] + _GAP:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]


def _change(one: Token, other: Token) -> float:
    if one.text == other.text:
        return 0.0
    return _LIKE if one.kind == other.kind else _UNLIKE


def _same(ours: Sequence[Token], theirs: Sequence[Token], pair: Pair) -> bool:
    i, j = pair
    return i is not None and j is not None and ours[i].text == theirs[j].text


def _runs(
    ours: Sequence[Token], theirs: Sequence[Token], pairs: Sequence[Pair]
) -> Iterator[list[tuple[Pair, tuple[int, int]]]]:
    """Differing pairs, each with where both texts stand; plain words that differ in a row are one run."""
    run: list[tuple[Pair, tuple[int, int]]] = []
    at = (0, 0)
    for pair in pairs:
        i, j = pair
        same = _same(ours, theirs, pair)
        critical = not same and _kind(ours, theirs, pair) in CRITICAL
        if run and (same or critical):
            yield run
            run = []
        if critical:
            yield [(pair, at)]
        elif not same:
            run.append((pair, at))
        at = (at[0] + (i is not None), at[1] + (j is not None))
    if run:
        yield run


def _kind(ours: Sequence[Token], theirs: Sequence[Token], pair: Pair) -> Kind:
    i, j = pair
    if i is not None and j is not None:
        kind = heavier(ours[i].kind, theirs[j].kind)
        return heavier(kind, "negation") if opposed(ours[i].text, theirs[j].text) else kind
    return ours[i].kind if i is not None else theirs[j].kind if j is not None else "word"


def _difference(
    ours: Sequence[Token], theirs: Sequence[Token], run: Sequence[tuple[Pair, tuple[int, int]]]
) -> Difference:
    pairs = [pair for pair, _ in run]
    kind: Kind = "word"
    for pair in pairs:
        kind = heavier(kind, _kind(ours, theirs, pair))
    i, j = run[0][1]
    return Difference(
        kind=kind,
        expected=" ".join(ours[a].written for a, _ in pairs if a is not None),
        found=" ".join(theirs[b].written for _, b in pairs if b is not None),
        expected_passage=_passage(ours, i),
        found_passage=_passage(theirs, j),
        expected_token=i,
        found_token=j,
    )


def _passage(tokens: Sequence[Token], at: int) -> int:
    return tokens[min(at, len(tokens) - 1)].passage if tokens else 0
