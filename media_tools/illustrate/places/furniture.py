"""What carries people: the bed and the chair, drawn around a figure whose face is at (0, 0)."""

from media_tools.illustrate.palette import BLANKET, SHEET, STEEL, STEEL_DARK, WHITE, darken, lighten
from media_tools.illustrate.people.clothes import cut, outfit
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.svg import Svg, group, path, rect, stroke

BED_HALF_WIDTH = 158
"""From the middle of a bed to its rail, at scale 1."""


def bed_behind() -> Svg:
    """The raised head of a bed and its pillow."""
    panel = rect((-142, -84, 284, 330), "#7f96a8", r=30) + rect((-132, -74, 264, 310), "#91a7b7", r=24)
    grip = rect((-34, -66, 68, 13), "#73899b", r=6.5)
    mattress = path("M-122 -20C-122 -44 -112 -52 -92 -52H92C112 -52 122 -44 122 -20L150 330H-150Z", SHEET)
    crease = stroke(
        "M-112 90C-90 96 -84 110 -88 130M112 90C90 96 84 110 88 130M-104 20q8 10 4 30", "#d5e0e8", 3
    )
    return panel + grip + mattress + crease + _pillow()


def _pillow() -> Svg:
    d = "M-88 -46C-60 -58 60 -58 88 -46C102 -38 104 40 92 56C60 70 -60 70 -92 56C-104 40 -102 -38 -88 -46Z"
    dents = stroke(
        "M-84 -38q10 6 12 16M84 -38q-10 6 -12 16M-82 48q8 -6 9 -14M82 48q-8 -6 -9 -14", "#dbe5ec", 3
    )
    return (
        path(d, WHITE)
        + path(
            "M-92 56C-60 70 60 70 92 56C96 50 98 40 98 30C70 52 -70 52 -98 30C-98 40 -96 50 -92 56Z",
            "#e3ebf1",
        )
        + dents
    )


def blanket(person: Person) -> Svg:
    """The blanket over the lower body, with the sheet folded back."""
    w = max(cut(person).hip, 60) + 70
    d = f"M{-w} 196C-60 178 60 178 {w} 196L{w + 46} 420H{-w - 46}Z"
    fold = f"M{-w - 2} 190C-60 170 60 170 {w + 2} 190L{w + 6} 226C60 206 -60 206 {-w - 6} 226Z"
    legs = "M-6 236C-14 300 -16 350 -14 420H14C16 350 14 300 6 236C2 228 -2 228 -6 236Z"
    soft = stroke(
        f"M{-w + 22} 244C{-w + 6} 290 {-w + 10} 340 {-w} 400M{w - 22} 244C{w - 6} 290 {w - 10} 340 {w} 400",
        darken(BLANKET, 0.1),
        3,
    )
    return group(
        (
            path(d, BLANKET),
            path(legs, darken(BLANKET, 0.08)),
            soft,
            path(fold, lighten(BLANKET, 0.72)),
            stroke(f"M{-w - 5} 226C-60 206 60 206 {w + 5} 226", darken(BLANKET, 0.12), 2.2, opacity=0.6),
        )
    )


def rails() -> Svg:
    """The side rails of a bed, in front of the blanket, seen almost along their length."""
    rail = group(
        (
            stroke("M150 172L196 372", STEEL_DARK, 25),
            stroke("M150 172L196 372", STEEL, 20),
            stroke("M156 204L168 256M176 290L190 350", darken(STEEL, 0.2), 7),
            stroke("M144 176L152 210", lighten(STEEL, 0.6), 4),
        )
    )
    return rail + group((rail,), scale=(-1, 1))


def chair_behind(person: Person) -> Svg:
    """The back of an armchair."""
    w = cut(person).shoulder + 22
    colour = person.pick(("#6f93a6", "#a58670", "#7d9a84"))
    back = rect((-w, 62, 2 * w, 300), colour, r=34)
    return back + rect((-w + 12, 74, 2 * w - 24, 280), lighten(colour, 0.12), r=26)


def chair_arms(person: Person) -> Svg:
    """The arms of an armchair, in front of the sitter's elbows."""
    w = cut(person).shoulder + 14
    colour = darken(person.pick(("#6f93a6", "#a58670", "#7d9a84")), 0.14)
    arm = rect((w, 214, 40, 240), colour, r=18) + rect((w + 4, 216, 32, 22), lighten(colour, 0.14), r=11)
    return arm + group((arm,), scale=(-1, 1))


def lap(person: Person) -> Svg:
    """The thighs of someone who sits and faces the viewer."""
    h = cut(person).hip
    colour = outfit(person).trousers
    if person.look.wears == "gown":
        d = f"M{-h} 250C{-h - 16} 300 {-h - 22} 350 {-h - 20} 460H{h + 20}C{h + 22} 350 {h + 16} 300 {h} 250Z"
        return path(d, darken(colour, 0.05)) + stroke(
            "M-8 290C-12 330 -10 380 -12 440M22 300C24 340 22 380 24 440", darken(colour, 0.16), 2.6
        )
    thigh = path(f"M0 252C{h * 0.5:.1f} 240 {h} 250 {h + 6} 276L{h + 14} 470H{h * 0.3:.1f}L2 300Z", colour)
    return thigh + group((thigh,), scale=(-1, 1)) + stroke("M0 262V300", darken(colour, 0.22), 2.6)
