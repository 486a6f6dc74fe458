"""The pleural line and what appears below it: artefacts of air, and B-lines.

All of it moves with the lung. A-lines repeat the pleural line at its own depth; B-lines run from the
pleural line to the edge of the image without fading and erase the A-lines (Volpicelli 2012).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, pi, sin

import numpy as np

from media_tools.phantom.anatomy.lung.chest import Interspace
from media_tools.phantom.canvas import LN10_20, Canvas, Sheet
from media_tools.phantom.images import Floats, blur
from media_tools.phantom.motion import Slide
from media_tools.phantom.probe import Beams
from media_tools.phantom.rhythm import Amplitude, Cycle
from media_tools.phantom.scene import Echo, Layer, Mask, Optics
from media_tools.phantom.texture import choose, draw_noise


@dataclass(frozen=True)
class Lung:
    """How a lung's surface looks.

    Attributes:
        a_lines: 0 (none) to 1 (as under dry lung).
        irregularity: 0 (a thin even line) to 1 (thick, broken, with small subpleural defects).
        haze: dB added to the noise below the pleura.
    """

    a_lines: float = 1.0
    irregularity: float = 0.0
    haze: float = 0.0


def _never(_: float) -> float:
    return 0.0


@dataclass(frozen=True)
class Sliding:
    """How a lung slides.

    Attributes:
        way: seconds -> mm to the right.
        reach: mm that it slides in all; without any, the noise below stands still too.
        breathing: the breath that moves it.
        jolt: seconds -> mm by which the heartbeat shakes it.
    """

    way: Amplitude
    reach: float
    breathing: Cycle
    jolt: Amplitude = _never


def lay_lung(
    space: Interspace, lung: Lung, sliding: Sliding, look: tuple[Optics, int], seen: Mask | None = None
) -> tuple[Layer, ...]:
    """The pleural line with its repetitions, and the noise below it.

    The noise is no image of anything: it changes faster than the line slides, and never runs backwards,
    so it goes round a flat ellipse.

    Args:
        space: where the lung lies.
        lung: how it looks.
        sliding: how it moves.
        look: the optics, and the seed.
        seen: the share of it that is seen where, at a time; all by default.
    """
    optics, seed = look
    wide, high = 3.0 * sliding.reach, 0.3 * sliding.reach

    def below(beams: Beams, seconds: float) -> Floats:
        shown = (beams.z > space.surface(beams.x)).astype(np.float32)
        return shown * seen(beams, seconds) if seen else shown

    lines = Slide(space.surface, lambda seconds: sliding.way(seconds) + sliding.jolt(seconds))
    haze = Slide(
        space.surface,
        lambda seconds: wide * sliding.breathing.wave(seconds) + 3 * sliding.jolt(seconds),
        lambda seconds: high * sliding.breathing.wave(seconds, 0.25),
    )
    return (
        Layer(_paint_lines(space, lung, seed, optics.looks), lines, seen),
        Layer(_paint_haze(space, lung, seed, optics.looks), haze, below),
    )


def _paint_lines(space: Interspace, lung: Lung, seed: int, looks: int) -> Sheet:
    canvas = Canvas(space.probe, seed + 1, looks=looks)
    scale = space.pleura / 30
    _paint_a_lines(canvas, space, lung, scale)
    _paint_line(canvas, lung, scale)
    canvas.erase(canvas.z + 1.6 * scale)
    return canvas.bake()


def _paint_haze(space: Interspace, lung: Lung, seed: int, looks: int) -> Sheet:
    canvas = Canvas(space.probe, seed + 2, looks=looks)
    scale = space.pleura / 30
    noise = 2.2 * canvas.uneven(3 * scale) + 2.0 * canvas.uneven(9 * scale) + 2.0 * canvas.uneven(30 * scale)
    canvas.level[:] = -43 + lung.haze + noise - 0.13 / scale * np.maximum(canvas.z, 0)
    return canvas.bake()


def _paint_a_lines(canvas: Canvas, space: Interspace, lung: Lung, scale: float) -> None:
    if lung.a_lines <= 0:
        return
    fading = 20 * np.log10(lung.a_lines)
    for order, level in ((1, -22.0), (2, -30.0), (3, -38.0)):
        line = canvas.z - order * space.pleura
        width = (0.5 + 0.25 * order) * scale
        canvas.interface(line, level + fading, width, facing=0, rough=1.2, mirror=0.25)
        canvas.interface(line + 5.5 * scale, level + fading - 13, 1.8 * width, facing=0, rough=1.6, mirror=0)


def _paint_line(canvas: Canvas, lung: Lung, scale: float) -> None:
    uneven = lung.irregularity
    bend = uneven * scale * (0.55 * canvas.uneven(9 * scale, 60) + 0.35 * canvas.uneven(4 * scale, 60))
    gaps = -14 * uneven * np.clip(canvas.uneven(7 * scale, 60) - 0.7, 0, 1)
    line = canvas.z - bend
    width = (0.5 + 0.35 * uneven) * scale
    canvas.interface(line, -9 + gaps, width, facing=0, rough=1.1, mirror=0.35)
    canvas.interface(line - 1.6 * scale, -20 + gaps, 0.8 * scale, facing=0, rough=1.6, mirror=0.1)
    if uneven > 0:
        # small consolidations under the line show as dark notches in what it repeats
        defect = line - 3.2 * uneven * scale * np.clip(canvas.uneven(8 * scale, 80) - 0.9, 0, 1.4)
        canvas.fill(np.maximum(defect, -line + 0.9 * scale), -50 + canvas.uneven(3), soft=0.4 * scale)


_LASTING = 0.06
"""dB/mm by which a B-line weakens on its way to the edge of the image."""


@dataclass(frozen=True)
class Ray:
    """A B-line.

    Attributes:
        place: x in mm at the pleura, while the lung has not slid.
        width: mm at the pleura; the standard deviation of its profile.
        level: dB at the pleura.
        lag: 0 to 1, where in its shimmer it begins.
        beats: how often it shimmers in a loop.
        fade: dB by which it weakens with each mm; a B-line hardly does, a comet tail at once.
    """

    place: float
    width: float
    level: float
    lag: float
    beats: int
    fade: float = _LASTING


class Rays:
    """B-lines: bright rays from the pleural line to the edge of the image.

    Args:
        space: where they begin.
        rays: what each looks like.
        way: seconds -> mm by which the lung has slid.
        turn: seconds of a loop, in which their shimmer returns.
        seed: of their texture.
    """

    def __init__(
        self, space: Interspace, rays: Sequence[Ray], way: Amplitude, turn: float, seed: int
    ) -> None:
        self._space, self._rays, self._way = space, rays, way
        self._turn, self._seed = turn, seed
        self._known: tuple[Beams, list[Floats]] | None = None

    def places(self, seconds: float) -> list[float]:
        """Where they begin at a time: x in mm."""
        return [ray.place + self._way(seconds) for ray in self._rays]

    def __call__(self, echo: Echo, seconds: float) -> None:
        """Draw them over an echo."""
        for ray, texture in zip(self._rays, self._grain(echo), strict=True):
            self._draw(echo, ray, texture, seconds)

    def _draw(self, echo: Echo, ray: Ray, grain: Floats, seconds: float) -> None:
        place = ray.place + self._way(seconds)
        start = self._space.surface_at(place)
        column, row = echo.beams.locate(place, start)
        wide = echo.beams.locate(place + ray.width, start)[0] - column
        columns, away = _columns(column, 3 * wide + 1, echo.beams.shape[1])
        rows = slice(max(0, int(row)), echo.beams.shape[0])
        if not away.size:
            return
        below = echo.beams.range[rows] - start
        across = np.exp(-0.5 * (away / np.float32(wide)) ** 2)
        begun = np.clip(below / 1.5, 0, 1)
        shimmer = 1 + 0.3 * sin(2 * pi * (ray.beats * seconds / self._turn + ray.lag))
        strength = 10 ** (ray.level / 20) * shimmer * begun * np.exp(-LN10_20 * ray.fade * below)
        field = echo.field[rows, columns]
        # what a ray hides comes back where a comet tail has faded
        hides = begun * np.exp(-LN10_20 * (ray.fade - _LASTING) * below)
        field *= 1 - np.minimum(1, 1.2 * np.outer(hides, across))[..., None]
        taken = grain[rows, : away.size]
        field += np.outer(strength, across).astype(np.float32)[..., None] * taken

    def _grain(self, echo: Echo) -> list[Floats]:
        """Reverberation for each ray: fine steps along it, nearly alike across it."""
        if self._known is None or self._known[0] is not echo.beams:
            shape = echo.beams.shape[0], 64, echo.field.shape[2]
            noise = [
                _reverberation(draw_noise(self._seed, f"ray {index}", shape), echo.beams.sample)
                for index in range(len(self._rays))
            ]
            self._known = echo.beams, noise
        return self._known[1]


def _columns(middle: float, reach: float, size: int) -> tuple[slice, Floats]:
    """The beams within `reach` of a fractional one, and how far each lies from it."""
    first, last = max(0, ceil(middle - reach)), min(size, floor(middle + reach) + 1)
    return slice(first, max(first, last)), np.arange(first, last, dtype=np.float32) - np.float32(middle)


def _reverberation(noise: Floats, step: float) -> Floats:
    ladder = blur(noise, 3.0, 0.4 / step)
    ladder *= np.float32(0.5) / ladder.std()
    # most of a ray is one steady tail; without it the ladder would show gaps
    ladder[..., ::2] += 0.9
    slow = blur(noise[..., 0], 30.0, 9.0 / step)
    return np.asarray(ladder * np.exp(0.22 * slow / slow.std())[..., None], np.float32)


def spread_rays(count: int, space: Interspace, seed: int) -> list[Ray]:
    """B-lines of different strength, spread unevenly over the space between the ribs."""
    left, right = (rib + side * (space.rib + 2.5) for rib, side in zip(space.ribs, (1, -1), strict=True))
    slots = (np.arange(count) + 0.5 + choose(seed, "ray place", -0.3, 0.3, count)) / max(1, count)
    ranges = (
        ("ray width", 0.45, 1.3),
        ("ray level", -25.0, -18.0),
        ("ray lag", 0.0, 1.0),
        ("ray beats", 2.0, 7.0),
    )
    drawn = zip(slots, *(choose(seed, name, low, high, count) for name, low, high in ranges), strict=True)
    return [
        Ray(left + (right - left) * float(at), float(width), float(level), float(lag), round(beats))
        for at, width, level, lag, beats in drawn
    ]


def comet_tails(space: Interspace, seed: int) -> list[Ray]:
    """The short, weak tails that a dry lung has, too: they end within a centimetre."""
    scale = space.pleura / 30
    return [
        Ray(ray.place, 0.5 * scale, ray.level - 2, ray.lag, ray.beats, fade=1.1 / scale)
        for ray in spread_rays(3, space, seed + 5)
    ]
