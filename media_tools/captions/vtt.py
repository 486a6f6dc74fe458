"""Reading WebVTT as the specification reads it, and telling every deviation with its line.

`parse` finds exactly the cues that a browser finds (https://www.w3.org/TR/webvtt1/ section 6.1): what a
browser drops is dropped here, and said. Beyond that it reports what the syntax (section 4) forbids
and a browser lets pass: cues that are empty, end before they begin, or are out of order; unknown settings;
faulty cue text.
"""

from dataclasses import dataclass

from media_tools.captions.blocks import Block, blocks, header_faults
from media_tools.captions.cue_text import read_cue_text
from media_tools.captions.model import Cue, Deviation
from media_tools.captions.timings import Timings, read_timings, setting_faults
from media_tools.errors import MediaError


class CaptionsRefused(MediaError):
    """Captions that cannot be read at all, or that a strict reader was asked to refuse."""

    def __init__(self, name: str, deviations: tuple[Deviation, ...]) -> None:
        self.deviations = deviations
        super().__init__("\n".join(f"{name}:{deviation}" for deviation in deviations))


@dataclass(frozen=True)
class Captions:
    """A caption file: its cues in file order, and every deviation from the format."""

    cues: tuple[Cue, ...]
    deviations: tuple[Deviation, ...]


def read_vtt(data: bytes, name: str) -> tuple[Cue, ...]:
    """The cues of a WebVTT file without any deviation.

    Raises:
        CaptionsRefused: the file deviates from the format; all deviations at once, a line each.
    """
    captions = parse(data)
    if captions.deviations:
        raise CaptionsRefused(name, captions.deviations)
    return captions.cues


def parse(data: bytes | str) -> Captions:
    """Every cue of a WebVTT file, and every deviation; a file without the signature has no cues."""
    found = _decoding_faults(data) if isinstance(data, bytes) else []
    text = (
        data.decode("utf-8-sig", errors="replace") if isinstance(data, bytes) else data.removeprefix("\ufeff")
    )
    if "\0" in text:
        found.append(
            Deviation(text[: text.index("\0")].count("\n") + 1, "holds a NUL character", "remove it")
        )
    lines = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    faults = header_faults(lines)
    if faults is None:
        what = "does not begin with WEBVTT"
        return Captions((), (*found, Deviation(1, what, "write WEBVTT alone on the first line")))
    found += faults
    cues: list[Cue] = []
    names: set[str] = set()
    for block in blocks(lines):
        found += block.faults
        cue, more = _cue(block, cues[-1] if cues else None, names)
        found += more
        if cue:
            cues.append(cue)
            names.add(cue.identifier)
    return Captions(tuple(cues), tuple(sorted(found, key=lambda deviation: deviation.line)))


def _decoding_faults(data: bytes) -> list[Deviation]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [Deviation(line, "is not UTF-8", "save the file as UTF-8")]
    return []


def _cue(block: Block, before: Cue | None, names: set[str]) -> tuple[Cue | None, list[Deviation]]:
    if block.timing is None:
        return None, []
    line = block.timing_line
    timings = read_timings(block.timing)
    if timings is None:
        what = f"{block.timing.strip()!r} is no timing, and a browser drops the cue"
        return None, [Deviation(line, what, "write 00:00:01.000 --> 00:00:03.000")]
    cue_text = read_cue_text("\n".join(block.text))
    cue = Cue(
        start=timings.start,
        end=timings.end,
        lines=tuple(cue_text.text.split("\n")) if cue_text.text else (),
        speaker=next(iter(cue_text.voices), None),
        identifier=block.identifier,
        settings=timings.settings,
        markup="\n".join(block.text),
    )
    faults = [Deviation(line + 1, what, "mend the cue's text") for what in cue_text.faults]
    return cue, [*_timing_faults(block, timings, before), *_content_faults(block, cue, names), *faults]


def _timing_faults(block: Block, timings: Timings, before: Cue | None) -> list[Deviation]:
    line = block.timing_line
    found = [Deviation(line, what, fix) for what, fix in setting_faults(timings)]
    if timings.end <= timings.start:
        found.append(Deviation(line, "the cue does not end after it begins", "give it a later end"))
    if before and timings.start < before.start:
        found.append(Deviation(line, "the cue begins before the one before it", "put the cues in order"))
    return found


def _content_faults(block: Block, cue: Cue, names: set[str]) -> list[Deviation]:
    found = []
    if not cue.text.strip():
        found.append(
            Deviation(
                block.timing_line, "the cue has no text", "write its text below the timing, or remove it"
            )
        )
    if cue.identifier and cue.identifier in names:
        found.append(
            Deviation(
                block.timing_line - 1, f"another cue is called {cue.identifier!r} too", "name each once"
            )
        )
    return found
