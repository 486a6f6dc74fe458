"""What was published outlives a power cut: a synced file is lost all the same if its name is not on disk."""

import os
from pathlib import Path

import pytest
from packages import package
from presses import Press

from player.publish.keeping import keep

Names = dict[int, set[str]]
"""The names that a folder, by its inode, had when it was last put on disk."""


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What the syncs of this test have put on disk of folders."""
    names: Names = {}
    sync = os.fsync

    def watch(descriptor: int) -> None:
        sync(descriptor)
        if Path(f"/proc/self/fd/{descriptor}").is_dir():
            names[os.fstat(descriptor).st_ino] = set(os.listdir(descriptor))

    monkeypatch.setattr(os, "fsync", watch)
    return names


def lost(folder: Path, on_disk: Names) -> list[Path]:
    """What lies in a folder, or below it, by a name that is not on disk."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    return [
        path
        for each in folders
        for path in each.iterdir()
        if path.name not in on_disk.get(each.stat().st_ino, set())
    ]


def test_every_name_of_a_published_version_is_on_disk(press: Press, on_disk: Names) -> None:
    version, _ = press.publish(package())
    assert press.versions() == [version.id]
    assert lost(press.instance, on_disk) == []


def test_every_name_is_on_disk_when_a_damaged_version_is_replaced(press: Press, on_disk: Names) -> None:
    version, _ = press.publish(package())
    (press.library.folder(version.id) / "keys.json").unlink()
    on_disk.clear()
    assert press.publish(package())[0].id == version.id
    assert press.library.folder(version.id).name in set().union(*on_disk.values())


def test_a_file_that_is_replaced_keeps_its_name_on_disk(tmp_path: Path, on_disk: Names) -> None:
    for content in (b"old", b"new"):
        on_disk.clear()
        keep(tmp_path / "kept", content)
        assert (tmp_path / "kept").read_bytes() == content
        assert on_disk == {tmp_path.stat().st_ino: {"kept"}}
