"""Shapes of keys, held against the image or the outline on which they lie."""

from collections.abc import Iterable, Iterator

from scenarios.model.key.base import ImageFacts
from scenarios.model.shape import Shape


def outside(shapes: Iterable[Shape], image: ImageFacts | None) -> Iterator[str]:
    """Which shapes do not belong to an image; nothing where it is not built yet."""
    if image:
        yield from beyond(shapes, *image.size, "image")


def beyond(shapes: Iterable[Shape], width: float, height: float, what: str) -> Iterator[str]:
    """Which shapes do not belong to an area: a circle may reach over its edge; its centre, like every corner, may not."""
    for shape in shapes:
        left, top, right, bottom = shape.bounds
        x, y = (shape.circle[0], shape.circle[1]) if shape.circle else (right, bottom)
        if x > width or y > height or left > width or top > height:
            yield f"has a shape outside the {what}, which is {width:g} wide and {height:g} high"
