"""Published versions on disk: immutable and addressed by their content.

blobs/ab/abcdef...           media, by SHA-256
versions/<id>/form.json      what an attempt presents
versions/<id>/keys.json      what is right; mode 600, read by the server alone
versions/<id>/material.json  what it was made from, for reviewers; a version of before there were reviews has none
versions/<id>/examined.json  what the check of the package found; no part of the version's name
keys/abcdef...               corrected keys, by SHA-256; likewise
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from player.engine.form import Form, Rendition
from player.errors import NotFound
from player.publish.material import Examined, Material
from scenarios.model.key import Key, Keys
from scenarios.model.package import Mode

KEYS: TypeAdapter[Keys] = TypeAdapter(Mapping[str, Mapping[str, Key]])
"""Writes and reads the keys of a version as JSON."""
NAMED = ("form.json", "keys.json", "material.json")
"""The files whose digests give a version its name, in this order."""
EXAMINED = "examined.json"


class Library:
    """Reads what has been published into an instance."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        # a version never changes, so what was read once stays right
        self._form = lru_cache(maxsize=64)(self._read_form)
        self._keys = lru_cache(maxsize=64)(self._read_keys)
        self._material = lru_cache(maxsize=16)(self._read_material)
        self._examined = lru_cache(maxsize=16)(self._read_examined)

    def form(self, version: str) -> Form:
        """The form of a published version.

        Raises:
            NotFound: the version is not in the instance.
        """
        return self._form(version)

    def modes(self, versions: Iterable[str]) -> set[Mode]:
        """What any of these versions may be sat in; those that are not in the instance any more are left out."""
        found: set[Mode] = set()
        for version in versions:
            with suppress(NotFound):
                found.update(self.form(version).modes)
        return found

    def keys(self, version: str, digest: str | None = None) -> Keys:
        """The scoring keys of a published version: its own, or those with another SHA-256 that corrected them.

        Raises:
            NotFound: the version, or these keys, are not in the instance.
        """
        return self._keys(version, digest)

    def material(self, version: str) -> Material | None:
        """What a published version was made from; None for one of before there were reviews.

        Raises:
            NotFound: the version is not in the instance.
        """
        return self._material(version)

    def examined(self, version: str) -> Examined:
        """What the check of its package found when a version was published.

        Raises:
            NotFound: the version is not in the instance, or is of before there were reviews.
        """
        return self._examined(version)

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
        """Whether a version's files are what its name says, and every medium they name is there."""
        if not self.folder(version).is_dir():
            return False
        try:
            content = [self._read(version, name) for name in NAMED if self._has(version, name)]
            form, material = self._read_form(version), self._read_material(version)
        except (NotFound, ValueError):
            return False
        if name_of(*digests_of(*content)) != version or (material and not self._has(version, EXAMINED)):
            return False
        return all(self.holds(one.digest, one.size) for one in _renditions(form, material))

    def holds(self, digest: str, size: int) -> bool:
        """Whether the bytes with this SHA-256 are there, all of them."""
        path = self.blob(digest)
        return path.is_file() and path.stat().st_size == size

    def _has(self, version: str, name: str) -> bool:
        return (self.folder(version) / name).is_file()

    def _read(self, version: str, name: str) -> bytes:
        try:
            return (self.folder(version) / name).read_bytes()
        except OSError:
            raise NotFound("This version is not in the instance any more.") from None

    def _read_form(self, version: str) -> Form:
        return Form.model_validate_json(self._read(version, "form.json"))

    def _read_material(self, version: str) -> Material | None:
        if self._has(version, "form.json") and not self._has(version, "material.json"):
            return None
        return Material.model_validate_json(self._read(version, "material.json"))

    def _read_examined(self, version: str) -> Examined:
        return Examined.model_validate_json(self._read(version, EXAMINED))

    def _read_keys(self, version: str, digest: str | None) -> Keys:
        own = self._read(version, "keys.json")
        if digest in {None, hashlib.sha256(own).hexdigest()}:
            return KEYS.validate_json(own)
        try:
            return KEYS.validate_json(self.corrected(str(digest)).read_bytes())
        except OSError:
            raise NotFound("The corrected keys of this version are not in the instance any more.") from None


def digests_of(*contents: bytes) -> tuple[str, ...]:
    """SHA-256 of each of the files that name a version, as they lie on disk."""
    return tuple(hashlib.sha256(content).hexdigest() for content in contents)


def name_of(*digests: str) -> str:
    """The name of the version that has files with these digests."""
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _renditions(form: Form, material: Material | None) -> Iterator[Rendition]:
    for case in form.cases:
        for segment in case.segments:
            yield from segment.renditions
        for exhibit in case.exhibits.values():
            yield from exhibit.renditions
    for scenes in material.cases.values() if material else ():
        yield from (scene.medium for scene in scenes.values())
