"""The blocks of a WebVTT file: header, cues, notes, styles, regions, as the specification parts them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from media_tools.captions.model import Deviation
from media_tools.captions.timings import read_timings

ARROW = "-->"
_SIGNATURE = "WEBVTT"
_SPACE = "\t "


@dataclass(frozen=True)
class Block:
    """A block with a timing line, or one that is none and says why.

    Attributes:
        identifier: the line before the timing; empty for none.
        timing: the line with the arrow; None in a block that is no cue.
        timing_line: its number in the file, from 1.
        text: the lines of the cue's text.
        faults: what is wrong with the block itself.
    """

    identifier: str
    timing: str | None
    timing_line: int
    text: tuple[str, ...]
    faults: tuple[Deviation, ...] = ()


def header_faults(lines: Sequence[str]) -> list[Deviation] | None:
    """What is wrong with the header; None where the file is no WebVTT at all."""
    first = lines[0]
    if not first.startswith(_SIGNATURE) or (
        len(first) > len(_SIGNATURE) and first[len(_SIGNATURE)] not in _SPACE
    ):
        return None
    if len(lines) > 1 and lines[1]:
        return [Deviation(2, "an empty line is missing behind WEBVTT", "put one in")]
    return []


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks behind the header, in order. A line with an arrow begins a new cue wherever it stands."""
    at = _behind_header(lines)
    seen_cue = False
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        block, at = _collect(lines, at, seen_cue=seen_cue)
        seen_cue = seen_cue or (block.timing is not None and read_timings(block.timing) is not None)
        yield block


def _behind_header(lines: Sequence[str]) -> int:
    """The specification reads a second line that is not empty as a block of the header, up to an arrow."""
    at = 1
    while at < len(lines) and lines[at] and ARROW not in lines[at]:
        at += 1
    return at


def _collect(lines: Sequence[str], at: int, *, seen_cue: bool) -> tuple[Block, int]:
    if ARROW in lines[at]:
        return _cue(lines, at, "")
    if at + 1 < len(lines) and ARROW in lines[at + 1]:
        return _cue(lines, at + 1, lines[at])
    end = _end(lines, at + 1)
    return Block("", None, 0, (), tuple(_other_faults(lines[at:end], at + 1, seen_cue=seen_cue))), end


def _cue(lines: Sequence[str], timing: int, identifier: str) -> tuple[Block, int]:
    end = _end(lines, timing + 1)
    faults = []
    if end < len(lines) and lines[end]:
        faults.append(Deviation(end + 1, "a cue begins without an empty line before it", "put one in"))
    return Block(identifier, lines[timing], timing + 1, tuple(lines[timing + 1 : end]), tuple(faults)), end


def _end(lines: Sequence[str], at: int) -> int:
    """The next line that ends a block: an empty one, or one with an arrow."""
    while at < len(lines) and lines[at] and ARROW not in lines[at]:
        at += 1
    return at


def _other_faults(lines: Sequence[str], number: int, *, seen_cue: bool) -> list[Deviation]:
    first = lines[0]
    if first == "NOTE" or first.startswith(("NOTE ", "NOTE\t")):
        return []
    kind = first.rstrip(_SPACE)
    if kind in {"STYLE", "REGION"}:
        if not seen_cue:
            return []
        return [
            Deviation(number, f"{kind} comes after a cue and is not read", "move it before the first cue")
        ]
    what = f"{first[:40]!r} belongs to no cue and is not shown"
    return [Deviation(number, what, "give it a timing, or write NOTE before it")]
