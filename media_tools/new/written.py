"""Folders of text files that are there whole or not at all, and never in the place of what was there."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from os.path import relpath
from pathlib import Path
from string import Template

from media_tools.errors import MediaError

SCHEMAS = Path(__file__).parents[2] / "docs"
"""Where the JSON Schemas lie that editors complete by."""
_NAME = re.compile(r"[a-z][a-z0-9-]{0,47}")


class NewRefused(MediaError):
    """What is to be begun cannot have this name, or is there already."""


def checked_name(name: str, what: str) -> str:
    """A name that files and addresses can carry.

    Raises:
        NewRefused: it is none.
    """
    if not _NAME.fullmatch(name):
        wanted = "small letters, digits and hyphens, a letter first, at most 48, such as back-pain"
        raise NewRefused(f"{name!r} cannot be the name of {what}: use {wanted}")
    return name


def filled(template: str, folder: Path, values: Mapping[str, str]) -> str:
    """A file's text from its template.

    Args:
        template: its name in `templates/`, which is also that of the file.
        folder: where the file will lie; an editor finds its schema from there.
        values: what is put in.
    """
    text = files("media_tools.new").joinpath("templates", template).read_text("utf-8")
    schema = SCHEMAS / f"{Path(template).stem}.schema.json"
    hint = f"# yaml-language-server: $schema={relpath(schema, folder)}\n" if schema.is_file() else ""
    return hint + Template(text).substitute(values)


def write_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write a new folder.

    Args:
        folder: where; the folder around it is there.
        texts: files by their paths in it.

    Raises:
        NewRefused: something is there already.
    """
    if folder.exists() or folder.is_symlink():
        raise NewRefused(f"{folder} is there already: choose another name")
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in texts.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        part.chmod(0o755)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
