"""Which of the three views a picture asks for: the machine's screen, a close view, or a room."""

from collections.abc import Mapping, Sequence

from media_tools.illustrate.bedside import bedside
from media_tools.illustrate.closeup.view import Close, close_view, held_probe
from media_tools.illustrate.equipment.curves import Live
from media_tools.illustrate.equipment.machine import COLUMN, clip_area, screen
from media_tools.illustrate.insets import (
    MONITOR_BOX,
    MOST_PORTRAITS,
    RADIUS,
    body_mark,
    portraits,
    small_monitor,
)
from media_tools.illustrate.people.person import Person, find_person
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH
from media_tools.illustrate.stage import Actor, Pose, Stage, pixels
from media_tools.illustrate.svg import Svg
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Picture, ProbePlacement

_BEAM = "beam"


def stage_for(picture: Picture, cast: Mapping[str, CastMember], patient: Patient) -> Stage:
    """What a picture shows, ready to be painted.

    Raises:
        MediaError: the picture names somebody who is not in the cast.
    """
    people = [find_person(name, cast, patient) for name in shown_people(picture)]
    if picture.exhibit:
        return _on_screen(picture, people, find_person("patient", cast, patient))
    if picture.probe:
        return _close(picture, picture.probe, people, find_person("patient", cast, patient))
    return bedside(picture.place, people, picture.monitor)


def shown_people(picture: Picture) -> tuple[str, ...]:
    """Whom a picture shows: everybody in a room; beside a close view only as many as fit."""
    if picture.exhibit:
        return picture.people[: MOST_PORTRAITS - 1]
    return picture.people[:MOST_PORTRAITS] if picture.probe else picture.people


def _close(picture: Picture, placement: ProbePlacement, people: Sequence[Person], patient: Person) -> Stage:
    view = close_view(patient, placement)
    left = view.held.lean[0] > 0
    monitor, live = _monitor(picture, round(20 if left else WIDTH - 20 - MONITOR_BOX[0]), 18)
    faces = portraits(people, 28 + RADIUS if left else WIDTH - 28 - RADIUS, HEIGHT - 22)
    return Stage(view.body + monitor, (_probe(view), *faces), live)


def _probe(view: Close) -> Actor:
    """The transducer; its beam grows brighter and fainter as slowly as somebody breathes."""

    def draw(pose: Pose) -> Svg:
        return held_probe(view, pose.breath)

    return Actor(_BEAM, draw, {"breath": pixels((-150, -150, 300, 300), *view.tip, 1)})


def _on_screen(picture: Picture, people: Sequence[Person], patient: Person) -> Stage:
    column = bool(people or picture.monitor or picture.probe)
    area = clip_area(column=column)
    left = area[0] + area[2]
    monitor, live = _monitor(picture, round(left + (COLUMN - MONITOR_BOX[0]) / 2 - 4), 28)
    top = 28 + (MONITOR_BOX[1] + 34 if picture.monitor else 0)
    faces = portraits(people, left + COLUMN / 2 - 4, HEIGHT - 34)
    mark = ""
    if picture.probe:
        bottom = HEIGHT - 34 - len(faces) * (2 * RADIUS + 18)
        mark = body_mark(
            patient, picture.probe, (left + COLUMN / 2 - 4, (top + bottom) / 2), min(360.0, bottom - top)
        )
    return Stage(screen() + monitor + mark, faces, live, area)


def _monitor(picture: Picture, x: int, y: int) -> tuple[Svg, Live | None]:
    return small_monitor(picture.monitor, x, y) if picture.monitor else ("", None)
