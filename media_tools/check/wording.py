"""Captions against the script, and descriptions against what the script says is seen: token by token."""

import re
from collections.abc import Iterator, Sequence

from media_tools.captions.model import Cue
from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from media_tools.check.subject import Subject, Track
from media_tools.script import passages
from media_tools.tokens import CRITICAL, Difference, differences

_NAMES = {"word": "caption-word", "sound": "caption-sound"}
_KINDS = {"drug": "drug", "number": "number", "unit": "unit", "negation": "negation", "laterality": "side"}
_SOUND_AMISS = re.compile(r"^\(.*\)$|^\*.*\*$|^[^\[\]]*\]|\[[^\[\]]*$")
"""A sound in round brackets or asterisks, or a square bracket that has no other."""


def check_wording(track: Track, profile: Profile) -> Iterator[Finding]:
    """Where captions differ from the script of their language: critical words first of all."""
    if not any(line.kind in {"speech", "sound"} for line in track.lines) and not track.cues:
        return
    for difference in differences(passages(track.lines), [cue.text for cue in track.cues]):
        name = _NAMES.get(difference.kind, "caption-critical")
        what = _said(difference, "captions")
        yield finding(name, profile, track.captions, what, time=_when(difference, track.cues))


def check_brackets(track: Track, profile: Profile) -> Iterator[Finding]:
    """Sounds that do not stand in brackets, and brackets that are not closed."""
    for cue in track.cues:
        if _SOUND_AMISS.search(cue.text):
            what = f"{cue.text[:60]!r} is a sound that is not in square brackets, or a bracket is open"
            yield finding("sound-brackets", profile, track.captions, what, time=cue.start)


def check_descriptions(subject: Subject, track: Track, profile: Profile) -> Iterator[Finding]:
    """Pictures that no track describes, and descriptions that say something else than the script."""
    seen = [line.text for line in track.lines if line.kind == "seen"]
    if track.described is None:
        if subject.pictured or seen:
            what = f"the scene '{subject.scene}' has something to see and no track of descriptions in {track.language}"
            yield finding("descriptions-missing", profile, track.descriptions, what)
        return
    if not seen:
        return
    for difference in differences(seen, [cue.text for cue in track.described]):
        if difference.kind in CRITICAL:
            what = _said(difference, "descriptions")
            at = _when(difference, track.described)
            yield finding("description-critical", profile, track.descriptions, what, time=at)


def _said(difference: Difference, texts: str) -> str:
    kind = f"{_KINDS[difference.kind]}: " if difference.kind in _KINDS else ""
    ours, theirs = _short(difference.expected), _short(difference.found)
    if not difference.found:
        return f"{kind}the script has {ours}, which the {texts} leave out"
    if not difference.expected:
        return f"{kind}the {texts} have {theirs}, which the script has not"
    return f"{kind}the script has {ours}, and the {texts} have {theirs}"


def _short(words: str) -> str:
    most = 80
    return repr(words if len(words) <= most else f"{words[:most]}…")


def _when(difference: Difference, cues: Sequence[Cue]) -> float | None:
    return cues[difference.found_passage].start if cues else None
