"""The close view: a part of the body with a transducer on it.

The patient lies on their back and is seen from above, head up: their right is on the viewer's left.
What is not examined is covered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from media_tools.illustrate.body import region_point, side
from media_tools.illustrate.closeup.cloth import bed_sheet
from media_tools.illustrate.closeup.hand import hand
from media_tools.illustrate.closeup.limbs import LIMB_VIEWS
from media_tools.illustrate.closeup.marker import marker, marker_direction
from media_tools.illustrate.closeup.transducer import Held, beam, gel, probe
from media_tools.illustrate.closeup.trunk import covered_body
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.places.rooms import WIDTH
from media_tools.illustrate.svg import Point, Svg, group
from scenarios.model.scene import BodyRegion, ProbePlacement

ZOOM = 1.9
"""Pixels for each unit of the body map."""
TIP_Y = 222.0
"""Height in the picture at which the transducer meets the skin."""
_FROM_THE_SIDE = ("lateral", "flank")


@dataclass(frozen=True)
class Close:
    """A close view.

    Attributes:
        tip: where the transducer meets the skin, in pixels.
        middle: x of the body's middle line in pixels; None in the view of one limb.
        body: the body with its covers.
        held: the transducer as it is held.
    """

    tip: Point
    middle: float | None
    body: Svg
    held: Held


def close_view(person: Person, placement: ProbePlacement) -> Close:
    """The part of the body that a placement names, and how the transducer is held there."""
    if limb := LIMB_VIEWS.get(placement.region):
        return Close(limb.tip, limb.middle, bed_sheet() + limb.draw(person), _held(placement, limb.leans))
    x, y = region_point(placement.region, person.look.build, person.sex)
    middle = WIDTH / 2 - 0.45 * x * ZOOM
    drawn = group((covered_body(person, placement),), move=(middle, TIP_Y - y * ZOOM), scale=ZOOM)
    return Close(
        (middle + x * ZOOM, TIP_Y), middle, bed_sheet() + drawn, _held(placement, _leans(placement.region))
    )


def held_probe(close: Close, pulse: int) -> Svg:
    """Transducer, hand and beam; the beam is a little brighter at a higher `pulse` (0..2)."""
    held = close.held
    parts = (
        gel(held),
        group((beam(held),), opacity=0.7 + 0.15 * pulse),
        probe(held),
        hand(held),
        marker(held),
    )
    return group(parts, move=close.tip)


def _held(placement: ProbePlacement, leans: Sequence[Point]) -> Held:
    """The first of the ways to lean that shows the footprint well, or else the one that shows most of it."""
    stated = marker_direction(placement.marker) if placement.marker else None
    along = stated or (-1.0, 0.0)
    shown = [abs(along[0] * y - along[1] * x) for x, y in leans]
    enough = min(0.5, max(shown))
    best = next(lean for lean, share in zip(leans, shown, strict=True) if share >= enough)
    return Held(placement.transducer, best, along, marked=stated is not None)


def _leans(region: BodyRegion) -> Sequence[Point]:
    """Ways to hold the transducer, the best first; the hand comes from the examined side."""
    sign = 1 if side(region) == "left" else -1
    if any(word in region for word in _FROM_THE_SIDE):
        return ((0.92 * sign, 0.392), (0.74 * sign, 0.673))
    if region == "subcostal":
        return ((0.26 * sign, 0.966), (0.6 * sign, 0.8))
    return ((0.5 * sign, 0.866), (0.72 * sign, 0.694), (0.1 * sign, 0.995), (-0.3 * sign, 0.954))
