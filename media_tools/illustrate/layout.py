"""Where everybody stands: from left to right, as large as fits, never one over another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from media_tools.illustrate.equipment.monitor import SIZE as MONITOR_SIZE
from media_tools.illustrate.people.clothes import cut
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.places.furniture import BED_HALF_WIDTH
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH
from media_tools.illustrate.svg import Box

Posture = Literal["stands", "lies", "sits"]
_LARGEST, _MARGIN, _GAP = 1.15, 18.0, 10.0
_CLINICAL = frozenset({"resuscitation", "emergency-bay", "ward"})
_ON_THEIR_FEET = frozenset({"nurse", "paramedic"})


@dataclass(frozen=True)
class Placed:
    """A person in the picture.

    Attributes:
        x, y: the middle of the face, in pixels.
        scale: 1 for a head about 108 pixels high.
        turn: which way the head is turned, from -1 to 1.
        claim: the part of the picture that nobody else may touch: left and right edge.
    """

    person: Person
    posture: Posture
    x: float
    y: float
    scale: float
    turn: float
    claim: tuple[float, float]

    @property
    def face(self) -> Box:
        """The box around head and hair."""
        half, above, below = 58 * self.scale, 96 * self.scale, 60 * self.scale
        return (self.x - half, self.y - above, 2 * half, above + below)


@dataclass(frozen=True)
class Layout:
    """The people, and the upper left corner and scale of the monitor, if there is one."""

    people: tuple[Placed, ...]
    monitor: tuple[int, int, float] | None


def posture(person: Person, place: str) -> Posture:
    """Whether someone stands, sits, or lies in bed: the patient lies wherever there are beds."""
    if place in _CLINICAL:
        return "lies" if person.role == "patient" else "stands"
    return "stands" if person.role in _ON_THEIR_FEET else "sits"


def arrange(people: Sequence[Person], place: str, *, monitor: bool) -> Layout:
    """Place people from left to right, and a monitor beside the bed or above it."""
    postures = [posture(person, place) for person in people]
    beside = _Row(people, postures, WIDTH - 2 * _MARGIN - (MONITOR_SIZE[0] + 2 * _GAP if monitor else 0))
    above = _Row(people, postures, WIDTH - 2 * _MARGIN, 0.98)
    if monitor and "lies" in postures and beside.scale < 0.85 * above.scale:
        return _monitor_above(above)
    return _monitor_beside(beside) if monitor else Layout(above.placed(_MARGIN), None)


@dataclass(frozen=True)
class _Row:
    """People in a row that is `width` pixels wide, at no more than the `largest` scale."""

    people: Sequence[Person]
    postures: Sequence[Posture]
    width: float
    largest: float = _LARGEST

    @property
    def wide(self) -> list[float]:
        return [_half_width(p, posture) * 2 for p, posture in zip(self.people, self.postures, strict=True)]

    @property
    def scale(self) -> float:
        free = self.width - _GAP * max(0, len(self.people) - 1)
        return min(self.largest, free / sum(self.wide)) if self.people else self.largest

    def placed(self, left: float) -> tuple[Placed, ...]:
        """The people with the row's left edge at `left`."""
        scale, middles, edges = self.scale, [], []
        gap = max(_GAP, min(70.0, (self.width - sum(self.wide) * self.scale) / (len(self.people) + 1)))
        used = sum(self.wide) * scale + gap * (len(self.people) - 1)
        at = left + (self.width - used) / 2
        for width in self.wide:
            middles.append(at + width * scale / 2)
            edges.append((at, at + width * scale))
            at += width * scale + gap
        return tuple(
            Placed(person, pose, x, _height(person, pose, scale), scale, _turn(i, middles, self.people), edge)
            for i, (person, pose, x, edge) in enumerate(
                zip(self.people, self.postures, middles, edges, strict=True)
            )
        )


def _half_width(person: Person, pose: Posture) -> float:
    body = cut(person)
    if pose == "lies":
        return BED_HALF_WIDTH + 30
    reach = max(body.shoulder + body.arm / 2 + 6, body.hip + 8)
    return max(reach, body.shoulder + 58) if pose == "sits" else reach


def _height(person: Person, pose: Posture, scale: float) -> float:
    lowered = {"stands": 0.0, "sits": 62.0, "lies": 82.0}[pose] + (56 if person.child else 0)
    return 134 + (_LARGEST - scale) * 190 + lowered * scale


def _turn(index: int, middles: Sequence[float], people: Sequence[Person]) -> float:
    """Towards the patient; the patient towards the nearest other."""
    others = [i for i in range(len(people)) if i != index]
    patients = [i for i in others if people[i].role == "patient"]
    if not others:
        return 0.0
    towards = patients[0] if patients else min(others, key=lambda i: abs(middles[i] - middles[index]))
    return max(-0.8, min(0.8, (middles[towards] - middles[index]) / 330))


def _monitor_beside(row: _Row) -> Layout:
    lying = next((i for i, pose in enumerate(row.postures) if pose == "lies"), len(row.people))
    left = lying < len(row.people) / 2 - 0.5 or (len(row.people) > 1 and lying == 0)
    room = MONITOR_SIZE[0] + 2 * _GAP
    if not row.people:
        return Layout(
            (), (round(WIDTH / 2 - 0.75 * MONITOR_SIZE[0]), round(HEIGHT / 2 - 0.8 * MONITOR_SIZE[1]), 1.5)
        )
    x = _MARGIN if left else WIDTH - _MARGIN - MONITOR_SIZE[0]
    return Layout(row.placed(_MARGIN + (room if left else 0)), (round(x), 44, 1.0))


def _monitor_above(row: _Row) -> Layout:
    """The monitor hangs above the bed, and everybody comes down a little to make room."""
    scale = 0.8
    people = row.placed(_MARGIN)
    bed = next(p for p in people if p.posture == "lies")
    lowered = max(0.0, 26 + (MONITOR_SIZE[1] + 20) * scale + 86 * row.scale - bed.y)
    x = min(max(8, bed.x - MONITOR_SIZE[0] * scale / 2), WIDTH - 8 - MONITOR_SIZE[0] * scale)
    down = (replace(p, y=p.y + lowered * (1 if p is bed else 0.6)) for p in people)
    return Layout(tuple(down), (round(x), 14, scale))
