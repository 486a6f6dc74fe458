"""Where calipers are put."""

from media_tools.phantom.motion import Warp
from media_tools.phantom.probe import Point
from media_tools.phantom.scene import Caliper

MEASURABLE = 3.0
"""mm of fluid below which there is nothing to put calipers on."""


def across(  # noqa: PLR0917 (two ends, a time and what it is: a caliper has these parts)
    warp: Warp, one: Point, other: Point, seconds: float, says: str, edge: str = "inner"
) -> Caliper:
    """A caliper between two points of tissue, given at rest, at a time."""
    (x0, z0), (x1, z1) = warp.carry((one, other), seconds).tolist()
    return Caliper(seconds, ((x0, z0), (x1, z1)), says, edge)
