"""Bringing the schema up to date, at every start."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

FOLDER = Path(__file__).parent / "migrations"
"""The player's own; other stores of the same database have a folder and a version table of their own."""
_LOCK = 7_340_251
"""Of PostgreSQL's advisory locks, the one that servers of one database take to migrate one after the other."""


class MigrationError(Exception):
    """The schema of a database cannot be brought to where this version needs it."""


def migrate(engine: sa.Engine, folder: Path = FOLDER) -> None:
    """Run what migrations of a folder are still to run, in one transaction.

    Raises:
        MigrationError: the database was brought further by a newer version.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        try:
            command.upgrade(alembic_config(connection, folder), "head")
        except CommandError as error:
            raise MigrationError(f"its schema is not of this version ({error})") from None


def alembic_config(connection: sa.Connection, folder: Path = FOLDER) -> Config:
    """Alembic's configuration, on a connection that is open already."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


def forbid_changes(connection: sa.Connection, table: str) -> None:
    """Let the database refuse to update or delete rows of a table."""
    for statement in _TRIGGERS[connection.dialect.name]:
        connection.execute(sa.text(statement.format(table=table)))


_MESSAGE = "{table} is append-only"
_TRIGGERS = {
    "sqlite": tuple(
        f"CREATE TRIGGER {{table}}_no_{action} BEFORE {action.upper()} ON {{table}} "
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        for action in ("update", "delete")
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$""",
        """CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    ),
}
