"""The store: tables and queries. No other part of the player imports SQLAlchemy.

    store = Store.open(url)
    with store.write() as unit:       one transaction, committed and on disk when the block has ended well
        unit.attempts.append(...)

A unit is short: it is opened for one message or one page and closed before anything is sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import sqlalchemy as sa

from player.store.accounts import Accounts
from player.store.attempts import Attempts
from player.store.migrate import FOLDER
from player.store.records import (
    AttemptRecord,
    Claim,
    Correction,
    Marking,
    Report,
    ReviewEntry,
    Role,
    User,
    Version,
)
from player.store.reviews import Reviews
from player.store.transactions import Database
from player.store.versions import Versions

__all__ = [
    "AttemptRecord",
    "Claim",
    "Correction",
    "Marking",
    "Report",
    "ReviewEntry",
    "Role",
    "Store",
    "Unit",
    "User",
    "Version",
]


class Unit:
    """One transaction, and what can be done in it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @cached_property
    def accounts(self) -> Accounts:
        """Users and their sessions."""
        return Accounts(self._connection)

    @cached_property
    def versions(self) -> Versions:
        """Published versions."""
        return Versions(self._connection)

    @cached_property
    def attempts(self) -> Attempts:
        """Attempts, their events and reports."""
        return Attempts(self._connection)

    @cached_property
    def reviews(self) -> Reviews:
        """What reviewers said of scenes."""
        return Reviews(self._connection)


class Store:
    """The database of an instance."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._engine = database.engine

    @classmethod
    def open(cls, url: str) -> "Store":
        """Connect and bring the schema up to date.

        Raises:
            ConfigError: the database cannot be reached or is none of Sonocase's.
        """
        return cls(Database.open(url, FOLDER))

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A transaction that may write; when the block has ended well, what was written is on disk.

        Raises:
            DiskFailed: the disk refuses; nothing that was written may be acknowledged.
        """
        with self._database.write() as connection:
            yield Unit(connection)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A transaction that only reads; when the block has ended well, what was read is on disk too.

        Raises:
            DiskFailed: the disk refuses; what was read may not last.
        """
        with self._database.read() as connection:
            yield Unit(connection)

    def move_log(self) -> None:
        """Move what SQLite has in its log into its database, beside everyone who reads and writes.

        Raises:
            sqlite3.Error: it cannot be moved; nothing is lost by that.
        """
        self._database.move_log()

    def state(self) -> str:
        """One word for the health page: `ok`, or what kind of error stands in the way."""
        return self._database.state()

    def close(self) -> None:
        """Give back all connections."""
        self._database.close()
