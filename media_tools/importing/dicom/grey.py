"""Stored values -> shades: palette, rescale and window, as one table that each frame is looked up in (PS3.3 C.7.6.3, C.11)."""

from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_voi, apply_windowing

from media_tools.importing.dicom.elements import read_whole

Shades = npt.NDArray[np.uint8]
"""RGB for each stored value: values x 3, beginning with the lowest."""


def shade_table(elements: Dataset) -> tuple[int, Shades]:
    """The lowest stored value, and the colour of each from there on.

    Raises:
        ValueError: the header's tables do not make sense; from pydicom, as are others.
    """
    bits = read_whole(elements, "BitsStored", 8)
    low = -(1 << (bits - 1)) if read_whole(elements, "PixelRepresentation", 0) else 0
    values = np.arange(low, low + (1 << bits), dtype=np.int32)
    if elements.PhotometricInterpretation == "PALETTE COLOR":
        return low, _to_bytes(apply_color_lut(values, elements)[:, :3])
    grey = np.clip(np.rint(255 * _window(values, elements)), 0, 255).astype(np.uint8)
    if elements.PhotometricInterpretation == "MONOCHROME1":
        grey = 255 - grey
    return low, np.repeat(grey[:, None], 3, axis=1)


def colour(stored: npt.NDArray[Any], low: int, shades: Shades) -> Shades:
    """A frame of stored values as RGB."""
    return np.take(shades, stored.astype(np.int32) - low, axis=0, mode="clip")


def _to_bytes(table: npt.NDArray[Any]) -> Shades:
    """Eight bits of each entry; some machines put eight-bit colours into sixteen-bit entries."""
    wide = table.dtype.itemsize > 1 and int(table.max()) > 255  # noqa: PLR2004 (what eight bits hold)
    return (table >> 8 if wide else table).astype(np.uint8)


def _window(values: npt.NDArray[np.int32], elements: Dataset) -> npt.NDArray[np.float64]:
    """Rescaled and windowed, from 0 to 1."""
    rescaled = apply_modality_lut(values, elements)
    if elements.get("VOILUTSequence"):
        depth = int(elements.VOILUTSequence[0].LUTDescriptor[2])
        return apply_voi(rescaled.astype(np.int64), elements) / float((1 << depth) - 1)
    ends = np.array([rescaled.min(), rescaled.max()], np.float64)
    if "WindowWidth" in elements and "WindowCenter" in elements:
        rescaled = apply_windowing(rescaled, elements)
        # far outside the window lie the darkest and the brightest shade
        ends = apply_windowing(np.array([-1e12, 1e12]), elements)
    return np.asarray((rescaled - ends[0]) / max(float(ends[1] - ends[0]), 1e-9), np.float64)
