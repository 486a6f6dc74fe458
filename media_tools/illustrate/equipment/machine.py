"""The ultrasound machine's screen: a slim case around a clip that keeps its pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from media_tools.encode import Frame
from media_tools.illustrate.palette import STEEL, darken
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH
from media_tools.illustrate.stage import Pixels
from media_tools.illustrate.svg import Svg, circle, group, rect

_CASE = 14
"""Width of the case around the screen, in pixels."""
COLUMN = 252
"""Width in pixels that is kept free beside the clip where there is more to show."""
SCREEN = "#000000"


@dataclass(frozen=True)
class Clip:
    """The images of an exhibit, grey or RGB and of one size; they are shown again and again.

    Attributes:
        images: at least one.
        rate: images a second; anything for a single one.
    """

    images: Sequence[Frame]
    rate: float = 25

    def at(self, seconds: float) -> Frame:
        """The image that is shown at a time."""
        return self.images[int(seconds * self.rate + 1e-6) % len(self.images)]


def screen() -> Svg:
    """The case and the dark screen."""
    inside = (_CASE, _CASE, WIDTH - 2 * _CASE, HEIGHT - 2 * _CASE)
    case = rect((0, 0, WIDTH, HEIGHT), darken("#dfe6eb", 0.2)) + rect(
        (0, 0, WIDTH, HEIGHT - 4), "#e6ecf0", r=20
    )
    light = circle(WIDTH / 2, HEIGHT - 8.5, 2.6, "#63c7a4")
    return group(
        (
            case,
            rect(inside, STEEL, r=11),
            rect((inside[0] + 2, inside[1] + 2, inside[2] - 4, inside[3] - 4), SCREEN, r=9),
            light,
        )
    )


def clip_area(*, column: bool) -> Pixels:
    """Where the clip may lie; with `column` the right side is kept free."""
    edge = _CASE + 4
    return (edge, edge, WIDTH - 2 * edge - (COLUMN if column else 0), HEIGHT - 2 * edge)


def paint_clip(frame: Frame, area: Pixels, image: Frame) -> None:
    """Put an image into the middle of an area: pixel by pixel, a whole number of times larger, or reduced to fit."""
    x, y, width, height = area
    fitted = _fit(image, width, height)
    tall, wide = fitted.shape[:2]
    left, top = x + (width - wide) // 2, y + (height - tall) // 2
    frame[top : top + tall, left : left + wide] = fitted if fitted.ndim == 3 else fitted[..., None]  # noqa: PLR2004 (a grey image has two axes)


def _fit(image: Frame, width: int, height: int) -> Frame:
    tall, wide = image.shape[:2]
    share = min(width / wide, height / tall)
    factor = float(int(share)) if share >= 1 else share
    if factor == 1:
        return image
    size = (max(1, round(wide * factor)), max(1, round(tall * factor)))
    return np.array(Image.fromarray(image).resize(size, Image.Resampling.BICUBIC))
