"""A scene: sheets of tissue that move, what is drawn over them, and what is true of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile

import numpy as np
from pydantic import JsonValue

from media_tools.phantom.canvas import LN10_20, Sheet
from media_tools.phantom.images import Floats, Maps, exp, resize, sample
from media_tools.phantom.motion import Placing, still
from media_tools.phantom.probe import Beams, Point, Probe

_COARSE = 4
"""Samples along the beam to one step of the sum of losses."""


class Echo:
    """What comes back to the probe at one moment.

    Attributes:
        beams: where the samples lie.
        field: complex echo: samples x beams x (2 x looks).
        gain: dB added place by place, such as by losses on the way.
    """

    def __init__(self, beams: Beams, looks: int) -> None:
        self.beams = beams
        self.field: Floats = np.zeros((*beams.shape, 2 * looks), np.float32)
        self._coarse = (-(-beams.shape[0] // _COARSE), beams.shape[1])
        self._loss: Floats = np.zeros(self._coarse, np.float32)

    def lay(self, sheet: Sheet, maps: Maps, mask: Floats | None = None) -> None:
        """Add the echoes and losses of a sheet that `maps` lays over the beams."""
        laid = sample(sheet.echo, maps)
        few = np.ascontiguousarray(maps[0][::_COARSE]), np.ascontiguousarray(maps[1][::_COARSE])
        loss = sample(sheet.loss, few, beyond="stretch")
        if mask is not None:
            laid *= mask[..., None]
            loss *= mask[::_COARSE]
        self.field += laid
        self._loss += loss

    def copy(self) -> "Echo":
        """Another that holds the same and can be drawn on."""
        other = Echo(self.beams, self.field.shape[2] // 2)
        np.copyto(other.field, self.field)
        np.copyto(other._loss, self._loss)
        return other

    def through(self) -> Floats:
        """The share of amplitude that is left after the losses on the way."""
        loss = np.cumsum(self._loss, axis=0, dtype=np.float32)
        loss *= np.float32(-_COARSE * self.beams.sample * LN10_20)
        return resize(exp(loss), self.beams.shape)


Mask = Callable[[Beams, float], Floats]
"""The share of a sheet that is seen on each sample, at a time in seconds."""


@dataclass(frozen=True)
class Layer:
    """A sheet, how it moves (None: not at all), and what share of it is seen where, at a time."""

    sheet: Sheet
    warp: Placing | None = None
    mask: Mask | None = None

    @property
    def still(self) -> bool:
        """Whether it looks the same at all times."""
        return self.warp is None and self.mask is None


Extra = Callable[[Echo, float], None]
"""Draws over the echoes of a moment, given in seconds."""


@dataclass(frozen=True)
class Optics:
    """How an image is made of echoes.

    Attributes:
        span: dB from black to white.
        gain: dB added to everything.
        axial: mm, the pulse's standard deviation.
        lateral: beams (of 256), the beam's standard deviation.
        haze: share of amplitude that side lobes spread sideways.
        noise: dB of the electronic noise at the face; it rises with depth by `noise_slope` dB/mm.
        persistence: share of the last image in the next.
        crisp: strength of the scanner's edge enhancement.
        streaks: dB of unevenness between beams, from what lies just under the skin.
        fade: dB by which the outermost beams are weaker.
        gamma: exponent of the grey map.
        looks: independent views compounded; one makes the strongest speckle.
    """

    span: float = 60.0
    gain: float = 0.0
    axial: float = 0.35
    lateral: float = 1.4
    haze: float = 0.04
    noise: float = -76.0
    noise_slope: float = 0.10
    persistence: float = 0.3
    crisp: float = 0.3
    streaks: float = 2.2
    fade: float = 6.0
    gamma: float = 1.25
    looks: int = 1


@dataclass(frozen=True)
class Caliper:
    """A distance to be measured on the image.

    Attributes:
        seconds: when.
        ends: the two points in mm between which it lies, as the anatomy has them.
        edge: measure to the inner or the outer border of the walls at its ends.
        says: what is measured, in words.
    """

    seconds: float
    ends: tuple[Point, Point]
    says: str
    edge: str = "inner"


@dataclass(frozen=True)
class Facts:
    """What a scene knows of itself.

    Attributes:
        rates: such as beats a minute, as they were fitted into the clip.
        moments: name -> seconds.
        landmarks: name -> where it lies at a time, in mm.
        calipers: name -> what to measure.
        findings: what is to be seen, in plain values.
    """

    rates: Mapping[str, float] = field(default_factory=dict)
    moments: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    landmarks: Mapping[str, tuple[float, Point]] = field(default_factory=dict)
    calipers: Mapping[str, Caliper] = field(default_factory=dict)
    findings: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Trace:
    """An M-mode: one beam over time, below a smaller image.

    Attributes:
        lateral: the beam, -1 (left) to 1 (right).
    """

    lateral: float


@dataclass(frozen=True)
class Scene:
    """Everything from which the image at any moment can be made."""

    probe: Probe
    optics: Optics
    layers: tuple[Layer, ...]
    extras: tuple[Extra, ...] = ()
    facts: Facts = Facts()
    trace: Trace | None = None
    _ground: list[Echo] = field(default_factory=list, init=False, repr=False, compare=False)

    def echo(self, beams: Beams, seconds: float) -> Echo:
        """The echoes at a time."""
        moving = tuple(dropwhile(lambda layer: layer.still, self.layers))
        out = self._lay_ground(beams, self.layers[: len(self.layers) - len(moving)]).copy()
        for layer in moving:
            _lay(out, layer, seconds)
        for extra in self.extras:
            extra(out, seconds)
        return out

    def _lay_ground(self, beams: Beams, layers: Sequence[Layer]) -> Echo:
        """What lies still below all that moves: laid once, for it is the same at all times."""
        if not self._ground or self._ground[0].beams is not beams:
            ground = Echo(beams, self.optics.looks)
            for layer in layers:
                _lay(ground, layer, 0.0)
            self._ground[:] = [ground]
        return self._ground[0]


def _lay(echo: Echo, layer: Layer, seconds: float) -> None:
    beams, raster = echo.beams, layer.sheet.raster
    maps = layer.warp.maps(beams, raster, seconds) if layer.warp else still(beams, raster)
    echo.lay(layer.sheet, maps, layer.mask(beams, seconds) if layer.mask else None)
