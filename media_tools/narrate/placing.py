"""When each line of a scene begins. Pure: lengths in, frames out; all in frames of 1/25 s.

A timepoint lies in silence: behind the end of all speech and sound before it, and before anything after it.
Every start is a whole frame, so that a cut at a timepoint is exact and captions come in with the picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scenarios.model.scene import Ask, Line, Pause, Show, SoundCue, Speech

FRAME_RATE = 25
"""Frames a second of every scene that is made here."""


@dataclass(frozen=True)
class Pace:
    """How a scene breathes, in frames of 1/25 s.

    Attributes:
        opening: before the first line.
        same_speaker: between two lines of one person.
        new_speaker: before another person, and before and after a sound.
        before_timepoint: from the end of the last sound to a timepoint; 0.4 s at the least.
        after_timepoint: from a timepoint to the next line.
        sound_alone: how long a sound is heard before the next line may begin over its rest.
        settling: how long a new picture stands before a timepoint or the end.
        new_picture: from the end of a line to a new picture, and from there to the next line.
        closing: after the last line, or after a last timepoint.
    """

    opening: int = 15
    same_speaker: int = 9
    new_speaker: int = 13
    before_timepoint: int = 13
    after_timepoint: int = 13
    sound_alone: int = 32
    settling: int = 30
    new_picture: int = 8
    closing: int = 20


PACE = Pace()
"""The pace of the bundled packages."""


@dataclass(frozen=True)
class Placed:
    """A line's place: where it begins and, for what can be heard, where it ends; frames."""

    start: int
    end: int


@dataclass(frozen=True)
class _Now:
    """Where the time line stands.

    `done` is the end of what the next line has to wait for, `heard` the end of all that is audible,
    `gap` the least silence before the next line, `seen` the frame from which a new picture stands
    (None where there is none, or it stood before the last timepoint).
    """

    done: int
    heard: int
    gap: int
    seen: int | None = None
    speaker: str | None = None
    places: tuple[Placed, ...] = field(default=())


def place(
    lines: Sequence[Line], lengths: Mapping[int, int], pace: Pace = PACE, *, pictured: bool = False
) -> tuple[tuple[Placed, ...], int]:
    """Place every line of a scene.

    Args:
        lines: the lines in order.
        lengths: for each line that is heard (by its position) how many frames it takes.
        pace: pauses.
        pictured: whether the scene shows a picture from its beginning.

    Returns:
        A place for each line, and the length of the scene in frames.
    """
    now = _Now(done=0, heard=0, gap=pace.opening, seen=0 if pictured else None)
    for position, line in enumerate(lines):
        now = _next(now, line, lengths.get(position, 0), pace)
    end = max(now.heard, now.done) + pace.closing
    return now.places, max(end, _settled(now, pace))


def _next(now: _Now, line: Line, length: int, pace: Pace) -> _Now:
    if isinstance(line, Speech):
        return _speech(now, line, length, pace)
    if isinstance(line, SoundCue):
        return _sound(now, length, pace)
    if isinstance(line, Ask):
        return _timepoint(now, pace)
    if isinstance(line, Show):
        return _picture(now, pace)
    if isinstance(line, Pause):
        until = max(now.done, now.seen or 0) + round(line.pause * FRAME_RATE)
        return replace(_stay(now), done=until, heard=max(now.heard, until))
    return _stay(now)


def _stay(now: _Now) -> _Now:
    """A line that takes no time."""
    at = max(now.done, now.seen or 0)
    return replace(now, places=(*now.places, Placed(at, at)))


def _speech(now: _Now, line: Speech, length: int, pace: Pace) -> _Now:
    gap = max(now.gap, pace.new_speaker if line.speaker != now.speaker else pace.same_speaker)
    start = max(now.done + gap, _pictured(now, pace))
    end = start + length
    return replace(
        now,
        done=end,
        heard=max(now.heard, end),
        gap=0,
        speaker=line.speaker,
        places=(*now.places, Placed(start, end)),
    )


def _sound(now: _Now, length: int, pace: Pace) -> _Now:
    start = max(now.done + max(now.gap, pace.new_speaker), _pictured(now, pace))
    return replace(
        now,
        done=start + min(length, pace.sound_alone),
        heard=max(now.heard, start + length),
        gap=0,
        speaker=None,
        places=(*now.places, Placed(start, start + length)),
    )


def _timepoint(now: _Now, pace: Pace) -> _Now:
    """Behind everything that is heard, and when the picture has stood long enough to be taken in."""
    at = max(max(now.heard, now.done) + pace.before_timepoint, _settled(now, pace))
    return _Now(at, at, pace.after_timepoint, seen=None, places=(*now.places, Placed(at, at)))


def _settled(now: _Now, pace: Pace) -> int:
    return 0 if now.seen is None else now.seen + pace.settling


def _pictured(now: _Now, pace: Pace) -> int:
    """When a line may begin behind a new picture."""
    return 0 if now.seen is None else now.seen + pace.new_picture


def _picture(now: _Now, pace: Pace) -> _Now:
    """Soon after the line before it; with a timepoint's own frame where it follows one.

    A picture that follows a picture waits until that one has been taken in.
    """
    heard_before = now.speaker is not None or now.heard > now.done
    at = max(now.done + (pace.new_picture if heard_before else 0), _settled(now, pace))
    return replace(now, seen=at, places=(*now.places, Placed(at, at)))
