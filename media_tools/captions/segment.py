"""Cues cut from the times of words, by the rules of captioning.

A turn's words are parted into cues by least cost over the whole turn (dynamic programming): a break
behind a sentence costs nothing, one inside a phrase much; too fast or too short a cue costs, and so
does a word left alone. Speakers, sounds and timepoints always begin a new cue.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from media_tools.captions.layout import lay_out
from media_tools.captions.model import Cue, Noise, TimedWord, Turn
from media_tools.captions.phrases import break_cost, ends_sentence


@dataclass(frozen=True)
class CaptionRules:
    """The rules that cues are cut by; the defaults are those of Netflix's English timed text guides.

    Attributes:
        width: characters of a line, at most.
        shortest, longest: seconds that a cue is shown.
        calm, fastest: characters a second that are easy to read, and that should not be exceeded.
        frame: seconds of a video frame: cues begin and end on one.
        late, linger: seconds that a cue may stay behind its last word, at best and at most.
    """

    width: int = 42
    shortest: float = 5 / 6
    longest: float = 7.0
    calm: float = 17.0
    fastest: float = 20.0
    frame: float = 1 / 25
    late: float = 0.5
    linger: float = 1.5


NETFLIX = CaptionRules()
"""Netflix, English: 42 characters, 5/6 s to 7 s, 20 characters a second."""

_CUE_COST, _ALONE, _TOO_SHORT, _PAUSE_INSIDE = 5.0, 14.0, 30.0, 12.0
_FAST, _TOO_FAST = 1.5, 6.0
_STRADDLE = 12.0  # the end of one sentence and more of the next
_BREAK_WEIGHT = 1.5
_TOUCHING_FRAMES = 2


@dataclass(frozen=True)
class _Stretch:
    """Words of one speaker between two timepoints; the last cue may stay until `until`."""

    speaker: str | None
    words: tuple[TimedWord, ...]
    until: float


@dataclass(frozen=True)
class _Draft:
    """A cue before its end is settled: its words, their end, and what comes next."""

    lines: tuple[str, ...]
    speaker: str | None
    start: float
    spoken_until: float
    until: float


def cut(
    heard: Sequence[Turn | Noise], timepoints: Sequence[float], duration: float, rules: CaptionRules = NETFLIX
) -> tuple[Cue, ...]:
    """Cues for a scene, in order, without overlap, never across a timepoint.

    Args:
        heard: speech and sounds with rising times.
        timepoints: rising media times in seconds at which the media holds.
        duration: length of the scene in seconds.
        rules: what a cue may be.
    """
    drafts = [
        draft for stretch in _stretches(heard, timepoints, duration, rules) for draft in _part(stretch, rules)
    ]
    nexts = [*(draft.start for draft in drafts[1:]), math.inf]
    return tuple(_settle(draft, following, rules) for draft, following in zip(drafts, nexts, strict=False))


def _stretches(
    heard: Sequence[Turn | Noise], timepoints: Sequence[float], duration: float, rules: CaptionRules
) -> list[_Stretch]:
    pieces = [piece for part in heard for piece in _pieces(part, timepoints, duration, rules)]
    begins = [*(piece.words[0].start for piece in pieces[1:]), math.inf]
    return [
        replace(piece, until=min(piece.until, begin)) for piece, begin in zip(pieces, begins, strict=False)
    ]


def _pieces(
    part: Turn | Noise, timepoints: Sequence[float], duration: float, rules: CaptionRules
) -> list[_Stretch]:
    """What one part has in each segment, its times on frames and inside the segment."""
    words = _words(part, rules)
    pieces = []
    for start, end in pairwise([0.0, *timepoints, math.inf]):
        inside = tuple(
            TimedWord(word.text, max(start, _floor(word.start, rules.frame)), min(end, word.end))
            for word in words
            if start <= word.start < end
        )
        if inside:
            pieces.append(
                _Stretch(part.speaker if isinstance(part, Turn) else None, inside, min(end, duration))
            )
    return pieces


def _words(part: Turn | Noise, rules: CaptionRules) -> list[TimedWord]:
    """Words that fit into a line; a noise is its words in brackets."""
    if isinstance(part, Turn):
        return [fit for word in part.words for fit in _fitting(word, rules.width)]
    texts = f"[{part.text}]".split()
    each = (part.end - part.start) / len(texts)
    shares = [
        TimedWord(text, part.start + n * each, part.start + (n + 1) * each) for n, text in enumerate(texts)
    ]
    return [fit for word in shares for fit in _fitting(word, rules.width)]


def _fitting(word: TimedWord, width: int) -> list[TimedWord]:
    """A word that is longer than a line as pieces, behind a hyphen or slash where it has one."""
    if len(word.text) <= width:
        return [word]
    cut_at = max(word.text.rfind(sign, 0, width) for sign in "-/–") + 1 or width
    middle = word.start + (word.end - word.start) * cut_at / len(word.text)
    first = TimedWord(word.text[:cut_at], word.start, middle)
    return [first, *_fitting(TimedWord(word.text[cut_at:], middle, word.end), width)]


def _floor(seconds: float, frame: float) -> float:
    return _frames(math.floor(seconds / frame + 1e-6), frame)


def _ceil(seconds: float, frame: float) -> float:
    return _frames(math.ceil(seconds / frame - 1e-6), frame)


def _frames(count: int, frame: float) -> float:
    return round(count * frame, 3)


def _part(stretch: _Stretch, rules: CaptionRules) -> list[_Draft]:
    """The cheapest way of parting a stretch into cues."""
    count = len(stretch.words)
    best: list[tuple[float, int]] = [(math.inf, count)] * count + [(0.0, count)]
    for first in range(count - 1, -1, -1):
        for last in range(first + 1, count + 1):
            cost = _cost(stretch, first, last, rules)
            if cost is None:
                break
            best[first] = min(best[first], (cost + best[last][0], last))
    drafts = []
    first = 0
    while first < count:
        last = best[first][1]
        drafts.append(_draft(stretch, first, last, rules))
        first = last
    return drafts


def _cost(stretch: _Stretch, first: int, last: int, rules: CaptionRules) -> float | None:
    """What a cue of these words costs; None where they cannot be one, nor more of them."""
    words = stretch.words[first:last]
    layout = lay_out([word.text for word in words], rules.width)
    if layout is None or (len(words) > 1 and words[-1].end - words[0].start > rules.longest):
        return None
    until = _until(stretch, last)
    shown = min(until, words[-1].end + rules.linger) - words[0].start
    cost = _CUE_COST + layout.cost + _haste(sum(map(len, layout.lines)), shown, rules)
    if last < len(stretch.words):
        cost += _BREAK_WEIGHT * break_cost(words[-1].text, stretch.words[last].text)
    if not _begins_sentence(stretch, first) and any(ends_sentence(word.text) for word in words[:-1]):
        cost += _STRADDLE
    if len(words) == 1 and not (ends_sentence(words[0].text) and _begins_sentence(stretch, first)):
        cost += _ALONE
    silences = (after.start - before.end for before, after in pairwise(words))
    return cost + _PAUSE_INSIDE * sum(max(0.0, silence - 1) for silence in silences)


def _haste(characters: int, shown: float, rules: CaptionRules) -> float:
    """What it costs that a cue is shown too briefly, for its own sake or for its text."""
    speed = characters / max(shown, rules.frame)
    brief = _TOO_SHORT * max(0.0, 1 - shown / rules.shortest)
    return brief + _FAST * max(0.0, speed - rules.calm) + _TOO_FAST * max(0.0, speed - rules.fastest)


def _begins_sentence(stretch: _Stretch, first: int) -> bool:
    return first == 0 or ends_sentence(stretch.words[first - 1].text)


def _until(stretch: _Stretch, last: int) -> float:
    return stretch.words[last].start if last < len(stretch.words) else stretch.until


def _draft(stretch: _Stretch, first: int, last: int, rules: CaptionRules) -> _Draft:
    words = stretch.words[first:last]
    layout = lay_out([word.text for word in words], rules.width)
    lines = layout.lines if layout else (words[0].text,)
    return _Draft(lines, stretch.speaker, words[0].start, words[-1].end, _until(stretch, last))


def _settle(draft: _Draft, following: float, rules: CaptionRules) -> Cue:
    """When a cue ends: with its words, later where it has to be read, and with the next one where that is near."""
    reading = max(rules.shortest, sum(map(len, draft.lines)) / rules.calm)
    wanted = max(draft.spoken_until, min(draft.start + reading, draft.spoken_until + rules.linger))
    latest = min(draft.until, draft.start + rules.longest)
    end = min(_ceil(max(wanted, draft.start + rules.shortest), rules.frame), latest)
    gap = following - end
    near = gap <= _TOUCHING_FRAMES * rules.frame or following <= draft.spoken_until + rules.late
    if near and following <= latest:
        end = following
    elif 0 < gap < _TOUCHING_FRAMES * rules.frame:
        end = max(draft.start + rules.frame, following - _TOUCHING_FRAMES * rules.frame)
    return Cue(round(draft.start, 3), round(end, 3), draft.lines, draft.speaker)
