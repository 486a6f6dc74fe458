"""Whole people: standing, sitting, and propped up in bed, in a few quiet poses.

The middle of the face is (0, 0) at scale 1. A standing adult reaches from -57 to about 600.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from media_tools.illustrate.palette import TEAL, WHITE, darken, mix
from media_tools.illustrate.people.clothes import COAT, SHOULDER_Y, cut, kit, outfit, torso
from media_tools.illustrate.people.hair import braids_over, scarf_over
from media_tools.illustrate.people.hands import fingers_over_edge, folded_hands, resting_hand
from media_tools.illustrate.people.head import Face, head, head_behind
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.places.furniture import bed_behind, blanket, chair_arms, chair_behind, lap, rails
from media_tools.illustrate.svg import Point, Svg, group, line_through, path, rect, stroke

MARKS_BOX = (62.0, -16.0, 40.0, 64.0)
"""Where the marks of speech lie, at scale 1, when the head is turned to the viewer's right."""
ArmPose = Literal["relaxed", "folded", "board", "lap", "resting"]
"""What the arms do: hang down, hands folded before the body, hold a clipboard, in the lap, on the blanket."""


@dataclass(frozen=True)
class Stance:
    """How someone holds themselves.

    Attributes:
        pose: what the arms do.
        breath: how far breathing lifts the chest, in pixels.
        glow: how clearly the marks of speech are seen beside the head, from 0 to 1.
    """

    pose: ArmPose = "relaxed"
    breath: float = 0
    glow: float = 0


def upper_body(person: Person, face: Face, stance: Stance, name: str) -> Svg:
    """Head, trunk and arms; `name` is unique in the picture."""
    chest = (torso(person, name), kit(person), _arms(person, stance.pose))
    return group(
        (
            head_behind(person),
            _neck(person),
            _sized(person, chest, stance.breath),
            scarf_over(person),
            head(person, face, name),
            braids_over(person),
            speech_marks(face, stance),
        )
    )


def speech_marks(face: Face, stance: Stance) -> Svg:
    """Two small arcs beside the head of who speaks, on the side that the head is turned to."""
    arcs = "M71 2q8 13 0 26M82 -6q13 21 0 42"
    marks = (stroke(arcs, WHITE, 8, opacity=0.75), stroke(arcs, TEAL, 4.4))
    return group(marks, scale=(-1 if face.turn < 0 else 1, 1), opacity=stance.glow) if stance.glow else ""


def _sized(person: Person, items: Iterable[Svg], breath: float) -> Svg:
    """A trunk with its arms, lifted by breathing; that of a child is smaller beside the head."""
    size = 0.76 if person.child else 1
    return group(items, move=(0, 54 * (1 - size) - breath), scale=size)


def standing(person: Person, face: Face, stance: Stance, name: str) -> Svg:
    """Someone who stands, from head to feet."""
    return _legs(person) + upper_body(person, face, stance, name)


def _neck(person: Person) -> Svg:
    n, skin = cut(person).neck, person.skin
    d = f"M{-n} 28L{-n - 1} 56C{-n - 8} 66 -34 76 -40 84L0 112L40 84C34 76 {n + 8} 66 {n + 1} 56L{n} 28Z"
    shadow = f"M{-n} 34L{-n - 1} 54C-10 68 12 66 {n + 1} 50L{n} 34Z"
    return path(d, skin.base) + path(shadow, skin.shade)


def _legs(person: Person) -> Svg:
    h, colour = cut(person).hip, outfit(person).trousers
    knee = h * 0.62
    d = f"M{-h} 286C{-h - 2} 360 {-knee - 24} 430 {-knee - 16} 580H{-knee + 16}C{-knee + 22} 470 -8 400 0 330"
    right = f"C8 400 {knee - 22} 470 {knee - 16} 580H{knee + 16}C{knee + 24} 430 {h + 2} 360 {h} 286Z"
    crease = stroke("M0 330V300", darken(colour, 0.2), 2.4)
    shoes = (path(f"M{x - 17} 578h34q7 18 -3 20h-30q-9 -2 -1 -20Z", "#3a4350") for x in (-knee, knee))
    return group((*shoes, path(d + right, colour), crease))


def _arms(person: Person, pose: ArmPose) -> Svg:
    if pose == "board":
        return _holding_board(person)
    if pose == "resting":
        return _on_blanket(person)
    arm = _hanging(person) if pose == "relaxed" else _towards_middle(person)
    both = "" if pose == "relaxed" else group((folded_hands(person.skin),), move=(0, 238))
    return arm + group((arm,), scale=(-1, 1)) + both


def _hanging(person: Person) -> Svg:
    s = cut(person).shoulder
    wrist = (s - 3, 270)
    hand = group((resting_hand(person.skin),), move=wrist, scale=(1, -1), turn=-94)
    return hand + _arm(person, (s, 186), wrist)


def _towards_middle(person: Person) -> Svg:
    return _arm(person, (cut(person).shoulder + 4, 182), (32, 236))


def _on_blanket(person: Person) -> Svg:
    """The right hand on the belly, the left arm along the side."""
    s = cut(person).shoulder
    belly = group((resting_hand(person.skin),), move=(s - 26, 222), scale=(1, -1), turn=164)
    side = group((resting_hand(person.skin),), move=(s + 10, 236), scale=(1, -1), turn=-112)
    right = _arm(person, (s + 10, 172), (s - 22, 221)) + belly
    left = _arm(person, (s + 12, 172), (s + 11, 232)) + side
    return group((right,), scale=(-1, 1)) + left


def _arm(person: Person, elbow: Point, wrist: Point) -> Svg:
    body, wear = cut(person), outfit(person)
    joint = (body.shoulder - body.arm / 2 - 1, SHOULDER_Y + body.arm / 2 + 1)
    tone = "#e3eaf1" if wear.top == COAT else darken(wear.top, 0.045)
    whole = line_through((joint, elbow, wrist))
    if wear.sleeves == "long":
        sleeve = stroke(whole, tone, body.arm - 3) + stroke(line_through((joint, elbow)), tone, body.arm)
        return sleeve + _band(elbow, wrist, 0.97, (body.arm - 10, 9), darken(tone, 0.14))
    hem = _between(joint, elbow, 0.66)
    skin = stroke(whole, person.skin.base, body.arm - 9)
    sleeve = stroke(line_through((joint, hem)), tone, body.arm + 2)
    return skin + sleeve + _band(joint, elbow, 0.78, (body.arm - 2, 3), darken(tone, 0.18))


def _band(start: Point, end: Point, share: float, size: Point, colour: str) -> Svg:
    x, y = _between(start, end, share)
    dx, dy = end[0] - start[0], end[1] - start[1]
    half = size[0] / 2 / math.hypot(dx, dy)
    ends = ((x - dy * half, y + dx * half), (x + dy * half, y - dx * half))
    return stroke(line_through(ends), colour, size[1])


def _holding_board(person: Person) -> Svg:
    s = cut(person).shoulder
    arm = _arm(person, (s + 5, 190), (34, 226))
    fingers = group((fingers_over_edge(person.skin),), move=(-36, 208))
    return group(
        (
            arm,
            group((arm,), scale=(-1, 1)),
            _board(),
            fingers,
            group((fingers,), scale=(-1, 1)),
        )
    )


def _board() -> Svg:
    paper = rect((-34, 158, 68, 88), "#fdfdfb", r=3)
    lines = stroke("M-24 180h46M-24 192h40M-24 204h46M-24 216h30", "#c6d0d8", 3)
    clip = rect((-14, 146, 28, 13), "#8d9aa6", r=4)
    return rect((-39, 150, 78, 102), mix("#8a5f43", "#c08a5e", 0.5), r=6) + paper + lines + clip


def _between(one: Point, other: Point, share: float) -> Point:
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def in_bed(person: Person, face: Face, stance: Stance, name: str) -> Svg:
    """Someone propped up in bed, covered to the waist, hands on the blanket."""
    return group(
        (
            bed_behind(),
            head_behind(person),
            _neck(person),
            _sized(person, (torso(person, name),), stance.breath),
            blanket(person),
            _sized(person, (_arms(person, "resting"),), stance.breath),
            scarf_over(person),
            head(person, face, name),
            braids_over(person),
            speech_marks(face, stance),
            rails(),
        )
    )


def seated(person: Person, face: Face, stance: Stance, name: str) -> Svg:
    """Someone in an armchair, hands in the lap."""
    body = upper_body(person, face, replace(stance, pose="lap"), name)
    return group((chair_behind(person), lap(person), body, chair_arms(person)))
