"""What is seen on a screen: its pixels, and how much they stand out."""

from collections.abc import Mapping
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import FloatRect, Page

Light = npt.NDArray[np.float64]
"""The relative luminance of each pixel, from 0 to 1 (WCAG 2.2)."""
ENOUGH = 3
"""The contrast with which what is no text has to stand out (WCAG 2.2, 1.4.11)."""


def around(x: float, y: float, reach: float) -> FloatRect:
    """The square around a place of the screen."""
    return {"x": x - reach, "y": y - reach, "width": 2 * reach, "height": 2 * reach}


def light(page: Page, box: Mapping[str, float]) -> Light:
    """How bright a part of the screen is, pixel by pixel."""
    image = page.screenshot(clip=FloatRect(**box), animations="disabled")  # type: ignore[typeddict-item]
    parts = np.asarray(Image.open(BytesIO(image)).convert("RGB")) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ (0.2126, 0.7152, 0.0722))


def standing_out(before: Light, after: Light) -> int:
    """How many pixels stand out from what was there before."""
    high, low = np.maximum(before, after), np.minimum(before, after)
    return int(((high + 0.05) / (low + 0.05) >= ENOUGH).sum())
