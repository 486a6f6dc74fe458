"""A long clip is streamed: neither reading nor writing holds it in memory."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydicom.uid import ExplicitVRLittleEndian, JPEGBaseline8Bit

from media_tools.encode import Frame

FRAMES, SIZE = 400, (1080, 776)
IMPORT = """
import json, resource, sys
from pathlib import Path
from media_tools.importing.analysis import analyse
from media_tools.importing.choices import Choices
from media_tools.importing.plan import make_plan
from media_tools.importing.recognise import open_source
from media_tools.importing.source import Limits
from media_tools.importing.write import write_import

path, target, keep = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
source = open_source(path, Limits())
choices = Choices(uncalibrated=True, keep=tuple(map(tuple, keep)) or None)
plan = make_plan(source, analyse(source, Limits()), choices, Limits())
facts = write_import(source, plan, plan.kept.code, target)
# ru_maxrss of a process itself begins with what its parent had before the exec; the peak in /proc does not
status = Path("/proc/self/status")
peak = [int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
python = (peak or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] / 1024
print(json.dumps([facts.frames, python, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


def take_in(path: Path, keep: list[tuple[int, int]]) -> tuple[int, float, float]:
    """Import a clip in a process of its own: frames, and the most MB that Python and ffmpeg had resident."""
    words = [sys.executable, "-c", IMPORT, str(path), str(path.with_suffix(".mp4")), json.dumps(keep)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=240)
    frames, python, encoder = json.loads(done.stdout)
    return frames, python, encoder


@pytest.fixture
def compressed(write_dicom: Callable[..., Path], make_scan: Callable[..., list[Frame]]) -> Path:
    images = make_scan(10, SIZE)
    encoded = []
    for image in images:
        out = io.BytesIO()
        Image.fromarray(image).save(out, "JPEG", quality=85)
        encoded.append(out.getvalue())
    return write_dicom(
        encoded * (FRAMES // 10),
        syntax=JPEGBaseline8Bit,
        PhotometricInterpretation="YBR_FULL_422",
        NumberOfFrames=FRAMES,
        Rows=SIZE[1],
        Columns=SIZE[0],
    )


def test_a_compressed_clip_of_a_gigabyte_stays_below_half_of_it(compressed: Path) -> None:
    frames, python, encoder = take_in(compressed, [])
    assert frames == FRAMES
    assert python < 350
    assert python + encoder < 500


def test_an_uncompressed_clip_of_a_gigabyte_stays_below_half_of_it(write_dicom: Callable[..., Path]) -> None:
    """Its pixels are a hole in the file, which takes no room and reads as black."""
    small = np.zeros((2, SIZE[1], SIZE[0], 3), np.uint8).tobytes()
    path = write_dicom(
        small, syntax=ExplicitVRLittleEndian, NumberOfFrames=FRAMES, Rows=SIZE[1], Columns=SIZE[0]
    )
    length = FRAMES * SIZE[0] * SIZE[1] * 3
    with path.open("r+b") as file:
        start = path.stat().st_size - len(small)
        file.seek(start - 4)
        file.write(length.to_bytes(4, "little"))
        file.truncate(start + length)
    assert path.stat().st_size > 10**9
    frames, python, encoder = take_in(path, [(0, 0), (255, 0), (255, 191), (0, 191)])
    assert frames == FRAMES
    assert python < 350
    assert python + encoder < 500
