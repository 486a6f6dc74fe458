"""Hair and headscarves: what lies behind the head, and what frames the face.

Coordinates as in `head`: the middle of the face is (0, 0), the crown about -57.
"""

from collections.abc import Callable, Mapping

from media_tools.illustrate.palette import darken, lighten
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.svg import Svg, circle, ellipse, group, path, stroke


def hair_back(person: Person) -> Svg:
    """The hair that lies behind neck and shoulders."""
    draw = _BACK.get(person.look.hair)
    return draw(person) if draw else ""


def hair_front(person: Person, turn: float, name: str) -> Svg:
    """The hair on the head; a parting lies on the side that the head is turned to."""
    del name
    side = -1 if turn < 0 else 1
    return group((_FRONT[person.look.hair](person),), scale=(side, 1))


def _short(person: Person) -> Svg:
    return _bob(person) if person.sex == "female" else _crop(person)


def _crop(person: Person) -> Svg:
    colour = person.hair_colour
    d = (
        "M-40 4C-47 -20 -44 -50 -22 -60C-4 -69 26 -68 37 -52C46 -40 45 -16 40 4"
        "L37 4C37 -8 36 -18 32 -26C20 -24 2 -27 -10 -36C-18 -30 -28 -27 -33 -24C-36 -16 -37 -6 -37 4Z"
    )
    return path(d, colour) + stroke("M-8 -44C4 -36 18 -34 30 -36", lighten(colour, 0.16), 3, opacity=0.8)


def _bob(person: Person) -> Svg:
    colour = person.hair_colour
    d = (
        "M-38 30C-50 20 -50 -30 -38 -48C-26 -66 24 -68 38 -48C50 -30 50 20 38 30"
        "C33 22 37 0 33 -16C18 -16 -4 -22 -14 -36C-20 -26 -28 -20 -33 -16C-37 0 -33 22 -38 30Z"
    )
    return path(d, colour) + stroke("M-12 -44C0 -32 16 -26 32 -26", lighten(colour, 0.16), 3, opacity=0.8)


def _bob_back(person: Person) -> Svg:
    if person.sex != "female":
        return ""
    return path(
        "M-42 -30C-54 0 -50 34 -42 42C-20 50 20 50 42 42C50 34 54 0 42 -30Z", darken(person.hair_colour, 0.22)
    )


def _long(person: Person) -> Svg:
    colour = person.hair_colour
    d = (
        "M-36 66C-56 50 -48 10 -47 -18C-44 -54 -22 -66 0 -66C22 -66 44 -54 47 -18C48 10 56 50 36 66"
        "C32 44 40 14 35 -10C26 -18 10 -28 2 -44C-8 -28 -24 -18 -35 -10C-40 14 -32 44 -36 66Z"
    )
    return path(d, colour) + stroke("M8 -48C14 -36 26 -26 38 -20", lighten(colour, 0.16), 3, opacity=0.8)


def _long_back(person: Person) -> Svg:
    length = 74 if person.sex == "male" else 104
    d = f"M-44 -30C-58 10 -54 60 -50 {length - 8}C-30 {length + 6} 30 {length + 6} 50 {length - 8}C54 60 58 10 44 -30Z"
    return path(d, darken(person.hair_colour, 0.22))


def _bun(person: Person) -> Svg:
    colour = person.hair_colour
    d = (
        "M-39 2C-48 -22 -42 -66 0 -66C42 -66 48 -22 39 2C37 -12 34 -24 26 -32"
        "C14 -40 -14 -40 -26 -32C-34 -24 -37 -12 -39 2Z"
    )
    shine = stroke("M-22 -44C-12 -54 4 -56 14 -52", lighten(colour, 0.16), 3, opacity=0.8)
    return path(d, colour) + shine


def _bun_back(person: Person) -> Svg:
    colour = person.hair_colour
    return circle(0, -72, 21, darken(colour, 0.12)) + stroke("M-9 -80q10 -7 19 2", lighten(colour, 0.1), 3)


def _bald(person: Person) -> Svg:
    return stroke("M-16 -46C-8 -51 4 -51 12 -48", lighten(person.skin.base, 0.4), 4, opacity=0.7)


def _receding(person: Person) -> Svg:
    colour = person.hair_colour
    d = (
        "M-40 8C-48 -16 -46 -44 -24 -58C-10 -66 10 -66 24 -58C46 -44 48 -16 40 8L37 8"
        "C37 -4 36 -12 34 -20C35 -34 30 -46 21 -50C15 -46 9 -44 3 -46C-6 -48 -14 -46 -21 -50C-30 -46 -35 -34 -34 -20"
        "C-36 -12 -37 -4 -37 8Z"
    )
    return path(d, colour)


def _curly(person: Person) -> Svg:
    colour = person.hair_colour
    crown = (
        (-36, -22, 14),
        (-32, -42, 16),
        (-16, -55, 17),
        (4, -59, 17),
        (22, -52, 16),
        (34, -38, 15),
        (38, -20, 13),
    )
    fringe = ((-27, -33, 11), (-12, -39, 11), (5, -41, 11), (21, -36, 11), (32, -27, 9))
    shine = (
        stroke(f"M{x} {y}q5 -5 10 -1", lighten(colour, 0.18), 2.6, opacity=0.8)
        for x, y in ((-26, -50), (-4, -62), (18, -55))
    )
    return group((*(circle(*c, colour) for c in crown + fringe), *shine))


def _curly_back(person: Person) -> Svg:
    drop = 26 if person.sex == "female" else 4
    circles = ((-42, -8, 16), (42, -8, 16), (-44, 10, 15), (44, 10, 15), (-40, drop, 16), (40, drop, 16))
    return group(circle(*c, darken(person.hair_colour, 0.2)) for c in circles)


def _braids(person: Person) -> Svg:
    colour = person.hair_colour
    d = (
        "M-39 4C-48 -22 -42 -66 0 -66C42 -66 48 -22 39 4C37 -10 33 -24 25 -31"
        "C14 -39 -14 -39 -25 -31C-33 -24 -37 -10 -39 4Z"
    )
    rows = (
        stroke(f"M{x} -34Q{x * 1.5} -52 {x * 1.1} -63", lighten(colour, 0.17), 2.2)
        for x in (-20, -10, 0, 10, 20)
    )
    return group((path(d, colour), *rows))


def _braids_back(person: Person) -> Svg:
    if person.sex == "female":
        return ""
    dark = darken(person.hair_colour, 0.15)
    return group(stroke(f"M{x} 0L{x * 1.05} 58", dark, 8) for x in (-42, -33, -24, 24, 33, 42))


def braids_over(person: Person) -> Svg:
    """Two plaits that fall over the shoulders; nothing for other hair."""
    if person.look.hair != "braids" or person.sex != "female":
        return ""
    return group((_hanging_plait(person), group((_hanging_plait(person),), scale=(-1, 1))))


def _hanging_plait(person: Person) -> Svg:
    colour = person.hair_colour
    links = "".join(
        ellipse(46 - i * 0.6, 34 + i * 13, 9 - i * 0.4, 8.4, colour)
        + stroke(f"M{39.5 - i * 0.6:.1f} {37 + i * 13}q7 5 13 -3", lighten(colour, 0.17), 2)
        for i in range(8)
    )
    return (
        path("M38 -20C46 0 54 14 53 32C48 40 42 38 40 32C40 14 38 0 38 -20Z", colour) + links + _tie(person)
    )


def _tie(person: Person) -> Svg:
    return path("M38 140C36 148 38 154 41 158C45 154 47 148 45 140Z", person.hair_colour) + stroke(
        "M38.5 137h6.5", "#e2785f", 5
    )


def _headscarf(person: Person) -> Svg:
    colour = person.scarf_colour
    ring = (
        "M0 -66C-34 -66 -50 -42 -49 -8C-48 24 -40 52 -22 66C-8 74 8 74 22 66C40 52 48 24 49 -8C50 -42 34 -66 0 -66Z"
        "M0 -47C22 -47 34 -32 34 -8C34 20 24 46 0 49C-24 46 -34 20 -34 -8C-34 -32 -22 -47 0 -47Z"
    )
    folds = stroke("M-40 -30C-44 0 -38 36 -18 58M40 -34C46 0 40 30 28 46", darken(colour, 0.16), 2.8)
    return f'<path d="{ring}" fill="{colour}" fill-rule="evenodd"/>{stroke("M0 -47C22 -47 34 -32 34 -8C34 20 24 46 0 49C-24 46 -34 20 -34 -8C-34 -32 -22 -47 0 -47Z", darken(colour, 0.2), 2.4)}{folds}'


def scarf_over(person: Person) -> Svg:
    """The part of a headscarf that lies over neck and shoulders; nothing for other hair."""
    if person.look.hair != "headscarf":
        return ""
    colour = person.scarf_colour
    drape = "M-40 34C-58 60 -66 78 -58 92C-34 112 -8 122 14 118C42 112 62 98 60 84C58 70 52 56 40 34Z"
    folds = "M-34 62C-14 88 16 92 46 74M-46 82C-20 104 14 108 40 98"
    return path(drape, darken(colour, 0.07)) + stroke(folds, darken(colour, 0.2), 2.8)


_FRONT: Mapping[str, Callable[[Person], Svg]] = {
    "short": _short,
    "long": _long,
    "bun": _bun,
    "bald": _bald,
    "curly": _curly,
    "headscarf": _headscarf,
    "braids": _braids,
    "receding": _receding,
}
_BACK: Mapping[str, Callable[[Person], Svg]] = {
    "short": _bob_back,
    "long": _long_back,
    "bun": _bun_back,
    "curly": _curly_back,
    "braids": _braids_back,
}
