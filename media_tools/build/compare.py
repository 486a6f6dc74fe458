"""Committed files held against what their sources give, byte for byte."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from media_tools.build.jobs import Job, jobs_of
from media_tools.build.run import Tell, build
from scenarios.model import Package

_DERIVED = ("media", "captions", "scripts")


def differences(folder: Path, package: Package, tell: Tell) -> Iterator[str]:
    """Build everything anew elsewhere, and name each file that differs, is missing, or comes from nothing.

    Raises:
        EncodingFailed: something cannot be built.
    """
    jobs = list(jobs_of(package))
    with tempfile.TemporaryDirectory(prefix="sonocase-") as made:
        build(folder, jobs, Path(made), tell)
        for job in jobs:
            yield from _in_job(folder, Path(made), job)
    yield from strays(folder, package, jobs)


def _in_job(folder: Path, made: Path, job: Job) -> Iterator[str]:
    for name in job.files:
        committed, fresh = folder / job.case / name, made / job.case / name
        if not committed.is_file():
            yield f"{job.case}/{name}: is missing"
        elif committed.read_bytes() != fresh.read_bytes():
            yield f"{job.case}/{name}: is not what its sources give"


def strays(folder: Path, package: Package, jobs: list[Job]) -> Iterator[str]:
    """Files among the derived ones of a package that no source gives and no author named."""
    for case in package.cases:
        known = {name for job in jobs if job.case == case.id for name in job.files} | _authored(
            package, case.id
        )
        for path in sorted(path for part in _DERIVED for path in (folder / case.id / part).rglob("*")):
            relative = path.relative_to(folder / case.id).as_posix()
            if path.is_file() and relative not in known:
                yield f"{case.id}/{relative}: comes from no source; remove it"


def _authored(package: Package, name: str) -> set[str]:
    """What an author brings along: recordings and their texts, imported clips, other languages."""
    case = package.case(name)
    imported = {exhibit.media for exhibit in case.exhibits.values() if not exhibit.synth}
    recorded = {scene.media for scene in case.encounter.scenes if scene.media}
    texts = {
        path(scene.scene, language)
        for scene in case.encounter.scenes
        for language in (package.about.languages if scene.media else package.about.languages[1:])
        for path in (case.captions_path, case.script_path, case.descriptions_path)
    }
    return imported | {str(Path(media).with_suffix(".json")) for media in imported} | recorded | texts
