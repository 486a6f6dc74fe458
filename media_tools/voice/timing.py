"""Times of written tokens, from what an engine tells of the words that it spoke.

An engine may know the time of every word, of some, or of none. What it does not tell is shared out
by length; what it tells is kept as it is. The result rises and leaves no token out.
"""

import itertools
from collections.abc import Sequence

from media_tools.voice.reading import Group, Reading

Span = tuple[float, float]
"""Start and end in seconds."""


def token_times(reading: Reading, heard: Sequence[Span | None], duration: float) -> list[Span]:
    """Start and end of every written token in seconds, rising, inside the utterance.

    Args:
        reading: what was spoken for which token.
        heard: for each spoken word its time, or None where the engine does not tell.
        duration: length of the utterance in seconds.
    """
    words = [word.text for word in reading.words]
    times = iter(_rising(complete(words, heard, duration), duration))
    spans: list[Span] = []
    for group in reading.groups:
        said = list(itertools.islice(times, len(group.words)))
        spans += _of_tokens(reading, group, said, after=spans[-1][1] if spans else 0.0)
    return spans


def _of_tokens(reading: Reading, group: Group, said: list[Span], after: float) -> list[Span]:
    count = group.last - group.first
    if not said:
        return [(after, after)] * count
    if len(said) == count:
        return said
    lengths = [end - start for start, end in reading.spans[group.first : group.last]]
    return share((said[0][0], said[-1][1]), lengths)


def share(span: Span, lengths: Sequence[float]) -> list[Span]:
    """A stretch of time shared out in proportion to lengths."""
    start, end = span
    total = sum(lengths) or 1.0
    edges = [start + (end - start) * part / total for part in itertools.accumulate(lengths, initial=0.0)]
    return list(itertools.pairwise([*edges[:-1], end]))


def complete(words: Sequence[str], heard: Sequence[Span | None], duration: float) -> list[Span]:
    """A time for each word. Words without a time share that of the word before them; the first ones that of the word after them."""
    known = [position for position, span in enumerate(heard) if span]
    if not known:
        return share((0.0, duration), [len(word) for word in words])
    starts = [0, *known[1:], len(words)]
    complete: list[Span] = []
    for position, (first, last) in zip(known, itertools.pairwise(starts), strict=True):
        complete += share(heard[position] or (0.0, duration), [len(word) for word in words[first:last]])
    return complete


def _rising(spans: Sequence[Span], duration: float) -> list[Span]:
    rising: list[Span] = []
    floor = 0.0
    for start, end in spans:
        begin = min(max(start, floor), duration)
        floor = min(max(end, begin), duration)
        rising.append((begin, floor))
    return rising
