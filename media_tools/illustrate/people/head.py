"""Heads: the face with its features, at rest and in the few movements that a calm picture needs.

The middle of the face is (0, 0); a head is about 80 wide and 108 high.
"""

from dataclasses import dataclass

from media_tools.illustrate.palette import WHITE, contrast, darken, lighten, mix
from media_tools.illustrate.people.hair import hair_back, hair_front
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.svg import Svg, circle, ellipse, group, path, stroke

EYES_BOX = (-36.0, -16.0, 72.0, 31.0)
"""What blinking and a change of gaze touch, at scale 1."""
MOUTH_BOX = (-22.0, 20.0, 44.0, 24.0)
"""What speaking touches, at scale 1."""
OLD, AGEING = 66, 50
"""Ages, in years, from which a face is drawn with more or fewer lines."""


@dataclass(frozen=True)
class Face:
    """How a face looks just now.

    Attributes:
        turn: which way the head is turned, from -1 (to the viewer's left) to 1.
        mouth: 0 closed, 1 a little open, 2 open, 3 rounded.
        lids: 0 open, 1 half closed, 2 closed.
        mood: "warm" smiles a little, "earnest" does not.
    """

    turn: float = 0
    mouth: int = 0
    lids: int = 0
    mood: str = "warm"


def head(person: Person, face: Face, name: str) -> Svg:
    """A head, with what hangs down behind it left to `hair_back`; `name` is unique in the picture."""
    shift = 6.5 * face.turn
    features = (
        _age_lines(person),
        _lip_hair(person),
        _mouth(person, face),
        _nose(person, face),
        _brows(person, face),
        _eyes(person, face),
        _glasses(person),
    )
    return group(
        (
            _ears(person, face.turn),
            path(_outline(person), person.skin.base),
            _shadow_side(person, face.turn, name),
            group((_cheeks(person),), move=(shift, 0)),
            _beard(person),
            group(features, move=(shift, 4 if person.child else 0)),
            hair_front(person, face.turn, name),
        )
    )


def head_behind(person: Person) -> Svg:
    """What of the hair lies behind neck and shoulders."""
    return hair_back(person)


def _outline(person: Person) -> str:
    full = {"slim": -1.5, "medium": 0.0, "heavy": 5.0}[person.look.build]
    male = person.sex == "male" and not person.child
    chin = 46 if person.child else 54 if male else 51
    jaw = (35 if male else 31) + full
    tip = (19 if male else 13) + full * 0.8
    cheek = 40 + full * 0.6 + (2 if person.child else 0)
    return (
        f"M-39 -10C-40 -42 -22 -57 0 -57C22 -57 40 -42 39 -10"
        f"C{cheek:.1f} 12 {jaw + 4:.1f} 28 {jaw - 4:.1f} {chin - 17}"
        f"C{jaw - 9:.1f} {chin - 8} {tip:.1f} {chin} 0 {chin}"
        f"C{-tip:.1f} {chin} {9 - jaw:.1f} {chin - 8} {4 - jaw:.1f} {chin - 17}"
        f"C{-jaw - 4:.1f} 28 {-cheek:.1f} 12 -39 -10Z"
    )


def _shadow_side(person: Person, turn: float, name: str) -> Svg:
    side = -1 if turn > 0 else 1
    d = f"M{side * 26} -60C{side * 33} -20 {side * 31} 22 {side * 10} 58L{side * 60} 58L{side * 60} -60Z"
    shape = path(_outline(person), "#fff")
    return (
        f'<clipPath id="{name}-face">{shape}</clipPath>'
        f'<g clip-path="url(#{name}-face)">{path(d, person.skin.shade, opacity=0.45)}</g>'
    )


def _ears(person: Person, turn: float) -> Svg:
    if person.look.hair == "headscarf":
        return ""
    skin = person.skin
    shown = [side for side in (-1, 1) if side * turn < 0.75]  # noqa: PLR2004 (the far ear is hidden when the head is turned well away)
    return group(
        group(
            (
                ellipse(39 * side, 3, 7.5, 11, skin.base),
                stroke(f"M{40 * side} -3q{4 * side} 4 {side} 10", skin.shade, 2.4),
            )
        )
        for side in shown
    )


def _eyes(person: Person, face: Face) -> Svg:
    return group(_eye(person, side, face) for side in (-1, 1))


def _eye(person: Person, side: int, face: Face) -> Svg:
    x, y, lid = 16.5 * side, -2.0, mix(person.skin.line, "#1a1210", 0.55)
    if face.lids == 2:  # noqa: PLR2004 (closed)
        return stroke(f"M{x - 6.5} {y + 1}q6.5 4.5 13 0", lid, 2.6)
    iris = "#2a1c18" if person.look.hair_colour not in {"fair", "red"} or person.look.skin > 2 else "#4a6472"  # noqa: PLR2004 (light eyes go with light skin)
    look = x + 1.6 * face.turn
    open_eye = (
        ellipse(x, y, 6.6, 5.4, "#fdfcfa"),
        circle(look, y + 0.2, 4.1, iris),
        circle(look + 1.4, y - 1.6, 1.2, "#ffffff"),
    )
    drop = path(f"M{x - 8} {y - 7}h16v7q-8 -3 -16 0Z", person.skin.base) if face.lids == 1 else ""
    top = y + (-1.2 if face.lids == 1 else -3.2)
    bend = 3 if face.lids == 1 else 5
    lashes = (
        stroke(f"M{x + 6.6 * side} {top + 1.5}l{3 * side} -2.2", lid, 2.2) if person.sex == "female" else ""
    )
    return group((*open_eye, drop, stroke(f"M{x - 6.8} {top + 1.8}q6.8 -{bend} 13.6 0", lid, 2.6), lashes))


def _brows(person: Person, face: Face) -> Svg:
    hidden = person.look.hair == "headscarf"
    colour = mix(person.skin.line, "#201410", 0.5) if hidden else person.hair_colour
    if not hidden and person.look.hair_colour in {"white", "fair", "grey"}:
        colour = darken(colour, 0.22)
    width = 3.0 if person.sex == "female" else 4.0
    inner, outer = (-15.5, -13.5) if face.mood == "warm" else (-17.5, -12.5)
    return group(
        stroke(f"M{side * 9} {inner}Q{side * 17} -19 {side * 24.5} {outer}", colour, width)
        for side in (-1, 1)
    )


def _nose(person: Person, face: Face) -> Svg:
    side = 1 if face.turn >= 0 else -1
    return stroke(
        f"M{1.5 * side} 1q{4.5 * side} 8 {4.5 * side} 11q{-1 * side} 4 {-8 * side} 3",
        person.skin.line,
        2.5,
        opacity=0.75,
    )


def _mouth(person: Person, face: Face) -> Svg:
    y = 29 if not person.child else 26
    if face.mouth == 0:
        return _closed_mouth(person, face, y)
    rx, ry = {1: (7.5, 3.2), 2: (8.5, 5.6), 3: (5.6, 5.4)}[face.mouth]
    inside = mix(person.skin.lip, "#2b0f14", 0.72)
    return group(
        (
            ellipse(0, y + 1, rx + 2, ry + 1.8, person.skin.lip),
            ellipse(0, y + 1, rx, ry, inside),
            ellipse(0, y + 0.2 - ry * 0.45, rx * 0.72, ry * 0.34, WHITE) if face.mouth < 3 else "",  # noqa: PLR2004 (rounded lips hide the teeth)
        )
    )


def _closed_mouth(person: Person, face: Face, y: float) -> Svg:
    bend = 6.5 if face.mood == "warm" else 1.2
    shape = f"M-9 {y}Q-4 {y - 3.4} 0 {y - 1.6}Q4 {y - 3.4} 9 {y}Q0 {y + bend + 5} -9 {y}Z"
    lips = path(shape, person.skin.lip, opacity=0.9 if person.sex == "female" else 0.4)
    line = mix(person.skin.lip, "#2b0f14", 0.55)
    return lips + stroke(f"M-10 {y}Q0 {y + bend} 10 {y}", line, 2.6)


def _cheeks(person: Person) -> Svg:
    strength = 0.38 if contrast(person.skin.base, person.skin.flush) > 1.2 else 0.24  # noqa: PLR2004 (a flush that shows less is drawn more quietly)
    return group(ellipse(24 * side, 15, 8, 5.5, person.skin.flush, opacity=strength) for side in (-1, 1))


def _age_lines(person: Person) -> Svg:
    if person.age < AGEING:
        return ""
    skin, strength = person.skin, 0.75 if person.age >= OLD else 0.4
    lines = [stroke(f"M{11 * s} 15q{6 * s} 6 {5 * s} 13", skin.shade, 2.4, opacity=strength) for s in (-1, 1)]
    if person.age >= OLD:
        lines += [stroke(f"M{11 * s} 7q{6 * s} 3.5 {11 * s} 0", skin.shade, 2.2) for s in (-1, 1)]
        lines += [
            stroke(f"M{26 * s} -3l{4 * s} -2M{26 * s} 0.5l{4.5 * s} 1", skin.shade, 1.8) for s in (-1, 1)
        ]
        lines += [stroke(f"M-14 {y}q14 -4 28 0", skin.shade, 2.2, opacity=0.8) for y in (-27, -34)]
    return group(lines)


def _beard(person: Person) -> Svg:
    if not person.bearded:
        return ""
    full = {"slim": 0.97, "medium": 1.0, "heavy": 1.08}[person.look.build]
    d = (
        "M-40 2C-40 30 -31 51 -16 58C-8 62 8 62 16 58C31 51 40 30 40 2C36 12 30 17 24 18"
        "C16 15 8 17 0 19C-8 17 -16 15 -24 18C-30 17 -36 12 -40 2Z"
    )
    return group((path(d, person.hair_colour),), scale=(full, 1))


def _lip_hair(person: Person) -> Svg:
    if not person.bearded:
        return ""
    lips = "M-13 27C-8 21 8 21 13 27C14 35 8 40 0 40C-8 40 -14 35 -13 27Z"
    bow = stroke("M-13 24Q-5 18 0 21Q5 18 13 24", person.hair_colour, 5.5)
    return path(lips, person.skin.base, opacity=0.92) + bow


def _glasses(person: Person) -> Svg:
    if not person.look.glasses:
        return ""
    frame = lighten("#2c3644", 0.1) if person.look.skin < 5 else "#d6b36a"  # noqa: PLR2004 (a dark frame is lost on dark skin)
    lens = "".join(
        f'<rect x="{x}" y="-13" width="25" height="22" rx="9.5" fill="#ffffff" fill-opacity="0.16" stroke="{frame}" stroke-width="2.6"/>'
        for x in (-29, 4)
    )
    return lens + stroke("M-4 -4q4 -3 8 0M-29 -5l-8 -2M29 -5l8 -2", frame, 2.6)
