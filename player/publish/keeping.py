"""Writing versions into an instance: whole or not at all, and never over what is there."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from player.engine.form import Form
from player.publish.library import EXAMINED, KEYS, NAMED, Library, digests_of, name_of
from player.publish.material import Examined, Material
from player.store import Version
from scenarios.model import Keys


def keep_version(form: Form, keys: Keys, library: Library, material: Material, found: Examined) -> Version:
    """Store a version under the digest of its form, its keys and its material; what is there already stays as it is."""
    named = [form.model_dump_json().encode(), KEYS.dump_json(keys), material.model_dump_json().encode()]
    digests = digests_of(*named)
    name, (form_digest, key_digest, _) = name_of(*digests), digests
    contents = dict(zip(NAMED, named, strict=True)) | {EXAMINED: found.model_dump_json().encode()}
    if not library.whole(name):
        with _written(contents, library.folder(name).parent) as part:
            _put_in_place(part, name, library)
    return Version(
        id=name,
        area=form.area,
        title=form.title,
        number=form.version,
        form_digest=form_digest,
        key_digest=key_digest,
        published_at=datetime.now(UTC),
    )


@contextmanager
def _written(contents: Mapping[str, bytes], beside: Path) -> Iterator[Path]:
    """A folder with these files, which is gone in the end if it has not been moved away."""
    _make_folder(beside)
    part = Path(tempfile.mkdtemp(prefix=".part-", dir=beside))
    try:
        for name, content in contents.items():
            with os.fdopen(os.open(part / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _sync_folder(part)
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put_in_place(part: Path, name: str, library: Library) -> None:
    target = library.folder(name)
    try:
        part.rename(target)
    except OSError:
        # somebody else has published the same in this moment; or what lies there is damaged
        if not library.whole(name):
            shutil.rmtree(target)
            part.rename(target)
    _sync_folder(target.parent)


def keep(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; nobody else may read it (mode 600)."""
    _make_folder(target.parent)
    descriptor, name = tempfile.mkstemp(prefix=".part-", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(target)
        _sync_folder(target.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    """A folder, with those above it; their names are on disk then."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk: a synced file that has no name after a power cut is lost all the same."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
