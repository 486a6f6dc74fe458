"""Reading the project's documents: their fenced blocks, headings and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what stands behind the language, its text and its first line in the file."""

    language: str
    about: str
    text: str
    line: int


def documents() -> list[Path]:
    """Every document of the project, the README among them."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def read(name: str) -> str:
    """The text of a document, named from the root of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str = "") -> Iterator[Block]:
    """The fenced blocks of a document; those of one language where one is named."""
    for found in _FENCE.finditer(text):
        kind, _, about = found["info"].strip().partition(" ")
        if not language or kind == language:
            yield Block(kind, about, found["text"], text.count("\n", 0, found.start()) + 2)


def prose(text: str) -> str:
    """A document without its fenced blocks."""
    return _FENCE.sub("", text)


def links(text: str) -> list[str]:
    """Where the links and pictures of a document lead."""
    return _LINK.findall(prose(text))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    made: list[str] = []
    for heading in _HEADING.findall(prose(text)):
        slug = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-")
        again = made.count(slug)
        made.append(f"{slug}-{again}" if again else slug)
    return set(made)
