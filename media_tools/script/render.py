"""A scene's lines as its written script."""

import re
from collections.abc import Callable, Mapping

from media_tools.errors import UnsupportedMedia
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Ask, Line, Picture, Scene, Seen, Show, SoundCue, Speech

Describe = Callable[[Picture, Mapping[str, CastMember], Patient], str]
"""What a picture shows, in words."""

_SIGNS = re.compile(r"([\\`*_\[\]<>&~|])")


def render(scene: Scene, cast: Mapping[str, CastMember], patient: Patient, describe: Describe) -> str:
    """The written script of a scene with lines.

    Args:
        scene: the scene.
        cast: who speaks; their names stand before what they say.
        patient: the patient, for the pictures' descriptions.
        describe: what a picture shows, in words.

    Raises:
        UnsupportedMedia: the scene is recorded and brings its own script.
    """
    if scene.lines is None:
        raise UnsupportedMedia(f"scene {scene.scene}: is recorded; write its script by hand")
    paragraphs = [f"# {escape(scene.title or scene.scene)}"]
    seen = ""
    for line in ([Show(show=scene.picture)] if scene.picture else []) + list(scene.lines):
        description = describe(line.show, cast, patient) if isinstance(line, Show) else ""
        if description and description == seen:
            continue
        seen = description or seen
        paragraphs += _paragraph(line, cast, description)
    return "\n\n".join(paragraphs) + "\n"


def escape(text: str) -> str:
    """Plain text on one line, with the signs of Markdown taken as they are."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _paragraph(line: Line, cast: Mapping[str, CastMember], description: str) -> list[str]:
    if isinstance(line, Speech):
        return [f"**{escape(cast[line.speaker].name)}:** {escape(line.text)}"]
    if isinstance(line, SoundCue):
        return [f"[{escape(line.sound)}]"]
    if isinstance(line, Ask):
        return ["---"]
    text = line.seen if isinstance(line, Seen) else description
    return [f"*{escape(text)}*"] if text.strip() else []
