"""The five places in which an encounter happens: walls, and what hangs on them."""

from collections.abc import Callable, Mapping

from media_tools.illustrate.palette import darken, lighten
from media_tools.illustrate.places.clinical import (
    cabinet,
    chart,
    couch,
    curtain,
    curtain_rail,
    drip_stand,
    exam_lamp,
    glove_boxes,
    sharps_bin,
    shelf_of_bins,
    supply_panel,
    ultrasound_cart,
)
from media_tools.illustrate.places.homely import (
    bookshelf,
    desk_with_screen,
    locker,
    picture_frame,
    plant,
    wall_clock,
    window,
)
from media_tools.illustrate.svg import Svg, group, radial, rect, stroke, vertical

WIDTH, HEIGHT = 960, 540
"""The size of every illustration in pixels."""
PLACE_NAMES: Mapping[str, str] = {
    "resuscitation": "a resuscitation room",
    "emergency-bay": "a bay of the emergency department",
    "ward": "a hospital ward",
    "clinic": "a clinic room",
    "office": "an office",
}
"""What each place is called in words."""


def room(place: str) -> Svg:
    """The background of a place, 960 x 540.

    Raises:
        KeyError: there is no such place.
    """
    return _ROOMS[place]()


def _wall(colour: str, lower: str, edge: float = 372) -> Svg:
    tones = vertical("wall", ((0, lighten(colour, 0.35), 1), (1, colour, 1)))
    light = radial("light", ((0, "#ffffff", 0.55), (1, "#ffffff", 0)))
    return group(
        (
            tones,
            light,
            vertical("sky", ((0, "#cfe6f2", 1), (1, "#f3f3e6", 1))),
            rect((0, 0, WIDTH, HEIGHT), "url(#wall)"),
            rect((0, edge, WIDTH, HEIGHT - edge), lower),
            stroke(f"M-10 {edge}H970", darken(lower, 0.06), 4),
            '<ellipse cx="480" cy="150" rx="470" ry="300" fill="url(#light)"/>',
        )
    )


def _resuscitation() -> Svg:
    return group(
        (
            _wall("#c9dbe3", "#b3cad5"),
            supply_panel(286),
            shelf_of_bins(60, 214),
            ultrasound_cart(112, 304),
            wall_clock(690, 110),
            drip_stand(918, 120),
            exam_lamp(440),
        )
    )


def _emergency_bay() -> Svg:
    return group(
        (
            _wall("#d6e2e1", "#c0d3d2"),
            supply_panel(290),
            glove_boxes(238, 92),
            sharps_bin(700, 190),
            ultrasound_cart(646, 286),
            curtain_rail(),
            curtain(-6, 172, "#a9cfcb"),
            curtain(800, 170, "#a9cfcb"),
        )
    )


def _ward() -> Svg:
    return group(
        (
            _wall("#ecdfcb", "#dcc9ae", 388),
            window(320, 56, 300, 190),
            curtain(-6, 120, "#c9d6c2"),
            curtain(868, 100, "#c9d6c2"),
            curtain_rail(),
            picture_frame(166, 104, 96, 120, ("#d5e4e6", "#a8c6c4")),
            locker(688, 330),
        )
    )


def _clinic() -> Svg:
    return group(
        (
            _wall("#d4e0d6", "#c0d0c4"),
            chart(70, 84),
            couch(120, 330),
            cabinet(690, 60),
            ultrasound_cart(700, 250),
            picture_frame(430, 70, 110, 86, ("#e7dcc6", "#a9c4ae")),
            wall_clock(620, 110),
            plant(892, 470, 1.4),
        )
    )


def _office() -> Svg:
    return group(
        (
            _wall("#e8dccb", "#d8c7b0", 392),
            window(380, 60, 240, 180),
            bookshelf(40, 132),
            desk_with_screen(640, 332),
            picture_frame(720, 70, 84, 108, ("#dfe7e4", "#9fc0bd")),
            plant(70, 470, 1.5),
        )
    )


_ROOMS: Mapping[str, Callable[[], Svg]] = {
    "resuscitation": _resuscitation,
    "emergency-bay": _emergency_bay,
    "ward": _ward,
    "clinic": _clinic,
    "office": _office,
}
