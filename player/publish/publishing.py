"""Publishing a package: validate, check, cut, hash, store.

Media go into the instance as blobs first, then the version's folder is moved into place whole, and
last the database offers it. What is interrupted before that is never served, and publishing again
goes on where nothing was lost.
"""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from media_tools.check.profile import DEFAULT, profiles
from media_tools.check.run import examine, problems_of
from media_tools.encode import cut, write_webm
from player.engine.form import Form, FormCase, FormExhibit, FormPhase, Rendition, Segment
from player.publish.keeping import keep, keep_version
from player.publish.library import Library
from player.publish.material import Examined, Material, SceneMaterial, SourceText, examined
from player.publish.proven import proven
from player.publish.segments import Texts, read_texts
from player.publish.sources import source_digest
from player.store import Store, Version
from scenarios.errors import PackageError
from scenarios.load import load_keys, load_package
from scenarios.load.files import strays
from scenarios.model import Case, Exhibit, ExhibitMedia, Package, PhaseId, Scene

Tell = Callable[[int, int], None]
END = 0.06
"""Seconds before the end of a scene from which a timepoint is its end, and nothing is left to cut off."""
STILLS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def publish_package(
    folder: Path, library: Library, store: Store, *, webm: bool = False, tell: Tell = lambda _, __: None
) -> tuple[Version, bool]:
    """Publish a package folder.

    Args:
        folder: the package.
        library: where its files go.
        store: where it is offered.
        webm: also make VP9 and Opus renditions.
        tell: is told how many of how many steps are done: each medium is checked and then cut.

    Returns:
        The version, and whether this changed what is offered.

    Raises:
        PackageError: with everything that is wrong; nothing has been published.
    """
    if any(strays(folder)):
        load_package(
            folder
        )  # which refuses it, with all that is wrong; nothing behind a link is read for that
    source = source_digest(folder, webm=webm)
    version = known_version(source, library, store)
    if version is None:
        package = load_package(folder)
        found = proven(source) or _look_over(folder, package, tell)
        publication = Publication(folder, library, webm=webm, tell=lambda done, of: tell(of + done, 2 * of))
        form = publication.form(package)
        keys, material = load_keys(folder, package), publication.material(package)
        version = keep_version(form, keys, library, material, found)
        keep(library.instance / "sources" / source, version.id.encode())
    with store.write() as unit:
        return version, unit.versions.add(version)


def _look_over(folder: Path, package: Package, tell: Tell) -> Examined:
    """Everything that a check finds, for the reviewers; with an error among it, nothing is published."""
    checked = examine(folder, package, profiles()[DEFAULT], tell=lambda done, of: tell(done, 2 * of))
    if problems := problems_of(checked.findings):
        raise PackageError(problems)
    return examined(checked, DEFAULT)


def known_version(source: str, library: Library, store: Store) -> Version | None:
    """The version that the same files gave before, if it is still whole."""
    kept = library.instance / "sources" / source
    if not kept.is_file():
        return None
    with store.read() as unit:
        version = unit.versions.get(kept.read_text())
    return replace(version, published_at=datetime.now(UTC)) if version and library.whole(version.id) else None


class Publication:
    """The media of one package on their way into the instance."""

    def __init__(self, folder: Path, library: Library, *, webm: bool, tell: Tell) -> None:
        self._folder, self._library, self._webm, self._tell = folder, library, webm, tell
        self._done = 0

    def form(self, package: Package) -> Form:
        """The package as an attempt presents it; all its media are blobs of the instance then."""
        about = package.about
        self._of = sum(len(case.media) + len(case.sidecars) for case in package.cases)
        with ThreadPoolExecutor() as pool:
            cases = tuple(self._case(case, about.languages, pool) for case in package.cases)
        kept = about.model_dump(include={"area", "title", "version", "simulated", "languages", "modes"})
        return Form(
            **kept, blueprint=about.blueprint, cut_score=about.cut_score, delivery=about.delivery, cases=cases
        )

    def material(self, package: Package) -> Material:
        """What reviewers see of the package beside its form; the whole media of its scenes are blobs then."""
        about = package.about
        return Material(
            authors=about.authors,
            cases={
                case.id: {name: self._scene_material(case, name, about.languages) for name in case.media}
                for case in package.cases
            },
            exhibits={
                case.id: {name: f"{case.id}/{facts.media}" for name, facts in case.sidecars.items()}
                for case in package.cases
            },
        )

    def _scene_material(self, case: Case, scene: str, languages: tuple[str, ...]) -> SceneMaterial:
        below, facts = self._folder / case.id, case.media[scene]

        def texts(path_of: Callable[[str, str], str]) -> dict[str, SourceText]:
            files = {language: path_of(scene, language) for language in languages}
            # no line's end is changed: what is signed off is what lies there
            return {
                language: SourceText(file=f"{case.id}/{name}", text=(below / name).read_bytes().decode())
                for language, name in files.items()
                if (below / name).is_file()
            }

        return SceneMaterial(
            file=f"{case.id}/{facts.media}",
            built=facts.sources is not None,
            medium=self._blob(below / facts.media, f"{facts.kind}/mp4"),
            duration=float(facts.duration),
            rate=facts.rate,
            timepoints=tuple(float(point.at) for point in facts.timepoints),
            captions=texts(case.captions_path),
            scripts=texts(case.script_path),
            descriptions=texts(case.descriptions_path),
        )

    def _case(self, case: Case, languages: tuple[str, ...], pool: ThreadPoolExecutor) -> FormCase:
        phases = case.encounter.phases
        scenes = [(phase.phase, scene) for phase in phases for scene in phase.scenes]
        cut_scenes = pool.map(lambda pair: self._scene(case, pair[0], pair[1], languages), scenes)
        exhibits = pool.map(
            lambda name: self._exhibit(case, case.exhibits[name], case.sidecars[name]), case.exhibits
        )
        return FormCase(
            id=case.id,
            title=case.title,
            patient=f"{case.patient.name}, {case.patient.age}",
            setting=case.setting,
            seconds=case.seconds,
            phases=tuple(FormPhase(id=phase.phase, title=phase.title) for phase in phases),
            segments=tuple(segment for segments in cut_scenes for segment in segments),
            items=case.items,
            exhibits=dict(zip(case.exhibits, exhibits, strict=True)),
        )

    def _scene(self, case: Case, phase: PhaseId, scene: Scene, languages: tuple[str, ...]) -> list[Segment]:
        facts = case.media[scene.scene]
        times = [float(point.at) for point in facts.timepoints]
        inner = [at for at in times if at < float(facts.duration) - END]
        asks = [point.ask for point in facts.timepoints]
        texts = {language: self._texts(case, scene.scene, language, inner) for language in languages}
        with tempfile.TemporaryDirectory(prefix="sonocase-") as made:
            medium, seen = self._folder / case.id / facts.media, facts.kind == "video"
            pieces = cut(medium, inner, Path(made), video=seen)
            renditions = [self._renditions(piece, facts.kind) for piece in pieces]
        self._step()
        edges = [0.0, *inner, float(facts.duration)]
        return [
            Segment(
                id=f"{scene.scene}/{i}",
                scene=scene.scene,
                phase=phase,
                title=scene.title,
                kind=facts.kind,
                duration=round(edges[i + 1] - edges[i], 3),
                renditions=renditions[i],
                cues={language: parts[i].cues for language, parts in texts.items()},
                script={language: parts[i].script for language, parts in texts.items()},
                descriptions={language: parts[i].descriptions for language, parts in texts.items()},
                asks=asks[i] if i < len(asks) else (),
            )
            for i in range(len(pieces))
        ]

    def _texts(self, case: Case, scene: str, language: str, times: Sequence[float]) -> list[Texts]:
        below = self._folder / case.id
        captions = below / case.captions_path(scene, language)
        script = below / case.script_path(scene, language)
        return read_texts(captions, script, below / case.descriptions_path(scene, language), times)

    def _exhibit(self, case: Case, exhibit: Exhibit, facts: ExhibitMedia) -> FormExhibit:
        path = self._folder / case.id / facts.media
        known = facts.model_dump(
            include={"frames", "rate", "size", "mm_per_px", "zero_depth", "marker", "simulated", "regions"}
        )
        mime = STILLS.get(path.suffix)
        renditions = (self._blob(path, mime),) if mime else self._renditions(path, "video")
        self._step()
        return FormExhibit(
            view=exhibit.view,
            description=exhibit.description,
            kind=exhibit.kind,
            renditions=renditions,
            **known,
        )

    def _renditions(self, piece: Path, kind: Literal["audio", "video"]) -> tuple[Rendition, ...]:
        first = self._blob(piece, f"{kind}/mp4")
        if not self._webm:
            return (first,)
        with tempfile.TemporaryDirectory(prefix="sonocase-") as made:
            other = Path(made) / f"{piece.stem}.webm"
            write_webm(piece, other)
            return (first, self._blob(other, f"{kind}/webm"))

    def _blob(self, path: Path, mime: str) -> Rendition:
        content = path.read_bytes()
        digest, size = hashlib.sha256(content).hexdigest(), len(content)
        if not self._library.holds(digest, size):
            keep(self._library.blob(digest), content)
        return Rendition(digest=digest, mime=mime, size=size)

    def _step(self) -> None:
        self._done += 1
        self._tell(self._done, self._of)
