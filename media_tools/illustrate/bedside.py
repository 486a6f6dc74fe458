"""The view of a room: people from left to right, and a monitor."""

from collections.abc import Mapping, Sequence

from media_tools.illustrate.equipment.curves import live_parts
from media_tools.illustrate.equipment.monitor import device
from media_tools.illustrate.layout import Placed, arrange
from media_tools.illustrate.people.figure import MARKS_BOX, ArmPose, Stance, in_bed, seated, standing
from media_tools.illustrate.people.head import Face
from media_tools.illustrate.people.person import Person, Role
from media_tools.illustrate.places.rooms import room
from media_tools.illustrate.stage import GLOWS, Actor, Pixels, Pose, Stage, face_boxes, pixels
from media_tools.illustrate.svg import Box, Svg, group
from scenarios.model.scene import Monitor

_ARMS: Mapping[Role, ArmPose] = {"nurse": "board", "clinician": "relaxed", "paramedic": "relaxed"}
_FIGURES = {"stands": standing, "sits": seated, "lies": in_bed}
_FROM_BACK = ("stands", "sits", "lies")


def bedside(place: str, people: Sequence[Person], monitor: Monitor | None) -> Stage:
    """People in a room, with what a monitor shows."""
    layout = arrange(people, place, monitor=monitor is not None)
    order = sorted(layout.people, key=lambda placed: _FROM_BACK.index(placed.posture))
    actors = tuple(_actor(placed) for placed in order)
    if layout.monitor is None or monitor is None:
        return Stage(room(place), actors)
    x, y, scale = layout.monitor
    behind = room(place) + group((device(monitor),), move=(x, y), scale=scale)
    return Stage(behind, actors, live_parts(monitor, x, y, scale))


def _actor(placed: Placed) -> Actor:
    person = placed.person
    mood = "earnest" if placed.posture == "lies" else "warm"

    def draw(pose: Pose) -> Svg:
        # whole pixels: a chest that moves by fractions of a pixel doubles the size of the video
        lift = pose.breath if person.role == "patient" else (pose.breath + 1) // 2
        stance = Stance(_ARMS.get(person.role, "folded"), lift / placed.scale, pose.glow / GLOWS)
        face = Face(placed.turn, pose.mouth, pose.lids, mood)
        figure = _FIGURES[placed.posture](person, face, stance, person.id)
        return group((figure,), move=(placed.x, placed.y), scale=placed.scale)

    return Actor(person.id, draw, _boxes(placed))


def _boxes(placed: Placed) -> Mapping[str, Pixels]:
    half = (placed.claim[1] - placed.claim[0]) / 2 / placed.scale
    lowest = 330.0 if placed.posture == "stands" else 300.0
    at = (placed.x, placed.y, placed.scale)
    return {
        "breath": pixels((-half, 49, 2 * half, lowest - 49), *at),
        "glow": pixels(_marks_box(placed.turn), *at),
        **face_boxes(*at),
    }


def _marks_box(turn: float) -> Box:
    x, y, width, height = MARKS_BOX
    return (-x - width if turn < 0 else x, y, width, height)
