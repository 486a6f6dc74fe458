"""Every coding of a DICOM image that is taken comes out as the pixels that went in."""

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import jpeg_ls
import numpy as np
import pydicom
import pytest
from PIL import Image
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.encaps import generate_frames
from pydicom.pixels.processing import convert_color_space
from pydicom.pixels.utils import iter_pixels
from pydicom.uid import (
    JPEG2000,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from media_tools.encode import Frame
from media_tools.importing.dicom import open_dicom
from media_tools.importing.source import Limits

WriteDicom = Callable[..., Path]


def read(path: Path) -> np.ndarray:
    return np.stack([shot.image for shot in open_dicom(path, Limits()).shots()]).astype(int)


def off(path: Path, scan: list[Frame]) -> float:
    """How far the pixels lie from those that went in, in grey levels on average."""
    found = read(path)
    assert found.shape == np.stack(scan).shape
    return float(np.abs(found - np.stack(scan)).mean())


def by_pillow(image: Frame, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, form, **options)
    return out.getvalue()


def by_rle(image: Frame) -> bytes:
    """PS3.5 annex G with literal runs only: one segment for each colour."""
    planes = []
    for plane in np.moveaxis(image, 2, 0):
        flat = plane.tobytes()
        rows = [flat[at : at + 128] for at in range(0, len(flat), 128)]
        packed = b"".join(bytes([len(row) - 1]) + row for row in rows)
        planes.append(packed + b"\x80" * (len(packed) % 2))
    starts = np.cumsum([64, *map(len, planes)])[:3]
    header = np.zeros(16, "<u4")
    header[:4] = [3, *starts]
    return header.tobytes() + b"".join(planes)


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, None])
@pytest.mark.parametrize("planes", [0, 1])
def test_uncompressed_rgb(syntax: Any, planes: int, write_dicom: WriteDicom, scan: list[Frame]) -> None:
    pixels = np.stack([np.moveaxis(image, 2, 0) if planes else image for image in scan])
    given = {} if syntax is None else {"syntax": syntax}
    assert off(write_dicom(pixels.tobytes(), PlanarConfiguration=planes, **given), scan) == 0


@pytest.mark.parametrize(
    ("syntax", "encode", "tolerance"),
    [
        (RLELossless, by_rle, 0),
        (JPEG2000Lossless, lambda image: by_pillow(image, "JPEG2000", no_jp2=True), 0),
        (JPEG2000, lambda image: by_pillow(image, "JPEG2000", irreversible=True, quality_layers=[4]), 3),
        (JPEGLSLossless, jpeg_ls.encode_array, 0),
        (JPEGLSNearLossless, lambda image: jpeg_ls.encode_array(image, lossy_error=2), 2),
    ],
)
@pytest.mark.parametrize("offsets", [True, False])
def test_compressed_rgb(
    syntax: Any, encode: Any, tolerance: int, write_dicom: WriteDicom, scan: list[Frame], *, offsets: bool
) -> None:
    frames = [bytes(encode(image)) for image in scan]
    assert off(write_dicom(frames, syntax=syntax, offsets=offsets), scan) <= tolerance


@pytest.mark.parametrize("syntax", [JPEGBaseline8Bit, JPEGExtended12Bit])
@pytest.mark.parametrize(
    ("subsampling", "shades"), [(0, "YBR_FULL"), (1, "YBR_FULL_422"), (2, "YBR_FULL_422")]
)
def test_jpeg(syntax: Any, subsampling: int, shades: str, write_dicom: WriteDicom, scan: list[Frame]) -> None:
    frames = [by_pillow(image, "JPEG", quality=95, subsampling=subsampling) for image in scan]
    assert off(write_dicom(frames, syntax=syntax, PhotometricInterpretation=shades), scan) < 2


def test_a_frame_in_many_fragments_is_joined(write_dicom: WriteDicom, scan: list[Frame]) -> None:
    frames = [by_pillow(image, "JPEG", quality=95) for image in scan]
    halves = [half for frame in frames for half in (frame[:1000], frame[1000:])]
    path = write_dicom(
        halves, syntax=JPEGBaseline8Bit, PhotometricInterpretation="YBR_FULL_422", offsets=False
    )
    assert off(path, scan) < 2


@pytest.mark.parametrize("subsampled", [False, True])
def test_uncompressed_ybr(write_dicom: WriteDicom, scan: list[Frame], *, subsampled: bool) -> None:
    tinted = [np.clip(image * np.array([1.0, 0.8, 0.6]), 0, 255).astype(np.uint8) for image in scan]
    ybr = np.stack([convert_color_space(image, "RGB", "YBR_FULL") for image in tinted])
    if not subsampled:
        assert off(write_dicom(ybr.tobytes(), PhotometricInterpretation="YBR_FULL"), tinted) < 1
        return
    pairs = ybr.reshape(len(scan), -1, 2, 3)
    packed = np.concatenate([pairs[..., 0], pairs[:, :, 0, 1:]], axis=2)
    assert off(write_dicom(packed.tobytes(), PhotometricInterpretation="YBR_FULL_422"), tinted) < 4


def test_colours_stay_in_their_places(write_dicom: WriteDicom) -> None:
    bars = np.zeros((160, 200, 3), np.uint8)
    for number, shade in enumerate([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255)]):
        bars[:, 40 * number : 40 * number + 40] = shade
    ybr = convert_color_space(bars, "RGB", "YBR_FULL")
    path = write_dicom(ybr.tobytes(), PhotometricInterpretation="YBR_FULL", NumberOfFrames=1)
    assert np.abs(read(path)[0] - bars).max() <= 2


@pytest.mark.parametrize("shades", ["MONOCHROME1", "MONOCHROME2"])
def test_grey_of_twelve_bits_through_its_window(
    shades: str, write_dicom: WriteDicom, scan: list[Frame]
) -> None:
    grey = np.stack(scan)[..., 0]
    stored = (1000 + grey.astype(np.uint16) * 4).astype("<u2")
    path = write_dicom(
        stored.tobytes(),
        SamplesPerPixel=1,
        PlanarConfiguration=None,
        PhotometricInterpretation=shades,
        BitsAllocated=16,
        BitsStored=12,
        HighBit=11,
        WindowCenter="1510.5",
        WindowWidth="1021",
    )
    wanted = 255 - grey if shades == "MONOCHROME1" else grey
    assert np.abs(read(path)[..., 0] - wanted.astype(int)).max() <= 1


def take_over(name: str, tmp_path: Path, **elements: Any) -> tuple[Path, Any]:
    """A test file of pydicom, as if it were ultrasound."""
    found = get_testdata_file(name, download=False)
    assert isinstance(found, str)
    dataset = dcmread(found)
    dataset.SOPClassUID, dataset.Modality = "1.2.840.10008.5.1.4.1.1.6.1", "US"
    for keyword, value in elements.items():
        setattr(dataset, keyword, value)
    path = tmp_path / name
    dataset.save_as(path)
    return path, dataset


@pytest.mark.parametrize(
    ("name", "syntax"),
    [
        ("SC_rgb_jpeg_gdcm.dcm", JPEGLosslessSV1),
        ("SC_rgb_rle_2frame.dcm", RLELossless),
        ("SC_rgb_jls_lossy_line.dcm", JPEGLSNearLossless),
        ("SC_rgb_jls_lossy_sample.dcm", JPEGLSNearLossless),
        ("SC_rgb_gdcm_KY.dcm", JPEG2000),
        ("SC_rgb_dcmtk_+eb+cr.dcm", JPEGBaseline8Bit),
        ("SC_rgb_dcmtk_+eb+cy+n1.dcm", JPEGBaseline8Bit),
        ("SC_rgb_dcmtk_+eb+cy+s4.dcm", JPEGBaseline8Bit),
        ("SC_rgb_jpeg_app14_dcmd.dcm", JPEGBaseline8Bit),
        ("SC_ybr_full_422_uncompressed.dcm", None),
        ("ExplVR_BigEnd.dcm", ExplicitVRBigEndian),
        ("examples_rgb_color.dcm", None),
        ("examples_jpeg2k.dcm", JPEG2000Lossless),
        ("examples_ybr_color.dcm", JPEGBaseline8Bit),
    ],
)
def test_real_colour_files_come_out_as_pydicom_has_them(name: str, syntax: Any, tmp_path: Path) -> None:
    path, dataset = take_over(name, tmp_path)
    assert syntax is None or dataset.file_meta.TransferSyntaxUID == syntax
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = np.stack(list(iter_pixels(dataset))).astype(int)
    assert np.abs(read(path) - wanted).max() <= 2


def test_jpeg_extended_of_twelve_bits(tmp_path: Path) -> None:
    path, dataset = take_over("JPGExtended.dcm", tmp_path, WindowCenter="60.5", WindowWidth="121")
    assert dataset.file_meta.TransferSyntaxUID == JPEGExtended12Bit
    stored = dataset.pixel_array.astype(float)
    assert stored.max() > 100
    wanted = np.clip(stored / 120, 0, 1) * 255
    assert np.abs(read(path)[0, ..., 0] - wanted).max() <= 1.01


@pytest.mark.parametrize(
    "name", ["MR_small_jpeg_ls_lossless.dcm", "MR_small_RLE.dcm", "MR_small_jp2klossless.dcm"]
)
def test_sixteen_bits_in_any_lossless_coding_are_the_same_picture(name: str, tmp_path: Path) -> None:
    plain, _ = take_over("MR_small.dcm", tmp_path)
    packed, _ = take_over(name, tmp_path)
    assert np.array_equal(read(plain), read(packed))


def test_jpeg_lossless_of_any_predictor(write_dicom: WriteDicom, tmp_path: Path) -> None:
    _, dataset = take_over("SC_rgb_jpeg_gdcm.dcm", tmp_path)
    frame = next(generate_frames(dataset.PixelData, number_of_frames=1))
    path = write_dicom([frame], syntax=JPEGLossless, NumberOfFrames=1, Rows=100, Columns=100)
    assert np.array_equal(read(path)[0], dataset.pixel_array)


def test_a_palette_is_applied() -> None:
    path = pydicom.examples.get_path("palette_color")
    picture = read(path)[0]
    # the maker's blue bar above, and white letters on it
    assert np.abs(picture[3, 300] - [36, 64, 97]).max() < 16
    assert picture[10:20, 90:120].max() > 240
    assert cv2.cvtColor(picture.astype(np.uint8), cv2.COLOR_RGB2HSV)[20, 300, 1] > 100


STREAMS = {
    "scan.m2v": "1.2.840.10008.1.2.4.100",
    "scan.mpg": "1.2.840.10008.1.2.4.101",
    "scan.h264": "1.2.840.10008.1.2.4.102",
    "scan.ts": "1.2.840.10008.1.2.4.103",
    "scan.mp4": "1.2.840.10008.1.2.4.102",
}


@pytest.mark.parametrize(("name", "syntax"), STREAMS.items())
def test_video_streams_in_fragments(
    name: str, syntax: str, videos: dict[str, Path], write_dicom: WriteDicom, scan: list[Frame]
) -> None:
    stream = videos[name].read_bytes()
    fragments = [stream[at : at + 3000] for at in range(0, len(stream), 3000)]
    path = write_dicom(
        fragments, syntax=pydicom.uid.UID(syntax), PhotometricInterpretation="YBR_PARTIAL_420", offsets=False
    )
    source = open_dicom(path, Limits())
    assert source.clock is not None
    assert source.clock.rate == 25
    assert off(path, scan) < 6
