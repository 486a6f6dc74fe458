"""Instances to publish into: an empty one, and one that has the small package already."""

import shutil
from pathlib import Path

import pytest
from packages import package
from presses import Press

from player.store import Version


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Press, Version]:
    """The package, published once for the tests that only look at it."""
    folder = tmp_path_factory.mktemp("published")
    press = Press.below(folder)
    version, new = press.publish(package())
    assert new
    return press, version


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """An empty instance."""
    return Press.below(tmp_path)


@pytest.fixture
def printed(published: tuple[Press, Version], press: Press) -> tuple[Press, Version]:
    """An instance of its own into which the package has been published."""
    shutil.copytree(published[0].instance, press.instance, dirs_exist_ok=True)
    with press.store.write() as unit:
        unit.versions.add(published[1])
    return press, published[1]
