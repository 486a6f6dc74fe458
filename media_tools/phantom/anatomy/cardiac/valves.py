"""Heart valves: thin leaflets that are drawn anew in each image, hinged to moving tissue."""

from dataclasses import dataclass

import numpy as np

from media_tools.phantom.motion import Warp
from media_tools.phantom.probe import Point
from media_tools.phantom.rhythm import Amplitude
from media_tools.phantom.scene import Echo, Extra
from media_tools.phantom.shapes import Curve, smooth
from media_tools.phantom.strokes import Brush


@dataclass(frozen=True)
class Leaflet:
    """A leaflet between shut and open.

    Attributes:
        hinge: where it is attached, at rest, in mm.
        shut, open: its further points, relative to the hinge, as many in both.
        opening: seconds -> 0 (shut) to 1 (open).
        level: dB where it lies across the beam.
        width: mm, the standard deviation of its thickness.
        partner: the hinge, at rest, of the leaflet that it meets; its tip follows both.
    """

    hinge: Point
    shut: tuple[Point, ...]
    open: tuple[Point, ...]
    opening: Amplitude
    level: float = -21.0
    width: float = 0.5
    partner: Point | None = None

    def line(self, hinge: Curve, pull: Curve, seconds: float) -> Curve:
        """Its curve while its hinge lies at `hinge` and its partner's has moved by `pull` beside it."""
        open_ = self.opening(seconds)
        share = np.linspace(0, 1, len(self.shut) + 1)[1:, None]
        shut = np.asarray(self.shut) + 0.5 * share * pull
        tail = hinge + shut + (np.asarray(self.open) - shut) * open_
        return smooth([hinge.tolist(), *tail.tolist()], closed=False, pieces=4)


def hang(leaflets: tuple[Leaflet, ...], warp: Warp, seed: int) -> Extra:
    """What draws the leaflets on tissue that moves by `warp`."""
    brush = Brush(seed)
    rest = np.array([leaflet.hinge for leaflet in leaflets])
    partners = np.array([leaflet.partner or leaflet.hinge for leaflet in leaflets])

    def draw(echo: Echo, seconds: float) -> None:
        hinges = warp.carry(rest, seconds)
        pulls = (warp.carry(partners, seconds) - partners) - (hinges - rest)
        for leaflet, hinge, pull in zip(leaflets, hinges, pulls, strict=True):
            brush.draw(echo, leaflet.line(hinge, pull, seconds), leaflet.level, leaflet.width)

    return draw
