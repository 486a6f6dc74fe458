"""Databases to test on: SQLite and a real PostgreSQL, each test with an empty one of its own."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from clinics import Clinic
from postgres import run_postgres
from psycopg import sql

from player.store import Store

_NUMBERS = itertools.count(1)

MakeDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server, with `{database}` for the name of a database."""
    with run_postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn; a file of tests that hang on none may override it."""
    kind: str = request.param
    return kind


@pytest.fixture
def make_database(request: pytest.FixtureRequest, tmp_path: Path, database_kind: str) -> MakeDatabase:
    """Makes an empty database and gives its address."""

    def make() -> str:
        name = f"test_{next(_NUMBERS)}"
        if database_kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.db"
        server: str = request.getfixturevalue("postgres")
        address = server.format(database="postgres").replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return server.format(database=name)

    return make


@pytest.fixture
def database_url(make_database: MakeDatabase) -> str:
    """The address of an empty database."""
    return make_database()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A database brought up to date."""
    opened = Store.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clinic(store: Store, tmp_path: Path) -> Clinic:
    """A small instance with one guest, who is signed in."""
    return Clinic(store, tmp_path / "instance")
