"""A written script as lines; every fault is told with its line, all in one go."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from media_tools.captions.model import Deviation
from media_tools.errors import MediaError


@dataclass(frozen=True)
class ScriptLine:
    """A line of a script: plain text without Markdown; `line` is where it begins in the file, from 1.

    `speaker` is set for speech alone; the text of a timepoint is empty, that of a sound has no brackets.
    """

    kind: Literal["speech", "sound", "seen", "timepoint"]
    speaker: str | None
    text: str
    line: int


class ScriptRefused(MediaError):
    """A script that cannot be read, with every reason."""

    def __init__(self, name: str, deviations: Sequence[Deviation]) -> None:
        self.deviations = tuple(deviations)
        super().__init__("\n".join(f"{name}:{deviation}" for deviation in self.deviations))


_SPEECH = re.compile(r"\*\*((?:\\.|[^\\*])+?)(?::\*\*|\*\*:)(?:\s+(.*)|$)")
_SOUND = re.compile(r"\[((?:\\.|[^\\\[\]])*)\]")
_SEEN = re.compile(r"([*_])(?![*_\s])((?:\\.|[^\\])+?)\1")
_BREAK = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|-(?: -){2,}|\*(?: \*){2,})")
_TITLE = re.compile(r"#\s+\S.*")
_TAG = re.compile(r"(?<!\\)<[A-Za-z/!?]")
_NEW_LINE = re.compile(r"\r\n|\r|\n")
# an escaped sign; marks of emphasis or code, which lean on a word; anything else
_MARKED = re.compile(
    r"\\([!-/:-@\[-`{-~])|((?<=\S)\*+|\*+(?=\S)|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|`+)|([^\\*_`]+|\\|_|\*)"
)


def parse(text: str, name: str = "script") -> tuple[ScriptLine, ...]:
    """The lines of a script in order.

    Args:
        text: the script.
        name: what to call it in messages.

    Raises:
        ScriptRefused: something in it is no line of a script; says where, and what would be right.
    """
    lines: list[ScriptLine] = []
    faults: list[Deviation] = []
    for number, paragraph in _paragraphs(text):
        found = _read(paragraph, number, first=not lines and not faults)
        if isinstance(found, Deviation):
            faults.append(found)
        elif found:
            lines.append(found)
    if not lines and not faults:
        faults.append(Deviation(1, "the script is empty", "write a line such as **Nurse:** Good morning."))
    if faults:
        raise ScriptRefused(name, faults)
    return tuple(lines)


def passages(lines: Sequence[ScriptLine]) -> list[str]:
    """What is heard, line by line, as captions write it: to hold the script against the captions.

    One passage for each line, empty for what is not heard.
    """
    heard = {"speech": "{0}", "sound": "[{0}]"}
    return [heard.get(line.kind, "").format(line.text) for line in lines]


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph as one line of text, with the number of its first line."""
    block: list[str] = []
    start = 1
    for number, line in enumerate([*_NEW_LINE.split(text.removeprefix("\ufeff")), ""], start=1):
        if line.strip():
            start = start if block else number
            block.append(line.strip())
        elif block:
            yield start, " ".join(block)
            block = []


def _read(paragraph: str, number: int, *, first: bool) -> ScriptLine | Deviation | None:
    if paragraph.startswith("#"):
        return _read_title(paragraph, number, first=first)
    if _TAG.search(paragraph):
        return Deviation(number, "HTML means nothing in a script", "remove the tag, or write \\< for a '<'")
    if _BREAK.fullmatch(paragraph):
        return ScriptLine("timepoint", None, "", number)
    if match := _SPEECH.match(paragraph):
        return _read_speech(match, number)
    return _read_unspoken(paragraph, number)


def _read_unspoken(paragraph: str, number: int) -> ScriptLine | Deviation:
    if match := _SOUND.fullmatch(paragraph):
        return _line("sound", match[1], number)
    if match := _SEEN.fullmatch(paragraph):
        return _line("seen", match[2], number)
    what = f"{paragraph[:40]!r} is neither speech, a sound, nor what is seen"
    return Deviation(
        number, what, "write **Name:** before speech, [..] around a sound, *..* around what is seen"
    )


def _read_title(paragraph: str, number: int, *, first: bool) -> Deviation | None:
    if first and _TITLE.fullmatch(paragraph):
        return None
    return Deviation(
        number, "a script has one title, at its top", "write it as '# Title', or begin otherwise"
    )


def _read_speech(match: re.Match[str], number: int) -> ScriptLine | Deviation:
    speaker, said = plain(match[1]), plain(match[2] or "")
    if not speaker or not said:
        return Deviation(number, "a speaker says nothing", "write **Name:** and then the words")
    return ScriptLine("speech", speaker, said, number)


def _line(kind: Literal["sound", "seen"], marked: str, number: int) -> ScriptLine | Deviation:
    text = plain(marked)
    if not text:
        return Deviation(
            number, f"nothing stands between the marks of a {kind} line", "write it, or remove the line"
        )
    return ScriptLine(kind, None, text, number)


def plain(marked: str) -> str:
    """Text without Markdown: escapes taken as they are, emphasis dropped, entities decoded."""
    parts = [escaped or html.unescape(text) for escaped, _, text in _MARKED.findall(marked)]
    return " ".join("".join(parts).split())
