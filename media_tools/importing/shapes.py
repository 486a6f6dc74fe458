"""Shapes in pixels, as every module of the import means them."""

Size = tuple[int, int]
"""Width and height."""
Box = tuple[int, int, int, int]
"""Left, top, width and height."""
Point = tuple[int, int]
"""From the left and from the top."""
Polygon = tuple[Point, ...]
"""Corners; both they and the lines between them belong to it."""


def rectangle(box: Box) -> Polygon:
    """A box as a polygon."""
    x, y, width, height = box
    right, bottom = x + width - 1, y + height - 1
    return (x, y), (right, y), (right, bottom), (x, bottom)
