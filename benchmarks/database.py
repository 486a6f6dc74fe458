"""A real PostgreSQL to measure against, the one that the tests start."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TESTS = Path(__file__).parents[1] / "tests"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database, with the settings that keep what is committed through a power cut.

    Raises:
        FileNotFoundError: there is no PostgreSQL.
    """
    sys.path.insert(0, str(_TESTS))
    try:
        from postgres import DURABLE, run_postgres
    finally:
        sys.path.remove(str(_TESTS))
    with run_postgres(settings=DURABLE) as address:
        yield address.format(database="postgres")
