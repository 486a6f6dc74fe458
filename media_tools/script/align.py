"""When each line of a script begins in its media: the words of the script held against the captions."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from media_tools.captions.model import Cue
from media_tools.script.parse import ScriptLine, passages
from media_tools.tokens.compare import align as align_tokens
from media_tools.tokens.normalise import Token, read


def align(
    lines: Sequence[ScriptLine], cues: Sequence[Cue], timepoints: Sequence[float] = ()
) -> tuple[float, ...]:
    """Start times of the lines in seconds, never falling; the captions may differ from the script.

    A line that is heard begins with the first of its words that the captions have; one that is not heard,
    or of which they have nothing, begins when what comes before it has ended.

    Args:
        lines: the script.
        cues: the captions of the whole scene.
        timepoints: media times of the scene's timepoints; each is the time of its line in the script,
            no line before it begins later and none behind it earlier.
    """
    heard, shown = read(passages(lines)), read([cue.text for cue in cues])
    found: dict[int, float] = {}
    for ours, theirs in align_tokens(heard, shown):
        if ours is not None and theirs is not None and heard[ours].text == shown[theirs].text:
            found.setdefault(heard[ours].passage, _time_of(shown, theirs, cues))
    marks = [at for at, line in enumerate(lines) if line.kind == "timepoint"]
    held = dict(zip(marks, timepoints, strict=False))
    times = _between(_complete(lines, found | held, cues), held)
    return tuple(round(time, 3) for time in accumulate(times, max))


def _time_of(shown: Sequence[Token], at: int, cues: Sequence[Cue]) -> float:
    """When a word of a cue is heard, taken in proportion to its place among the cue's words."""
    cue = cues[shown[at].passage]
    words = [place for place, token in enumerate(shown) if token.passage == shown[at].passage]
    return cue.start + cue.duration * (at - words[0]) / len(words)


def _complete(lines: Sequence[ScriptLine], found: dict[int, float], cues: Sequence[Cue]) -> list[float]:
    """Lines without a time: behind the cue that was last shown before the next line that has one."""
    times: list[float] = []
    for at in range(len(lines)):
        if at in found:
            times.append(found[at])
            continue
        following = next((found[later] for later in range(at, len(lines)) if later in found), float("inf"))
        ended = max((cue.end for cue in cues if cue.start < following), default=0.0)
        times.append(min(following, max(ended, times[-1] if times else 0.0)))
    return times


def _between(times: Sequence[float], held: Mapping[int, float]) -> list[float]:
    """No line before a timepoint begins behind it, and none behind it before it."""
    bounded = []
    for at, time in enumerate(times):
        after = max((point for mark, point in held.items() if mark <= at), default=0.0)
        before = min((point for mark, point in held.items() if mark >= at), default=float("inf"))
        bounded.append(min(max(time, after), before))
    return bounded
