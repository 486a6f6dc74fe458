"""A certification office on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from offices import Office

from player.store import Store


@pytest.fixture
def office(store: Store, database_url: str, tmp_path: Path) -> Iterator[Office]:
    """The companion of a small instance."""
    opened = Office.at(store, database_url, tmp_path)
    yield opened
    opened.close()
