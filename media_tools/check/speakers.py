"""Who speaks: the captions' speakers held against the script's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from media_tools.captions.cue_text import read_cue_text
from media_tools.captions.model import Cue
from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from media_tools.check.subject import Track
from media_tools.script import ScriptLine, passages
from media_tools.tokens.compare import align
from media_tools.tokens.normalise import read

_WRITTEN = re.compile(r"^-?\s*\[?([^\W\d_][\w .'-]{0,40}?)\]?:(?=\s|$)")
_BY_CHANCE = 0.25
"""Share of a caption's words that another line may have without being meant."""


def check_speakers(track: Track, profile: Profile) -> Iterator[Finding]:
    """Captions in which a change of speaker is not named, or somebody else is."""
    last: str | None = None
    for cue, speakers in zip(track.cues, heard_in(track.lines, track.cues), strict=True):
        if not speakers:
            continue
        named = names_in(cue)
        changes = sum(now != before for before, now in zip([last, *speakers], speakers, strict=False))
        wrong = [name for name in named if not any(_same(name, speaker) for speaker in speakers)]
        if wrong:
            what = f"names {wrong[0]!r}, and in the script {speakers[0]!r} says it"
            yield finding("speaker-differs", profile, track.captions, what, time=cue.start)
        elif len(named) < changes:
            what = f"does not say that {speakers[min(len(named), len(speakers) - 1)]!r} speaks now"
            yield finding("speaker-unnamed", profile, track.captions, what, time=cue.start)
        last = speakers[-1]


def heard_in(lines: Sequence[ScriptLine], cues: Sequence[Cue]) -> list[list[str]]:
    """The speakers of each caption, in their order, as the script has its words; none for a sound."""
    ours, theirs = read(passages(lines)), read([cue.text for cue in cues])
    found: list[Counter[int]] = [Counter() for _ in cues]
    for i, j in align(ours, theirs):
        if i is not None and j is not None and ours[i].text == theirs[j].text:
            found[theirs[j].passage][ours[i].passage] += 1
    return [_speakers(lines, counted) for counted in found]


def names_in(cue: Cue) -> list[str]:
    """Everybody whom a caption names: as its voices, or before a colon."""
    voices = read_cue_text(cue.markup).voices if cue.markup is not None else ()
    named = list(voices) or ([cue.speaker] if cue.speaker else [])
    return named or [match[1] for line in cue.lines if (match := _WRITTEN.match(line))]


def _speakers(lines: Sequence[ScriptLine], counted: Counter[int]) -> list[str]:
    meant = sorted(at for at, count in counted.items() if count >= _BY_CHANCE * counted.total())
    names = [lines[at].speaker for at in meant]
    spoken = [name for name in names if name is not None]
    return [name for at, name in enumerate(spoken) if not at or name != spoken[at - 1]]


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
