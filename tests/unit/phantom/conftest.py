"""Clips of the phantom, rendered once for all tests."""

from collections.abc import Callable
from functools import cache

import cv2
import pytest

from media_tools.phantom.catalogue import find
from media_tools.phantom.clip import Clip, render_clip
from media_tools.phantom.recipe import Recipe

# one thread, as where clips are made: on a busy machine more of them only wait for each other
cv2.setNumThreads(1)

Render = Callable[..., Clip]


@cache
def _render(scene: str, example: str, seconds: float) -> Clip:
    return render_clip(Recipe(scene, find(scene).examples[example], seconds=seconds))


@pytest.fixture(scope="session")
def render() -> Render:
    """A short clip of a scene in one of its examples (by default the first); each is rendered once."""

    def rendered(scene: str, example: str = "", seconds: float = 1.0) -> Clip:
        return _render(scene, example or next(iter(find(scene).examples)), seconds)

    return rendered
