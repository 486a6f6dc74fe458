"""What covers a patient: only what is examined is laid bare.

Coordinates are those of the body map: thousandths of the body's height, x from the middle line.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from media_tools.illustrate.body import half_width, side, sleeve
from media_tools.illustrate.closeup.cloth import printed, turned_blanket
from media_tools.illustrate.palette import BLANKET, GOWN, darken, lighten
from media_tools.illustrate.people.person import Person
from media_tools.illustrate.shapes import closed
from media_tools.illustrate.svg import Point, Svg, clip, group, line_through, path, stroke
from scenarios.model.scene import BodyRegion, ProbePlacement

Zone = Literal["chest", "abdomen", "groin"]
_CHEST = frozenset({"parasternal", "apical", "subcostal"})
_GROIN = frozenset({"right-groin", "left-groin"})


def zone(region: BodyRegion) -> Zone:
    """Which part of the trunk is laid bare."""
    if region in _GROIN:
        return "groin"
    return "chest" if region in _CHEST or "chest" in region else "abdomen"


def blanket(placement: ProbePlacement) -> Svg:
    """A blanket up to just below what is examined; a groin has its own sheet."""
    if zone(placement.region) == "groin":
        return ""
    if zone(placement.region) == "chest":
        return turned_blanket(428)
    return turned_blanket(452 if placement.transducer == "endocavitary" else 496)


def gown(person: Person, region: BodyRegion) -> Svg:
    """The gown, drawn aside or up; over a groin with a sheet for the other side."""
    return _GOWNS[zone(region)](person, region)


def _open_gown(person: Person, region: BodyRegion) -> Svg:
    """Nothing for a man; for a woman a gown that is open at the front."""
    if person.sex != "female":
        return ""
    return group(_half(person, sign, region) for sign in (-1, 1))


def _half(person: Person, sign: int, region: BodyRegion) -> Svg:
    """One half of an open gown, drawn off the shoulder where the front of the chest is examined."""
    examined = {"right": -1, "left": 1}.get(side(region) or "") == sign
    off = examined and region.startswith("anterior")
    outer = half_width(290, person.look.build, person.sex) - (22 if examined and "lateral" in region else 2)
    under = f"C{outer:.1f} 308 {outer - 18:.1f} 317 {outer - 34:.1f} 317C52 318 30 312 28 292"
    if off:
        d, edge = _off_the_shoulder(person, outer, under)
    else:
        top = half_width(199, person.look.build, person.sex) - 2
        d = f"M40 163C60 172 92 178 {top:.1f} 194L{outer:.1f} 262V292{under}C26 250 32 200 40 163Z"
        edge = "M28 292C26 250 32 200 40 163"
    cloth = group(
        (printed(d, f"half{sign + 1}", 10), stroke(edge, lighten(GOWN, 0.55), 3.6)), scale=(sign, 1)
    )
    return cloth if off else cloth + _sleeve(person, sign)


def _off_the_shoulder(person: Person, outer: float, under: str) -> tuple[str, str]:
    """The shape of a half that is drawn down over the arm, and its upper edge."""
    reach = half_width(226, person.look.build, person.sex)
    edge = f"M30 270C50 258 80 254 {reach - 16:.1f} 262C{reach + 8:.1f} 266 {reach + 26:.1f} 276 {reach + 38:.1f} 288"
    hem = f"L{reach + 44:.1f} 318C{reach + 30:.1f} 326 {reach + 12:.1f} 328 {reach + 2:.1f} 322"
    return f"{edge}{hem}L{outer:.1f} 292{under}Z", edge


def _sleeve(person: Person, sign: int) -> Svg:
    d, hem, (dx, dy) = sleeve(sign, person.look.build, person.sex)
    ends = [_shifted(hem, -dy * s, dx * s) for s in (70, -70)]
    above = closed((*ends, *(_shifted(end, -dx * 300, -dy * 300) for end in reversed(ends))))
    cloth = (
        path(d, darken(GOWN, 0.04)),
        stroke(line_through(ends), darken(GOWN, 0.16), 4),
        stroke(d, darken(GOWN, 0.12), 1.2),
    )
    cut = clip(f"hem{sign + 1}", path(above, "#fff"), cloth)
    return clip(f"sleeve{sign + 1}", path(d, "#fff"), (cut,))


def _shifted(point: Point, dx: float, dy: float) -> Point:
    return (point[0] + dx, point[1] + dy)


def _raised_gown(person: Person, region: BodyRegion) -> Svg:
    """A gown that is drawn up to below the chest."""
    del region
    return _gown_down_to(person, 328)


def _gown_down_to(person: Person, hem: float) -> Svg:
    w, s, a = (half_width(y, person.look.build, person.sex) for y in (hem, 199, 262))
    edge = f"M{-w - 5:.1f} {hem - 8}C-40 {hem + 6} 40 {hem + 6} {w + 5:.1f} {hem - 8}"
    neck = f"L{s:.1f} 196C92 178 60 172 40 160C20 190 -20 190 -40 160C-60 172 -92 178 {-s:.1f} 196"
    folds = (
        f"M-60 {hem - 12}C-56 {hem - 30} -64 {hem - 44} -58 {hem - 60}"
        f"M48 {hem - 12}C44 {hem - 26} 52 {hem - 40} 46 {hem - 52}"
    )
    cloth = printed(f"{edge}L{a + 2:.1f} 262{neck}L{-a - 2:.1f} 262Z", "gown", 10)
    lines = stroke(folds, darken(GOWN, 0.16), 2.2) + stroke(edge, lighten(GOWN, 0.5), 5)
    return cloth + lines + _sleeve(person, -1) + _sleeve(person, 1)


def _sheet_beside_groin(person: Person, region: BodyRegion) -> Svg:
    """A sheet over everything but one groin and thigh, and a gown above."""
    sign = -1 if side(region) == "right" else 1
    border = "M330 440C170 444 60 454 4 462C-14 468 -18 482 -16 502C-12 560 -4 640 -4 820"
    soft = stroke("M60 500C56 560 66 600 60 680M110 480C116 560 106 620 112 700", darken(BLANKET, 0.1), 2.4)
    crease = stroke("M-84 462C-66 480 -44 500 -16 520", person.skin.shade, 2.4)
    sheet = (crease, path(f"{border}H330Z", BLANKET), soft, stroke(border, lighten(BLANKET, 0.72), 9))
    return _gown_down_to(person, 436) + group(sheet, scale=(-sign, 1))


_GOWNS: Mapping[Zone, Callable[[Person, BodyRegion], Svg]] = {
    "chest": _open_gown,
    "abdomen": _raised_gown,
    "groin": _sheet_beside_groin,
}
