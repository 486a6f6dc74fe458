"""What is derived from what in a package. A job makes the files of one scene or one exhibit."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from media_tools.build.seal import sealed
from scenarios.model import Case, Package, Scene, Seen

FORMAT = 1
"""Of what is derived; it changes when everything should be made anew."""

Kind = Literal["exhibit", "scene", "recording"]


@dataclass(frozen=True)
class Job:
    """One scene or one exhibit.

    Attributes:
        case: identifier of the case.
        kind: a clip that is rendered, a scene that is spoken, or a recording that is only described.
        name: the scene or the exhibit.
        files: what it makes, relative to the case's folder; its sidecar is the last.
        sources: SHA-256 of everything that it is made from.
    """

    case: str
    kind: Kind
    name: str
    files: tuple[str, ...]
    sources: str

    @property
    def label(self) -> str:
        """The job as a person would call it."""
        return f"{self.case}/{self.name}"

    def is_current(self, folder: Path) -> bool:
        """Whether the files in a package are there, were made from these sources, and are as they were made."""
        below = folder / self.case
        if not all((below / name).is_file() for name in self.files):
            return False
        facts = sealed(below, self.files)
        if facts is None or facts.get("sources") != self.sources:
            return False
        media = below / str(facts.get("media"))
        return media.is_file() and hashlib.sha256(media.read_bytes()).hexdigest() == facts.get("digest")


def jobs_of(package: Package) -> Iterator[Job]:
    """The jobs of a package; exhibits come before the scenes that show them."""
    for case in package.cases:
        yield from (_exhibit(case, name) for name, exhibit in case.exhibits.items() if exhibit.synth)
        yield from (_scene(package, case, scene) for scene in case.encounter.scenes)


def stage_of(job: Job) -> int:
    """Jobs of a lower stage have to be done before those of a higher one begin."""
    return 0 if job.kind == "exhibit" else 1


def _exhibit(case: Case, name: str) -> Job:
    exhibit = case.exhibits[name]
    sidecar = str(PurePosixPath(exhibit.media).with_suffix(".json"))
    return Job(
        case.id, "exhibit", name, (exhibit.media, sidecar), _digest({"synth": dict(exhibit.synth or {})})
    )


def _scene(package: Package, case: Case, scene: Scene) -> Job:
    if scene.media:
        sidecar = str(PurePosixPath(scene.media).with_suffix(".json"))
        stated = scene.model_dump(mode="json", include={"media", "duration", "timepoints"})
        return Job(case.id, "recording", scene.scene, (sidecar,), _digest(stated))
    language = package.about.languages[0]
    medium = f"media/{scene.scene}.{'mp4' if scene.pictures else 'm4a'}"
    described = (case.descriptions_path(scene.scene, language),) if _has_descriptions(scene) else ()
    files = (
        medium,
        case.captions_path(scene.scene, language),
        *described,
        case.script_path(scene.scene, language),
        f"media/{scene.scene}.json",
    )
    return Job(case.id, "scene", scene.scene, files, _digest(_spoken(package, case, scene)))


def _has_descriptions(scene: Scene) -> bool:
    return bool(scene.pictures) or any(isinstance(line, Seen) for line in scene.lines or ())


def _spoken(package: Package, case: Case, scene: Scene) -> dict[str, Any]:
    """Everything that the files of a spoken scene are made from."""
    people = {name for picture in scene.pictures for name in picture.people} | scene.speakers
    shown = sorted({picture.exhibit for picture in scene.pictures if picture.exhibit})
    return {
        "scene": scene.model_dump(mode="json"),
        "cast": {name: case.cast[name].model_dump(mode="json") for name in sorted(people)},
        "patient": case.patient.model_dump(mode="json"),
        "pronounce": dict(package.about.pronounce),
        "exhibits": {name: case.exhibits[name].model_dump(mode="json") for name in shown},
    }


def _digest(sources: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([FORMAT, sources], sort_keys=True).encode()).hexdigest()
