"""Where the commands are typed."""

from pathlib import Path

import pytest
from commands import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty instance."""
    return Desk(tmp_path / "instance")
