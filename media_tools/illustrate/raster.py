"""From SVG to pixels: the one module that knows resvg.

resvg computes in plain 32-bit arithmetic, without a processor's special paths and without the fonts
of the machine, so that the same SVG gives the same pixels everywhere.
"""

import io

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

from media_tools.encode import Frame

Rgba = npt.NDArray[np.uint8]
"""An image with transparency: height x width x 4."""


def rasterise(document: str) -> Frame:
    """The pixels of an SVG document on white: height x width x 3."""
    return np.ascontiguousarray(_decode(document, background="#ffffff")[..., :3])


def rasterise_clear(document: str) -> Rgba:
    """The pixels of an SVG document with their transparency: height x width x 4."""
    return _decode(document, background=None)


def _decode(document: str, background: str | None) -> Rgba:
    png = resvg_py.svg_to_bytes(svg_string=document, skip_system_fonts=True, background=background)
    with Image.open(io.BytesIO(bytes(png))) as image:
        return np.array(image.convert("RGBA"))
