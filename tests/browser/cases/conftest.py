"""The same fixtures as everywhere in the browser tests, on a server with the two cases that come with Sonocase."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.bedside import WATCH
from browser.site import Site, run_site
from playwright.sync_api import BrowserContext
from signed import sign_off

from player.publish.library import Library
from player.publish.proven import bundled_packages
from player.publish.publishing import publish_package
from player.store import Store


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that offers the bundled packages."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(_published(tmp_path_factory), folder / "instance")
    with run_site(folder, lambda _, __: None) as running:
        yield running


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A context whose pages keep what was seen and heard."""
    context.add_init_script(WATCH)
    return context


def _published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with the bundled packages: publishing takes seconds, so all workers of a run share one."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published"
    shared.mkdir(exist_ok=True)
    instance = shared / "instance"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not instance.exists():
            _publish(shared / "press")
            (shared / "press").rename(instance)
    return instance


def _publish(instance: Path) -> None:
    instance.mkdir()
    store = Store.open(f"sqlite:///{instance / 'sonocase.db'}")
    for package in bundled_packages():
        version, _ = publish_package(package, Library(instance), store)
        sign_off(store, Library(instance), version)
    store.close()
