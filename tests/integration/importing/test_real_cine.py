"""A real cardiac cine (it comes with pydicom): its text gone, its header gone, its stale scale refused."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from click.testing import Result
from pydicom import dcmread, examples
from pydicom.dataset import Dataset

from media_tools import probe
from media_tools.importing.dicom import open_dicom
from media_tools.importing.source import Limits

CINE = examples.get_path("ybr_color")
SCALE = "298,21,298,203=190"
"""The depth scale on its right edge: 19 cm."""
TEXTS = {
    "name": (10, 2, 20, 10),
    "preset": (2, 13, 36, 12),
    "exam": (300, 12, 18, 18),
    "mechanical index": (304, 62, 14, 12),
    "depth": (286, 198, 12, 10),
    "menu": (40, 226, 200, 14),
    "page": (244, 226, 36, 14),
}
"""Where letters are burned in: left, top, width, height."""


def code_of(result: Result) -> str:
    found = re.search(r"--confirm-mask ([0-9a-f]{8})", result.output)
    assert found
    return found[1]


@pytest.fixture
def imported(invoke: Callable[..., Result]) -> Path:
    look = invoke(CINE, "--preview", "look.png")
    assert look.exit_code == 0
    done = invoke(
        CINE, "-o", "plax.mp4", "--confirm-mask", code_of(look), "--scale", SCALE, "--zero-depth", "21",
        "--marker", "right",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return Path("plax.mp4").absolute()


def test_it_becomes_a_clip_with_its_facts_beside_it(imported: Path) -> None:
    facts = json.loads(imported.with_suffix(".json").read_text())
    video = probe.examine(imported).video
    assert video is not None
    assert (video.codec, video.frames, video.rate, video.size) == ("h264", 30, 30.0, tuple(facts["size"]))
    assert video.constant_rate
    assert video.pixel_aspect == 1
    assert (facts["frames"], facts["rate"], facts["marker"]) == (30, 30.0, "right")
    # 19 cm over 182 rows, neither cropped nor scaled away
    assert facts["mm_per_px"] == pytest.approx([190 / 182] * 2, abs=1e-6)
    # the clip begins 16 rows below the frame's own top, and the scale 21
    assert facts["zero_depth"] == 5.0


def test_its_text_is_gone_from_the_pixels(imported: Path) -> None:
    before = [shot.image for shot in open_dicom(CINE, Limits()).shots()]
    after = [frame for _, frame in probe.frames(imported)]
    for name, (x, y, width, height) in TEXTS.items():
        letters = before[0][y : y + height, x : x + width]
        assert letters.max() > 60, name
        assert likeness(before[0], letters) > 0.99, name
        assert max(likeness(frame, letters) for frame in after) < 0.75, name


def likeness(image: np.ndarray, letters: np.ndarray) -> float:
    """How well letters are found anywhere in an image: 1 where they stand, about 0.5 for mere tissue."""
    grey = [cv2.cvtColor(one, cv2.COLOR_RGB2GRAY) for one in (image, letters)]
    return float(cv2.matchTemplate(grey[0], grey[1], cv2.TM_CCOEFF_NORMED).max())


def test_outside_the_mask_it_is_black(imported: Path) -> None:
    facts = json.loads(imported.with_suffix(".json").read_text())
    inside = np.zeros(facts["size"][::-1], np.uint8)
    cv2.fillPoly(inside, [np.array(outline, np.int32) for outline in facts["mask"]], 1)
    # a coded picture blurs over an edge by a few pixels
    outside = cv2.dilate(inside, np.ones((9, 9), np.uint8)) == 0
    assert outside.sum() > 10_000
    assert max(int(frame[outside].max()) for _, frame in probe.frames(imported)) <= 4


def test_inside_the_mask_it_is_the_same_heart(imported: Path) -> None:
    facts = json.loads(imported.with_suffix(".json").read_text())
    before = [shot.image for shot in open_dicom(CINE, Limits()).shots()]
    after = [frame for _, frame in probe.frames(imported)]
    across, down = facts["size"]
    x, y = next(
        (x, y)
        for y in range(30)
        for x in range(60)
        if np.abs(
            before[9][y : y + down, x : x + across][60:160, 80:180].astype(int) - after[9][60:160, 80:180]
        ).mean()
        < 3
    )
    for old, new in zip(before, after, strict=True):
        assert (
            np.abs(old[y : y + down, x : x + across][60:160, 80:180].astype(int) - new[60:160, 80:180]).mean()
            < 3
        )


def strings(dataset: Dataset) -> Iterator[str]:
    for element in dataset.iterall():
        values = (
            element.value if isinstance(element.value, list | tuple) or element.VM > 1 else [element.value]
        )
        yield from (
            str(value)
            for value in values
            if value is not None and element.VR not in {"OB", "OW", "SQ", "US", "UL", "FD"}
        )


def test_nothing_of_its_header_is_in_what_was_written(imported: Path) -> None:
    dataset = dcmread(CINE)
    values = {value for value in (*strings(dataset), *strings(dataset.file_meta)) if len(value) >= 3}
    assert {"PLA", "204", "Turbo", "SonoSite, Inc.", "20160503", "microMAXX", "33.333"} <= values
    for path in (imported, imported.with_suffix(".json")):
        content = path.read_bytes()
        assert not {value for value in values if value.encode() in content}


def test_its_clip_says_nothing_of_who_made_it_and_when(imported: Path) -> None:
    import av

    with av.open(str(imported)) as container:
        said = {**container.metadata, **container.streams.video[0].metadata}
    assert set(said) <= {
        "major_brand",
        "minor_version",
        "compatible_brands",
        "handler_name",
        "language",
        "vendor_id",
        "encoder",
    }
    assert "encoder" not in container.metadata


def test_its_stale_scale_is_refused_until_a_person_gives_one(invoke: Callable[..., Result]) -> None:
    look = invoke(CINE, "--preview", "look.png")
    assert "84,31 to 595,414 does not fit its 320 x 240 frame" in look.output
    refused = invoke(CINE, "-o", "plax.mp4", "--confirm-mask", code_of(look))
    assert refused.exit_code == 1
    assert "its scale is open" in refused.output
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["look.png"]


def test_the_same_import_gives_the_same_bytes(imported: Path, invoke: Callable[..., Result]) -> None:
    first = imported.read_bytes(), imported.with_suffix(".json").read_bytes()
    look = invoke(CINE, "--preview", "look.png")
    again = invoke(
        CINE,
        "-o",
        "plax.mp4",
        "--confirm-mask",
        code_of(look),
        "--scale",
        SCALE,
        "--zero-depth",
        "21",
        "--marker",
        "right",
        "--replace",
    )
    assert again.exit_code == 0
    assert (imported.read_bytes(), imported.with_suffix(".json").read_bytes()) == first
