"""What stands on the face of every clip beside the image: "Simulated", the depth scale, the marker."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from media_tools.encode import Frame
from media_tools.phantom.images import Grey
from media_tools.phantom.mmode import TRACE_BOX
from media_tools.phantom.probe import HEIGHT, WIDTH, Screen
from media_tools.phantom.scene import Trace

LABEL = "Simulated"
LABEL_BOX = (10, 4, 100, 28)
"""Left, top, right, bottom in pixels of where the label stands; no image reaches there."""
_INK, _SCALE, _MARKER = (214, 214, 220), (170, 170, 176), (86, 180, 233)
_SIZE, _SMALL = 18, 13
_DOT = 6.0
"""Pixels of the marker's radius."""
_NEAR = 70.0
"""mm of depth down to which every centimetre has its number."""


def draw_overlay(screen: Screen, marker: Literal["left", "right"], trace: Trace | None = None) -> Frame:
    """The overlay as an RGB image on black; with a trace, its beam and the scales of the trace, too."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    draw.text((LABEL_BOX[0] + 2, LABEL_BOX[1]), LABEL, fill=_INK, font=ImageFont.load_default(_SIZE))
    depth = screen.probe.depth
    _draw_scale(draw, lambda mm: screen.to_px(0, mm)[1], depth)
    _draw_marker(image, screen, marker)
    if trace:
        _draw_beam(draw, screen, trace)
        top, height = TRACE_BOX[1], TRACE_BOX[3]
        _draw_scale(draw, lambda mm: top + height * mm / depth, depth)
    return np.asarray(image, np.uint8)


def _draw_scale(draw: ImageDraw.ImageDraw, place: Callable[[float], float], depth: float) -> None:
    font = ImageFont.load_default(_SMALL)
    every = 1 if depth <= _NEAR else 5
    edge = WIDTH - 8
    for centimetre in range(int(depth // 10) + 1):
        y = place(10 * centimetre)
        draw.line([(edge - (8 if centimetre % 5 == 0 else 4), y), (edge, y)], fill=_SCALE)
        if centimetre % every == 0 and centimetre > 0:
            draw.text((edge - 11, y), str(centimetre), fill=_SCALE, font=font, anchor="rm")
    draw.text((edge, place(0) - 4), "cm", fill=_SCALE, font=font, anchor="rb")


def _draw_beam(draw: ImageDraw.ImageDraw, screen: Screen, trace: Trace) -> None:
    for depth in np.arange(0, screen.probe.depth, 2.0).tolist():
        x, y = screen.to_px(*screen.probe.place(trace.lateral, depth))
        draw.point((x, y), fill=_INK)


def _draw_marker(image: Image.Image, screen: Screen, side: Literal["left", "right"]) -> None:
    """A round dot beside the probe's face, its border smooth."""
    sign = -1 if side == "left" else 1
    x, y = screen.to_px(*screen.probe.place(sign, 0))
    rows, columns = np.ogrid[:HEIGHT, :WIDTH]
    away = np.hypot(columns - x - 16 * sign, rows - y - 7)
    share = np.clip(_DOT + 0.5 - away, 0, 1)
    image.paste(_MARKER, mask=Image.fromarray(np.round(255 * share).astype(np.uint8)))


def compose(image: Grey, overlay: Frame) -> Frame:
    """An image with its overlay, as RGB."""
    return np.maximum(image[..., None], overlay)
