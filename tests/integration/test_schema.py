"""The schema: the migrations make what the tables say, once, and what cannot be used is told in one line."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from forms import T0

from player.errors import ConfigError
from player.store import Store
from player.store.tables import metadata


def rows(store: Store, table: str) -> list[Any]:
    with store.read() as unit:
        return list(unit._connection.execute(sa.select(sa.text("*")).select_from(sa.table(table))))


def shape(engine: sa.Engine) -> dict[str, Any]:
    """Everything that an inspector can tell of the tables, names included."""
    seen = sa.inspect(engine)
    plain: dict[str, Any] = {}
    for table in sorted(set(seen.get_table_names()) - {"alembic_version"}):
        plain[table] = {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(table)
            ],
            "key": seen.get_pk_constraint(table),
            "unique": sorted(seen.get_unique_constraints(table), key=str),
            "checks": sorted(((c["name"], c["sqltext"]) for c in seen.get_check_constraints(table)), key=str),
            "foreign": sorted(seen.get_foreign_keys(table), key=str),
            "indexes": sorted(seen.get_indexes(table), key=str),
        }
    return plain


def test_the_migrations_make_what_the_tables_say(make_database: Callable[[], str]) -> None:
    migrated = Store.open(make_database())
    made = sa.create_engine(make_database())
    metadata.create_all(made)
    try:
        assert shape(migrated._engine) == shape(made)
        assert set(shape(made)) == set(metadata.tables)
        with migrated._engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_server_default": True})
            assert compare_metadata(context, metadata) == []
    finally:
        migrated.close()
        made.dispose()


def test_opening_again_changes_nothing_and_keeps_everything(database_url: str) -> None:
    for count in range(1, 4):
        opened = Store.open(database_url)
        with opened.write() as unit:
            unit.accounts.add_guest(T0)
        assert len(rows(opened, "users")) == count
        assert opened.state() == "ok"
        opened.close()


def test_servers_that_start_together_migrate_once(database_url: str) -> None:
    barrier = Barrier(4)

    def start(_: int) -> Store:
        barrier.wait()
        return Store.open(database_url)

    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(start, range(4)))
    assert len(rows(opened[0], "alembic_version")) == 1
    for one in opened:
        one.close()


def test_a_database_of_a_newer_version_is_told_and_left_alone(database_url: str) -> None:
    opened = Store.open(database_url)
    with opened._engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigError, match="schema is not of this version"):
        Store.open(database_url)
    assert rows(opened, "alembic_version") == [("9999",)]
    opened.close()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/x.db",
        "sqlite:///{garbage}",
        "postgresql+psycopg://u:hush@127.0.0.1:1/x",
        "postgresql+psycopg://u:hush@/x?host=/no/such/socket",
        "postgresql+psycopg://u:hush@h:port/x",
        "nonsense",
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_line_without_its_password(
    tmp_path: Path, url: str
) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"this is no database" * 100)
    with pytest.raises(ConfigError) as told:
        Store.open(url.format(garbage=garbage))
    assert len(str(told.value).splitlines()) == 1
    assert "hush" not in str(told.value)
    assert garbage.read_bytes() == b"this is no database" * 100


def test_a_store_whose_database_is_gone_says_so(tmp_path: Path) -> None:
    opened = Store.open(f"sqlite:///{tmp_path / 'x.db'}")
    opened.close()
    (tmp_path / "x.db").unlink()
    for left in tmp_path.glob("x.db-*"):
        left.unlink()
    (tmp_path / "x.db").mkdir()
    assert opened.state() == "OperationalError"


def test_sqlite_keeps_a_log_and_holds_its_references(tmp_path: Path) -> None:
    opened = Store.open(f"sqlite:///{tmp_path / 'x.db'}")
    with opened._engine.connect() as connection:
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    opened.close()
    with sqlite3.connect(tmp_path / "x.db") as outside, pytest.raises(sqlite3.IntegrityError):
        outside.execute("INSERT INTO heartbeat VALUES (2, '2026-01-05')")
