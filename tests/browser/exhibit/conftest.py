"""The same fixtures as everywhere in the browser tests, on a server with questions about images."""

import socket
from collections.abc import Iterator

import pytest
from browser.exhibit_form import QUESTIONS, make_form
from browser.exhibit_page import ExhibitPage, Open
from browser.player_page import MakePlayer
from browser.site import Site
from browser.small_form import Shelf
from clinics import put_version

from player.publish.library import Library
from player.store import Store


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a form for each question."""
    folder = tmp_path_factory.mktemp("images")
    instance, scratch = folder / "instance", folder / "scratch"
    instance.mkdir()
    scratch.mkdir()
    store = Store.open(f"sqlite:///{instance / 'sonocase.db'}")
    shelf = Shelf(instance, scratch)
    for name in QUESTIONS:
        put_version(Library(instance), store, *make_form(shelf, name))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        running = Site(instance, listener, store)
        running.start()
        yield running
        running.kill()
    store.close()


@pytest.fixture
def exhibit(player: MakePlayer) -> Open:
    """Opens the question of a name, holds its clip at the first frame, and gives its image."""

    def make(name: str) -> ExhibitPage:
        return ExhibitPage(player(name, area=name)).hold()

    return make
