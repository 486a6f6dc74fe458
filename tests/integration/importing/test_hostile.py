"""Files that are cut off, lie, or ask for too much: one line, exit 1, nothing left behind."""

import io
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from PIL import Image
from pydicom.data import get_testdata_file
from pydicom.uid import JPEG2000Lossless, JPEGBaseline8Bit, RLELossless

from media_tools.encode import Frame
from media_tools.importing.dicom import header

Invoke = Callable[..., Result]
WriteDicom = Callable[..., Path]


@pytest.fixture
def refuse(invoke: Invoke) -> Callable[..., str]:
    """Runs an import that must be refused in one line, quickly and without a trace; gives the line."""

    def run(path: Path, *words: str) -> str:
        began = time.process_time()
        result = invoke(
            path, *(words or ("-o", "out.mp4", "--preview", "look.png", "--confirm-mask", "00000000"))
        )
        assert result.exit_code == 1, result.output
        assert time.process_time() - began < 30  # work of its own, whatever else the machine does
        assert isinstance(result.exception, SystemExit)
        assert result.output.startswith("Error: ")
        assert result.output.count("\n") == 1
        assert list(Path.cwd().iterdir()) == []
        return result.output

    return run


def jpeg(image: Frame, quality: int = 90) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(out, "JPEG", quality=quality)
    return out.getvalue()


@pytest.mark.parametrize("part", [0.02, 0.2, 0.6, 0.99])
def test_an_uncompressed_file_that_is_cut_off(
    part: float, native: WriteDicom, refuse: Callable[..., str]
) -> None:
    path = native()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    assert "cut off" in refuse(path)


@pytest.mark.parametrize("lost", [3, 400, 5000, 20000])
def test_a_compressed_file_that_is_cut_off(
    lost: int, write_dicom: WriteDicom, scan: list[Frame], refuse: Callable[..., str]
) -> None:
    path = write_dicom(
        [jpeg(image) for image in scan], syntax=JPEGBaseline8Bit, PhotometricInterpretation="YBR_FULL_422"
    )
    path.write_bytes(path.read_bytes()[: -8 - lost])
    assert "cut off" in refuse(path)


def test_a_frame_that_is_damaged(
    write_dicom: WriteDicom, scan: list[Frame], refuse: Callable[..., str]
) -> None:
    frames = [jpeg(image) for image in scan]
    frames[4] = frames[4][:700] + b"\0" * 400
    path = write_dicom(frames, syntax=JPEGBaseline8Bit, PhotometricInterpretation="YBR_FULL_422")
    assert "frame 5 is cut off or damaged" in refuse(path)


@pytest.mark.parametrize("name", ["scan.mp4", "scan.mov", "scan.avi", "scan.webm", "scan.gif"])
@pytest.mark.parametrize("lost", [40, 0.2, 0.7, 0.99])
def test_a_video_that_is_cut_off(
    name: str, lost: float, videos: dict[str, Path], tmp_path: Path, refuse: Callable[..., str]
) -> None:
    content = videos[name].read_bytes()
    path = tmp_path / name
    path.write_bytes(content[: len(content) - int(lost if lost > 1 else lost * len(content))])
    assert "cut off" in refuse(path)


@pytest.mark.parametrize("name", ["scan.h264", "scan.ts", "scan.m2v", "scan.mpg", "scan.mp4"])
def test_a_video_in_dicom_that_is_cut_off(
    name: str, videos: dict[str, Path], write_dicom: WriteDicom, refuse: Callable[..., str]
) -> None:
    stream = videos[name].read_bytes()
    syntax = "1.2.840.10008.1.2.4.100" if name in {"scan.m2v", "scan.mpg"} else "1.2.840.10008.1.2.4.102"
    path = write_dicom(
        [stream[: len(stream) // 2]], syntax=header.UID(syntax), PhotometricInterpretation="YBR_PARTIAL_420"
    )
    assert "cut off" in refuse(path)


@pytest.mark.parametrize(
    "elements",
    [
        {"Modality": "CT"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.2"},
        {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.7", "Modality": "OT"},
        {"SOPClassUID": "1.2.3.4.5"},
    ],
)
def test_a_dicom_file_that_is_no_ultrasound(
    elements: dict[str, Any], native: WriteDicom, refuse: Callable[..., str]
) -> None:
    assert "is no ultrasound image" in refuse(native(**elements))


@pytest.mark.parametrize(
    "name", ["CT_small.dcm", "MR_small.dcm", "test-SR.dcm", "rtplan_truncated.dcm", "waveform_ecg.dcm"]
)
def test_a_real_file_that_is_no_ultrasound(name: str, refuse: Callable[..., str]) -> None:
    path = get_testdata_file(name, download=False)
    assert isinstance(path, str)
    refuse(Path(path))


def test_a_deflated_file(refuse: Callable[..., str]) -> None:
    path = get_testdata_file("image_dfl.dcm", download=False)
    assert isinstance(path, str)
    assert "deflated" in refuse(Path(path))


def test_a_dicom_file_without_pixels(write_dicom: WriteDicom, refuse: Callable[..., str]) -> None:
    path = write_dicom(b"\0\0", Rows=1, Columns=1, NumberOfFrames=1)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(struct.pack("<HH", 0x7FE0, 0x0010))])
    assert "holds no image" in refuse(path)


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ({"Rows": 240}, "Rows, Columns or NumberOfFrames are wrong"),
        ({"Columns": 100}, "Rows, Columns or NumberOfFrames are wrong"),
        ({"NumberOfFrames": 11}, "Rows, Columns or NumberOfFrames are wrong"),
        ({"NumberOfFrames": 13}, "Rows, Columns or NumberOfFrames are wrong"),
        ({"Rows": 0}, "says 12 frames of 200 x 0 pixels"),
        ({"NumberOfFrames": -3}, "says -3 frames"),
        ({"Rows": 65535, "Columns": 65535}, "65535 x 65535 pixels is too large"),
        ({"NumberOfFrames": 2147483647}, "are too many; trim the clip first"),
        ({"Rows": 3000, "Columns": 3000, "NumberOfFrames": 11000}, "are too many"),
        ({"SamplesPerPixel": 2}, "are not taken"),
        ({"BitsAllocated": 32, "BitsStored": 32}, "are not taken"),
        ({"PhotometricInterpretation": "CMYK"}, "are not taken"),
        ({"BitsStored": 7}, "its 7 bits of a pixel end at bit 7 and not at bit 6"),
        ({"HighBit": 15}, "its 8 bits of a pixel end at bit 15 and not at bit 7"),
        ({"FrameTime": "0.0001"}, "which no scan has"),
        ({"FrameTimeVector": ["0"] * 12, "FrameIncrementPointer": 0x00181065}, "do not rise"),
        ({"FrameTimeVector": ["0"] + ["1e9"] * 11, "FrameIncrementPointer": 0x00181065}, "spread over"),
        ({"FrameTimeVector": ["33.333"] * 300_000}, "FrameTimeVector is longer than any image needs"),
    ],
)
@pytest.mark.filterwarnings("ignore:The value for the data element")
def test_a_header_that_does_not_fit_its_pixels(
    elements: dict[str, Any], said: str, native: WriteDicom, refuse: Callable[..., str]
) -> None:
    assert said in refuse(native(**elements))


@pytest.mark.parametrize(("form", "syntax"), [("JPEG", JPEGBaseline8Bit), ("JPEG2000", JPEG2000Lossless)])
def test_a_frame_of_another_size_than_the_header_says(
    form: str, syntax: Any, write_dicom: WriteDicom, scan: list[Frame], refuse: Callable[..., str]
) -> None:
    out = io.BytesIO()
    # as many pixels as there should be, lying on their side
    Image.fromarray(np.rot90(scan[0]).copy()).save(out, form)
    path = write_dicom([out.getvalue()] * 12, syntax=syntax, PhotometricInterpretation="YBR_FULL_422")
    assert "the header says 200 x 160 pixels and frame 1 has 160 x 200" in refuse(path)


def test_a_frame_that_unfolds_to_gigabytes(
    write_dicom: WriteDicom, scan: list[Frame], refuse: Callable[..., str]
) -> None:
    bomb = bytearray(jpeg(scan[0]))
    at = bomb.index(b"\xff\xc0") + 5
    bomb[at : at + 4] = b"\xff\xff\xff\xff"
    path = write_dicom(
        [bytes(bomb)], syntax=JPEGBaseline8Bit, NumberOfFrames=1, PhotometricInterpretation="YBR_FULL_422"
    )
    assert "frame 1 has 65535 x 65535" in refuse(path)


def test_a_run_length_that_unfolds_to_gigabytes(write_dicom: WriteDicom, refuse: Callable[..., str]) -> None:
    segment = b"\x81\xff" * 600_000
    frame = np.array([1, 64, *[0] * 14], "<u4").tobytes() + segment
    path = write_dicom([frame], syntax=RLELossless, NumberOfFrames=1)
    assert "longer than its pixels can be" in refuse(path)


def test_fewer_pieces_than_frames(
    write_dicom: WriteDicom, scan: list[Frame], refuse: Callable[..., str]
) -> None:
    frames = [jpeg(image) for image in scan[:5]]
    path = write_dicom(
        frames, syntax=JPEGBaseline8Bit, PhotometricInterpretation="YBR_FULL_422", offsets=False
    )
    assert "fewer pieces of pixel data than its 12 frames" in refuse(path)


def test_sequences_in_sequences_without_end(native: WriteDicom, refuse: Callable[..., str]) -> None:
    path = native()
    content = path.read_bytes()
    at = content.rindex(struct.pack("<HH", 0x7FE0, 0x0010))
    nest = (
        struct.pack("<HH", 0x0040, 0x0275) + b"SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    ) * 100_000
    path.write_bytes(content[:at] + nest)
    assert "header is damaged or cut off" in refuse(path)


def test_a_header_without_end(native: WriteDicom, refuse: Callable[..., str]) -> None:
    path = native()
    content = path.read_bytes()
    at = content.rindex(struct.pack("<HH", 0x7FE0, 0x0010))
    items = b"\xfe\xff\x00\xe0\0\0\0\0" * 600_000
    path.write_bytes(content[:at] + struct.pack("<HH", 0x0040, 0x0275) + b"SQ\0\0\xff\xff\xff\xff" + items)
    assert "header is damaged or cut off" in refuse(path)


def test_a_transfer_syntax_that_is_not_taken(write_dicom: WriteDicom, refuse: Callable[..., str]) -> None:
    path = write_dicom([b"\0" * 100], syntax=header.UID("1.2.840.10008.1.2.4.201"))
    assert "is not taken; export it uncompressed, as JPEG or as MP4" in refuse(path)


@pytest.mark.parametrize("flags", ["faststart", "empty_moov"])
def test_a_video_without_a_frame(
    flags: str, videos: dict[str, Path], tmp_path: Path, refuse: Callable[..., str]
) -> None:
    import ffmpeg

    from media_tools.encode import run

    path = tmp_path / "none.mp4"
    run(ffmpeg.input(str(videos["scan.mp4"])).output(str(path), c="copy", ss=5, movflags=flags))
    assert "holds no" in refuse(path)


def test_sound_without_a_picture(tmp_path: Path, refuse: Callable[..., str]) -> None:
    from media_tools.encode import write_sound

    path = tmp_path / "sound.mp4"
    write_sound(tmp_path / "sound.m4a", np.zeros(8000, np.int16), 8000)
    (tmp_path / "sound.m4a").rename(path)
    assert "holds no video" in refuse(path)


def test_a_picture_that_calls_itself_a_clip(tmp_path: Path, refuse: Callable[..., str]) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(jpeg(np.zeros((9, 9, 3), np.uint8)))
    assert "the name ends in .mp4, but the content is a JPEG picture" in refuse(path)


def test_a_playlist_opens_no_other_file(
    tmp_path: Path, videos: dict[str, Path], refuse: Callable[..., str]
) -> None:
    path = tmp_path / "clip.mp4"
    path.write_text(f"ffconcat version 1.0\nfile {videos['scan.mp4']}\n")
    assert "is no DICOM, MP4" in refuse(path)


@pytest.fixture
def samples(videos: dict[str, Path], write_dicom: WriteDicom, scan: list[Frame]) -> list[Path]:
    """A file of each kind."""
    shades = {"syntax": JPEGBaseline8Bit, "PhotometricInterpretation": "YBR_FULL_422"}
    dicom = write_dicom([jpeg(image) for image in scan], **shades)
    return [
        *(videos[name] for name in ("scan.mp4", "scan.avi", "scan.webm", "scan.gif")),
        dicom,
        dicom,
        dicom,
    ]


@pytest.mark.parametrize("seed", range(42))
def test_a_file_with_changed_bytes_is_taken_or_refused_in_one_line(
    seed: int, samples: list[Path], tmp_path: Path, invoke: Invoke
) -> None:
    random = np.random.default_rng(seed)
    chosen = samples[seed % len(samples)]
    content = bytearray(chosen.read_bytes())
    reach = min(len(content), 4000 if seed % 2 else len(content))
    for at in random.integers(140 if chosen.suffix == ".dcm" else 12, reach, 12):
        content[at] = random.integers(0, 256)
    path = tmp_path / f"changed{chosen.suffix}"
    path.write_bytes(content)
    result = invoke(path)
    assert result.exit_code in (0, 1)
    assert result.exit_code == 0 or (result.output.startswith("Error: ") and result.output.count("\n") == 1)
    assert list(Path.cwd().iterdir()) == []
