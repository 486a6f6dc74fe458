"""Stored values become shades as PS3.3 C.11 has it."""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from media_tools.importing.dicom.grey import colour, shade_table


def elements(**values: object) -> Dataset:
    found = Dataset()
    defaults = {"PhotometricInterpretation": "MONOCHROME2", "BitsStored": 8, "PixelRepresentation": 0}
    for keyword, value in {**defaults, **values}.items():
        setattr(found, keyword, value)
    return found


def test_eight_bits_are_shown_as_they_are() -> None:
    low, shades = shade_table(elements())
    assert low == 0
    assert np.array_equal(shades, np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1))


def test_monochrome1_is_white_at_zero() -> None:
    _, shades = shade_table(elements(PhotometricInterpretation="MONOCHROME1"))
    assert shades[0, 0] == 255
    assert shades[255, 0] == 0


def test_twelve_bits_without_a_window_use_their_whole_range() -> None:
    _, shades = shade_table(elements(BitsStored=12))
    assert (shades[0, 0], shades[4095, 0]) == (0, 255)
    assert abs(int(shades[2048, 0]) - 128) <= 1


def test_signed_values_begin_below_zero() -> None:
    low, shades = shade_table(elements(BitsStored=12, PixelRepresentation=1))
    assert low == -2048
    stored = np.array([[-2048, 0, 2047]], np.int16)
    assert colour(stored, low, shades)[0, :, 0].tolist() == [0, 128, 255]


@pytest.mark.parametrize(
    ("value", "shade"), [(400, 0), (899, 0), (1000, 128), (1100, 255), (3000, 255), (950, 64)]
)
def test_a_linear_window_follows_the_standard(value: int, shade: int) -> None:
    """PS3.3 C.11.2.1.2.1: centre 1000, width 200."""
    _, shades = shade_table(elements(BitsStored=12, WindowCenter="1000", WindowWidth="200"))
    assert abs(int(shades[value, 0]) - shade) <= 1


def test_a_window_is_applied_after_the_rescale() -> None:
    _, shades = shade_table(
        elements(
            BitsStored=12, RescaleSlope="2", RescaleIntercept="-100", WindowCenter="1900", WindowWidth="200"
        )
    )
    assert abs(int(shades[1000, 0]) - 128) <= 1


def test_a_window_wider_than_the_values_does_not_stretch_them() -> None:
    _, shades = shade_table(elements(BitsStored=12, WindowCenter="2048", WindowWidth="8192"))
    assert (int(shades[0, 0]), int(shades[4095, 0])) == (64, 191)


@pytest.mark.parametrize(("bits", "stretch"), [(16, 256), (16, 1), (8, 1)])
def test_a_palette_of_any_depth_gives_its_colours(bits: int, stretch: int) -> None:
    ramp = np.arange(256)
    tables = {"Red": ramp, "Green": ramp[::-1], "Blue": ramp // 2}
    palette = elements(PhotometricInterpretation="PALETTE COLOR")
    for name, table in tables.items():
        entries = (table * stretch).astype("<u2" if bits == 16 else "u1").tobytes()
        setattr(palette, f"{name}PaletteColorLookupTableDescriptor", [256, 0, bits])
        setattr(palette, f"{name}PaletteColorLookupTableData", entries)
    _, shades = shade_table(palette)
    assert np.array_equal(shades, np.stack(list(tables.values()), axis=1).astype(np.uint8))


def test_a_value_outside_the_table_is_shown_as_its_nearest() -> None:
    low, shades = shade_table(elements())
    assert colour(np.array([[300]], np.uint16), low, shades)[0, 0].tolist() == [255, 255, 255]
