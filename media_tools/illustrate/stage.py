"""A picture put together: what stands still, and who moves in it.

A stage can be drawn with everybody at rest or in any pose. What a pose changes lies inside known
boxes, so that a moving picture is a still one with a few small pieces exchanged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from media_tools.illustrate.equipment.curves import Live
from media_tools.illustrate.people.head import EYES_BOX, MOUTH_BOX
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH
from media_tools.illustrate.svg import Box, Svg, document

BREATHS, GLOWS = 2, 4
"""Steps from breathed out to breathed in, and from silent to speaking."""
Pixels = tuple[int, int, int, int]
"""A box in whole pixels: left, top, width, height."""


@dataclass(frozen=True)
class Pose:
    """What of a person moves: mouth 0..3, lids 0..2, breath 0..BREATHS, glow 0..GLOWS."""

    mouth: int = 0
    lids: int = 0
    breath: int = 0
    glow: int = 0


REST = Pose()


@dataclass(frozen=True)
class Actor:
    """Someone, or something, that moves.

    Attributes:
        name: the id in the cast.
        draw: how it looks in a pose.
        boxes: field of `Pose` -> the pixels that it changes; later ones lie over earlier ones.
    """

    name: str
    draw: Callable[[Pose], Svg]
    boxes: Mapping[str, Pixels]


@dataclass(frozen=True)
class Stage:
    """A picture.

    Attributes:
        behind: what lies behind the actors and stands still.
        actors: from back to front.
        live: what moves on a monitor.
        screen: where the clip of an exhibit plays.
    """

    behind: Svg
    actors: tuple[Actor, ...] = ()
    live: Live | None = None
    screen: Pixels | None = None

    def document(self, poses: Mapping[str, Pose], view: Box = (0, 0, WIDTH, HEIGHT)) -> str:
        """The SVG of the whole or of a part; whoever has no pose is at rest."""
        figures = (actor.draw(poses.get(actor.name, REST)) for actor in self.actors)
        return document((self.behind, *figures), view)


def face_boxes(x: float, y: float, scale: float) -> dict[str, Pixels]:
    """What blinking and speaking change in a face whose middle is (x, y)."""
    return {"lids": pixels(EYES_BOX, x, y, scale), "mouth": pixels(MOUTH_BOX, x, y, scale)}


def pixels(box: Box, x: float, y: float, scale: float) -> Pixels:
    """A box of a figure in whole pixels of the picture, cut at the picture's edges."""
    left, top = max(0, int(x + box[0] * scale)), max(0, int(y + box[1] * scale))
    right = min(WIDTH, int(x + (box[0] + box[2]) * scale))
    bottom = min(HEIGHT, int(y + (box[1] + box[3]) * scale))
    return (left, top, max(0, right - left), max(0, bottom - top))
