"""Captions and timepoints against the speech that is heard: coverage, in and out."""

from collections.abc import Iterator, Sequence

from media_tools.captions.model import Cue
from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from media_tools.check.speech import Stretch
from media_tools.check.subject import Subject, Track, is_sound

Said = Iterator[tuple[str, str, float]]
"""A check, what it says, and when."""


def check_sync(
    subject: Subject, track: Track, speech: Sequence[Stretch], profile: Profile
) -> Iterator[Finding]:
    """Speech without captions, captions without speech, and captions that come or go at another time.

    Args:
        subject: the scene.
        track: its captions.
        speech: where somebody speaks.
        profile: the rules; what is heard is right to `profile.speech.accuracy`.
    """
    cues = sorted(track.cues, key=lambda cue: cue.start)
    late = profile.sync.span(subject.frame) + profile.speech.accuracy
    for name, what, time in (
        *_uncovered(cues, speech, profile),
        *_unheard(cues, speech, profile),
        *_begins(cues, speech, late),
        *_ends(cues, speech, late, profile.sync.linger + profile.speech.accuracy),
    ):
        yield finding(name, profile, track.captions, what, time=time)


def check_timepoints(subject: Subject, speech: Sequence[Stretch], profile: Profile) -> Iterator[Finding]:
    """Timepoints at which somebody is in the middle of speaking."""
    margin = profile.speech.accuracy
    for at in subject.timepoints:
        if any(stretch.start < at - margin and stretch.end > at + margin for stretch in speech):
            what = f"the timepoint at {at:.3f} s lies where somebody speaks"
            yield finding("timepoint-in-speech", profile, subject.file, what, time=at)


def _uncovered(cues: Sequence[Cue], speech: Sequence[Stretch], profile: Profile) -> Said:
    near = profile.speech.near
    for stretch in speech:
        for start, end in _holes(stretch, [(cue.start - near, cue.end + near) for cue in cues]):
            if end - start >= profile.speech.uncovered:
                yield "speech-uncovered", f"{end - start:.1f} s of speech have no caption", start


def _holes(stretch: Stretch, covered: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What is left of a stretch; what covers it comes in the order of its starts."""
    at = stretch.start
    for start, end in covered:
        if start > at:
            yield at, min(start, stretch.end)
        at = max(at, end)
        if at >= stretch.end:
            return
    yield at, stretch.end


def _unheard(cues: Sequence[Cue], speech: Sequence[Stretch], profile: Profile) -> Said:
    near = profile.speech.near
    for cue in cues:
        if not is_sound(cue) and not any(s.common(cue.start - near, cue.end + near) for s in speech):
            yield "cue-unheard", "is shown where no speech is heard", cue.start


def _begins(cues: Sequence[Cue], speech: Sequence[Stretch], most: float) -> Said:
    """Captions that begin before or behind their speech; where a sound goes before, its end is not known."""
    for at, cue in enumerate(cues):
        before = cues[at - 1] if at else None
        ours = [s for s in speech if s.end > cue.start and s.start < cue.end]
        if is_sound(cue) or not ours:
            continue
        lag = cue.start - max(ours[0].start, before.end if before else 0.0)
        known = before is None or not is_sound(before) or before.end <= ours[0].start
        if known and lag > most:
            yield "sync-in", f"begins {lag:.2f} s behind its speech", cue.start
        elif -(cue.start - ours[0].start) > most:
            yield "sync-in", f"begins {ours[0].start - cue.start:.2f} s before its speech", cue.start


def _ends(cues: Sequence[Cue], speech: Sequence[Stretch], soon: float, linger: float) -> Said:
    """Captions that are taken away while somebody still speaks, or stay when nobody does."""
    for at, cue in enumerate(cues):
        following = cues[at + 1].start if at + 1 < len(cues) else float("inf")
        ours = [s for s in speech if s.end > cue.start and s.start < cue.end]
        if is_sound(cue) or not ours:
            continue
        last = ours[-1].end
        if min(last, following) - cue.end > soon:
            yield "sync-out", f"ends {min(last, following) - cue.end:.2f} s before its speech", cue.end
        elif cue.end - last > linger:
            yield "sync-out", f"stays {cue.end - last:.2f} s behind its speech", cue.start
