"""Sounds and pictures for the checks, made from numbers: babble that is heard as speech, tones, flashes, text."""

from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np

from media_tools.check.speech import RATE, Sound
from media_tools.encode import Frame

FPS = 25
"""Frames a second of the pictures."""


def babble(seconds: float, seed: int = 1) -> Sound:
    """Somebody who says nothing: a buzzing voice whose vowel changes eight times a second."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(seconds * RATE)) / RATE
    vowel = (time * 8).astype(int)
    first, second = rng.uniform(280, 800, vowel.max() + 1), rng.uniform(900, 2300, vowel.max() + 1)
    sound = np.zeros(len(time))
    for harmonic in range(1, 30):
        pitch = 118 * harmonic
        near = [np.exp(-(((pitch - formant[vowel]) / 130) ** 2)) for formant in (first, second)]
        sound += (near[0] + 0.4 * near[1]) * np.sin(2 * np.pi * pitch * time)
    return (0.08 * sound).astype(np.float32)


def tone(seconds: float, pitch: float = 880.0) -> Sound:
    """A steady tone."""
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.2 * np.sin(2 * np.pi * pitch * time)).astype(np.float32)


def hiss(seconds: float) -> Sound:
    """Air, with nothing below 2 kHz."""
    noise = np.random.default_rng(3).normal(0, 0.1, round(seconds * RATE))
    spectrum = np.fft.rfft(noise)
    spectrum[: round(2000 * seconds)] = 0
    return np.fft.irfft(spectrum, len(noise)).astype(np.float32)


def placed(seconds: float, *parts: tuple[float, Sound]) -> Sound:
    """Sounds at their starts, in silence."""
    whole = np.zeros(round(seconds * RATE), np.float32)
    for start, part in parts:
        at = round(start * RATE)
        whole[at : at + len(part)] += part[: len(whole) - at]
    return whole


def blinking(
    hertz: float,
    *,
    seconds: float = 2.0,
    size: tuple[int, int] = (256, 192),
    dark: Sequence[int] = (0, 0, 0),
    light: Sequence[int] = (255, 255, 255),
    share: float = 1.0,
) -> Iterator[tuple[float, Frame]]:
    """A picture of which a part, from the left, goes on and off so many times a second; the rest is grey."""
    on = _square(hertz)
    for number in range(round(seconds * FPS)):
        frame = np.full((size[1], size[0], 3), 128, np.uint8)
        frame[:, : round(share * size[0])] = light if on(number / FPS) else dark
        yield number / FPS, frame


def _square(hertz: float) -> Callable[[float], bool]:
    return lambda time: int(2 * hertz * time + 1e-6) % 2 == 1


def cine(words: str = "", *, at: tuple[int, int] = (8, 16), frames: int = 12) -> Iterator[Frame]:
    """A clip whose middle is alive with speckle, with words burned in that never move."""
    rng = np.random.default_rng(5)
    for _ in range(frames):
        frame = np.zeros((240, 320, 3), np.uint8)
        frame[50:200, 70:250] = rng.integers(0, 200, (150, 180, 1), np.uint8)
        cv2.putText(frame, words, at, cv2.FONT_HERSHEY_SIMPLEX, 0.45, (230, 230, 230), 1, cv2.LINE_AA)
        yield frame
