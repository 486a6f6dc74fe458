"""The trunk seen from the front: skin, and the few lines that let its landmarks be found.

Coordinates are those of the body map: thousandths of the body's height, x from the middle line.
"""

from collections.abc import Iterator

from media_tools.illustrate.body import arm, finger_lines, half_width, leg, trunk
from media_tools.illustrate.closeup.covers import blanket, gown
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.svg import Svg, clip, ellipse, group, path, stroke
from scenarios.model.scene import ProbePlacement


def covered_body(person: Person, placement: ProbePlacement) -> Svg:
    """A body with what covers it."""
    build, sex, skin = person.look.build, person.sex, person.skin
    legs = path(leg(-1, build, sex) + leg(1, build, sex), skin.base)
    arms = (_arm(person, sign) for sign in (-1, 1))
    return group((legs, _bare_trunk(person), blanket(placement), *arms, gown(person, placement.region)))


def _arm(person: Person, sign: int) -> Svg:
    d = arm(sign, person.look.build, person.sex)
    x = half_width(262, person.look.build, person.sex) * sign
    fold = f"M{x - sign} 266C{x - 4 * sign} 252 {x - 2 * sign} 240 {x + 5 * sign} 228"
    fingers = finger_lines(sign, person.look.build, person.sex)
    return path(d, person.skin.base) + stroke(fold + fingers, person.skin.shade, 2)


def _bare_trunk(person: Person) -> Svg:
    shape = trunk(person.look.build, person.sex)
    inside = (_shade(person), *_landmarks(person))
    return path(shape, person.skin.base) + clip("trunk", path(shape, "#fff"), inside)


def _shade(person: Person) -> Svg:
    """The side of the trunk that the light does not reach."""
    a, b, c, d = (half_width(y, person.look.build, person.sex) for y in (262, 300, 388, 478))
    edge = (
        f"M200 226L{a - 4:.1f} 250C{a - 20:.1f} 280 {b - 22:.1f} 310 {c - 18:.1f} 388"
        f"C{c - 16:.1f} 420 {d - 26:.1f} 460 {d - 26:.1f} 540H200Z"
    )
    return path(edge, person.skin.shade, opacity=0.4)


def _landmarks(person: Person) -> Iterator[Svg]:
    """Shadow of the chin, notch, middle line, navel; collar bones, muscle and costal arch on both sides."""
    shade = person.skin.shade
    yield path("M-26 100H26V128C10 142 -10 142 -26 128Z", shade)
    yield stroke("M-7 184q7 8 14 0", shade, 2.2)
    yield stroke("M0 350V394M0 204V316", shade, 2, opacity=0.45)
    yield ellipse(0, 404, 3.4, 4.6, shade)
    yield stroke("M-4.5 400q4.5 -4 9 0", person.skin.line, 1.5, opacity=0.6)
    for s in (-1, 1):
        yield stroke(f"M{13 * s} 187C{40 * s} 177 {66 * s} 187 {94 * s} 181", shade, 2.4)
        yield stroke(f"M{6 * s} 336C{22 * s} 346 {48 * s} 372 {64 * s} 386", shade, 2.2, opacity=0.7)
        if person.sex != "female":
            yield stroke(f"M{18 * s} 284C{44 * s} 300 {78 * s} 292 {92 * s} 268", shade, 2.2, opacity=0.8)
