"""A package that is whole, in a folder of its own."""

from pathlib import Path

import pytest
from spoilt import Spoilt


@pytest.fixture
def package(tmp_path: Path) -> Spoilt:
    """A copy of the minimal package, whole."""
    return Spoilt.below(tmp_path)
