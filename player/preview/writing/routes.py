"""What the page of an exhibit asks for, where its preview may write."""

from collections.abc import Sequence
from threading import Lock
from typing import Any

from flask import Blueprint, request

from player.errors import Changed, NotFound, PlayerError, WriteRefused
from player.preview.desk import Desk
from player.preview.writing import keeping
from player.preview.writing.given import read_given, steps_of
from player.preview.writing.places import CASE, KEY, Place, places
from player.preview.writing.steps import Step, changed
from player.preview.writing.trial import faults_of
from scenarios.errors import Problem
from scenarios.load.document import Document, parse
from scenarios.model import Case

BOM = "\ufeff"


def init_writing(blueprint: Blueprint, desk: Desk) -> None:
    """Add the addresses under which a package is written."""
    writing = Writing(desk)
    blueprint.get("/<case>/places/<exhibit>")(writing.places)
    blueprint.post("/<case>/places/<exhibit>")(writing.write)


class Writing:
    """Writes into the package on a desk, one change after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._turn = desk, Lock()

    def places(self, case: str, exhibit: str) -> Any:
        """Where something that is set on an exhibit may be written."""
        try:
            files = self._files(self._case(case, exhibit))
            found = self._places(case, exhibit, files)
        except WriteRefused as error:
            return {"places": [], "problem": str(error)}
        return {"places": [_told(case, place, files[place.file]) for place in found]}

    def write(self, case: str, exhibit: str) -> Any:
        """Write one thing at one place."""
        try:
            with self._turn:
                return {"told": self._written(case, exhibit)}
        except PlayerError as error:
            return {"problem": str(error)}, error.status

    def _written(self, case: str, exhibit: str) -> str:
        given, files = read_given(request.get_json()), self._files(self._case(case, exhibit))
        place = next((one for one in self._places(case, exhibit, files) if one.id == given.place), None)
        if place is None:
            raise NotFound("The case has no such place any more.")
        file = files[place.file]
        if file.digest != given.digest:
            raise Changed(f"{case}/{place.file} was changed since this page read it: nothing was written.")
        text = file.with_steps(steps_of(given, place))
        self._ensure_loads(f"{case}/{place.file}", text)
        keeping.replace(self._desk.folder, case, place.file, digest=file.digest, content=file.encoded(text))
        return f"Written into {case}/{place.file}: {place.words}."

    def _ensure_loads(self, file: str, text: str) -> None:
        faults = faults_of(self._desk.folder, file, text, self._desk.look())
        if faults:
            raise WriteRefused(f"Nothing was written, since the package would not load: {faults[0]}.")

    def _places(self, case: str, exhibit: str, files: "dict[str, File]") -> Sequence[Place]:
        return places(self._case(case, exhibit), exhibit, files[CASE].document.data, files[KEY].document.data)

    def _case(self, name: str, exhibit: str) -> Case:
        case = self._desk.case(name)
        if case is None or exhibit not in case.sidecars:
            raise NotFound("There is no such exhibit that can be read.")
        return case

    def _files(self, case: Case) -> "dict[str, File]":
        folder = self._desk.folder
        return {name: File(f"{case.id}/{name}", keeping.read(folder, case.id, name)) for name in (CASE, KEY)}


class File:
    """A YAML file of a case as it is now.

    Raises:
        WriteRefused: it cannot be read.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.digest = name, keeping.digest_of(content)
        try:
            text = content.decode()
        except UnicodeDecodeError:
            raise WriteRefused(f"{name} is not UTF-8.") from None
        self._mark = BOM if text.startswith(BOM) else ""
        self._text = text.removeprefix(BOM)
        self.document = _read(name, self._text)

    def with_steps(self, steps: Sequence[Step]) -> str:
        """Its text after some changes, which says what it said but for them.

        Raises:
            WriteRefused: its layout has no place for them.
        """
        text, wanted = self._text, changed(self.document.data, steps)
        try:
            for step in steps:
                text = step.edit(text)
            said = _read(self.name, text).data
        except (LookupError, WriteRefused):
            said = None
        if said != wanted:
            raise WriteRefused(f"The layout of {self.name} has no place for it: paste it in.")
        return text

    def encoded(self, text: str) -> bytes:
        """A text as it is kept."""
        return (self._mark + text).encode()


def _read(name: str, text: str) -> Document:
    document = parse(name, text, secret=True)
    if isinstance(document, Problem):
        raise WriteRefused(f"{document}.")
    return document


def _told(case: str, place: Place, file: File) -> dict[str, Any]:
    return {
        "id": place.id,
        "file": f"{case}/{place.file}",
        "kind": place.kind,
        "words": place.words,
        "digest": file.digest,
        "count": len(place.now) if place.kind == "spots" else None,
        "now": place.now if place.kind == "shape" else None,
    }
