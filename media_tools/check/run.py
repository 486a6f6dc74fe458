"""All checks of a package: its texts here, its media several at a time, each in a process of its own.

refusals   what stops a package from being published
check      everything, for a person to read
examine    the same of a package that has been loaded
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from media_tools.check.finding import Finding, finding, strictly, told
from media_tools.check.inspect import Inspection, Job, Kind, Scope, inspect
from media_tools.check.profile import DEFAULT, Profile, profiles
from scenarios.errors import PackageError, Problem
from scenarios.model import Keys, Package

Tell = Callable[[int, int], None]
"""Is told how many of how many media are done."""
WORTH_A_POOL = 30.0
"""Seconds of media from which several processes are quicker than the time they take to start."""


@dataclass(frozen=True)
class Checked:
    """A package and what was found in it.

    Attributes:
        folder: the package's.
        package: None where its files do not fit together, so that nothing else could be looked at.
        findings: the gravest first.
        inspections: its scenes and exhibits, case by case, in the order in which a candidate meets them.
    """

    folder: Path
    package: Package | None
    findings: tuple[Finding, ...]
    inspections: tuple[Inspection, ...] = ()


def check(
    folder: Path,
    profile: Profile,
    *,
    strict: bool = False,
    pictures: bool = False,
    tell: Tell = lambda _, __: None,
) -> Checked:
    """Everything that a package breaks.

    Args:
        folder: the package's.
        profile: what it is held against.
        strict: make errors of what breaks the profile.
        pictures: keep what a report shows.
        tell: is told of progress.
    """
    from scenarios.load import load_package

    try:
        package = load_package(folder)
    except PackageError as error:
        return Checked(folder, None, tuple(told("package", problem) for problem in error.problems))
    return examine(folder, package, profile, strict=strict, pictures=pictures, tell=tell)


def examine(
    folder: Path,
    package: Package,
    profile: Profile,
    *,
    strict: bool = False,
    pictures: bool = False,
    tell: Tell = lambda _, __: None,
) -> Checked:
    """Everything that a package breaks that has been loaded; arguments as for `check`.

    Raises:
        PackageError: its keys cannot be read.
    """
    from media_tools.check.built import check_built
    from scenarios.load import load_keys

    inspections = _inspected(_jobs(folder, package, profile, "all", pictures=pictures), tell)
    found = [one for inspection in inspections for one in inspection.findings]
    found += _given_away(package, load_keys(folder, package), inspections, profile)
    found += _handed_out(package, profile)
    found += check_built(folder, package, profile)
    kept = strictly(found) if strict else found
    return Checked(folder, package, tuple(sorted(kept, key=lambda one: one.rank)), tuple(inspections))


def refusals(folder: Path, package: Package, tell: Tell = lambda _, __: None) -> list[Problem]:
    """Every reason why a package may not be published: what is an error under any profile.

    Args:
        folder: the package's.
        package: what `scenarios.load.load_package` gave for it.
        tell: is told of progress.
    """
    jobs = _jobs(folder, package, profiles()[DEFAULT], "gate", pictures=False)
    return problems_of(one for inspection in _inspected(jobs, tell) for one in inspection.findings)


def problems_of(findings: Iterable[Finding]) -> list[Problem]:
    """The errors among findings, each as a reason why a package may not be published."""
    return sorted(_problem(one) for one in findings if one.severity == "error")


def _problem(found: Finding) -> Problem:
    at = "" if found.time is None else f"at {found.time:.3f} s: "
    return Problem(found.file, found.line, found.field, f"{at}{found.what}", found.fix)


def _jobs(folder: Path, package: Package, profile: Profile, scope: Scope, *, pictures: bool) -> list[Job]:
    jobs = []
    for case in package.cases:
        what: dict[Kind, list[str]] = {
            "scene": [scene.scene for scene in case.encounter.scenes],
            "exhibit": list(case.sidecars),
        }
        jobs += [
            Job(folder, case, kind, name, package.about.languages, profile, scope, pictures)
            for kind, names in what.items()
            for name in names
        ]
    return jobs


def _inspected(jobs: Sequence[Job], tell: Tell) -> list[Inspection]:
    """Every job done, in the order of the jobs."""
    results: dict[int, Inspection] = {}
    for number, result in _results(jobs):
        results[number] = result
        tell(len(results), len(jobs))
    return [results[number] for number in range(len(jobs))]


def _results(jobs: Sequence[Job]) -> Iterator[tuple[int, Inspection]]:
    workers = min(os.cpu_count() or 1, len(jobs))
    if workers < 2 or sum(job.seconds for job in jobs) < WORTH_A_POOL:  # noqa: PLR2004 (one process needs no pool)
        yield from enumerate(map(inspect, jobs))
        return
    # the longest first, so that none is left alone at the end; a forked process would inherit locks and sockets
    order = sorted(range(len(jobs)), key=lambda number: -jobs[number].seconds)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_ctrl_c) as pool:
        waiting = {pool.submit(inspect, jobs[number]): number for number in order}
        try:
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_ctrl_c() -> None:
    """Ctrl-C reaches every process; the one that waits ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _given_away(
    package: Package, keys: Keys, inspections: Sequence[Inspection], profile: Profile
) -> Iterator[Finding]:
    from media_tools.check.spoilers import check_spoilers

    for case in package.cases:
        subjects = [one.subject for one in inspections if one.subject and one.job.case.id == case.id]
        yield from check_spoilers(case, keys.get(case.id, {}), subjects, profile)


def _handed_out(package: Package, profile: Profile) -> Iterator[Finding]:
    """An exam whose key practice hands out."""
    if len(package.about.modes) > 1:
        what = "the exam can be practised, and practice hands out its key"
        yield finding("open-exam", profile, "package.yaml", what).model_copy(update={"field": "modes"})
