"""SubRip (SRT): captions to and from programs that know no WebVTT.

SubRip has no voices. A speaker stands before the text ("Nurse: ..."), at each change of speaker; on the
way in a name is taken for a speaker when it is in capitals ("NURSE:") or when the caller knows it.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from media_tools.captions.model import Cue, Deviation, milliseconds
from media_tools.captions.vtt import CaptionsRefused

_TIME = r"(\d{1,3}):([0-5]\d):([0-5]\d)[,.](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s+[XY][12]:\d+)*\s*", re.ASCII)
_TAG = re.compile(r"</?(?:[ibu]|font)(?:\s[^>]*)?>|\{\\[^}]*\}", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:>>\s*)?([^\W\d_a-z][^a-z:\[\]]{1,30}):\s+(?=\S)")
_HOUR, _MINUTE, _SECOND = 3_600_000, 60_000, 1000


def read_srt(data: bytes, name: str, speakers: Collection[str] = ()) -> tuple[Cue, ...]:
    """The cues of a SubRip file, in order.

    Args:
        data: the file; UTF-8, or Windows-1252 as older programs write it.
        name: what to call the file in messages.
        speakers: names that are speakers when they stand before a colon at the start of a cue.

    Raises:
        CaptionsRefused: a cue cannot be read; every one that cannot, a line each.
    """
    lines = _decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Deviation] = []
    cues: list[Cue] = []
    speaker: str | None = None
    for number, block in _blocks(lines):
        cue = _cue(block, number, found)
        if cue is None:
            continue
        named, cue_lines = _speaker(cue.lines, speakers)
        speaker = named if named or _is_sound(cue.lines) else speaker
        cues.append(Cue(cue.start, cue.end, cue_lines, None if _is_sound(cue.lines) else speaker))
    found += [] if cues or found else [Deviation(1, "holds no cue", "write 1, a timing and the text")]
    if found:
        raise CaptionsRefused(name, tuple(found))
    return tuple(cues)


def write_srt(cues: Sequence[Cue]) -> str:
    """Cues as a SubRip file; the speaker stands before the text wherever the speaker changes."""
    blocks = []
    speaker: str | None = None
    for number, cue in enumerate(cues, start=1):
        prefix = f"{cue.speaker}: " if cue.speaker and cue.speaker != speaker else ""
        text = "\n".join(line for line in cue.lines if line.strip())
        blocks.append(f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{prefix}{text}\n")
        speaker = cue.speaker
    return "\n".join(blocks)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each cue from its timing line on, with that line's number from 1; its index and empty lines are left out."""
    starts = [at for at, line in enumerate(lines) if "-->" in line]
    for at, following in zip(starts, [*starts[1:], len(lines) + 1], strict=False):
        text = [line for line in lines[at + 1 : following] if line.strip()]
        if following <= len(lines) and text and lines[following - 1].strip().isdigit():
            text.pop()  # the index of the next cue
        yield at + 1, [lines[at], *text]


def _cue(block: Sequence[str], number: int, found: list[Deviation]) -> Cue | None:
    match = _TIMING.fullmatch(block[0])
    if match is None:
        what = f"{block[0].strip()!r} is no timing"
        found.append(Deviation(number, what, "write 00:00:01,000 --> 00:00:03,000"))
        return None
    start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    if end <= start:
        found.append(Deviation(number, "the cue does not end after it begins", "give it a later end"))
        return None
    if not block[1:]:
        found.append(
            Deviation(number, "the cue has no text", "write its text below the timing, or remove it")
        )
        return None
    return Cue(start, end, tuple(_TAG.sub("", line).strip() for line in block[1:]))


def _seconds(parts: Sequence[str]) -> float:
    hours, minutes, seconds, thousandths = map(int, parts)
    return (hours * _HOUR + minutes * _MINUTE + seconds * _SECOND + thousandths) / _SECOND


def _stamp(seconds: float) -> str:
    whole = milliseconds(seconds)
    hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
    return f"{hours:02}:{minutes:02}:{whole % _MINUTE // _SECOND:02},{whole % _SECOND:03}"


def _is_sound(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    return text.startswith("[") and text.endswith("]")


def _speaker(lines: tuple[str, ...], speakers: Collection[str]) -> tuple[str | None, tuple[str, ...]]:
    """The speaker that the first line names, and the lines without the name."""
    first = lines[0]
    for name in sorted(speakers, key=len, reverse=True):
        if first.startswith(f"{name}:"):
            return name, _without(lines, len(name) + 1)
    match = _CAPITALS.match(first)
    return (match[1].strip(), _without(lines, match.end())) if match else (None, lines)


def _without(lines: tuple[str, ...], characters: int) -> tuple[str, ...]:
    rest = lines[0][characters:].strip()
    return (rest, *lines[1:]) if rest else lines[1:] or ("",)
