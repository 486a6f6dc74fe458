"""The text of a WebVTT cue: tags taken out, entities decoded, the speaker found; and the way back.

Follows the cue text tokenizer and tree of the specification (https://www.w3.org/TR/webvtt1/ section 6.4),
and its syntax (section 4.2.2) for what it reports.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(r"<([^>]*)(>|\Z)")
_NAME = re.compile(r"[^\t\n\f .]*")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_TIMESTAMP = re.compile(r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}")
_KNOWN = frozenset(["c", "i", "b", "u", "ruby", "rt", "v", "lang"])
_SPACE = "\t\n\f "


@dataclass
class _Walk:
    """Where the reading stands: open tags, what has been read, what is wrong."""

    open: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CueText:
    """What a cue's markup says: plain text with line breaks, its speakers in order, and what is wrong with it."""

    text: str
    voices: tuple[str, ...]
    faults: tuple[str, ...]


def read_cue_text(markup: str) -> CueText:
    """Read a cue's markup; nothing in it is ever refused, faults are told."""
    walk = _Walk()
    for content, is_tag in _tokens(markup):
        if not is_tag:
            _take_text(walk, content)
        elif content.startswith("/"):
            _close(walk, content[1:])
        elif content[:1].isascii() and content[:1].isdigit():
            _check_timestamp(walk, content)
        else:
            _open(walk, content)
    if markup.rfind("<") > markup.rfind(">"):
        walk.faults.append("a tag is not closed with '>'")
    walk.faults += [f"<{name}> is not closed" for name in walk.open if name != "v" or len(walk.voices) > 1]
    return CueText("".join(walk.text), tuple(walk.voices), tuple(walk.faults))


def _tokens(markup: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for match in _TAG.finditer(markup):
        if match.start() > at:
            yield markup[at : match.start()], False
        yield match[1], True
        at = match.end()
    if at < len(markup):
        yield markup[at:], False


def _take_text(walk: _Walk, content: str) -> None:
    if "&" in _ENTITY.sub("", content):
        walk.faults.append("'&' stands alone: write &amp;")
    walk.text.append(html.unescape(content))


def _open(walk: _Walk, content: str) -> None:
    name = (_NAME.match(content) or [""])[0]
    if name not in _KNOWN or (name == "rt" and walk.open[-1:] != ["ruby"]):
        walk.faults.append(f"<{content.strip() or ' '}> is no tag of WebVTT: write &lt; for '<'")
        return
    _, _, annotation = re.sub(r"[\t\n\f ]+", " ", content).partition(" ")
    walk.open.append(name)
    if name != "v":
        return
    if not annotation.strip():
        walk.faults.append("<v> names no speaker: write <v Name>")
    walk.voices.append(html.unescape(annotation.strip()))


def _close(walk: _Walk, name: str) -> None:
    if name == "ruby" and walk.open[-2:] == ["ruby", "rt"]:
        del walk.open[-2:]
    elif walk.open[-1:] == [name]:
        walk.open.pop()
    else:
        walk.faults.append(f"</{name}> closes nothing that is open")


def _check_timestamp(walk: _Walk, content: str) -> None:
    if not _TIMESTAMP.fullmatch(content):
        walk.faults.append(f"<{content}> is no timestamp: write <00:00:01.000>")


def escape(text: str) -> str:
    """Plain text as cue text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_cue_text(lines: tuple[str, ...], speaker: str | None) -> str:
    """Plain lines as a cue's markup, with the speaker as its voice."""
    text = "\n".join(escape(line) for line in lines)
    return f"<v {escape(' '.join(speaker.split()))}>{text}" if speaker and speaker.strip() else text
