"""Things that make a room friendly, each drawn from its own upper left corner or the point it stands on."""

from media_tools.illustrate.palette import (
    STEEL,
    WHITE,
    lighten,
)
from media_tools.illustrate.svg import Svg, circle, group, path, rect, stroke


def wall_clock(x: float, y: float) -> Svg:
    """A clock that shows ten past ten."""
    return group(
        (
            circle(x, y, 27, STEEL),
            circle(x, y, 22.5, WHITE),
            stroke(f"M{x} {y}L{x - 9} {y - 7}M{x} {y}L{x + 7} {y - 13}", "#5a6b79", 3),
        )
    )


def window(x: float, y: float, width: float, height: float) -> Svg:
    """A window on a quiet sky with hills."""
    sky = rect((x, y, width, height), "url(#sky)")
    sun = circle(x + width * 0.76, y + height * 0.26, 20, "#fff3cf")
    hill = path(
        f"M{x} {y + height * 0.72}Q{x + width * 0.3} {y + height * 0.5} {x + width * 0.58} {y + height * 0.7}T{x + width} {y + height * 0.62}V{y + height}H{x}Z",
        "#b9d6bd",
    )
    near = path(
        f"M{x} {y + height * 0.86}Q{x + width * 0.4} {y + height * 0.7} {x + width} {y + height * 0.84}V{y + height}H{x}Z",
        "#9fc6a9",
    )
    frame = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="none" stroke="#fbfaf6" stroke-width="10"/>'
    bars = stroke(f"M{x + width / 2} {y}V{y + height}", "#fbfaf6", 7)
    sill = rect((x - 16, y + height + 2, width + 32, 12), "#fbfaf6", r=4) + rect(
        (x - 16, y + height + 12, width + 32, 5), "#d9d3c6", r=2
    )
    return group((sky, sun, hill, near, frame, bars, sill))


def plant(x: float, y: float, size: float = 1) -> Svg:
    """A pot plant that stands on (x, y)."""
    leaves = ((-34, -96, -20), (-16, -124, -8), (6, -132, 6), (26, -112, 18), (38, -84, 28), (-42, -66, -32))
    green = ("#7fb39a", "#6aa389", "#8dbfa5")
    blades = (
        path(
            f"M0 -34C{dx * 0.2:.0f} {dy * 0.6:.0f} {dx - turn * 0.5:.0f} {dy * 0.85:.0f} {dx} {dy}C{dx + 16} {dy * 0.72:.0f} {dx * 0.6 + 14:.0f} {dy * 0.5:.0f} 0 -34Z",
            green[i % 3],
        )
        for i, (dx, dy, turn) in enumerate(leaves)
    )
    pot = path("M-26 -40H26L20 -4Q19 0 15 0H-15Q-19 0 -20 -4Z", "#d8a48a") + rect(
        (-29, -46, 58, 12), "#e2b49c", r=5
    )
    return group((*blades, pot), move=(x, y), scale=size)


def picture_frame(x: float, y: float, width: float, height: float, tones: tuple[str, str]) -> Svg:
    """A framed abstract picture."""
    inner = (x + 9, y + 9, width - 18, height - 18)
    hill = f"M{x + 9} {y + height * 0.68}Q{x + width * 0.4} {y + height * 0.35} {x + width - 9} {y + height * 0.66}V{y + height - 9}H{x + 9}Z"
    return group(
        (
            rect((x, y, width, height), "#fbf8f2", r=5),
            rect(inner, tones[0]),
            path(hill, tones[1]),
            circle(x + width * 0.66, y + height * 0.32, width * 0.09, "#fbf8f2", opacity=0.9),
        )
    )


def locker(x: float, y: float) -> Svg:
    """A bedside locker with a vase and a jug of water."""
    top, wood = rect((x, y, 130, 12), "#d9bf9d", r=5), "#e8d5ba"
    body = rect((x + 6, y + 10, 118, 240), wood) + stroke(
        f"M{x + 6} {y + 76}h118M{x + 54} {y + 44}h22M{x + 54} {y + 108}h22", "#c9ad87", 4
    )
    stems = stroke(
        f"M{x + 34} {y - 30}q-3 -24 -14 -38M{x + 34} {y - 30}q2 -28 4 -46M{x + 34} {y - 30}q6 -22 18 -34",
        "#86b096",
        4,
    )
    blooms = "".join(
        circle(x + dx, y + dy, 10, c) + circle(x + dx, y + dy, 4, "#fff3d2")
        for dx, dy, c in ((19, -72, "#e9a08c"), (39, -82, "#f0c27e"), (54, -68, "#d99bb0"))
    )
    vase = path(f"M{x + 22} {y - 34}h24q-2 10 4 20q4 14 -16 14q-20 0 -16 -14q6 -10 4 -20z", "#a9c8d6")
    jug = path(f"M{x + 76} {y - 42}h30l4 42h-38z", "#dcecf2") + path(
        f"M{x + 74.5} {y - 22}h33l2.5 22h-38z", "#bfdfea"
    )
    return group((body, top, stems, blooms, vase, jug))


def bookshelf(x: float, y: float, width: float = 210) -> Svg:
    """Two shelves with books."""
    tones = ("#b98d77", "#8fa9b8", "#d8bd8b", "#93b3a0", "#c49a9a", "#a89bc0", "#dfcfae")
    return group(_shelf(x, y + 92 * row, width, tones[row * 2 :] + tones) for row in range(2))


def _shelf(x: float, y: float, width: float, tones: tuple[str, ...]) -> Svg:
    sizes = ((16, 62), (20, 54), (14, 66), (22, 58), (16, 50), (18, 64), (20, 56))
    at, books = x + 10.0, []
    for (wide, high), tone in zip(sizes, tones, strict=False):
        books.append(
            rect((at, y - high, wide, high), tone, r=2.5)
            + stroke(f"M{at + wide / 2} {y - high + 12}v12", lighten(tone, 0.4), wide * 0.35)
        )
        at += wide + 2
    return group((*books, rect((x, y, width, 9), "#cdb08c", r=4)))


def desk_with_screen(x: float, y: float) -> Svg:
    """A desk at the wall with a computer."""
    desk = (
        rect((x, y, 330, 14), "#cdb08c", r=5)
        + rect((x + 16, y + 14, 298, 220), "#dec6a5")
        + stroke(f"M{x + 200} {y + 14}v220M{x + 240} {y + 50}h40", "#c6a983", 4)
    )
    screen = rect((x + 66, y - 118, 160, 100), "#5b6b7a", r=8) + rect(
        (x + 73, y - 111, 146, 86), "#c8dde6", r=4
    )
    page = stroke(f"M{x + 86} {y - 92}h60M{x + 86} {y - 76}h90M{x + 86} {y - 60}h74", "#9dbccb", 5)
    return group(
        (
            desk,
            rect((x + 136, y - 20, 20, 16), "#5b6b7a"),
            rect((x + 112, y - 6, 68, 6), "#5b6b7a", r=3),
            screen,
            page,
        )
    )
