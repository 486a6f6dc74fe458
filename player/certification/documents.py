"""Documents that applicants attach: told by their content, kept apart, by their digest.

PDF, PNG and JPEG only. What a file claims to be, by its name or by its browser, is not believed: it is told by
its first bytes, and a picture has to decode.
"""

import hashlib
import io
import os
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PIL import Image

from player.certification.errors import DocumentRefused
from player.certification.policy import Policy
from player.errors import NotFound
from player.native import in_real_thread

Kind = Literal["application/pdf", "image/png", "image/jpeg"]
MEGABYTE = 1_000_000
MOST = 500 * MEGABYTE
"""Of all documents of one account together; no policy knows of its other applications."""
MAX_PIXELS = 60_000_000
"""Of a picture: more than any phone takes; what unpacks to more is an attack."""
MAX_NAME = 200
_PICTURES: dict[str, tuple[bytes, Kind]] = {
    "PNG": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "JPEG": (b"\xff\xd8\xff", "image/jpeg"),
}
_ONE = threading.Lock()
"""Of the pictures that are attached at once, one is unpacked at a time: each may take half a gigabyte."""
_TAIL = 2048
"""Bytes at the end of a PDF among which its end is marked (ISO 32000-1, annex H: the last 1024)."""


@dataclass(frozen=True)
class Sent:
    """A file that may be attached."""

    data: bytes = field(repr=False)
    digest: str
    kind: Kind


class Documents:
    """The files of an instance."""

    def __init__(self, instance: Path) -> None:
        self._folder = instance / "documents"

    def look(self, data: bytes, policy: Policy) -> Sent:
        """What a file is that somebody sent; nothing is kept.

        Raises:
            DocumentRefused: it is too large, empty, or none of the kinds that are taken.
        """
        most = policy.documents.megabytes
        if len(data) > most * MEGABYTE:
            raise DocumentRefused(f"The file is larger than {most} MB; attach a smaller one.")
        return Sent(data, hashlib.sha256(data).hexdigest(), kind_of(data))

    def keep(self, sent: Sent) -> None:
        """Keep a file; the same bytes are kept once."""
        path = self._path(sent.digest)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".document-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(sent.data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)

    def read(self, digest: str) -> bytes:
        """The bytes of a file.

        Raises:
            NotFound: it is not in the instance, or not what it was.
        """
        try:
            data = self._path(digest).read_bytes()
        except OSError:
            raise NotFound("This document is not in the instance any more.") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise NotFound("This document was changed after it was attached; restore it from a backup.")
        return data

    def remove(self, digest: str) -> None:
        """Remove a file, if it is there."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest


def kind_of(data: bytes) -> Kind:
    """What a file is, by its content.

    Raises:
        DocumentRefused: it is none of the kinds that are taken, or is broken.
    """
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-_TAIL:]:
            raise DocumentRefused("The PDF is not complete; attach it again.")
        return "application/pdf"
    for name, (magic, kind) in _PICTURES.items():
        if data.startswith(magic):
            _check_picture(data, name)
            return kind
    raise DocumentRefused("Attach a PDF, PNG or JPEG file; this is none of them, whatever its name says.")


def _check_picture(data: bytes, name: str) -> None:
    """See that a picture decodes; that takes seconds for a spiteful one, in which others must be answered."""
    with _ONE:
        in_real_thread(lambda: _decode(data, name))


def _decode(data: bytes, name: str) -> None:
    try:
        with Image.open(io.BytesIO(data), formats=[name]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise DocumentRefused("The picture has too many pixels; attach a smaller one.")
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise DocumentRefused("The picture cannot be opened; save it again and attach it anew.") from None


def clean_name(name: str) -> str:
    """A file's name as it is shown: without folders and what cannot be printed."""
    plain = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
    return plain[-MAX_NAME:] or "document"
