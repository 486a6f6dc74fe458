"""`sonocase media build` and `sonocase media narrate`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from media_tools.build.compare import differences
from media_tools.build.jobs import Job, jobs_of
from media_tools.build.run import Tell
from media_tools.build.run import build as run_jobs
from scenarios.load import load_sources
from scenarios.model import Package

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Bring the derived files of a package up to date.")
@click.argument("package", type=FOLDER)
@click.option(
    "--check", is_flag=True, help="Change nothing; exit with 1 where a file is not what its sources give."
)
@click.option("--force", is_flag=True, help="Make everything anew, whatever is up to date.")
def build(package: Path, *, check: bool, force: bool) -> None:
    """Bring every derived file of a package up to date with its sources, and touch nothing else.

    Clips are rendered from the recipes in case.yaml, scenes are spoken and drawn from their lines, and
    captions, descriptions and scripts are written from the same lines.
    """
    sources = load_sources(package)
    if check:
        _check(package, sources)
    else:
        _build(package, [job for job in jobs_of(sources) if force or not job.is_current(package)])


@click.command(short_help="Speak and draw the scenes of one case.")
@click.argument("case", type=FOLDER)
def narrate(case: Path) -> None:
    """Speak and draw the scenes of one case, with captions and script; CASE is its folder in the package."""
    package = case.resolve().parent
    wanted = [job for job in jobs_of(load_sources(package)) if job.case == case.resolve().name]
    if not wanted:
        raise click.ClickException(f"{case} is no case of the package {package.name}; see its package.yaml")
    scenes = [job for job in wanted if job.kind == "scene" and not job.is_current(package)]
    clips = [job for job in wanted if job.kind == "exhibit" and not job.is_current(package)]
    _build(package, clips + scenes)


def _build(package: Path, stale: Sequence[Job]) -> None:
    if not stale:
        click.echo(f"{package}: everything is up to date")
        return
    with _progress(len(stale), f"Building {package.name}") as tell:
        run_jobs(package, stale, package, tell)
    for job in stale:
        click.echo(f"made {job.label}")


def _check(package: Path, sources: Package) -> None:
    with _progress(len(list(jobs_of(sources))), f"Checking {package.name}") as tell:
        found = list(differences(package, sources, tell))
    for line in found:
        click.echo(f"{package}/{line}")
    if found:
        sys.exit(1)
    click.echo(f"{package}: every derived file is what its sources give")


@contextmanager
def _progress(length: int, label: str) -> Iterator[Tell]:
    with click.progressbar(length=length, label=label, show_eta=True, file=sys.stderr) as bar:
        yield lambda _: bar.update(1)
