"""Writing WebVTT, through webvtt-py, which checks that what it writes can be read back.

What is written is read again by the strict reader before it is given out: a track never leaves this
module with a deviation. Reading is not left to webvtt-py: it drops malformed blocks without a word.
"""

import webvtt
from webvtt.models import Timestamp

from media_tools.captions.cue_text import write_cue_text
from media_tools.captions.model import Cue, milliseconds
from media_tools.captions.vtt import CaptionsRefused, parse

_HOUR, _MINUTE, _SECOND = 3_600_000, 60_000, 1000


def write_vtt(cues: tuple[Cue, ...], name: str = "captions") -> str:
    """Cues as a WebVTT file: speakers as voices, markup kept where a cue came with it.

    Raises:
        CaptionsRefused: a cue cannot be written (it has no text, ends before it begins, or is out of order).
    """
    track = webvtt.WebVTT(captions=[_caption(cue) for cue in cues])
    text = f"{track.content.rstrip()}\n"
    if deviations := parse(text).deviations:
        raise CaptionsRefused(name, deviations)
    return text


def timestamp(seconds: float) -> str:
    """A media time as WebVTT writes it: 00:01:02.345."""
    minutes, rest = divmod(milliseconds(seconds) % _HOUR, _MINUTE)
    return str(Timestamp(milliseconds(seconds) // _HOUR, minutes, rest // _SECOND, rest % _SECOND))


def _caption(cue: Cue) -> webvtt.Caption:
    markup = write_cue_text(cue.lines, cue.speaker) if cue.markup is None else cue.markup
    return webvtt.Caption(
        timestamp(cue.start), timestamp(cue.end), markup.split("\n"), cue.identifier or None, cue.settings
    )
