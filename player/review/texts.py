"""The texts of a scene, passage by passage, each with its place in its file: what suggestions are made on."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from media_tools.captions.blocks import blocks
from media_tools.captions.model import Cue
from media_tools.captions.vtt import parse as parse_vtt
from media_tools.script import ScriptLine, ScriptRefused
from media_tools.script import parse as parse_script
from player.publish.material import SceneMaterial, SourceText
from player.signoff.entry import Part, Suggestion

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line with its end; what else parts lines for Python parts none in a file."""


@dataclass(frozen=True)
class Passage:
    """A caption, a paragraph of the script or a description.

    Attributes:
        line: where its text begins in its file, counted from 1.
        raw: its text as it stands there, lines ending with a line feed.
    """

    line: int
    raw: str


@dataclass(frozen=True)
class Track:
    """The texts of a scene in one language.

    Attributes:
        cues, described: captions and descriptions, each with its place.
        script: paragraphs; a timepoint is one of them.
    """

    language: str
    cues: tuple[tuple[Cue, Passage], ...]
    script: tuple[tuple[ScriptLine, Passage], ...]
    described: tuple[tuple[Cue, Passage], ...]


def track_of(material: SceneMaterial, language: str) -> Track:
    """The texts of a scene in one of its languages."""
    return Track(
        language,
        tuple(_cues(material.captions.get(language))),
        tuple(_paragraphs(material.scripts.get(language))),
        tuple(_cues(material.descriptions.get(language))),
    )


def source_of(material: SceneMaterial, part: Part, language: str) -> SourceText | None:
    """The file of a part in a language, if there is one."""
    texts = {
        "captions": material.captions,
        "scripts": material.scripts,
        "descriptions": material.descriptions,
    }
    return texts[part].get(language)


def passage_at(material: SceneMaterial, part: Part, language: str, line: int) -> Passage | None:
    """The passage that begins in a line of a file, if one does."""
    track = track_of(material, language)
    of = {"captions": track.cues, "scripts": track.script, "descriptions": track.described}[part]
    return next((passage for _, passage in of if passage.line == line), None)


def patch_of(material: SceneMaterial, suggestions: Iterable[Suggestion]) -> str:
    """The suggestions as one unified diff, to be applied in the package's folder; those that fit no more are left out.

    Of several for one passage the last one counts.
    """
    parts: list[str] = []
    latest = {(one.part, one.language, one.line): one for one in suggestions}
    for part, language in sorted({(part, language) for part, language, _ in latest}):
        source = source_of(material, part, language)
        ours = [one for one in latest.values() if (one.part, one.language) == (part, language)]
        if source:
            parts += _diff(source, ours)
    return "".join(parts)


def _diff(source: SourceText, suggestions: Sequence[Suggestion]) -> Iterator[str]:
    before = _LINE.findall(source.text)
    after = list(before)
    # from the end, so that the lines before stay where they are
    for one in sorted(suggestions, key=lambda one: -one.line):
        first, count = one.line - 1, len(one.before.split("\n"))
        # blanks at the end of a line are in the file, and in nothing that anybody reads
        if [line.rstrip() for line in before[first : first + count]] == _trimmed(one.before):
            ending = before[first][len(before[first].rstrip("\r\n")) :] or "\n"
            after[first : first + count] = [line + ending for line in one.after.split("\n")]
    for line in difflib.unified_diff(before, after, f"a/{source.file}", f"b/{source.file}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n")]


def _cues(source: SourceText | None) -> Iterator[tuple[Cue, Passage]]:
    """Cues with their places; blocks that are no cues have no text to suggest another for."""
    if source is None:
        return
    lines = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [
        Passage(block.timing_line + 1, "\n".join(block.text))
        for block in blocks(lines)
        if block.timing is not None
    ]
    yield from zip(parse_vtt(source.text).cues, places, strict=False)


def _paragraphs(source: SourceText | None) -> Iterator[tuple[ScriptLine, Passage]]:
    if source is None:
        return
    lines = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        parsed = parse_script(source.text, source.file)
    except ScriptRefused:
        return  # nothing is published whose script cannot be read
    for line in parsed:
        first = line.line - 1
        last = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
        yield line, Passage(line.line, "\n".join(lines[first:last]))
