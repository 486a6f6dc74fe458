"""Nobody who waits is told that something is on disk before a sync has begun after it was written, and ended."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock

import pytest

from player.store.durable import DiskFailed, Files, GroupSync


class Disk:
    """A log of numbers in memory: a sync keeps what had been written when it began."""

    def __init__(self) -> None:
        self.written: list[int] = []
        self.kept = 0
        self.syncs = 0
        self.goes_on = Event()
        self.began = Event()
        self.goes_on.set()

    def sync(self) -> None:
        seen = len(self.written)
        self.began.set()
        assert self.goes_on.wait(10)
        self.syncs += 1
        self.kept = seen


def test_what_was_noted_is_kept_when_the_wait_is_over() -> None:
    disk = Disk()
    group, lock = GroupSync(disk.sync), Lock()

    def write(number: int) -> bool:
        with lock:
            disk.written.append(number)
            place = len(disk.written)
            group.note()
        group.wait()
        return disk.kept >= place

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(write, range(2000)))
    assert disk.kept == 2000


def test_those_who_come_during_a_sync_share_the_next_one() -> None:
    disk = Disk()
    group = GroupSync(disk.sync)
    disk.goes_on.clear()

    def write(number: int) -> int:
        disk.written.append(number)
        group.note()
        group.wait()
        return disk.kept

    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(write, 0)
        assert disk.began.wait(10)
        late = []
        for number in range(1, 9):
            late.append(threads.submit(write, number))
            while group._written <= number:
                os.sched_yield()
        disk.goes_on.set()
        assert first.result(10) >= 1
        assert [done.result(10) for done in late] == [9] * 8
    assert disk.syncs == 2


def test_nothing_new_needs_no_sync() -> None:
    disk = Disk()
    group = GroupSync(disk.sync)
    group.wait()
    group.note()
    group.wait()
    group.wait()
    assert disk.syncs == 1


def test_a_disk_that_failed_once_is_never_believed_again() -> None:
    failing = [OSError(errno.EIO, "Input/output error")]

    def sync() -> None:
        if failing:
            raise failing.pop()

    group = GroupSync(sync)
    group.note()
    for _ in range(3):
        with pytest.raises(DiskFailed, match="Input/output error"):
            group.wait()
    group.note()
    with pytest.raises(DiskFailed):
        group.wait()


def test_everyone_who_waits_is_told_of_the_failure() -> None:
    disk = Disk()

    def sync() -> None:
        disk.sync()
        raise OSError(errno.ENOSPC, "No space left on device")

    group = GroupSync(sync)

    def write(_: int) -> str:
        group.note()
        try:
            group.wait()
        except DiskFailed as error:
            return str(error)
        return "kept"

    with ThreadPoolExecutor(6) as threads:
        said = list(threads.map(write, range(6)))
    assert all("No space left" in each for each in said)


def test_a_sync_that_is_broken_off_is_done_by_the_next_who_waits() -> None:
    disk, broken = Disk(), [RuntimeError("broken off")]

    def sync() -> None:
        disk.sync()
        if broken:
            raise broken.pop()

    group = GroupSync(sync)
    disk.goes_on.clear()

    def write(number: int) -> None:
        disk.written.append(number)
        group.note()
        group.wait()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(write, 0)
        assert disk.began.wait(10)
        second = threads.submit(write, 1)
        while group._written < 2:
            os.sched_yield()
        disk.goes_on.set()
        with pytest.raises(RuntimeError, match="broken off"):
            first.result(10)
        second.result(10)
    assert disk.kept == 2


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database beside its log."""
    for name in ("kept.db", "kept.db-wal"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path / "kept.db"


def test_a_database_without_a_log_is_kept_by_sqlite_itself(database: Path) -> None:
    log = database.with_name("kept.db-wal")
    log.unlink()
    files = Files(database)
    files.sync()
    log.write_bytes(b"x")
    files.sync()


def test_the_name_of_a_new_log_is_put_on_disk_once(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = []

    def note(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            folders.append(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "fsync", note)
    files = Files(database)
    files.sync()
    files.sync()
    assert folders == [database.parent.stat().st_ino]


def test_trouble_with_a_log_is_told(database: Path) -> None:
    files = Files(database)
    files.sync()
    database.with_name("kept.db-wal").unlink()
    database.with_name("kept.db-wal").mkdir()
    with pytest.raises(OSError, match="directory"):
        files.sync()


@pytest.mark.parametrize("name", ["kept.db", "kept.db-wal"])
@pytest.mark.parametrize("replaced", [False, True])
def test_what_was_removed_or_replaced_is_not_taken_for_what_it_was(
    database: Path, name: str, *, replaced: bool
) -> None:
    files, lost = Files(database), database.with_name(name)
    files.sync()
    lost.rename(database.with_name("elsewhere"))
    if replaced:
        lost.write_bytes(b"x")
    with pytest.raises(OSError, match=name):
        files.sync()
    if replaced:
        files.forget()
        files.sync()
