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
from player.store.durable import Files, GroupSync

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
        self._files = Files(file)
        self._group = GroupSync(self._files.sync)

    def keep(self) -> None:
        """After a commit: return when it is on disk.

        Raises:
            DiskFailed: the disk refuses, or the database was removed or replaced.
        """
        self._group.note()
        self._group.wait()

    def settle(self) -> None:
        """After reading: return when all that can have been read is on disk.

        Raises:
            DiskFailed: the disk refuses.
        """
        self._group.wait()

    def forget(self) -> None:
        """Every connection is closed: SQLite may have removed the log, and will begin another."""
        self._files.forget()

    def look(self) -> None:
        """See that the file is there and a database; connections that are open go on without it, and lose what they write.

        Raises:
            sqlite3.Error: it is not.
        """
        with closing(_connect(self._file)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def move(self) -> None:
        """Move what is in the log into the database, while others go on reading and writing."""
        in_real_thread(partial(_move, self._file))


def _connect(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there; a missing one is not made."""
    return sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, isolation_level=None)


def _move(file: Path) -> None:
    with closing(_connect(file)) as connection:
        connection.execute(f"PRAGMA busy_timeout={MOMENT}")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        # what came meanwhile is little, so that little is left to do while writers are held
        _, pages, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if pages > LONG:
            connection.execute("PRAGMA wal_checkpoint(RESTART)")
