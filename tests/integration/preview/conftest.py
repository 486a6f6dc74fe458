"""The preview of a copy of the small package, which a test may spoil: one server, and for each test the package anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from packages import package
from previews import Shown, shown_anew
from tiny import AREA

from player.preview.serve import Preview, opened


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Preview]]:
    """A folder and the preview of what is in it."""
    folder = tmp_path_factory.mktemp("preview") / AREA
    folder.mkdir()
    with opened(folder) as begun:
        yield folder, begun


@pytest.fixture
def shown(preview: tuple[Path, Preview]) -> Shown:
    """The preview, its package as it was built."""
    return shown_anew(preview, package())
