"""What a published version keeps for those who review it.

The texts as their author wrote them, the whole medium of each scene, who the authors are, and what the check of the
package found. No candidate is served from here, and no key is in it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from media_tools.check.finding import Finding
from player.engine.form import Rendition
from scenarios.model.text import Frozen

if TYPE_CHECKING:
    from media_tools.check.run import Checked


class SourceText(Frozen):
    """A text file of a package: its name inside the package, and what is in it, to the byte."""

    file: str
    text: str


class SceneMaterial(Frozen):
    """A scene before it was cut.

    Attributes:
        file: its medium's name inside the package.
        built: whether media and texts were made from the spoken lines of the case.
        medium: the whole of it.
        duration: seconds.
        rate: frames a second; None for sound alone.
        timepoints: media times in seconds at which it holds.
        captions, scripts, descriptions: by language; a scene need not be described.
    """

    file: str
    built: bool
    medium: Rendition
    duration: float
    rate: float | None
    timepoints: tuple[float, ...]
    captions: Mapping[str, SourceText]
    scripts: Mapping[str, SourceText]
    descriptions: Mapping[str, SourceText]


class Material(Frozen):
    """What a version was made from.

    Attributes:
        authors: as the package names them.
        cases: case -> scene -> its material.
        exhibits: case -> exhibit -> the name of its medium inside the package.
    """

    format: Literal[1] = 1
    authors: tuple[str, ...]
    cases: Mapping[str, Mapping[str, SceneMaterial]]
    exhibits: Mapping[str, Mapping[str, str]]


class Sound(Frozen):
    """What was heard in a scene: where somebody speaks, in seconds, and the loudest from beginning to end, from 0 to 1."""

    speech: tuple[tuple[float, float], ...]
    outline: tuple[float, ...]


class Examined(Frozen):
    """What the check of a package found when it was published.

    Attributes:
        profile: whose rules it was held against.
        findings: the gravest first.
        sound: case -> scene -> what was heard.
    """

    format: Literal[1] = 1
    profile: str
    findings: tuple[Finding, ...]
    sound: Mapping[str, Mapping[str, Sound]]


def examined(checked: "Checked", profile: str) -> Examined:
    """What is kept of a check."""
    sound: dict[str, dict[str, Sound]] = {}
    for seen in checked.inspections:
        if seen.job.kind == "scene":
            heard = Sound(speech=seen.speech, outline=tuple(round(value, 2) for value in seen.outline))
            sound.setdefault(seen.job.case.id, {})[seen.job.name] = heard
    return Examined(profile=profile, findings=checked.findings, sound=sound)
