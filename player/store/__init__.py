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

from player.errors import ConfigError
from player.store.accounts import Accounts
from player.store.attempts import Attempts
from player.store.database import connect, log_of
from player.store.durable import DiskFailed
from player.store.migrate import MigrationError, migrate
from player.store.records import AttemptRecord, Claim, Report, Role, User, Version
from player.store.versions import Versions

__all__ = ["AttemptRecord", "Claim", "Report", "Role", "Store", "Unit", "User", "Version"]


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


class Store:
    """The database of an instance."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._log = log_of(engine)

    @classmethod
    def open(cls, url: str) -> "Store":
        """Connect and bring the schema up to date.

        Raises:
            ConfigError: the database cannot be reached or is none of Sonocase's.
        """
        engine = connect(url)
        try:
            migrate(engine)
        except (sa.exc.DBAPIError, MigrationError) as error:
            engine.dispose()
            name = engine.url.render_as_string(hide_password=True)
            raise ConfigError(f"The database {name} cannot be used: {_reason(error)}.") from None
        return cls(engine)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A transaction that may write; on SQLite it takes the writer's place at once.

        When the block has ended well, what was written is on disk.

        Raises:
            DiskFailed: the disk refuses; nothing that was written may be acknowledged.
        """
        with self._engine.connect() as connection, connection.begin():
            yield Unit(connection)
        if self._log:
            self._log.keep()

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A transaction that only reads; on SQLite it waits for no writer.

        When the block has ended well, what was read is on disk too.

        Raises:
            DiskFailed: the disk refuses; what was read may not last.
        """
        with self._engine.connect() as connection:
            connection.info["deferred"] = True
            try:
                with connection.begin():
                    yield Unit(connection)
            finally:
                connection.info.pop("deferred", None)
        if self._log:
            self._log.settle()

    def move_log(self) -> None:
        """Move what SQLite has in its log into its database, beside everyone who reads and writes.

        Raises:
            sqlite3.Error: it cannot be moved; nothing is lost by that.
        """
        if self._log:
            self._log.move()

    def state(self) -> str:
        """One word for the health page: `ok`, or what kind of error stands in the way."""
        try:
            with self._engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
            if self._log:
                self._log.settle()
        except (sa.exc.SQLAlchemyError, DiskFailed) as error:
            return type(error).__name__
        return "ok"

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()


def _reason(error: sa.exc.DBAPIError | MigrationError) -> str:
    said = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error).strip()
    return said.splitlines()[0].rstrip(".") if said else type(error).__name__
