"""Putting commits of SQLite on disk by groups.

SQLite's own way (`synchronous=FULL`) waits for the disk inside every commit, one commit after the other,
and on a gevent loop everyone waits with it: a disk that needs 4 ms for it takes 250 answers a second and
no more. Here a commit goes to the write-ahead log without waiting (`synchronous=NORMAL`), and then
whoever made it waits until the log is on disk; all who wait at once share one wait. What FULL promises
is kept: in WAL mode it is NORMAL plus a sync of the log after each commit
(https://www.sqlite.org/pragma.html#pragma_synchronous). Whoever has not waited has been told nothing.
"""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from player.native import in_real_thread

_sync = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


class DiskFailed(Exception):
    """The disk has refused to keep what was written; nothing may be acknowledged any more."""


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
        if failed:
            self._failed = failed
        else:
            self._durable = covered
        self._turn.notify_all()

    def _run(self) -> OSError | None:
        try:
            in_real_thread(self._sync)
        except OSError as error:
            return error
        return None


def sync_file(path: Path) -> None:
    """Put a file on disk; one that is not there needs no sync.

    SQLite removes its log only after everything in it is in the database, and on disk.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)
