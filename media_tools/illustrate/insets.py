"""Small pictures beside a close view: portraits of those who are there, the monitor, a body mark."""

from collections.abc import Sequence

from media_tools.illustrate.body import outline, region_point
from media_tools.illustrate.closeup.marker import marker_direction
from media_tools.illustrate.equipment.curves import Live, live_parts
from media_tools.illustrate.equipment.monitor import SIZE, device
from media_tools.illustrate.palette import TEAL, WHITE, lighten
from media_tools.illustrate.people.figure import Stance, upper_body
from media_tools.illustrate.people.head import Face
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.stage import GLOWS, Actor, Pose, face_boxes, pixels
from media_tools.illustrate.svg import Point, Svg, circle, clip, group, path, stroke
from scenarios.model.scene import Monitor, ProbePlacement

RADIUS = 60
"""Of a portrait, in pixels."""
MOST_PORTRAITS = 3
"""How many fit one above the other."""
MONITOR_SCALE = 0.76
MONITOR_BOX = (SIZE[0] * MONITOR_SCALE, SIZE[1] * MONITOR_SCALE)
"""Width and height of the small monitor in pixels."""
_SCALE = 0.66
_SPEAKING = "#1fb0ab"


def portrait(person: Person, x: float, y: float) -> Actor:
    """A round portrait around (x, y); a second ring of teal comes while the person speaks."""
    face_y = y - 3

    def draw(pose: Pose) -> Svg:
        face = Face(0, pose.mouth, pose.lids, "earnest" if person.role == "patient" else "warm")
        bust = group(
            (upper_body(person, face, Stance(), f"{person.id}-face"),), move=(x, face_y), scale=_SCALE
        )
        ground = circle(x, y, RADIUS, lighten(TEAL, 0.78))
        rings = (
            circle(x, y, RADIUS + 10, _SPEAKING, opacity=pose.glow / GLOWS),
            circle(x, y, RADIUS + 5, WHITE),
        )
        return group((*rings, clip(f"{person.id}-round", circle(x, y, RADIUS, "#fff"), (ground, bust))))

    reach = RADIUS + 11.0
    return Actor(
        person.id,
        draw,
        {"glow": pixels((-reach, -reach, 2 * reach, 2 * reach), x, y, 1), **face_boxes(x, face_y, _SCALE)},
    )


def portraits(people: Sequence[Person], x: float, bottom: float) -> tuple[Actor, ...]:
    """Portraits one above the other, the last one's edge at `bottom`."""
    step = 2 * RADIUS + 18
    last = bottom - RADIUS - 6
    return tuple(portrait(person, x, last - step * (len(people) - 1 - i)) for i, person in enumerate(people))


def small_monitor(monitor: Monitor, x: int, y: int) -> tuple[Svg, Live | None]:
    """A small monitor whose upper left corner is (x, y), and what moves on it."""
    return group((device(monitor),), move=(x, y), scale=MONITOR_SCALE), live_parts(
        monitor, x, y, MONITOR_SCALE
    )


def body_mark(person: Person, placement: ProbePlacement, middle: Point, height: float) -> Svg:
    """A small figure that faces the viewer, with a dot where the transducer stands."""
    look, scale = person.look, height / 1000
    x, y = region_point(placement.region, look.build, person.sex)
    figure = path(outline(look.build, person.sex), "#4a5c6b")
    spot = circle(x, y, 34, "#0f171f") + circle(x, y, 25, "#5fd3cf")
    way = marker_direction(placement.marker) if placement.marker else None
    tick = stroke(f"M{x} {y}l{way[0] * 74:.1f} {way[1] * 74:.1f}", "#5fd3cf", 15) if way else ""
    return group((figure, tick, spot), move=(middle[0], middle[1] - height / 2), scale=scale)
