"""What people wear: the cut of the body, sleeves, and the details of each garment.

Coordinates as in `figure`: the middle of the face is (0, 0), the neck ends at about 60, the hip
lies at 285.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from media_tools.illustrate.palette import CORAL, GOWN, MUSTARD, NAVY, PLUM, TEAL, WHITE, darken, lighten, mix
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.svg import Svg, circle, clip, group, path, rect, stroke

COAT = "#f4f7fa"
_SHIRTS = ("#7fa6cf", "#d98f78", "#8db48e", "#c9b27c", "#9b8fc0")
_JUMPERS = (MUSTARD, "#5f8f7b", "#b5697d", "#5f7fa8", "#c27a4f")
SHOULDER_Y = 77
"""Where the shoulders are highest."""
_TROUSERS = ("#45597a", "#4a4f5c", "#6b5a50", "#3f5f66")


@dataclass(frozen=True)
class Cut:
    """Half-widths of a body: at the shoulders, the waist, the hip; the neck; and the arm's thickness."""

    shoulder: float
    waist: float
    hip: float
    neck: float
    arm: float


@dataclass(frozen=True)
class Outfit:
    """The colours of the clothes and the length of the sleeves."""

    top: str
    trousers: str
    sleeves: Literal["short", "long"]


def cut(person: Person) -> Cut:
    """The measures of a person's body."""
    base = {
        "slim": Cut(69, 45, 50, 14, 29),
        "medium": Cut(77, 55, 60, 16, 34),
        "heavy": Cut(88, 84, 86, 20, 42),
    }[person.look.build]
    if person.sex != "female":
        return base
    return Cut(base.shoulder - 7, base.waist - 5, base.hip + 3, base.neck - 2, base.arm - 3)


def outfit(person: Person) -> Outfit:
    """What a person wears."""
    wears = person.look.wears
    if wears.startswith("scrubs"):
        colour = {"scrubs-teal": TEAL, "scrubs-navy": NAVY, "scrubs-plum": PLUM}[wears]
        return Outfit(colour, darken(colour, 0.1), "short")
    if wears == "gown":
        return Outfit(GOWN, GOWN, "short")
    if wears == "coat":
        return Outfit(COAT, person.pick(_TROUSERS[:2]), "long")
    return Outfit(person.pick(_SHIRTS if wears == "shirt" else _JUMPERS), person.pick(_TROUSERS), "long")


def torso(person: Person, name: str) -> Svg:
    """The garment over the trunk, with its neckline and details."""
    shape = _trunk(cut(person), _NECKLINES[person.look.wears])
    top = outfit(person).top
    detail = _DETAILS[person.look.wears](person)
    return path(shape, top) + clip(f"{name}-trunk", path(shape, "#fff"), (_side_shade(person), detail))


def _trunk(body: Cut, neckline: str) -> str:
    w, h, n, r = body.waist, body.hip, body.neck + 5, body.arm / 2 + 1
    x, top = body.shoulder - r, SHOULDER_Y
    return (
        f"M{-n} 60C{-n - 12} 69 {-x - 6} {top - 3} {-x} {top}A{r} {r} 0 0 0 {-x - r} {top + r}L{-x - r + 6} {top + 2 * r}"
        f"C{-w - 4} 165 {-w} 190 {-w} 212C{-w} 240 {-h} 258 {-h} 292L{h} 292C{h} 258 {w} 240 {w} 212"
        f"C{w} 190 {w + 4} 165 {x + r - 6} {top + 2 * r}L{x + r} {top + r}A{r} {r} 0 0 0 {x} {top}"
        f"C{x + 6} {top - 3} {n + 12} 69 {n} 60{neckline.replace('N', f'{-n}')}Z"
    )


_V = "C12 74 6 86 0 98C-6 86 -12 74 N 60"
_ROUND = "C14 78 -14 78 N 60"
_WIDE = "C18 92 -18 92 N 60"
_NECKLINES = {
    "scrubs-teal": _V,
    "scrubs-navy": _V,
    "scrubs-plum": _V,
    "coat": _V,
    "shirt": "C8 74 3 80 0 84C-3 80 -8 74 N 60",
    "jumper": _ROUND,
    "gown": _WIDE,
}


def _side_shade(person: Person) -> Svg:
    body, colour = cut(person), darken(outfit(person).top, 0.07)
    edge = f"M{body.shoulder - 26} 60C{body.shoulder - 38} 130 {body.waist - 24} 180 {body.waist - 20} 212"
    return path(f"{edge}C{body.waist - 18} 240 {body.hip - 24} 262 {body.hip - 26} 300H140V60Z", colour)


def _scrubs(person: Person) -> Svg:
    dark = darken(outfit(person).top, 0.2)
    n = cut(person).neck + 5
    trim = stroke(f"M{-n} 59C-13 74 -6 87 0 98C6 87 13 74 {n} 59", dark, 5)
    pocket = stroke("M20 140h27v24q0 5 -5 5h-17q-5 0 -5 -5z", dark, 2.4)
    return trim + pocket + stroke("M0 98V110", dark, 2.4)


def _coat(person: Person) -> Svg:
    line = "#c5d0da"
    under = person.pick((lighten(TEAL, 0.35), "#a9c4e4", "#c9b6d8"))
    shirt = path("M-24 56C-12 80 -8 120 -7 170L-8 300H8L7 170C8 120 12 80 24 56L0 96Z", under)
    collar = path("M-21 58L-5 84L0 95L5 84L21 58L12 100L0 92L-12 100Z", lighten(under, 0.45))
    lapel = path("M-27 58C-34 84 -30 104 -22 112L-14 112L-7 172C-9 128 -13 84 -22 56Z", "#ffffff")
    pocket = stroke("M22 150h26M-48 226h26M24 226h26", line, 2.4)
    edge = stroke("M-7 170V300M7 170V300M-22 112L-14 112M22 112L14 112", line, 2.4)
    pen = stroke("M40 138v12", CORAL, 3.2)
    return group((shirt, collar, lapel, group((lapel,), scale=(-1, 1)), edge, pocket, pen))


def _shirt(person: Person) -> Svg:
    colour = outfit(person).top
    dark, light = darken(colour, 0.18), lighten(colour, 0.28)
    n = cut(person).neck + 5
    collar = path(f"M{-n} 57C-16 70 -9 80 0 85C-7 92 -14 98 -19 99C-24 86 -26 72 {-n} 57Z", light)
    buttons = (circle(0, y, 2.2, dark) for y in (112, 146, 180, 214, 248))
    return group((stroke("M0 85V292", dark, 2.2), *buttons, collar, group((collar,), scale=(-1, 1))))


def _jumper(person: Person) -> Svg:
    colour = outfit(person).top
    n = cut(person).neck + 3
    neck = stroke(f"M{-n} 60C-14 79 14 79 {n} 60", darken(colour, 0.16), 9)
    hem = rect((-140, 278, 280, 20), darken(colour, 0.14))
    return neck + hem + stroke("M-34 268v-8M-20 270v-8M20 270v-8M34 268v-8", darken(colour, 0.1), 2)


def _gown(person: Person) -> Svg:
    colour = outfit(person).top
    n = cut(person).neck + 5
    dots = (
        circle(x + (9 if row % 2 else 0), y, 1.9, darken(colour, 0.24))
        for row, y in enumerate(range(76, 292, 15))
        for x in range(-108, 108, 18)
    )
    trim = stroke(f"M{-n} 59C-18 93 18 93 {n} 59", lighten(colour, 0.55), 5)
    return group((*dots, trim))


_DETAILS: Mapping[str, Callable[[Person], Svg]] = {
    "scrubs-teal": _scrubs,
    "scrubs-navy": _scrubs,
    "scrubs-plum": _scrubs,
    "coat": _coat,
    "shirt": _shirt,
    "jumper": _jumper,
    "gown": _gown,
}


def kit(person: Person) -> Svg:
    """What a role carries: a stethoscope, a fob watch and badge, or a high-visibility vest."""
    draw = _KIT.get(person.role)
    return draw(person) if draw else ""


def _stethoscope(person: Person) -> Svg:
    tube = "#3a4756" if person.look.wears != "scrubs-navy" else "#c9d4de"
    n = cut(person).neck + 8
    loop = stroke(f"M{-n} 62C-32 96 -34 128 -30 152M{n} 62C32 92 34 118 28 138", tube, 4.6)
    piece = circle(-30, 158, 8.4, mix(tube, "#ffffff", 0.25)) + circle(-30, 158, 4.6, "#dbe4ea")
    ears = stroke("M28 138q-5 8 -7 16M28 138q5 8 6 16", "#8d9aa6", 3.4)
    return loop + piece + ears


def _badge(person: Person) -> Svg:
    watch = (
        stroke("M-34 118v12", "#e9eef2", 4)
        + circle(-34, 138, 8.6, "#e9eef2")
        + circle(-34, 138, 6, "#ffffff")
    )
    hands = stroke("M-34 138v-4M-34 138h3", "#3a4756", 1.6)
    card = rect((24, 116, 20, 26), WHITE, r=3) + rect((24, 116, 20, 8), person.pick((CORAL, MUSTARD)), r=3)
    return watch + hands + card + stroke("M28 132h12M28 137h8", "#aab7c2", 2)


def _vest(person: Person) -> Svg:
    body = cut(person)
    shape = _trunk(Cut(body.shoulder - 8, body.waist + 1, body.hip + 1, body.neck + 5, body.arm), _V)
    bands = (rect((-140, y, 280, 13), "#e8ecef") for y in (182, 232))
    straps = (stroke(f"M{x} 60V182", "#e8ecef", 10) for x in (-42, 42))
    front = stroke("M0 98V292", darken("#e7d84b", 0.3), 2.4)
    return path(shape, "#e7d84b") + clip(f"{person.id}-vest", path(shape, "#fff"), (*straps, *bands, front))


_KIT: Mapping[str, Callable[[Person], Svg]] = {
    "clinician": _stethoscope,
    "nurse": _badge,
    "paramedic": _vest,
}
