"""Without the optional decoders an import says which extra brings them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jpeg_ls
import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.encaps import generate_frames
from pydicom.uid import JPEGExtended12Bit, JPEGLosslessSV1, JPEGLSLossless

from media_tools.encode import Frame

WITHOUT = """
import sys
for name in ("jpeg_ls", "pylibjpeg", "libjpeg"):
    sys.modules[name] = None
from media_tools.importing.cli import import_
import_()
"""
WriteDicom = Callable[..., Path]


def first_frame(name: str) -> bytes:
    path = get_testdata_file(name, download=False)
    assert isinstance(path, str)
    return next(generate_frames(dcmread(path).PixelData, number_of_frames=1))


@pytest.fixture
def files(write_dicom: WriteDicom, scan: list[Frame]) -> dict[str, Path]:
    grey = {"SamplesPerPixel": 1, "PlanarConfiguration": None, "PhotometricInterpretation": "MONOCHROME2"}
    deep = {"BitsAllocated": 16, "BitsStored": 12, "HighBit": 11, "Rows": 1024, "Columns": 256, **grey}
    return {
        "JPEG-LS lossless": write_dicom(
            [bytes(jpeg_ls.encode_array(image)) for image in scan], syntax=JPEGLSLossless, name="ls.dcm"
        ),
        "JPEG lossless": write_dicom(
            [first_frame("SC_rgb_jpeg_gdcm.dcm")],
            syntax=JPEGLosslessSV1,
            NumberOfFrames=1,
            Rows=100,
            Columns=100,
            name="lossless.dcm",
        ),
        "JPEG extended of 12 bits": write_dicom(
            [first_frame("JPGExtended.dcm")],
            syntax=JPEGExtended12Bit,
            NumberOfFrames=1,
            name="deep.dcm",
            **deep,
        ),
    }


@pytest.mark.parametrize("coding", ["JPEG-LS lossless", "JPEG lossless", "JPEG extended of 12 bits"])
def test_the_extra_is_named(coding: str, files: dict[str, Path], invoke: Callable[..., object]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(files[coding])],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: {files[coding].name}: {coding} needs decoders that are not installed; "
        "run: pip install 'sonocase[jpeg]'\n"
    )
    assert done.stdout == ""
    with_them = invoke(files[coding])
    assert getattr(with_them, "exit_code", None) == 0
