"""Whether media were made from what the package says now: a build that was forgotten is told before anybody publishes."""

import json
from collections.abc import Iterator
from pathlib import Path

from media_tools.build.jobs import Job, jobs_of
from media_tools.check.finding import Finding, finding
from media_tools.check.profile import Profile
from scenarios.errors import Problem
from scenarios.load.files import read_text
from scenarios.model import Package


def check_built(folder: Path, package: Package, profile: Profile) -> Iterator[Finding]:
    """Every scene and every clip that says of itself that it was made from something else; what says nothing is let be.

    Args:
        folder: the package's.
        package: what `scenarios.load.load_package` gave for it.
        profile: what it is held against.
    """
    for job in jobs_of(package):
        made_from = _sources(folder, job)
        if made_from is not None and made_from != job.sources:
            yield _other(job, profile)


def _sources(folder: Path, job: Job) -> object:
    """What a sidecar says its media were made from; None where it says nothing."""
    text = read_text(folder / job.case, job.files[-1])
    # what was recorded was made from no text of the package
    if isinstance(text, Problem) or job.kind == "recording":
        return None
    return json.loads(text).get("sources")


def _other(job: Job, profile: Profile) -> Finding:
    clip = job.kind == "exhibit"
    made = "from another recipe" if clip else "from another text, voice or picture"
    what = f"the {'clip' if clip else 'scene'} '{job.name}' was made {made} than the package has now"
    field = f"exhibits.{job.name}" if clip else job.name
    return finding("not-built", profile, f"{job.case}/case.yaml", what).model_copy(update={"field": field})
