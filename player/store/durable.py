"""Putting commits of SQLite on disk by groups.

SQLite's own way (`synchronous=FULL`) waits for the disk inside every commit, one commit after the other,
and on a gevent loop everyone waits with it: a disk that needs 4 ms for it takes 250 answers a second and
no more. Here a commit goes to the write-ahead log without waiting (`synchronous=NORMAL`), and then
whoever made it waits until the log is on disk; all who wait at once share one wait. What FULL promises
is kept: in WAL mode it is NORMAL plus a sync of the log after each commit
(https://www.sqlite.org/pragma.html#pragma_synchronous). Whoever has not waited has been told nothing.
"""

import errno
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from player.native import in_real_thread

_sync = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


class DiskFailed(Exception):
    """What was written is not kept: the disk refuses, or the file is gone. Nothing may be acknowledged any more."""


class GroupSync:
    """Makes all that was written before a call durable, with as few syncs as can be.

    A sync that fails is the last: the kernel may have dropped what it could not write, so that a later
    success would say nothing (https://wiki.postgresql.org/wiki/Fsync_Errors).
    """

    def __init__(self, sync: Callable[[], None]) -> None:
        self._sync = sync
        self._turn = threading.Condition()
        self._written = self._durable = 0
        self._syncing = False
        self._failed: OSError | None = None

    def note(self) -> None:
        """Something has been written."""
        with self._turn:
            self._written += 1

    def wait(self) -> None:
        """Return when everything noted before the call is durable.

        Raises:
            DiskFailed: a sync has failed, now or before.
        """
        with self._turn:
            wanted = self._written
            while self._durable < wanted and not self._failed:
                if self._syncing:
                    self._turn.wait()
                else:
                    self._lead()
            if self._failed:
                raise DiskFailed(f"the database cannot be kept on disk: {self._failed}") from self._failed

    def _lead(self) -> None:
        """Sync for everyone who has written until now; others may write, and wait, meanwhile."""
        self._syncing, covered = True, self._written
        self._turn.release()
        try:
            failed = self._run()
        finally:
            self._turn.acquire()
            self._syncing = False
            # whatever has ended this sync, somebody else has to lead the next one
            self._turn.notify_all()
        if failed:
            self._failed = failed
        else:
            self._durable = covered

    def _run(self) -> OSError | None:
        try:
            in_real_thread(self._sync)
        except OSError as error:
            return error
        return None


class Files:
    """The database of SQLite and its log on disk, known by what they are and not by their names alone.

    Whoever has a file open goes on writing to it when it has been removed or replaced, and all of that is lost with
    them. So after each sync both names have to lead to what they led to at first.
    """

    def __init__(self, database: Path) -> None:
        self._database, self._log = database, database.with_name(f"{database.name}-wal")
        self.forget()

    def forget(self) -> None:
        """Take what lies there now for the database, after every connection was closed."""
        self._named = False
        self._known: dict[Path, tuple[int, int]] = {}
        for path in (self._database, self._log):
            with suppress(FileNotFoundError):
                self._check(path, path.stat())

    def sync(self) -> None:
        """Put the log on disk; where SQLite keeps none, it waits for the disk itself.

        Raises:
            OSError: the disk refuses, or one of the two was removed or replaced.
        """
        try:
            descriptor = os.open(self._log, os.O_RDWR)
        except FileNotFoundError:
            if self._log in self._known:
                raise
        else:
            try:
                _sync(descriptor)
                self._keep_name()
                self._check(self._log, os.fstat(descriptor))
            finally:
                os.close(descriptor)
        self._check(self._database, self._database.stat())

    def _keep_name(self) -> None:
        """Put the log's name on disk too: SQLite does so when it moves the log, which is after the first commits."""
        if self._named:
            return
        folder = os.open(self._log.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._named = True

    def _check(self, path: Path, found: os.stat_result) -> None:
        there = (found.st_dev, found.st_ino)
        if self._known.setdefault(path, there) != there:
            raise OSError(errno.ESTALE, "was replaced while it was open", str(path))
