"""The picture by which a person confirms an import: before, after, and the brightest of all frames."""

from collections.abc import Sequence
from itertools import count, takewhile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from media_tools.encode import Frame, whole
from media_tools.importing.analysis import Analysis
from media_tools.importing.mask import bounds
from media_tools.importing.plan import Kept, Plan
from media_tools.importing.source import Source

_GROUND, _INK, _QUIET = (24, 26, 30), (236, 238, 242), (160, 166, 176)
_OUTLINE, _RULER, _ALARM = (255, 176, 0), (64, 208, 255), (255, 64, 64)
_SIDE, _TOP, _LINE = 120, 74, 30
"""Room beside a panel, above it, and for a line of text, in pixels."""
_PANEL = 720
"""Pixels: a smaller frame is enlarged to about this, by a whole factor; none is made smaller, so that no text hides."""
_STEPS = (10, 20, 50, 100, 200)

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MARK = ("Software", "sonocase media import --preview")
"""What a preview says of itself, so that it can be told from pictures that somebody needs."""

Panel = tuple[str, Image.Image]
"""A title and a picture."""


def write_preview(target: Path, source: Source, analysis: Analysis, plan: Plan) -> None:
    """Write the picture as PNG. It shows the original with all its text: it is to be deleted afterwards.

    Raises:
        OSError: it cannot be written.
    """
    image, marked = draw_preview(source, analysis, plan), PngInfo()
    marked.add_text(*_MARK)
    with whole(target) as part:
        image.save(part, format="PNG", pnginfo=marked)


def is_preview(path: Path) -> bool:
    """Whether a file is a preview that was written here; it can be written anew at any time.

    Raises:
        OSError: it cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(1000)
    return head.startswith(_SIGNATURE) and "\0".join(_MARK).encode() in head


def draw_preview(source: Source, analysis: Analysis, plan: Plan) -> Image.Image:
    """The picture: one panel where nothing is proposed, two for a still, three for a clip."""
    zoom = max(1, _PANEL // max(source.size))
    many = analysis.frames > 1
    title = f"Before: frame {analysis.sample_at + 1} of {analysis.frames}" if many else "Before"
    panels = [(title, _draw_before(analysis.sample, plan, zoom))]
    if plan.kept:
        panels.append(("After: what is kept", _draw_after(analysis.sample, plan.kept, zoom)))
        if many:
            title = f"After: the brightest of all {analysis.frames} frames"
            panels.append((title, _draw_after(analysis.brightest, plan.kept, zoom)))
    return _compose(panels, plan, zoom)


def _draw_before(sample: Frame, plan: Plan, zoom: int) -> Image.Image:
    panel = _enlarge(sample, zoom)
    draw = ImageDraw.Draw(panel)
    if plan.kept:
        corners = [(zoom * x + zoom // 2, zoom * y + zoom // 2) for x, y in plan.kept.mask.keep]
        _stroke(draw, [*corners, corners[0]], _OUTLINE)
        for x, y, width, height in plan.kept.mask.drop:
            draw.rectangle(
                [zoom * x, zoom * y, zoom * (x + width), zoom * (y + height)], outline=_ALARM, width=2
            )
    return panel


def _draw_after(frame: Frame, kept: Kept, zoom: int) -> Image.Image:
    shown = np.where(kept.area[..., None], frame, np.uint8(0))
    shown[kept.suspicious] = _ALARM
    return _enlarge(shown, zoom)


def _draw_ruler(draw: ImageDraw.ImageDraw, plan: Plan, left: int, zoom: int) -> None:
    """Centimetres beside the picture, from the top of what is kept, to hold against the machine's depth scale."""
    if plan.kept is None or plan.calibration is None:
        return
    _, top, _, height = (zoom * side for side in bounds(plan.kept.area))
    centimetre = 10 * zoom / plan.calibration.mm_per_px[1]
    ticks = list(takewhile(lambda y: y <= top + height, (top + number * centimetre for number in count())))
    draw.line([(left, _TOP + top), (left, _TOP + ticks[-1])], _RULER, width=2)
    for number, y in enumerate(ticks):
        if number % 5 == 0:
            draw.text((left + 18, _TOP + y), f"{number} cm", _RULER, _font(15), anchor="lm")
        # ticks that are closer run into a bar
        if number % 5 == 0 or centimetre >= 6:  # noqa: PLR2004 (pixels)
            draw.line([(left, _TOP + y), (left + (14 if number % 5 == 0 else 7), _TOP + y)], _RULER, width=2)


def _stroke(
    draw: ImageDraw.ImageDraw, points: Sequence[tuple[float, float]], colour: tuple[int, int, int]
) -> None:
    """A line that is seen on any picture: dark beneath bright."""
    draw.line(points, _GROUND, width=5, joint="curve")
    draw.line(points, colour, width=2)


def _enlarge(frame: Frame, zoom: int) -> Image.Image:
    return Image.fromarray(frame).resize(
        (frame.shape[1] * zoom, frame.shape[0] * zoom), Image.Resampling.NEAREST
    )


def _explain(plan: Plan) -> list[str]:
    if plan.kept is None:
        return [
            "Nothing moves here, so nothing is proposed. Read off what to keep, and give it as",
            "--keep-rect X,Y,WIDTH,HEIGHT or --keep-polygon 'X,Y X,Y X,Y'.",
        ]
    x, y, width, height = plan.kept.geometry.box
    across, down = plan.kept.geometry.size
    lines = [
        f"Mask code {plan.kept.code}. Of the frame, {width} x {height} pixels from {x},{y} become {across} x {down}.",
        "Inside the outline there must be no name, date, number or place: look at all the pictures.",
    ]
    if plan.kept.suspicious.any():
        lines.append(
            "Red: bright, and never moves. It may be text or a scale: --drop-rect X,Y,WIDTH,HEIGHT turns it black."
        )
    if plan.calibration:
        lines.append(
            f"Blue: centimetres ({plan.calibration.said}). They must agree with the depth scale of the machine."
        )
    return [*lines, "This picture shows the original: delete it when you are done."]


def _compose(panels: Sequence[Panel], plan: Plan, zoom: int) -> Image.Image:
    words = _explain(plan)
    width, height = panels[0][1].size
    foot = 30 + _LINE * len(words)
    image = Image.new("RGB", (_SIDE // 2 + len(panels) * (width + _SIDE), _TOP + height + foot), _GROUND)
    draw = ImageDraw.Draw(image)
    for number, (title, panel) in enumerate(panels):
        left = _SIDE + number * (width + _SIDE)
        draw.text((left, 16), title, _INK, _font(20))
        _number_edges(draw, left, panel.size, zoom)
        image.paste(panel, (left, _TOP))
    _draw_ruler(draw, plan, _SIDE + width + 4, zoom)
    for number, line in enumerate(words):
        draw.text((_SIDE, _TOP + height + 20 + _LINE * number), line, _INK, _font(18))
    return image


def _number_edges(draw: ImageDraw.ImageDraw, left: int, size: tuple[int, int], zoom: int) -> None:
    """Coordinates in source pixels along the top and the left: what --keep-rect and --scale are given in."""
    step = next((step for step in _STEPS if step * zoom >= 60), _STEPS[-1])  # noqa: PLR2004 (room for a number)
    for x in range(0, size[0] // zoom, step):
        draw.line([(left + x * zoom, _TOP - 7), (left + x * zoom, _TOP)], _QUIET)
        draw.text((left + x * zoom, _TOP - 10), str(x), _QUIET, _font(13), anchor="ms")
    for y in range(0, size[1] // zoom, step):
        draw.line([(left - 7, _TOP + y * zoom), (left, _TOP + y * zoom)], _QUIET)
        draw.text((left - 10, _TOP + y * zoom), str(y), _QUIET, _font(13), anchor="rm")


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
