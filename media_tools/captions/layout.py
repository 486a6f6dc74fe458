"""How the words of a caption stand in its lines: at most two, balanced, broken at phrases."""

from collections.abc import Sequence
from dataclasses import dataclass

from media_tools.captions.phrases import CLAUSE, break_cost, ends_sentence

_BALANCE = 10.0
_ORPHAN = 8.0
_SHORT_LINE = 8
_ASTRIDE = 8.0  # two sentences in one caption, and the line broken inside one of them


@dataclass(frozen=True)
class Layout:
    """Lines of text, and how bad the break between them is; 0 for one line."""

    lines: tuple[str, ...]
    cost: float


def lay_out(words: Sequence[str], width: int) -> Layout | None:
    """The best one or two lines that hold the words; None where two lines of `width` characters do not."""
    whole = " ".join(words)
    if len(whole) <= width:
        return Layout((whole,), 0.0)
    options = [layout for at in range(1, len(words)) if (layout := _two_lines(words, at, width))]
    return min(options, key=lambda layout: layout.cost, default=None)


def _two_lines(words: Sequence[str], at: int, width: int) -> Layout | None:
    upper, lower = " ".join(words[:at]), " ".join(words[at:])
    if max(len(upper), len(lower)) > width:
        return None
    lopsided = abs(len(upper) - len(lower)) / width
    orphan = _ORPHAN if min(len(upper), len(lower)) < _SHORT_LINE else 0.0
    broken = break_cost(words[at - 1], words[at])
    astride = _ASTRIDE if broken > CLAUSE and any(map(ends_sentence, words[:-1])) else 0.0
    return Layout((upper, lower), broken + astride + _BALANCE * lopsided + orphan)
