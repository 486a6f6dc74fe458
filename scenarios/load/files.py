"""The files of a package: only regular files inside its folder, and none that is a link."""

import os
from collections.abc import Iterator
from pathlib import Path

from scenarios.errors import Problem
from scenarios.load.document import Document, parse

MAX_TEXT_BYTES = 2_000_000
MAX_MEDIA_BYTES = 500_000_000


def strays(folder: Path) -> Iterator[Problem]:
    """Everything below the folder that could lead out of it, is no plain file, or is larger than any file of a package."""
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(parent) / name
            relative = path.relative_to(folder).as_posix()
            if path.is_symlink():
                yield Problem(relative, 0, "", "is a symbolic link", "put the file itself into the package")
            elif not (path.is_dir() or path.is_file()):
                yield Problem(relative, 0, "", "is no plain file", "remove it")
            elif path.is_file() and path.stat().st_size > MAX_MEDIA_BYTES:
                what = f"is larger than {MAX_MEDIA_BYTES // 10**6} MB"
                yield Problem(relative, 0, "", what, "encode it again, smaller, or remove it")


def inside(folder: Path, relative: str) -> Path | None:
    """The plain file at a relative path, or None where there is none inside the folder."""
    path = folder / relative
    parts = [folder / part for part in _prefixes(relative)]
    if any(part.is_symlink() for part in parts) or not path.is_file():
        return None
    return path if path.resolve().is_relative_to(folder.resolve()) else None


def _prefixes(relative: str) -> Iterator[Path]:
    path = Path(relative)
    yield path
    yield from (parent for parent in path.parents if parent.parts)


def read_text(folder: Path, relative: str) -> str | Problem:
    """The text of a file in the package."""
    path = inside(folder, relative)
    if path is None:
        return Problem(relative, 0, "", "does not exist in the package", "add the file, or correct its name")
    if path.stat().st_size > MAX_TEXT_BYTES:
        what = f"is larger than {MAX_TEXT_BYTES // 10**6} MB"
        return Problem(relative, 0, "", what, "keep words in it, and media in files of their own")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(relative, 0, "", f"is not UTF-8 at byte {error.start}", "save it as UTF-8")


def read_document(folder: Path, relative: str, *, secret: bool = False) -> Document | Problem:
    """A YAML file of the package; with `secret` no problem repeats what it holds."""
    text = read_text(folder, relative)
    return text if isinstance(text, Problem) else parse(relative, text, secret=secret)
