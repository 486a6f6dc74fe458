"""The texts of a scene, made of cues and a script, as the checks take them."""

from collections.abc import Sequence

from media_tools.captions.model import Cue
from media_tools.check.profile import DEFAULT, profiles
from media_tools.check.subject import Subject, Track
from media_tools.script import parse

WEB = profiles()[DEFAULT]
"""The default profile."""


def texts(cues: Sequence[Cue] = (), script: str = "---", described: Sequence[Cue] | None = None) -> Track:
    """A track of cues, a script and descriptions."""
    return Track(
        language="en",
        captions="one/captions/arrival.en.vtt",
        cues=tuple(cues),
        script="one/scripts/arrival.en.md",
        lines=parse(script),
        descriptions="one/captions/arrival.en.descriptions.vtt",
        described=None if described is None else tuple(described),
    )


def scene(*tracks: Track, timepoints: Sequence[float] = (), pictured: bool = False) -> Subject:
    """A scene of 10 s with such tracks."""
    return Subject(
        "one", "arrival", "one/media/arrival.mp4", 10.0, 1 / 25, pictured, tuple(timepoints), tracks
    )
