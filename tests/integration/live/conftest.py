"""A real server on each kind of database, started once; every test has a seat of its own."""

from collections.abc import Iterator

import psycopg
import pytest
from houses import House
from servers import Server

from player.store import Store


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server, and its database."""
    instance = tmp_path_factory.mktemp("house") / "instance"
    url = f"sqlite:///{instance}/sonocase.db"
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgres")
        with psycopg.connect(
            address.format(database="postgres").replace("+psycopg", ""), autocommit=True
        ) as admin:
            admin.execute("CREATE DATABASE house")
        url = address.format(database="house")
    server = Server(instance, url).start()
    store = Store.open(url)
    yield House(server, store)
    store.close()
    server.stop()
