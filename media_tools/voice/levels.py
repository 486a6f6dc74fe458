"""Loudness: measured as in ITU-R BS.1770, set by one gain, held under a true peak by a limiter.

Everything in double precision, so that the same sound gives the same bytes on any processor.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from media_tools.voice.pcm import Signal

SILENT = -70.0
"""Loudness in LUFS under which BS.1770 counts nothing, and what silence is said to have."""
_BLOCK, _STEP = 0.4, 0.1
_RELATIVE_GATE = -10.0
_OFFSET = -0.691
# BS.1770-5, tables 1 and 2: the two filters at 48 kHz, numerator and denominator
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_DESIGN_RATE = 48000
_OVERSAMPLING, _PEAK_TAPS = 4, 12
_LIMITER_SECONDS = 0.01


def loudness(signal: Signal, rate: int) -> float:
    """Integrated loudness of a mono signal in LUFS, gated; `SILENT` where nothing is loud enough to count."""
    powers = _block_powers(_weighted(signal, rate), rate)
    heard = powers[powers > _power(SILENT)]
    if not len(heard):
        return SILENT
    gated = heard[heard > heard.mean() * 10 ** (_RELATIVE_GATE / 10)]
    return float(_OFFSET + 10 * np.log10(gated.mean()))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


def _weighted(signal: Signal, rate: int) -> Signal:
    """The signal as the ear weighs it (K-weighting), filtered by the design's response at each frequency."""
    size = 1 << max(len(signal) + rate // 2, 2).bit_length()
    filtered = np.fft.rfft(signal, size) * _response(size, rate)
    return np.asarray(np.fft.irfft(filtered, size)[: len(signal)], np.float64)


@lru_cache(maxsize=4)
def _response(size: int, rate: int) -> npt.NDArray[np.complex128]:
    """What K-weighting does to each frequency; the same for every signal that is measured again and again."""
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / rate) / _DESIGN_RATE)
    response = np.ones_like(turn)
    for above, below in (_SHELF, _HIGH_PASS):
        response *= np.polynomial.polynomial.polyval(turn, above) / np.polynomial.polynomial.polyval(
            turn, below
        )
    return np.asarray(response, np.complex128)


def _block_powers(signal: Signal, rate: int) -> npt.NDArray[np.float64]:
    """Mean power of blocks of 0.4 s, a tenth of a second apart; a shorter signal is one block."""
    size, step = round(_BLOCK * rate), round(_STEP * rate)
    sums = np.concatenate([[0.0], np.cumsum(signal**2)])
    starts = np.arange(0, max(len(signal) - size, 0) + 1, step)
    ends = np.minimum(starts + size, len(signal))
    return np.asarray((sums[ends] - sums[starts]) / np.maximum(ends - starts, 1), np.float64)


def at_loudness(signal: Signal, rate: int, target: float) -> Signal:
    """The signal times one factor, so that it has a loudness in LUFS; silence stays silence."""
    measured = loudness(signal, rate)
    return signal if measured <= SILENT else signal * 10 ** ((target - measured) / 20)


def true_peaks(signal: Signal) -> Signal:
    """For each sample the highest value near it between samples too (four times oversampled), as a magnitude."""
    peaks = np.abs(signal)
    at = np.arange(-_PEAK_TAPS + 1, _PEAK_TAPS + 1)
    for phase in range(1, _OVERSAMPLING):
        distance = at - phase / _OVERSAMPLING
        taps = np.sinc(distance) * np.cos(np.pi * distance / (2 * _PEAK_TAPS)) ** 2
        between = np.convolve(signal, taps[::-1])[_PEAK_TAPS : _PEAK_TAPS + len(signal)]
        peaks = np.maximum(peaks, np.abs(between))
    return peaks


def limited(signal: Signal, rate: int, ceiling_db: float) -> Signal:
    """The signal with true peaks held under a ceiling in dBTP; what is far from a peak is not touched.

    The gain that each peak needs is held for 20 ms on both sides and comes and goes within 20 ms more,
    so that no step is heard and nothing pumps.
    """
    ceiling = 10 ** (ceiling_db / 20)
    needed = np.minimum(1.0, ceiling / np.maximum(true_peaks(signal), ceiling))
    if needed.min() == 1.0:
        return signal
    reach = round(_LIMITER_SECONDS * rate)
    held = _lowest_nearby(needed, 2 * reach)
    return signal * _mean_nearby(_mean_nearby(held, reach), reach)


def _lowest_nearby(values: Signal, reach: int) -> Signal:
    """For each value the lowest within `reach` on both sides, by windows that double."""
    window = np.pad(values, reach, constant_values=1.0)
    width = 1
    while width < 2 * reach + 1:
        step = min(width, 2 * reach + 1 - width)
        window = np.minimum(window[:-step], window[step:])
        width += step
    return window


def _mean_nearby(values: Signal, reach: int) -> Signal:
    sums = np.concatenate([[0.0], np.cumsum(np.pad(values, reach, mode="edge"))])
    return np.asarray((sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1), np.float64)
