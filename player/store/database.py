"""Connecting to a database, and what SQLite is told before it is used."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from player.errors import ConfigError
from player.store.log import TOO_LONG, Log

PATIENCE = 10
"""Seconds to wait for another connection's lock on SQLite."""
CACHE = 32
"""MiB of pages that a connection to SQLite keeps: those of some thousand sittings."""


def connect(url: str) -> sa.Engine:
    """Where connections to the database at an address come from; nothing is connected yet.

    Raises:
        ConfigError: it is no address.
    """
    try:
        engine = sa.create_engine(
            url, pool_pre_ping=not url.startswith("sqlite"), pool_size=10, max_overflow=20, pool_use_lifo=True
        )
    except (sa.exc.ArgumentError, ValueError):
        raise ConfigError("SONOCASE_DATABASE_URL is not an address of a database.") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def log_of(engine: sa.Engine) -> Log | None:
    """The write-ahead log of a SQLite database; None for PostgreSQL, which sees to its own."""
    if engine.dialect.name != "sqlite":
        return None
    with engine.connect() as connection:
        query = "SELECT file FROM pragma_database_list WHERE name = 'main'"
        return Log(Path(connection.exec_driver_sql(query).scalar_one()))


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions of its own
    for setting in (
        f"busy_timeout={1000 * PATIENCE}",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        f"cache_size={-1024 * CACHE}",
        f"wal_autocheckpoint={TOO_LONG}",
    ):
        connection.execute(f"PRAGMA {setting}")
    # SQLite's own knows the letters of ASCII alone, and PostgreSQL's all of them
    connection.create_function("lower", 1, _lower, deterministic=True)
    # where the file system allows no write-ahead log, there is none to put on disk by groups
    connection.execute(f"PRAGMA synchronous={'NORMAL' if _keep_log(connection) else 'FULL'}")


def _lower(value: str | None) -> str | None:
    return None if value is None else value.lower()


def _keep_log(connection: Any) -> bool:
    """Ask for a write-ahead log; whether there is one.

    For this alone SQLite does not wait while another connection does the same, so it is asked again.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            ((mode,),) = connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return bool(mode == "wal")


def _begin(connection: sa.Connection) -> None:
    deferred = connection.info.get("deferred")
    connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")
