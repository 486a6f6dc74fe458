"""What is checked: a scene with its texts, as they stand in a package."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from media_tools.captions.model import Cue
from media_tools.captions.vtt import parse as parse_vtt
from media_tools.script import ScriptLine
from media_tools.script import parse as parse_script
from scenarios.model import Case, SceneMedia

STANDARD_FRAME = 1 / 25
"""Seconds of a frame where a scene has no pictures: captions are cut to it all the same."""


@dataclass(frozen=True)
class Track:
    """The texts of a scene in one language, each with its file's name inside the package.

    Attributes:
        captions, script, descriptions: files.
        cues, lines, described: what they hold; `described` is None where there is no track of descriptions.
    """

    language: str
    captions: str
    cues: tuple[Cue, ...]
    script: str
    lines: tuple[ScriptLine, ...]
    descriptions: str
    described: tuple[Cue, ...] | None


@dataclass(frozen=True)
class Subject:
    """A scene: its media, when it holds, and its texts.

    Attributes:
        file: the medium's name inside the package.
        frame: seconds of a frame.
        pictured: whether there is anything to see.
        timepoints: media times in seconds.
    """

    case: str
    scene: str
    file: str
    duration: float
    frame: float
    pictured: bool
    timepoints: tuple[float, ...]
    tracks: tuple[Track, ...]


def read_subject(below: Path, case: Case, name: str, languages: Sequence[str]) -> Subject:
    """A scene of a package in which nothing stands in the way of playing it.

    Args:
        below: the case's folder.
        case: the case, with the facts of its media.
        name: the scene.
        languages: of the package.

    Raises:
        ScriptRefused: a script cannot be read.
    """
    facts: SceneMedia = case.media[name]
    return Subject(
        case=case.id,
        scene=name,
        file=f"{case.id}/{facts.media}",
        duration=float(facts.duration),
        frame=1 / facts.rate if facts.rate else STANDARD_FRAME,
        pictured=facts.kind == "video",
        timepoints=tuple(float(point.at) for point in facts.timepoints),
        tracks=tuple(_read_track(below, case, name, language) for language in languages),
    )


def _read_track(below: Path, case: Case, name: str, language: str) -> Track:
    captions, script = case.captions_path(name, language), case.script_path(name, language)
    descriptions = case.descriptions_path(name, language)
    there = (below / descriptions).is_file()
    return Track(
        language=language,
        captions=f"{case.id}/{captions}",
        cues=parse_vtt((below / captions).read_bytes()).cues,
        script=f"{case.id}/{script}",
        lines=parse_script((below / script).read_text(encoding="utf-8"), script),
        descriptions=f"{case.id}/{descriptions}",
        described=parse_vtt((below / descriptions).read_bytes()).cues if there else None,
    )


def is_sound(cue: Cue) -> bool:
    """Whether a caption names a sound and nobody speaks."""
    return cue.text.startswith("[") and cue.text.endswith("]")
