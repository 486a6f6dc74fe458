"""Answers that are placed: points, calipers, a transducer."""

from collections.abc import Mapping
from typing import Any

from player.engine.response.fields import (
    Raw,
    check_frame,
    check_place,
    count,
    fields,
    is_number,
    objects,
)
from player.errors import InvalidResponse
from scenarios.model.item import CaliperItem, PointItem, ProbeItem
from scenarios.model.key import ImageFacts, Images
from scenarios.model.outline import HEIGHT, WIDTH

ALMOST_ALL_ROUND = 359.999_999
"""Degrees: the next after it is 0 again."""


def check_point(item: PointItem, raw: Raw, images: Images) -> None:
    """Points inside the image, as many as the item allows, in the frames that it asks about."""
    (value,) = fields(raw, "points")
    points, image = objects(value, "points"), images[item.exhibit]
    if not item.min <= len(points) <= item.max:
        raise InvalidResponse(f"Mark {count(item.min, item.max, 'point', 'points')}.")
    for point in points:
        x, y, frame = fields(point, "x", "y", "frame", what="A point")
        check_place(x, y, image.size, "image")
        check_frame(frame, image, item.frames)


def check_caliper(item: CaliperItem, raw: Raw, images: Images) -> None:
    """Lines inside the image, as many as the item asks for, each with two ends."""
    (value,) = fields(raw, "lines")
    lines, image = objects(value, "lines"), images[item.exhibit]
    if len(lines) != item.lines:
        raise InvalidResponse(f"Measure {count(item.lines, item.lines, 'distance', 'distances')}.")
    for line in lines:
        _check_line(item, line, image)


def _check_line(item: CaliperItem, line: Mapping[str, Any], image: ImageFacts) -> None:
    x1, y1, x2, y2, frame = fields(line, "x1", "y1", "x2", "y2", "frame", what="A line")
    for x, y in ((x1, y1), (x2, y2)):
        check_place(x, y, image.size, "image")
    if (x1, y1) == (x2, y2):
        raise InvalidResponse("The two ends of a line lie on the same point.")
    check_frame(frame, image, item.frames)


def check_probe(item: ProbeItem, raw: Raw, _: Images) -> None:
    """A place on the outline, and a direction and a transducer where the item asks for them."""
    at, direction, transducer = fields(raw, "at", "direction", "transducer")
    if not isinstance(at, list) or len(at) != len((WIDTH, HEIGHT)):
        raise InvalidResponse("Place the transducer on the body.")
    check_place(at[0], at[1], (WIDTH, HEIGHT), "outline")
    if not (is_number(direction, 0, ALMOST_ALL_ROUND) if item.direction else direction is None):
        raise InvalidResponse("Turn the marker." if item.direction else "The direction is not asked here.")
    if not (transducer in item.transducers if item.transducers else transducer is None):
        raise InvalidResponse(
            "Choose a transducer." if item.transducers else "The transducer is not asked here."
        )
