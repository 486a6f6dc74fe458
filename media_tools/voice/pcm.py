"""Samples of a voice: reading wave files, resampling, finding where there is sound.

Everything is computed in double precision, so that rounding to 16 bits gives the same bytes on any processor.
"""

import wave
from math import gcd
from pathlib import Path

import numpy as np
import numpy.typing as npt

Signal = npt.NDArray[np.float64]
"""Mono sound, full scale at +-1."""

FRAME_SECONDS = 0.01
"""Length of the frames in which loudness is looked at."""
_FULL_SCALE = 32767.0


def read_wave(path: Path) -> tuple[Signal, int]:
    """The samples of a mono 16-bit wave file and their rate in Hz."""
    with wave.open(str(path), "rb") as file:
        return from_bytes(file.readframes(file.getnframes())), file.getframerate()


def from_bytes(data: bytes) -> Signal:
    """Little-endian 16-bit samples as a signal; an odd byte at the end is left out."""
    return from_samples(np.frombuffer(data[: len(data) // 2 * 2], "<i2"))


def from_samples(samples: npt.NDArray[np.int16]) -> Signal:
    """16-bit samples as a signal."""
    return samples / _FULL_SCALE


def to_samples(signal: Signal) -> npt.NDArray[np.int16]:
    """A signal as 16-bit samples; what is beyond full scale is cut off."""
    scaled = np.rint(np.clip(signal, -1.0, 1.0) * _FULL_SCALE)
    return np.asarray(scaled, np.int16)


def resample(signal: Signal, rate: int, to: int) -> Signal:
    """The signal at another rate in Hz, band-limited by leaving out or adding nothing above the lower half-rate."""
    if rate == to or not len(signal):
        return signal
    common = gcd(rate, to)
    blocks = -(-len(signal) * common // rate)
    size, new_size = blocks * rate // common, blocks * to // common
    spectrum = np.fft.rfft(signal, size)[: new_size // 2 + 1]
    whole = np.fft.irfft(spectrum, new_size) * (new_size / size)
    return np.asarray(whole[: round(len(signal) * to / rate)], np.float64)


def sounding(signal: Signal, rate: int, floor_db: float = -40.0) -> npt.NDArray[np.bool_]:
    """For each frame of 10 ms, whether there is sound: within `floor_db` of the loudest frame."""
    size = round(FRAME_SECONDS * rate)
    frames = signal[: len(signal) // size * size].reshape(-1, size)
    power = np.mean(frames**2, axis=1)
    if not len(power) or power.max() <= 0:
        return np.zeros(len(power), np.bool_)
    return np.asarray(power > power.max() * 10 ** (floor_db / 10), np.bool_)


def faded(signal: Signal, rate: int, seconds: float) -> Signal:
    """The signal with a raised-cosine fade at both ends, so that no cut clicks."""
    count = min(round(seconds * rate), len(signal) // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))
    result = signal.copy()
    result[:count] *= ramp
    result[len(result) - count :] *= ramp[::-1]
    return result
