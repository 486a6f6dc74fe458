"""Things of a hospital, each drawn from its own middle or upper left corner, pale so that people are seen first."""

from media_tools.illustrate.palette import (
    CORAL,
    MUSTARD,
    STEEL,
    STEEL_DARK,
    TEAL,
    WHITE,
    darken,
    lighten,
    mix,
)
from media_tools.illustrate.svg import Svg, circle, ellipse, group, path, rect, stroke


def curtain(x: float, width: float, colour: str, bottom: float = 560) -> Svg:
    """A pleated curtain that hangs from a rail at y = 30."""
    pleats = max(2, round(width / 26))
    step = width / pleats
    shade = darken(colour, 0.07)
    folds = (
        path(
            f"M{x + i * step + step * 0.55:.1f} 34C{x + i * step + step * 0.75:.1f} 180 {x + i * step + step * 0.45:.1f} 360 "
            f"{x + i * step + step * 0.6:.1f} {bottom}H{x + (i + 1) * step:.1f}V34Z",
            shade,
        )
        for i in range(pleats)
    )
    hooks = (circle(x + (i + 0.5) * step, 31, 3, STEEL_DARK) for i in range(pleats))
    return group(
        (
            rect((x, 34, width, bottom - 34), colour),
            *folds,
            rect((x, 34, width, 16), lighten(colour, 0.3), opacity=0.6),
            *hooks,
        )
    )


def curtain_rail() -> Svg:
    """The rail at the ceiling."""
    return stroke("M-10 28H970", STEEL, 5)


def supply_panel(y: float) -> Svg:
    """The wall panel behind a bed: gas outlets, sockets, suction and an oxygen flow meter."""
    panel = rect((-10, 0, 980, 58), "#f1f5f7") + rect((-10, 50, 980, 8), "#cdd8df")
    outlets = (_outlets(x) for x in (60, 380, 700))
    return group((panel, *outlets, _flow_meter(196), _flow_meter(836)), move=(0, y))


def _outlets(x: float) -> Svg:
    gases = (
        circle(x + 26 * i, 25, 9, c) + circle(x + 26 * i, 25, 4.4, "#f7fafb")
        for i, c in enumerate(("#9fb4c4", "#7aa7c7", "#d8c27a"))
    )
    sockets = (
        rect((x + 80 + 24 * i, 15, 19, 20), "#dfe7ec", r=4) + circle(x + 89.5 + 24 * i, 25, 2.4, "#9aabb7")
        for i in range(2)
    )
    return group((*gases, *sockets))


def _flow_meter(x: float) -> Svg:
    return group(
        (
            rect((x - 6, -26, 12, 44), "#e3f0ee", r=5),
            circle(x, 4, 3.4, TEAL),
            circle(x, 26, 9, STEEL_DARK),
            rect((x - 10, 36, 20, 32), "#cfe3ea", r=6),
        )
    )


def exam_lamp(x: float) -> Svg:
    """A round lamp on a ceiling arm."""
    arm = stroke(f"M{x + 90} -10V20L{x + 20} 34", STEEL, 9)
    dish = path(f"M{x - 70} 40C{x - 60} 12 {x + 60} 12 {x + 70} 40L{x + 56} 56H{x - 56}Z", "#dbe4ea")
    glow = path(f"M{x - 58} 56H{x + 58}L{x + 190} 540H{x - 190}Z", "#ffffff", opacity=0.13)
    lens = rect((x - 54, 50, 108, 9), "#fff7df", r=4.5)
    return group((glow, arm, dish, lens))


def shelf_of_bins(x: float, y: float) -> Svg:
    """A shelf with coloured boxes."""
    colours = ("#e3b9a6", "#b9d3cf", "#d9cfa6", "#b6c8de")
    bins = (
        path(f"M{x + 6 + 40 * i} {y - 34}h34v30q0 4 -4 4h-26q-4 0 -4 -4z", c)
        + rect((x + 14 + 40 * i, y - 22, 18, 8), "#ffffff", r=2, opacity=0.75)
        for i, c in enumerate(colours)
    )
    return group((*bins, rect((x, y, 170, 8), "#bfcbd3", r=4)))


def glove_boxes(x: float, y: float) -> Svg:
    """Three boxes of gloves on the wall."""
    return group(
        rect((x, y + 38 * i, 62, 33), c, r=5)
        + ellipse(x + 31, y + 17 + 38 * i, 15, 6.5, lighten(c, 0.55))
        + path(f"M{x + 23} {y + 17 + 38 * i}q8 -13 16 0z", "#e9effa")
        for i, c in enumerate(("#a9c3da", "#b7cfc3", "#c6bcd6"))
    )


def drip_stand(x: float, top: float) -> Svg:
    """A pole with an infusion bag."""
    pole = stroke(f"M{x} {top}V560M{x - 24} {top + 8}q0 -9 10 -9h28q10 0 10 9", STEEL_DARK, 5)
    bag = path(f"M{x - 42} {top + 14}h36q5 0 5 6v48q0 16 -16 18h-14q-16 -2 -16 -18v-48q0 -6 5 -6z", "#e4f1f6")
    fluid = path(f"M{x - 45} {top + 42}h42v26q0 14 -14 16h-14q-14 -2 -14 -16z", "#bfe0ea")
    tube = stroke(f"M{x - 24} {top + 86}v16q0 90 26 150t-20 220", "#bcd3dc", 3)
    return group((tube, pole, bag, fluid))


def couch(x: float, y: float) -> Svg:
    """An examination couch with a paper roll, seen from the side."""
    base = rect((x + 24, y + 34, 250, 200), "#cfd9dd", r=6) + stroke(
        f"M{x + 150} {y + 44}v180M{x + 70} {y + 84}h40M{x + 190} {y + 84}h40", "#b7c5cb", 4
    )
    pad = rect((x, y, 300, 38), "#86aeb0", r=14) + path(
        f"M{x + 8} {y + 8}L{x - 24} {y - 58}q-6 -16 10 -20q12 -2 18 10l34 66z", "#79a2a5"
    )
    paper = path(f"M{x + 46} {y - 2}H{x + 292}V{y + 8}H{x + 50}Z", WHITE)
    return group((base, pad, paper))


def cabinet(x: float, y: float) -> Svg:
    """A wall cabinet."""
    doors = (
        rect((x + 8 + 86 * i, y + 8, 80, 84), "#fafcfb", r=5)
        + stroke(f"M{x + (76 if i == 0 else 106)} {y + 42}v18", "#b4c2bd", 4)
        for i in range(2)
    )
    return group((rect((x, y, 182, 100), "#e4ebe7", r=7), *doors))


def chart(x: float, y: float) -> Svg:
    """A wall chart with a figure and lines, too abstract to read."""
    sheet = rect((x, y, 112, 150), "#fcfbf7", r=4) + rect((x, y, 112, 18), mix(TEAL, "#ffffff", 0.55), r=4)
    figure = circle(x + 40, y + 46, 11, CORAL, opacity=0.65) + path(
        f"M{x + 26} {y + 62}h28q6 0 6 8v32h-8v34h-24v-34h-8v-32q0 -8 6 -8z", CORAL, opacity=0.5
    )
    lines = stroke(
        f"M{x + 74} {y + 46}h24M{x + 74} {y + 62}h18M{x + 74} {y + 78}h24M{x + 74} {y + 94}h14", "#cdd5d2", 4
    )
    return sheet + figure + lines


def sharps_bin(x: float, y: float) -> Svg:
    """A yellow box for needles."""
    return (
        rect((x, y, 50, 56), lighten(MUSTARD, 0.35), r=6)
        + rect((x - 3, y - 8, 56, 13), lighten(CORAL, 0.3), r=5)
        + rect((x + 11, y + 16, 28, 22), "#fffaf0", r=3)
    )


def ultrasound_cart(x: float, y: float) -> Svg:
    """An ultrasound machine on its cart, the screen dark, three transducers in their holders."""
    screen = rect((x - 66, y, 132, 92), "#dfe6eb", r=9) + rect((x - 59, y + 7, 118, 78), "#52646f", r=5)
    glare = path(f"M{x + 6} {y + 7}h30l-26 78h-30z", "#ffffff", opacity=0.1)
    arm = rect((x - 9, y + 88, 18, 44), STEEL_DARK, r=4)
    panel = path(f"M{x - 72} {y + 124}h144l14 30q2 8 -7 8h-158q-9 0 -7 -8z", "#e9eef1")
    keys = stroke(f"M{x - 54} {y + 136}h66M{x - 58} {y + 147}h58", "#b9c6cf", 5) + circle(
        x + 36, y + 142, 10, STEEL
    )
    column = rect((x - 34, y + 160, 68, 280), "#d3dce2", r=10) + rect(
        (x - 22, y + 176, 44, 54), "#c3ced6", r=6
    )
    return group(
        (column, arm, screen, glare, *(_hung_probe(x + 88 + 17 * i, y + 126) for i in range(3)), panel, keys)
    )


def _hung_probe(x: float, y: float) -> Svg:
    cable = stroke(f"M{x} {y + 30}q4 60 -30 90t-50 70", STEEL_DARK, 3, opacity=0.7)
    return (
        cable + rect((x - 5, y - 18, 10, 48), "#f4f7f9", r=5) + rect((x - 6, y - 24, 12, 14), "#8494a0", r=4)
    )
