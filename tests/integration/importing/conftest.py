"""Scans with burned-in text, as DICOM files in every coding and as videos in every container."""

import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import ffmpeg
import numpy as np
import pytest
from click.testing import CliRunner, Result
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, ExplicitVRLittleEndian

from media_tools.encode import Frame, run, write_video
from media_tools.importing.cli import import_

NAME = "DOE^JANE"
SIZE = (200, 160)
SECTOR = np.array([[100, 24], [180, 110], [100, 150], [20, 110]], np.int32)
MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.3.1"


def draw_scan(count: int = 12, size: tuple[int, int] = SIZE) -> list[Frame]:
    """A sector of drifting speckle, a name above it and a depth scale beside it; RGB."""
    random = np.random.default_rng(7)
    width, height = size
    speckle = cv2.GaussianBlur(random.integers(0, 256, (height, width), dtype=np.uint8), (0, 0), 2) * 1.0
    speckle = np.clip((speckle - 110) * 6 + 90, 0, 255).astype(np.uint8)
    corners = (SECTOR * np.array(size) / np.array(SIZE)).astype(np.int32)
    sector = cv2.fillConvexPoly(np.zeros((height, width), np.uint8), corners, 1)
    images = []
    for number in range(count):
        grey = np.roll(speckle, 3 * number, axis=0) * sector
        cv2.putText(grey, NAME, (4, 14), cv2.FONT_HERSHEY_PLAIN, 1, 255, 1)
        for y in range(24, height - 8, 18):
            cv2.line(grey, (width - 8, y), (width - 4, y), 255, 1)
        images.append(np.repeat(grey[..., None], 3, axis=2))
    return images


@pytest.fixture(scope="session")
def scan() -> list[Frame]:
    return draw_scan()


@pytest.fixture(scope="session")
def make_scan() -> Callable[..., list[Frame]]:
    return draw_scan


WriteDicom = Callable[..., Path]


@pytest.fixture
def write_dicom(tmp_path: Path) -> WriteDicom:
    """Writes a DICOM file of native pixels or of encoded frames; any element can be given, None leaves it out."""

    def write(
        pixels: bytes | Sequence[bytes],
        *,
        syntax: UID = ExplicitVRLittleEndian,
        name: str = "scan.dcm",
        offsets: bool = True,
        **elements: Any,
    ) -> Path:
        dataset = Dataset()
        standard = {
            "SOPClassUID": MULTI_FRAME,
            "SOPInstanceUID": "1.2.3.4",
            "Modality": "US",
            "PatientName": NAME,
            "SamplesPerPixel": 3,
            "PhotometricInterpretation": "RGB",
            "PlanarConfiguration": 0,
            "NumberOfFrames": 12,
            "Rows": SIZE[1],
            "Columns": SIZE[0],
            "BitsAllocated": 8,
            "BitsStored": 8,
            "HighBit": 7,
            "PixelRepresentation": 0,
            "FrameTime": "40",
        }
        for keyword, value in {**standard, **elements}.items():
            if value is not None:
                setattr(dataset, keyword, value)
        dataset.file_meta = FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = syntax
        if isinstance(pixels, bytes):
            dataset.PixelData = pixels
            dataset["PixelData"].VR = "OW" if dataset.get("BitsAllocated") == 16 else "OB"
        else:
            dataset.PixelData = encapsulate(list(pixels), has_bot=offsets)
            dataset["PixelData"].VR = "OB"
            dataset["PixelData"].is_undefined_length = True
        path = tmp_path / name
        dataset.save_as(path, enforce_file_format=True)
        return path

    return write


@pytest.fixture
def native(write_dicom: WriteDicom, scan: list[Frame]) -> WriteDicom:
    """Writes the scan uncompressed, with other elements as given."""
    return lambda **elements: write_dicom(np.stack(scan).tobytes(), **elements)


@pytest.fixture(scope="session")
def videos(tmp_path_factory: pytest.TempPathFactory, scan: list[Frame]) -> dict[str, Path]:
    """The scan at 25 frames a second in every container, and as bare streams."""
    folder = tmp_path_factory.mktemp("videos")
    first = folder / "scan.mp4"
    write_video(first, scan, 25, crf=12)
    made = {
        "scan.mov": {"c": "copy"},
        "scan.avi": {"vcodec": "mjpeg", "q:v": 2},
        "scan.webm": {"vcodec": "libvpx-vp9", "crf": 20, "b:v": 0},
        "scan.gif": {},
        "scan.h264": {"c": "copy", "bsf:v": "h264_mp4toannexb"},
        "scan.ts": {"c": "copy", "format": "mpegts"},
        "scan.m2v": {"vcodec": "mpeg2video", "q:v": 2},
        "scan.mpg": {"vcodec": "mpeg2video", "q:v": 2, "format": "mpeg"},
    }
    for name, options in made.items():
        run(ffmpeg.input(str(first)).output(str(folder / name), **options))
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in an empty folder of its own."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(import_, [str(word) for word in words])


@pytest.fixture
def next_command() -> Callable[[Result], list[str]]:
    """The words of the command that a step tells a person to run."""

    def read(result: Result) -> list[str]:
        found = re.search(r"^  sonocase media import (.*)$", result.output, re.MULTILINE)
        assert found, result.output
        return shlex.split(found[1])

    return read
