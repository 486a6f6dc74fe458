"""Files of a package, read and replaced whole. Every folder on the way is opened by itself, so no link leads elsewhere."""

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from player.errors import Changed, WriteRefused
from scenarios.load.files import MAX_TEXT_BYTES

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_LINKED = {errno.ELOOP, errno.ENOTDIR}


def digest_of(content: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read(folder: Path, below: str, name: str) -> bytes:
    """A file of a package.

    Args:
        folder: the package.
        below: a folder in it.
        name: the file in that.

    Raises:
        WriteRefused: it is not there, is no plain file, or is behind a link.
    """
    with _told(f"{below}/{name}", "read"), _opened(folder, below) as place:
        return _content(place, name)[0]


def replace(folder: Path, below: str, name: str, *, digest: str, content: bytes) -> None:
    """Put another file in the place of one, whole or not at all; it keeps its permissions.

    Args:
        folder: the package.
        below: a folder in it.
        name: the file in that.
        digest: of what it has to hold now.
        content: what it will hold.

    Raises:
        Changed: it holds something else.
        WriteRefused: it cannot be written there.
    """
    with _told(f"{below}/{name}", "written"), _opened(folder, below) as place:
        _, mode = _content(place, name)
        other = f".{name}.{secrets.token_hex(8)}"
        try:
            _write(place, other, content, mode)
            if digest_of(_content(place, name)[0]) != digest:
                raise Changed(f"{below}/{name} was changed since this page read it: nothing was written.")
            os.replace(other, name, src_dir_fd=place, dst_dir_fd=place)
            os.fsync(place)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(other, dir_fd=place)


@contextmanager
def _told(file: str, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = "a link leads elsewhere" if error.errno in _LINKED else os.strerror(error.errno or 0).lower()
        raise WriteRefused(f"{file} cannot be {what}: {why}.") from None


@contextmanager
def _opened(folder: Path, below: str) -> Iterator[int]:
    outer = os.open(folder, _FOLDER)
    try:
        inner = os.open(below, _FOLDER, dir_fd=outer)
    finally:
        os.close(outer)
    try:
        yield inner
    finally:
        os.close(inner)


def _content(place: int, name: str) -> tuple[bytes, int]:
    """What a file holds, and its permissions."""
    with os.fdopen(os.open(name, _READ, dir_fd=place), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "")
        if about.st_size > MAX_TEXT_BYTES:
            raise OSError(errno.EFBIG, "")
        return file.read(), stat.S_IMODE(about.st_mode)


def _write(place: int, name: str, content: bytes, mode: int) -> None:
    with os.fdopen(os.open(name, _NEW, 0o600, dir_fd=place), "wb") as file:
        file.write(content)
        os.fchmod(file.fileno(), mode)
        file.flush()
        os.fsync(file.fileno())
