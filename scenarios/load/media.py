"""The built media of a case, as far as text can tell: sidecars, captions and scripts are there and agree."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from scenarios.errors import Problem
from scenarios.load.document import Document
from scenarios.load.files import MAX_MEDIA_BYTES, inside, read_text
from scenarios.load.findings import Findings
from scenarios.model.case import Case, ExhibitMedia
from scenarios.model.scene import Ask, Scene, SceneMedia

Model = TypeVar("Model", bound=BaseModel)


def add_media(folder: Path, case: Case, languages: tuple[str, ...], findings: Findings) -> Case:
    """The case with the facts of its media; whatever is missing or does not agree is noted."""
    below = folder / case.id
    media: dict[str, SceneMedia] = {}
    for scene in case.encounter.scenes:
        if facts := _scene_media(below, case, scene, findings):
            media[scene.scene] = facts
        _texts(below, case, scene, languages, findings)
    sidecars = _sidecars(below, case, findings)
    return case.model_copy(update={"media": media, "sidecars": sidecars})


def _sidecars(below: Path, case: Case, findings: Findings) -> Mapping[str, ExhibitMedia]:
    read = {}
    for name, exhibit in case.exhibits.items():
        facts = _sidecar(below, case, exhibit.media, ExhibitMedia, findings)
        if facts and _file(below, case, facts.media, findings):
            read[name] = facts
    return read


def _scene_media(below: Path, case: Case, scene: Scene, findings: Findings) -> SceneMedia | None:
    stem = scene.media or f"media/{scene.scene}.mp4"
    facts = _sidecar(below, case, stem, SceneMedia, findings)
    if facts is None or not _file(below, case, facts.media, findings):
        return None
    if scene.media:
        agrees = (scene.duration, scene.timepoints) == (facts.duration, facts.timepoints)
    else:
        agrees = tuple(point.ask for point in facts.timepoints) == _asked(scene)
    if not agrees:
        findings.problems.append(_other(case, scene) if scene.media else _stale(case, scene))
    return facts if agrees else None


def _asked(scene: Scene) -> tuple[tuple[str, ...], ...]:
    return tuple(line.ask for line in scene.lines or () if isinstance(line, Ask))


def _stale(case: Case, scene: Scene) -> Problem:
    what = f"the media of the scene '{scene.scene}' was made from another text than case.yaml has now"
    return Problem(f"{case.id}/case.yaml", 0, "", what, "run 'sonocase media build' on the package")


def _other(case: Case, scene: Scene) -> Problem:
    what = f"the recording of the scene '{scene.scene}' has another duration or other timepoints than stated"
    fix = "correct 'duration' and 'timepoints', or import the recording again"
    return Problem(f"{case.id}/case.yaml", 0, "", what, fix)


def _sidecar(below: Path, case: Case, media: str, model: type[Model], findings: Findings) -> Model | None:
    relative = str(PurePosixPath(media).with_suffix(".json"))
    shown = f"{case.id}/{relative}"
    text = read_text(below, relative)
    if isinstance(text, Problem):
        fix = "run 'sonocase media build' on the package, or 'sonocase media import' for a recording"
        findings.problems.append(Problem(shown, 0, "", text.what, fix))
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        fix = "let the media tools write it anew"
        findings.problems.append(Problem(shown, 0, "", "is not valid JSON", fix))
        return None
    return findings.validated(Document(shown, data, {}), model)


def _file(below: Path, case: Case, relative: str, findings: Findings) -> bool:
    path = inside(below, relative)
    if path is None:
        what = "does not exist in the package"
        findings.problems.append(
            Problem(f"{case.id}/{relative}", 0, "", what, "add the file, or build it again")
        )
    return path is not None and path.stat().st_size <= MAX_MEDIA_BYTES  # `strays` tells of a larger one


def _texts(below: Path, case: Case, scene: Scene, languages: tuple[str, ...], findings: Findings) -> None:
    for language in languages:
        described = case.descriptions_path(scene.scene, language)
        texts = [case.captions_path(scene.scene, language), case.script_path(scene.scene, language)]
        for relative in [*texts, *([described] if (below / described).exists() else [])]:
            text = read_text(below, relative)
            if isinstance(text, Problem):
                missing = f"every scene has captions and a script in {', '.join(languages)}: add the file"
                fix = text.fix if inside(below, relative) else missing
                findings.problems.append(Problem(f"{case.id}/{relative}", text.line, "", text.what, fix))
