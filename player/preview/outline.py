"""A case as a time line: phases, scenes, segments, and in each what is said, heard, seen, shown and asked, with its time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from media_tools.errors import MediaError
from player.engine.form import Cue, ScriptLine
from player.preview.desk import Look, State
from player.publish.segments import Texts, read_texts
from scenarios.errors import Problem
from scenarios.load.files import read_text
from scenarios.model import Ask, Case, Line, Pause, Picture, Scene, SceneMedia, Seen, Show, SoundCue, Speech

END = 0.06
"""Seconds before the end of a scene from which a timepoint is its end, as in publishing."""
Kind = Literal["speech", "sound", "seen", "show", "pause"]


class _Unreadable(Exception):
    """A text of a scene that is not there, or is no text."""


@dataclass(frozen=True)
class Entry:
    """Something at a time of a scene, in seconds from its start; None before its media are built."""

    kind: Kind
    text: str
    speaker: str | None
    at: float | None


@dataclass(frozen=True)
class Piece:
    """A segment; times in seconds of its scene.

    Attributes:
        entries: its captions, and what is seen; before it is built, its lines.
        script: its lines as the written script has them.
        asks: the items that open at its end.
    """

    number: int
    start: float | None
    end: float | None
    entries: tuple[Entry, ...]
    script: tuple[Entry, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Take:
    """A scene.

    Attributes:
        exhibits: the ultrasound that it shows, in their order.
        trouble: why its texts cannot be shown; empty where they can.
    """

    name: str
    title: str | None
    state: State
    facts: SceneMedia | None
    pieces: tuple[Piece, ...]
    exhibits: tuple[str, ...]
    trouble: str


@dataclass(frozen=True)
class Stretch:
    """A phase with its scenes."""

    name: str
    title: str
    takes: tuple[Take, ...]


def outline(folder: Path, case: Case, language: str, look: Look) -> tuple[Stretch, ...]:
    """The whole encounter of a case, as far as it is there."""
    return tuple(
        Stretch(
            phase.phase,
            phase.title,
            tuple(_take(folder, case, scene, language, look) for scene in phase.scenes),
        )
        for phase in case.encounter.phases
    )


def _take(folder: Path, case: Case, scene: Scene, language: str, look: Look) -> Take:
    facts, trouble = case.media.get(scene.scene), ""
    state = look.state(case.id, scene.scene)
    if facts and state == "missing":
        state = "old"
    pieces = tuple(_written(case, scene))
    if facts and state == "ready":
        try:
            pieces = tuple(_timed(folder, case, scene.scene, language, facts))
        except (MediaError, UnicodeDecodeError, _Unreadable) as error:
            trouble = str(error).splitlines()[0]
    shown = tuple(dict.fromkeys(picture.exhibit for picture in scene.pictures if picture.exhibit))
    return Take(scene.scene, scene.title, state, facts, pieces, shown, trouble)


def _timed(folder: Path, case: Case, scene: str, language: str, facts: SceneMedia) -> Iterator[Piece]:
    """The segments with their captions, and between them what the script says is seen."""
    points = [(float(point.at), point.ask) for point in facts.timepoints]
    duration = float(facts.duration)
    cuts = [at for at, _ in points if at < duration - END]
    edges = [0.0, *cuts, duration]
    for number, part in enumerate(_texts(folder, case, scene, language, cuts)):
        start, end = edges[number], edges[number + 1]
        asks = points[number][1] if number < len(points) else ()
        script = tuple(_script_line(line, start) for line in part.script)
        yield Piece(number, start, end, _entries(part, start), script, asks)


def _texts(folder: Path, case: Case, scene: str, language: str, cuts: Sequence[float]) -> list[Texts]:
    below = folder / case.id
    captions, script = case.captions_path(scene, language), case.script_path(scene, language)
    described = case.descriptions_path(scene, language)
    for name in (captions, script, *((described,) if (below / described).exists() else ())):
        # what is larger than any text is not even opened
        if isinstance(read := read_text(below, name), Problem):
            raise _Unreadable(f"{case.id}/{name} {read.what}")
    return read_texts(below / captions, below / script, below / described, cuts)


def _entries(part: Texts, start: float) -> tuple[Entry, ...]:
    spoken = [_cue(cue, start) for cue in part.cues]
    seen = [_script_line(line, start) for line in part.script if line.kind == "seen"]
    return tuple(sorted([*spoken, *seen], key=lambda entry: entry.at or 0.0))


def _cue(cue: Cue, start: float) -> Entry:
    sound = cue.text.startswith("[") and cue.text.endswith("]")
    text = " ".join(cue.text.split())
    return Entry("sound" if sound else "speech", text, cue.speaker, round(start + cue.start, 3))


def _script_line(line: ScriptLine, start: float) -> Entry:
    return Entry(line.kind, line.text, line.speaker, round(start + line.start, 3))


def _written(case: Case, scene: Scene) -> Iterator[Piece]:
    """The segments as they are written, before anything is built."""
    if scene.lines is None:
        asks = [point.ask for point in scene.timepoints]
        yield from (Piece(number, None, None, (), (), ask) for number, ask in enumerate([*asks, ()]))
        return
    entries: list[Entry] = []
    number = 0
    for line in scene.lines:
        if isinstance(line, Ask):
            yield Piece(number, None, None, tuple(entries), tuple(entries), line.ask)
            entries, number = [], number + 1
        else:
            entries.append(_line(case, line))
    if entries:
        yield Piece(number, None, None, tuple(entries), tuple(entries), ())


def _line(case: Case, line: Line) -> Entry:
    match line:
        case Speech():
            return Entry("speech", line.text, case.cast[line.speaker].name, None)
        case SoundCue():
            return Entry("sound", f"[{line.sound}]", None, None)
        case Seen():
            return Entry("seen", line.seen, None, None)
        case Pause():
            return Entry("pause", f"{line.pause:g} s of silence", None, None)
        case Show():
            return Entry("show", _picture(line.show), None, None)
        case Ask():
            raise ValueError("a timepoint is no entry of a segment")


def _picture(picture: Picture) -> str:
    if picture.exhibit:
        return f"the exhibit {picture.exhibit}"
    return f"{picture.place.replace('-', ' ')}{': ' if picture.people else ''}{', '.join(picture.people)}"
