"""One job of a build, in a process of its own: `python -m media_tools.build.process PACKAGE CASE KIND NAME TARGET`."""

import os
import sys
from pathlib import Path

from media_tools.build.jobs import Job, jobs_of
from media_tools.build.seal import set_seal
from media_tools.errors import MediaError
from media_tools.reproduce import attend
from scenarios.load import load_sources
from scenarios.model import Case, ExhibitMedia, Package

REFUSED = 3
"""Exit code where the job was refused with a line for a person."""


def make(folder: Path, package: Package, job: Job, target: Path) -> None:
    """Make the files of a job below a folder that stands for the case's.

    Raises:
        MediaError: a medium cannot be made.
    """
    case = package.case(job.case)
    (target / job.files[0]).parent.mkdir(parents=True, exist_ok=True)
    if job.kind == "exhibit":
        _make_exhibit(case, job, target)
    elif job.kind == "scene":
        from media_tools.build.scene import make_scene

        make_scene(folder, package, case, job, target)
    else:
        from media_tools.build.recording import describe_recording

        describe_recording(folder / case.id, case, job, target)
    set_seal(target, job.files)


def _make_exhibit(case: Case, job: Job, target: Path) -> None:
    from media_tools.phantom.clip import write_clip
    from media_tools.phantom.recipe import read_recipe

    media, sidecar = job.files
    made = write_clip(target / media, read_recipe(case.exhibits[job.name].synth or {}), media)
    kept: ExhibitMedia = made.model_copy(update={"sources": job.sources})
    (target / sidecar).write_text(kept.model_dump_json(indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Do the job that the arguments name."""
    folder, case, kind, name, target = arguments
    package = load_sources(Path(folder))
    job = next(job for job in jobs_of(package) if (job.case, job.kind, job.name) == (case, kind, name))
    try:
        make(Path(folder), package, job, Path(target))
    except MediaError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    os.nice(5)
    attend()
    raise SystemExit(main(sys.argv[1:]))
