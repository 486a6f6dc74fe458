"""The write-ahead log of SQLite: put on disk by groups, and moved into the database beside the writers.

By itself SQLite moves the log's content inside the commit that makes it longer than a thousand pages, and
that commit, with everyone behind it, waits 20 ms and more. Here a commit only ever adds to the log; the
server moves it from a thread of its own, and what was written ten times since is moved once.
"""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from player.native import in_real_thread
from player.store.durable import GroupSync, sync_file

LONG = 16_384
"""Pages of a log, 64 MiB, from which on writers are held for a moment so that it can begin anew."""
TOO_LONG = 4 * LONG
"""Pages from which on a commit moves the log itself: nobody does it for them."""
MOMENT = 50
"""Milliseconds that writers are held at most while others read what is in the log."""


class Log:
    """The log of the database in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._group = GroupSync(partial(sync_file, file.with_name(f"{file.name}-wal")))

    def keep(self) -> None:
        """After a commit: return when it is on disk.

        Raises:
            DiskFailed: the disk refuses.
        """
        self._group.note()
        self._group.wait()

    def settle(self) -> None:
        """After reading: return when all that can have been read is on disk.

        Raises:
            DiskFailed: the disk refuses.
        """
        self._group.wait()

    def look(self) -> None:
        """See that the file is there and a database; connections that are open go on without it, and lose what they write.

        Raises:
            sqlite3.Error: it is not.
        """
        with closing(sqlite3.connect(f"{self._file.as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def move(self) -> None:
        """Move what is in the log into the database, while others go on reading and writing."""
        in_real_thread(partial(_move, self._file))


def _move(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout={MOMENT}")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        # what came meanwhile is little, so that little is left to do while writers are held
        _, pages, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if pages > LONG:
            connection.execute("PRAGMA wal_checkpoint(RESTART)")
