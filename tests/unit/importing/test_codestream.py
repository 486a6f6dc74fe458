"""A compressed frame says its size before it is decoded."""

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from media_tools.importing.dicom.codestream import measure


def encode(form: str, size: tuple[int, int], **options: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.zeros((size[1], size[0], 3), np.uint8)).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"comment": b"x" * 5000}),
        ("JPEG", {"exif": b"Exif\0\0" + b"y" * 900}),
        ("JPEG2000", {}),
        ("JPEG2000", {"no_jp2": True}),
    ],
)
def test_the_size_is_read(form: Any, options: dict[str, Any]) -> None:
    assert measure(encode(form, (123, 45), **options)) == (123, 45)


def test_jpeg_ls_says_its_size() -> None:
    import jpeg_ls

    assert measure(jpeg_ls.encode_array(np.zeros((45, 123), np.uint8))) == (123, 45)


@given(st.binary(max_size=400))
def test_other_bytes_have_none_or_some_size(content: bytes) -> None:
    for head in (b"", b"\xff\xd8", b"\xff\xd8\xff\xc0", b"\xff\x4f\xff\x51"):
        size = measure(head + content)
        assert size is None or len(size) == 2


@given(st.integers(0, 30))
def test_a_frame_that_was_cut_off_early_has_no_size(length: int) -> None:
    assert measure(encode("JPEG2000", (16, 16), no_jp2=True)[: min(length, 23)]) is None
