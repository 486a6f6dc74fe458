"""The backup of `docs/operating.md`, made of a running instance, brings everything back."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from documents import blocks, read
from postgres import programs

from player.accounts import Accounts
from player.config import read_config
from player.publish.library import Library
from player.store import Store

BLOCKS = {block.about: block.text for block in blocks(read("docs/operating.md"), "sh") if block.about}


@pytest.fixture
def database_kind() -> str:
    """Every instance can be on SQLite; where a test asks for a database, it is the other kind."""
    return "postgresql"


def test_a_backup_brings_back_the_database_and_the_files(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    kept = read_config({"SONOCASE_INSTANCE": str(instance)})
    blob = Library(instance).blob("ab" * 32)
    with opened(kept.database_url) as store:
        blob.parent.mkdir(parents=True)
        blob.write_bytes(b"a medium")
        add(store, "before@example.org")
        follow("backup", tmp_path)
        add(store, "after@example.org")
    blob.write_bytes(b"damaged")
    follow("restore", tmp_path)
    with opened(kept.database_url) as store:
        assert known(store) == {"before@example.org"}
    assert blob.read_bytes() == b"a medium"
    assert read_config({"SONOCASE_INSTANCE": str(instance)}).secret_key == kept.secret_key
    assert [path.stat().st_mode & 0o777 for path in (instance, tmp_path / "backup")] == [0o700, 0o700]


def test_a_backup_of_postgresql_can_be_restored_in_its_place_and_elsewhere(
    tmp_path: Path, make_database: Callable[[], str]
) -> None:
    (tmp_path / "backup").mkdir()
    first, second = make_database(), make_database()
    with opened(first) as store:
        add(store, "before@example.org")
        follow("backup-postgresql", tmp_path, first)
        add(store, "after@example.org")
    for url in (first, second):
        follow("restore-postgresql", tmp_path, url)
        with opened(url) as store:
            assert known(store) == {"before@example.org"}


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """A database, closed again."""
    store = Store.open(url)
    try:
        yield store
    finally:
        store.close()


def add(store: Store, email: str) -> None:
    """An account, by which one can tell which database it is."""
    Accounts(store, lambda: datetime.now(UTC)).add(email, "Somebody", "candidate", "a long test password")


def known(store: Store) -> set[str]:
    """Which of the accounts there are."""
    with store.read() as unit:
        return {
            email for email in ("before@example.org", "after@example.org") if unit.accounts.by_email(email)
        }


def follow(name: str, folder: Path, url: str = "") -> None:
    """Run the commands of the block with this name, as somebody who administers this database."""
    path = os.pathsep.join([str(programs()), os.environ["PATH"]]) if url else os.environ["PATH"]
    environment = os.environ | {"PATH": path, "SONOCASE_DATABASE_URL": url.replace("+psycopg", "")}
    subprocess.run(["sh", "-euc", BLOCKS[name]], cwd=folder, env=environment, check=True)
