"""The gallery in the documentation is what the code draws."""

from pathlib import Path

import numpy as np
from PIL import Image

from media_tools.illustrate.gallery import write

COMMITTED = Path(__file__).parents[3] / "docs" / "illustrations.jpg"


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        return np.asarray(image).astype(int)


def test_the_committed_gallery_is_up_to_date_and_small(tmp_path: Path) -> None:
    write(tmp_path / "gallery.jpg")
    drawn, committed = pixels(tmp_path / "gallery.jpg"), pixels(COMMITTED)
    assert COMMITTED.stat().st_size < 400_000
    assert committed.shape == drawn.shape
    # another library of JPEG may differ by a little; another picture differs by far more
    assert float(np.abs(committed - drawn).mean()) < 0.5, (
        "run python -m media_tools.illustrate.gallery docs/illustrations.jpg"
    )
