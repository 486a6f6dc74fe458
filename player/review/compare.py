"""Captions and script side by side, with every token that differs marked where it stands."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from media_tools.captions.model import Cue
from media_tools.script import ScriptLine, passages
from media_tools.tokens import CRITICAL, Kind, Token, read
from media_tools.tokens.compare import align


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `differs` is the kind of a token that the other text has not, else None."""

    text: str
    differs: Kind | None = None

    @property
    def loud(self) -> bool:
        """Whether it alters the clinical meaning."""
        return self.differs in CRITICAL


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A line of the script beside the captions that say it; either side may be empty."""

    line: ScriptLine | None
    script: Pieces
    cues: tuple[tuple[Cue, Pieces], ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it does."""
        return any(
            piece.differs for pieces in (self.script, *(own for _, own in self.cues)) for piece in pieces
        )


def side_by_side(lines: Sequence[ScriptLine], cues: Sequence[Cue]) -> list[Row]:
    """The script of a scene beside its captions, line by line."""
    heard, shown = passages(lines), [cue.text for cue in cues]
    ours, theirs = read(heard), read(shown)
    pairs = align(ours, theirs)
    same = [(i, j) for i, j in pairs if i is not None and j is not None and ours[i].text == theirs[j].text]
    left = _marked(
        [text or line.text for text, line in zip(heard, lines, strict=True)], ours, {i for i, _ in same}
    )
    right = _marked(shown, theirs, {j for _, j in same})
    home = _homes(len(cues), Counter((ours[i].passage, theirs[j].passage) for i, j in same))
    rows = [
        Row(line, left[at], tuple((cues[n], right[n]) for n in range(len(cues)) if home[n] == at))
        for at, line in enumerate(lines)
        if line.kind != "timepoint"
    ]
    lost = tuple((cues[n], right[n]) for n in range(len(cues)) if home[n] is None)
    return [*([Row(None, (), lost)] if lost else []), *rows]


def _homes(count: int, common: Counter[tuple[int, int]]) -> list[int | None]:
    """The line that each caption stands beside: the one it has most words of, else that of the caption before."""
    homes: list[int | None] = []
    for cue in range(count):
        ours = {line: number for (line, of), number in common.items() if of == cue}
        best = max(ours, key=lambda line: (ours[line], -line)) if ours else None
        homes.append(best if best is not None else homes[-1] if homes else None)
    return homes


def _marked(texts: Sequence[str], tokens: Sequence[Token], same: set[int]) -> list[Pieces]:
    """Each text in pieces; a token is found again by the way it is written."""
    own: dict[int, list[tuple[Token, bool]]] = {}
    for number, token in enumerate(tokens):
        own.setdefault(token.passage, []).append((token, number not in same))
    return [tuple(_pieces(text, own.get(at, ()))) for at, text in enumerate(texts)]


def _pieces(text: str, tokens: Iterable[tuple[Token, bool]]) -> Iterator[Piece]:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("μ", "µ")
    told, start, before = 0, 0, ""
    for token, differs in tokens:
        # two tokens of one word, such as "can't", stand at the same place
        at, end = _place(token.written, plain, start if token.written == before else told)
        before, start = token.written, at
        if not differs or end <= told:
            continue
        if at > told:
            yield Piece(plain[told:at])
        yield Piece(plain[max(at, told) : end], token.kind)
        told = end
    if plain[told:]:
        yield Piece(plain[told:])


def _place(written: str, text: str, start: int) -> tuple[int, int]:
    """Where a token stands from `start` on; all of the rest, where it reaches into another text and is not found."""
    parts = re.findall(r"\w+", written)
    pattern = r"[\W_]*".join(map(re.escape, parts)) if parts else re.escape(written)
    found = re.compile(pattern, re.IGNORECASE).search(text, start)
    return found.span() if found else (start, len(text))
