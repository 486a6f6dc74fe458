"""After a power cut, what SQLite's write-ahead log held at the last sync is there, and nothing else may be.

The real sync is run; beside it, the files are copied as they are at that moment. A copy is what would be
left on a disk that loses everything it was not told to keep.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from forms import T0

from player.store import Store, Unit, durable

NAME = "sonocase.db"


class Disk:
    """Where a database lies, and what was last synced of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._left = folder / "live", folder / "left"
        self.folder.mkdir()
        self.syncs = 0

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / NAME}"

    def sync(self, descriptor: int) -> None:
        """What the store syncs with: the real thing, and a copy of what is on disk after it."""
        os.fsync(descriptor)
        self.syncs += 1
        shutil.rmtree(self._left, ignore_errors=True)
        shutil.copytree(self.folder, self._left)

    def users_after_power_cut(self) -> list[str]:
        """Who is in the database that is left."""
        engine = sa.create_engine(f"sqlite:///{self._left / NAME}")
        with engine.connect() as connection:
            found = list(connection.scalars(sa.text("SELECT id FROM users ORDER BY rowid")))
        engine.dispose()
        return found


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk(tmp_path)
    monkeypatch.setattr(durable, "_sync", made.sync)
    return made


@pytest.fixture
def kept_store(disk: Disk) -> Iterator[Store]:
    opened = Store.open(disk.url)
    yield opened
    opened.close()


def test_a_write_that_has_ended_survives_a_power_cut(disk: Disk, kept_store: Store) -> None:
    users = []
    for _ in range(20):
        with kept_store.write() as unit:
            users.append(unit.accounts.add_guest(T0).id)
        assert disk.users_after_power_cut() == users


def test_it_also_survives_when_the_log_begins_anew(disk: Disk, kept_store: Store) -> None:
    users = []
    for _ in range(6):
        with kept_store.write() as unit:
            users.append(unit.accounts.add_guest(T0).id)
        assert disk.users_after_power_cut() == users
        with closing(sqlite3.connect(disk.folder / NAME)) as outside:
            assert outside.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def test_a_reader_is_given_nothing_that_may_be_lost(disk: Disk, kept_store: Store) -> None:
    # as if somebody else had committed, and their wait had not begun
    assert kept_store._database._log
    kept_store._database._log._group.note()
    before = disk.syncs
    with kept_store.read() as unit:
        unit.accounts.by_email("nobody@example.org")
    assert disk.syncs == before + 1


def test_a_block_that_fails_waits_for_no_disk(disk: Disk, kept_store: Store) -> None:
    def fail(unit: Unit) -> None:
        unit.accounts.add_guest(T0)
        raise RuntimeError

    before = disk.syncs
    with pytest.raises(RuntimeError), kept_store.write() as unit:
        fail(unit)
    assert disk.syncs == before


def test_a_disk_that_refuses_leaves_nothing_acknowledged_and_shows_on_the_health_page(
    disk: Disk, kept_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    assert kept_store.state() == "ok"
    monkeypatch.setattr(durable, "_sync", refuse)
    with pytest.raises(durable.DiskFailed), kept_store.write() as unit:
        unit.accounts.add_guest(T0)
    monkeypatch.setattr(durable, "_sync", disk.sync)
    assert kept_store.state() == "DiskFailed"
    with pytest.raises(durable.DiskFailed), kept_store.write() as unit:
        unit.accounts.add_guest(T0)


@pytest.mark.parametrize("name", [NAME, f"{NAME}-wal"])
@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_acknowledged_into_a_file_that_is_gone(
    disk: Disk, kept_store: Store, name: str, *, replaced: bool
) -> None:
    with kept_store.write() as unit:
        unit.accounts.add_guest(T0)
    lost = disk.folder / name
    copied = lost.read_bytes()
    lost.unlink()
    if replaced:
        (disk.folder / "other").write_bytes(
            b"somebody else's"
        )  # so that the number of the file is not used again
        lost.write_bytes(copied)
    for _ in range(2):
        with pytest.raises(durable.DiskFailed), kept_store.write() as unit:
            unit.accounts.add_guest(T0)
    assert kept_store.state() == "DiskFailed"


def test_a_store_that_was_closed_may_be_used_again(disk: Disk, kept_store: Store) -> None:
    for _ in range(2):
        with kept_store.write() as unit:
            unit.accounts.add_guest(T0)
        kept_store.close()
    assert kept_store.state() == "ok"
    assert len(disk.users_after_power_cut()) == 2
