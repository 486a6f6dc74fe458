"""A real PostgreSQL to measure against, the one that the tests start."""

from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.borrowed import borrow


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database, with the settings that keep what is committed through a power cut.

    Raises:
        FileNotFoundError: there is no PostgreSQL.
    """
    server = borrow("postgres")
    with server.run_postgres(settings=server.DURABLE) as address:
        yield address.format(database="postgres")
