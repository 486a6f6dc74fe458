"""What an engine gives back: a voice with word times, and what is done to it before it is an utterance.

Sentences that were spoken one by one are joined, silence is cut off, words are drawn in to where they sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from media_tools.voice.pcm import FRAME_SECONDS, Signal, faded, sounding
from media_tools.voice.reading import Spoken
from media_tools.voice.timing import Span

SENTENCE_PAUSE = 0.32
"""Silence between two sentences of a line, in seconds."""
_MARGIN = 0.03
_FADE = 0.005
_PAUSE, _NEAR = 0.06, 0.5  # seconds


@dataclass(frozen=True)
class Heard:
    """A voice at its own rate in Hz, and for each spoken word when it sounds; None where the engine does not tell."""

    signal: Signal
    rate: int
    times: tuple[Span | None, ...]


def join(parts: Sequence[Heard], pause: float = SENTENCE_PAUSE) -> Heard:
    """Sentences one after the other, each cut to its sound, with `pause` seconds of silence between them."""
    if not parts:
        return Heard(np.zeros(0), 16000, ())
    rate = parts[0].rate
    silence = np.zeros(round(pause * rate))
    pieces: list[Signal] = []
    times: list[Span | None] = []
    for part in map(trim, parts):
        pieces += [silence] if pieces else []
        times += _moved(part.times, sum(map(len, pieces)) / rate)
        pieces.append(part.signal)
    return Heard(np.concatenate(pieces), rate, tuple(times))


def trim(heard: Heard) -> Heard:
    """The silence before the first sound and after the last one cut off, but for a few milliseconds."""
    frames = np.flatnonzero(sounding(heard.signal, heard.rate))
    if not len(frames):
        return heard
    first = max(0.0, float(frames[0]) * FRAME_SECONDS - _MARGIN)
    last = (float(frames[-1]) + 1) * FRAME_SECONDS + _MARGIN
    kept = heard.signal[round(first * heard.rate) : round(last * heard.rate)]
    return Heard(faded(kept, heard.rate, _FADE), heard.rate, tuple(_moved(heard.times, -first)))


def tighten(heard: Heard) -> Heard:
    """Each word drawn in to the sound inside its time: engines count closures and breaths to a word."""
    loud = sounding(heard.signal, heard.rate)
    times = tuple(span and _sounding_part(span, loud) for span in heard.times)
    return Heard(heard.signal, heard.rate, times)


def _sounding_part(span: Span, loud: npt.NDArray[np.bool_]) -> Span:
    start, end = span
    first, last = int(max(start, 0.0) / FRAME_SECONDS), round(end / FRAME_SECONDS)
    frames = np.flatnonzero(loud[first:last])
    if not len(frames):
        return span
    begin = max(start, (first + float(frames[0])) * FRAME_SECONDS)
    return begin, max(begin, min(end, (first + float(frames[-1]) + 1) * FRAME_SECONDS))


def faster(heard: Heard, factor: float) -> Heard:
    """The same samples played faster, and so higher, by a factor; the rate stays a whole number of 100 Hz."""
    rate = round(heard.rate * factor / 100) * 100
    exact = rate / heard.rate
    return Heard(
        heard.signal, rate, tuple(span and (span[0] / exact, span[1] / exact) for span in heard.times)
    )


def spread(words: Sequence[Spoken], lengths: Sequence[float], signal: Signal, rate: int) -> Heard:
    """Words of an engine that tells no times: shared out over the sound, none of it over silence.

    Where the text has a comma and the voice pauses nearby, the two are taken to be the same place.

    Args:
        words: what is spoken.
        lengths: how long each word is against the others.
        signal: the voice.
        rate: its rate in Hz.
    """
    frames = np.flatnonzero(sounding(signal, rate))
    if len(frames) < len(words):
        return Heard(signal, rate, (None,) * len(words))
    edges = np.concatenate([[0.0], np.cumsum(lengths)]) * len(frames) / np.sum(lengths)
    edges = _drawn_to_pauses(edges, words, frames)
    firsts, lasts = frames[edges[:-1].astype(int)], frames[np.ceil(edges[1:]).astype(int) - 1]
    spans = zip(firsts * FRAME_SECONDS, (lasts + 1) * FRAME_SECONDS, strict=True)
    return Heard(signal, rate, tuple((float(start), float(end)) for start, end in spans))


def _drawn_to_pauses(edges: Signal, words: Sequence[Spoken], frames: npt.NDArray[np.int64]) -> Signal:
    """Edges between words, in sounding frames, with those behind a comma moved onto a pause that is near."""
    pauses = np.flatnonzero(np.diff(frames) * FRAME_SECONDS > _PAUSE) + 1
    fixed = [0]
    moved = edges.copy()
    for edge in (position for position, word in enumerate(words, start=1) if word.mark):
        near = pauses[np.abs(pauses - edges[edge]) * FRAME_SECONDS < _NEAR]
        near = near[near >= moved[fixed[-1]] + edge - fixed[-1]]
        if len(near) and edge < len(words):
            moved[edge] = near[np.argmin(np.abs(near - edges[edge]))]
            fixed.append(edge)
    fixed.append(len(words))
    return np.interp(edges, edges[fixed], moved[fixed])


def _moved(times: Sequence[Span | None], by: float) -> list[Span | None]:
    return [(span[0] + by, span[1] + by) if span else None for span in times]
