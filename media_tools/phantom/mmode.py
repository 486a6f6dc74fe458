"""M-mode: one beam over time, written by a bar that runs across the screen as on a scanner.

The trace is exactly one loop wide, so the bar always writes what already stands there, and the clip
loops without a jump.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from media_tools.phantom.images import Floats, Grey, resize
from media_tools.phantom.probe import Beams, Screen
from media_tools.phantom.recipe import Recipe
from media_tools.phantom.render import render
from media_tools.phantom.scene import Scene, Trace

IMAGE_BOX = (12, 32, 584, 176)
TRACE_BOX = (12, 226, 584, 240)
"""(x, y, width, height) in pixels of the image and of the trace below it."""
_BEAMS = 24
"""Beams around the traced one: as many as the point spread reaches."""
_BAR = 10
"""Pixels that the bar blanks."""


def small_screen(scene: Scene) -> Screen:
    """The screen of the image above the trace."""
    return Screen(scene.probe, IMAGE_BOX)


def draw_trace(scene: Scene, trace: Trace, recipe: Recipe) -> Grey:
    """One loop of the traced beam: depth downwards, time to the right, as large as its box."""
    width, height = TRACE_BOX[2:]
    beams = _around(scene, trace)
    swift = replace(scene, optics=replace(scene.optics, persistence=0.0))
    times = [recipe.loop * column / width for column in range(width)]
    columns = [image[:, _BEAMS // 2] for image in render(swift, beams, times, recipe.seed)]
    whole: Floats = np.stack(columns, axis=1).astype(np.float32)
    return np.round(resize(whole, (height, width))).astype(np.uint8)


def _around(scene: Scene, trace: Trace) -> Beams:
    full = Beams(scene.probe)
    middle = round((trace.lateral + 1) / full.pitch)
    first = min(max(0, middle - _BEAMS // 2), full.shape[1] - _BEAMS)
    return Beams(scene.probe, laterals=full.lateral[first : first + _BEAMS])


def sweep(images: Iterator[Grey], trace: Grey, count: int) -> Iterator[Grey]:
    """Images with the trace below, and the bar where each of the `count` images has it."""
    x, y, width, height = TRACE_BOX
    for index, image in enumerate(images):
        bar = round(width * index / count)
        image[y : y + height, x : x + width] = trace
        columns = x + (bar + np.arange(_BAR)) % width
        image[y : y + height, columns] = 0
        yield image
