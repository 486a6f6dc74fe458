"""From the times of frames to a constant rate. Pure.

A clip whose frames come evenly keeps its rate. One whose frames do not is resampled: each frame is held
for its own time on an even grid, so that a beat or a breath keeps its length; that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from media_tools.errors import UnreadableMedia
from media_tools.importing.source import Clock, Limits

MAX_RESAMPLED_RATE = 60.0
"""Frames a second that a resampled clip has at most: what an ordinary screen shows."""
EVEN = 0.25
"""How far from an even grid a frame of a constant clip may lie, in frames: containers round their times."""
PLAUSIBLE_RATES = (0.1, 1000.0)
"""Frames a second between which a rate is believed."""
_BROADCAST = 1000 / 1001


@dataclass(frozen=True)
class Timeline:
    """When frames are shown.

    Attributes:
        rate: frames a second of the written clip, constant; None for a still.
        held: for how many frames of the written clip each source frame is shown; None: for one.
        said: where the timing comes from and what was done, for people and for the sidecar.
    """

    rate: float | None
    held: tuple[int, ...] | None
    said: str

    def length(self, frames: int) -> int:
        """Frames of the written clip, from those of the source."""
        return frames if self.held is None else sum(self.held)


def lay_out(
    name: str, frames: int, clock: Clock | None, *, rate: float | None, limits: Limits
) -> Timeline | None:
    """The timeline of a clip; None where the file gives no times and the person no rate.

    Args:
        name: of the file, for messages.
        frames: that were decoded.
        clock: the times that the file gives; None where it gives none.
        rate: frames a second as a person says; goes before what the file says.
        limits: how long the clip may last, and how many frames it may have.

    Raises:
        UnreadableMedia: its times are not those of an ultrasound clip.
    """
    if frames == 1:
        return Timeline(None, None, "a single frame")
    if rate is not None:
        return Timeline(rate, None, f"{rate:g} frames a second, as given with --rate")
    if clock is None:
        return None
    if clock.times is None:
        return _at_constant_rate(name, frames, clock, limits)
    return _at_times(name, np.asarray(clock.times, float), clock.said, limits)


def _at_constant_rate(name: str, frames: int, clock: Clock, limits: Limits) -> Timeline:
    rate = clock.rate or 0.0
    _ensure_plausible(name, rate)
    _ensure_short(name, frames / rate, limits)
    return Timeline(tidy(rate), None, f"{tidy(rate):g} frames a second ({clock.said})")


def _at_times(name: str, times: np.ndarray, said: str, limits: Limits) -> Timeline:
    gaps = np.diff(times)
    if not np.all(np.isfinite(times)) or np.any(gaps <= 0):
        raise UnreadableMedia(f"{name}: its frame times do not rise; give the rate yourself with --rate")
    _ensure_short(name, float(times[-1] - times[0]), limits)
    mean = len(gaps) / float(times[-1] - times[0])
    _ensure_plausible(name, mean)
    if is_even(times):
        return Timeline(tidy(mean), None, f"{tidy(mean):g} frames a second ({said})")
    return _resample(name, gaps, said, limits)


def is_even(times: Sequence[float] | np.ndarray) -> bool:
    """Whether frames lie on an even grid, but for the rounding of their times; `times` in seconds, rising."""
    places = (np.asarray(times, float) - times[0]) / (times[-1] - times[0]) * (len(times) - 1)
    return bool(np.max(np.abs(places - np.arange(len(times)))) <= EVEN)


def _resample(name: str, gaps: np.ndarray, said: str, limits: Limits) -> Timeline:
    rate = tidy(float(np.clip(1 / gaps.min(), PLAUSIBLE_RATES[0], MAX_RESAMPLED_RATE)))
    held = hold(np.append(gaps, np.median(gaps)), rate)
    if sum(held) > limits.frames:
        raise UnreadableMedia(
            f"{name}: would have {sum(held)} frames at an even rate, more than {limits.frames}; trim the clip first"
        )
    lost = sum(count == 0 for count in held)
    loss = f", which is too coarse for {lost} of {len(held)} frames" if lost else ""
    span = f"{1000 * gaps.min():.0f} to {1000 * gaps.max():.0f} ms"
    return Timeline(
        rate, held, f"uneven, {span} between frames ({said}); resampled to {rate:g} frames a second{loss}"
    )


def hold(durations: Sequence[float] | np.ndarray, rate: float) -> tuple[int, ...]:
    """For how many frames at `rate` each frame is shown; what is rounded away from one is given to the next."""
    edges = np.floor(np.append(0.0, np.cumsum(durations)) * rate + 0.5).astype(int)
    return tuple(int(count) for count in np.diff(edges))


def tidy(rate: float) -> float:
    """A rate in frames a second, put right where a rounded frame time (33.333 ms) has bent a usual one."""
    whole = float(round(rate))
    for usual in (whole, whole * _BROADCAST):
        if usual and abs(rate / usual - 1) < 2e-4:  # noqa: PLR2004 (a frame time given to a microsecond or so)
            return usual
    return round(rate, 4)


def _ensure_plausible(name: str, rate: float) -> None:
    low, high = PLAUSIBLE_RATES
    if not low <= rate <= high:
        raise UnreadableMedia(
            f"{name}: says {rate:.3g} frames a second, which no scan has; give the rate yourself with --rate"
        )


def _ensure_short(name: str, seconds: float, limits: Limits) -> None:
    if seconds > limits.seconds:
        raise UnreadableMedia(
            f"{name}: its frame times spread over {seconds:.0f} s, more than {limits.seconds:g} s; "
            "trim the clip, or give the rate yourself with --rate"
        )
