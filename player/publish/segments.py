"""Cutting the texts of a scene at its timepoints, as its media are cut."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from media_tools.captions.model import Cue as Caption
from media_tools.captions.model import within
from media_tools.captions.vtt import read_vtt
from media_tools.script import ScriptLine as Written
from media_tools.script import align, parse
from player.engine.form import Cue, ScriptLine


@dataclass(frozen=True)
class Texts:
    """What is written of a segment in one language."""

    cues: tuple[Cue, ...]
    script: tuple[ScriptLine, ...]
    descriptions: tuple[Cue, ...]


def read_texts(captions: Path, script: Path, descriptions: Path, times: Sequence[float]) -> list[Texts]:
    """The texts of each segment of a scene in one language, with times that count from its start.

    Args:
        captions: WebVTT of the whole scene, no cue across a timepoint.
        script: the written script, with a line `---` for each timepoint.
        descriptions: a track that need not be there.
        times: the timepoints at which the scene is cut, in seconds from its start.

    Raises:
        CaptionsRefused, ScriptRefused: a file cannot be read.
    """
    cues = read_vtt(captions.read_bytes(), captions.name)
    described = read_vtt(descriptions.read_bytes(), descriptions.name) if descriptions.is_file() else ()
    lines = parse(script.read_text(encoding="utf-8"), script.name)
    parts = _parts(lines, align(lines, cues, times), len(times) + 1)
    edges = [0.0, *times, math.inf]
    return [
        Texts(
            cues=_shown(within(cues, start, end)),
            script=tuple(_script_line(line, at - start) for line, at in part),
            descriptions=_shown(within(described, start, end)),
        )
        for (start, end), part in zip(pairwise(edges), parts, strict=True)
    ]


def _parts(
    lines: Sequence[Written], starts: Sequence[float], count: int
) -> list[list[tuple[Written, float]]]:
    """The lines between timepoints; behind the last cut everything belongs to the last segment."""
    parts: list[list[tuple[Written, float]]] = [[]]
    for line, start in zip(lines, starts, strict=True):
        if line.kind != "timepoint":
            parts[-1].append((line, start))
        elif len(parts) < count:
            parts.append([])
    return parts


def _script_line(line: Written, start: float) -> ScriptLine:
    if line.kind == "timepoint":
        raise ValueError("a timepoint is no line of a segment's script")
    return ScriptLine(kind=line.kind, text=line.text, start=round(max(0.0, start), 3), speaker=line.speaker)


def _shown(cues: Sequence[Caption]) -> tuple[Cue, ...]:
    return tuple(Cue(start=c.start, end=c.end, text="\n".join(c.lines), speaker=c.speaker) for c in cues)
