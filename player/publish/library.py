"""Published versions on disk: immutable and addressed by their content.

blobs/ab/abcdef...       media, by SHA-256
versions/<id>/form.json  what an attempt presents
versions/<id>/keys.json  what is right; mode 600, read by the server alone
keys/abcdef...           corrected keys, by SHA-256; likewise
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from player.engine.form import Form, FormCase, Rendition
from player.errors import NotFound
from scenarios.model.key import Key, Keys

KEYS: TypeAdapter[Keys] = TypeAdapter(Mapping[str, Mapping[str, Key]])
"""Writes and reads the keys of a version as JSON."""


class Library:
    """Reads what has been published into an instance."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        # a version never changes, so what was read once stays right
        self._form = lru_cache(maxsize=64)(self._read_form)
        self._keys = lru_cache(maxsize=64)(self._read_keys)

    def form(self, version: str) -> Form:
        """The form of a published version.

        Raises:
            NotFound: the version is not in the instance.
        """
        return self._form(version)

    def keys(self, version: str, digest: str | None = None) -> Keys:
        """The scoring keys of a published version: its own, or those with another SHA-256 that corrected them.

        Raises:
            NotFound: the version, or these keys, are not in the instance.
        """
        return self._keys(version, digest)

    def blob(self, digest: str) -> Path:
        """Where the bytes with this SHA-256 lie."""
        return self.instance / "blobs" / digest[:2] / digest

    def corrected(self, digest: str) -> Path:
        """Where corrected keys with this SHA-256 lie."""
        return self.instance / "keys" / digest

    def folder(self, version: str) -> Path:
        """Where a version lies."""
        return self.instance / "versions" / version

    def whole(self, version: str) -> bool:
        """Whether a version's form and keys are what its name says, and every medium they name is there."""
        try:
            form, keys = (self._read(version, name) for name in ("form.json", "keys.json"))
        except NotFound:
            return False
        if name_of(*digests_of(form, keys)) != version:
            return False
        media = (
            rendition for case in Form.model_validate_json(form).cases for rendition in _renditions(case)
        )
        return all(self.holds(rendition.digest, rendition.size) for rendition in media)

    def holds(self, digest: str, size: int) -> bool:
        """Whether the bytes with this SHA-256 are there, all of them."""
        path = self.blob(digest)
        return path.is_file() and path.stat().st_size == size

    def _read(self, version: str, name: str) -> bytes:
        try:
            return (self.folder(version) / name).read_bytes()
        except OSError:
            raise NotFound("This version is not in the instance any more.") from None

    def _read_form(self, version: str) -> Form:
        return Form.model_validate_json(self._read(version, "form.json"))

    def _read_keys(self, version: str, digest: str | None) -> Keys:
        own = self._read(version, "keys.json")
        if digest in {None, hashlib.sha256(own).hexdigest()}:
            return KEYS.validate_json(own)
        try:
            return KEYS.validate_json(self.corrected(str(digest)).read_bytes())
        except OSError:
            raise NotFound("The corrected keys of this version are not in the instance any more.") from None


def digests_of(form: bytes, keys: bytes) -> tuple[str, str]:
    """SHA-256 of a form and of its keys, as they lie on disk."""
    return hashlib.sha256(form).hexdigest(), hashlib.sha256(keys).hexdigest()


def name_of(form_digest: str, key_digest: str) -> str:
    """The name of the version that has this form and these keys."""
    return hashlib.sha256((form_digest + key_digest).encode()).hexdigest()


def _renditions(case: FormCase) -> Iterator[Rendition]:
    for segment in case.segments:
        yield from segment.renditions
    for exhibit in case.exhibits.values():
        yield from exhibit.renditions
