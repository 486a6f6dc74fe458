"""Transactions on a database whose schema is up to date; a store builds its queries on them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from player.errors import ConfigError
from player.store.database import connect, log_of
from player.store.durable import DiskFailed
from player.store.migrate import MigrationError, migrate


class Database:
    """A database, with its log on SQLite put on disk by groups."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._log = log_of(engine)

    @classmethod
    def open(cls, url: str, migrations: Path) -> "Database":
        """Connect and bring the schema up to date.

        Args:
            url: SQLAlchemy's address of the database.
            migrations: Alembic's folder of the schema.

        Raises:
            ConfigError: the database cannot be reached or is none of Sonocase's.
        """
        engine = connect(url)
        try:
            migrate(engine, migrations)
        except (sa.exc.DBAPIError, MigrationError) as error:
            engine.dispose()
            name = engine.url.render_as_string(hide_password=True)
            raise ConfigError(f"The database {name} cannot be used: {_reason(error)}.") from None
        return cls(engine)

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """A transaction that may write; on SQLite it takes the writer's place at once.

        When the block has ended well, what was written is on disk.

        Raises:
            DiskFailed: the disk refuses; nothing that was written may be acknowledged.
        """
        with self.engine.connect() as connection, connection.begin():
            yield connection
        if self._log:
            self._log.keep()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A transaction that only reads; on SQLite it waits for no writer.

        When the block has ended well, what was read is on disk too.

        Raises:
            DiskFailed: the disk refuses; what was read may not last.
        """
        with self.engine.connect() as connection:
            connection.info["deferred"] = True
            try:
                with connection.begin():
                    yield connection
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
            with self.engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
            if self._log:
                self._log.settle()
                self._log.look()
        except (sa.exc.SQLAlchemyError, sqlite3.Error, DiskFailed) as error:
            return type(error).__name__
        return "ok"

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()
        if self._log:
            self._log.forget()


def _reason(error: sa.exc.DBAPIError | MigrationError) -> str:
    said = str(error.orig if isinstance(error, sa.exc.DBAPIError) else error).strip()
    return said.splitlines()[0].rstrip(".") if said else type(error).__name__
