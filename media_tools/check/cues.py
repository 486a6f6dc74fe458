"""Captions by themselves: length, lines, duration, gaps, and how fast they have to be read."""

from collections.abc import Iterator
from itertools import pairwise

from media_tools.captions.model import Cue
from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from media_tools.check.subject import Track

_ROUNDING = 0.0015
"""Seconds: WebVTT counts milliseconds."""
_TICK = 0.001


def check_cues(track: Track, frame: float, profile: Profile) -> Iterator[Finding]:
    """What captions break of a profile's rules.

    Args:
        track: the captions.
        frame: seconds of a frame of the video.
        profile: the rules.
    """
    cues = sorted(track.cues, key=lambda cue: cue.start)
    for cue in cues:
        for name, what in (*_too_large(cue, profile), *_too_brief(cue, profile), *_too_dense(cue, profile)):
            yield finding(name, profile, track.captions, what, time=cue.start)
    for before, after in pairwise(cues):
        for name, what in _apart(before, after, profile.gap.span(frame)):
            yield finding(name, profile, track.captions, what, time=before.end)
    for name, what, start in _too_fast(cues, profile):
        yield finding(name, profile, track.captions, what, time=start)


def _too_large(cue: Cue, profile: Profile) -> Iterator[tuple[str, str]]:
    longest, most = max(map(len, cue.lines), default=0), profile.lines
    if longest > most.characters:
        yield (
            "line-length",
            f"a line has {longest} characters, and at most {most.characters} are read at a glance",
        )
    if len(cue.lines) > most.count:
        yield "line-count", f"has {len(cue.lines)} lines, and at most {most.count} leave the picture free"


def _too_brief(cue: Cue, profile: Profile) -> Iterator[tuple[str, str]]:
    rule = profile.duration
    if cue.duration < rule.shortest - _ROUNDING:
        yield "cue-short", f"stands {cue.duration:.2f} s, and at least {rule.shortest:.2f} s are needed"
    if rule.longest is not None and cue.duration > rule.longest + _ROUNDING:
        yield "cue-long", f"stands {cue.duration:.2f} s, and at most {rule.longest:.2f} s are usual"


def _too_dense(cue: Cue, profile: Profile) -> Iterator[tuple[str, str]]:
    most, count = profile.reading.characters, sum(map(len, cue.lines))
    # a caption is at most as long as it says, give or take a millisecond
    speed = count / (max(cue.duration, _TICK) + _TICK)
    if most is not None and speed > most:
        yield (
            "reading-characters",
            f"has to be read at {speed:.1f} characters a second, and {most:g} are the most",
        )


def _apart(before: Cue, after: Cue, least: float) -> Iterator[tuple[str, str]]:
    gap = after.start - before.end
    if gap < -_ROUNDING:
        yield "cue-overlap", f"goes on for {-gap:.3f} s while the next caption stands"
    elif _ROUNDING < gap < least - _ROUNDING:
        yield "cue-gap", f"leaves {gap:.3f} s before the next caption, and {least:.3f} s or none are needed"


def _too_fast(cues: list[Cue], profile: Profile) -> Iterator[tuple[str, str, float]]:
    """Stretches of captions with too many words a minute; of those that overlap, the fastest."""
    rule = profile.reading
    if rule.words is None:
        return
    paces = sorted(_paces(cues, rule.over), reverse=True)
    told: list[tuple[int, int]] = []
    for speed, first, last in paces:
        name, most = (
            ("reading-words", rule.words) if speed > rule.words else ("reading-calm", rule.calm_words)
        )
        if most is None or speed <= most or any(first <= end and start <= last for start, end in told):
            continue
        told.append((first, last))
        yield name, f"has to be read at {speed} words a minute, and {most:g} are the most", cues[first].start


def _paces(cues: list[Cue], over: float) -> Iterator[tuple[int, int, int]]:
    """Words a minute of each shortest row of captions that stands `over` seconds, with its first and last."""
    for first in range(len(cues)):
        words, seconds = 0, 0.0
        for last in range(first, len(cues)):
            words += len(cues[last].text.split())
            seconds += max(cues[last].duration, 0.0) + _TICK
            if seconds >= over:
                yield round(60 * words / seconds), first, last
                break
