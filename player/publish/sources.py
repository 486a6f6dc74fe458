"""What a package is published from: one digest, which tells whether the same has been published, or checked, before."""

import hashlib
import json
from pathlib import Path

from media_tools.check.integrity import file_digest

FORMAT = 4
"""Of published versions; it changes when the same package would be cut or written in another way."""


def source_digest(folder: Path, *, webm: bool) -> str:
    """SHA-256 of every file of a package with its name, and of how it is published."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [(path.relative_to(folder).as_posix(), file_digest(path)) for path in files]
    return hashlib.sha256(json.dumps([FORMAT, webm, listed]).encode()).hexdigest()
