"""Measures how fast the player is on this machine: what `make bench` runs.

    make bench                          everything: about 12 minutes
    make bench ARGS="--quick"           everything, briefly: to see that it works, not how fast
    make bench ARGS="load scene"        some of it
    make bench ARGS="--last --markdown" what was measured last, as tables for a document

Prints tables, and writes all figures to benchmarks/results.json. It ends with 1 where an answer was lost or
kept twice, or a candidate met an error; how fast a machine is has no influence on that.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from benchmarks import load, phantom, scene, show, startup
from benchmarks.instance import Published, publish
from benchmarks.machine import machine

RESULTS = Path(__file__).with_name("results.json")
PACKAGE = Path(__file__).parents[1] / "scenarios" / "cardiac"

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Run:
    """One run: whether it is a brief one, and the folder in which it works."""

    quick: bool
    folder: Path

    @cached_property
    def published(self) -> Published:
        """The bundled cardiac package, published once for all that need it."""
        _tell("publishing the cardiac package")
        return publish(PACKAGE, self.folder / "published")


def _load(run: Run) -> Rows:
    seconds = load.QUICK_SECONDS if run.quick else load.SECONDS
    published = run.published
    return [load.measure(published, setting, seconds) for setting in _settings(run.quick)]


def _settings(quick: bool) -> Iterator[load.Setting]:  # noqa: FBT001 (read where it is called)
    for setting in load.QUICK if quick else load.FULL:
        _tell(f"load: {setting.candidates} candidates, {setting.worker}, {setting.database}")
        yield setting


def _scene(run: Run) -> Rows:
    published = run.published
    _tell("scene: a candidate's browser")
    return scene.measure(published, scene.QUICK_RUNS if run.quick else scene.RUNS)


def _startup(run: Run) -> Rows:
    _tell("startup: first start and further ones")
    return startup.measure(startup.QUICK_RUNS if run.quick else startup.RUNS)


def _phantom(run: Run) -> Rows:
    _tell("phantom: every scene of the simulator")
    return phantom.measure(phantom.QUICK_FRAMES if run.quick else phantom.FRAMES)


BENCHMARKS: Mapping[str, Callable[[Run], Rows]] = {
    "load": _load,
    "scene": _scene,
    "startup": _startup,
    "phantom": _phantom,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
@click.option("--quick", is_flag=True, help="Measure briefly: to see that it works, not how fast.")
@click.option("--last", is_flag=True, help="Measure nothing; show the last results.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print tables in Markdown, for a document.")
def main(names: tuple[str, ...], *, quick: bool, last: bool, as_markdown: bool) -> None:
    """Measure how fast the player is on this machine: everything, or the benchmarks that are named."""
    if last:
        results = _read()
    else:
        results = _measured(list(dict.fromkeys(names)) or list(BENCHMARKS), quick=quick)
        _write(results)
    wanted = names or tuple(results["benchmarks"])
    results["benchmarks"] = {name: rows for name, rows in results["benchmarks"].items() if name in wanted}
    click.echo(show.as_markdown(results) if as_markdown else show.as_text(results))
    if found := [fault for row in results["benchmarks"].get("load", ()) for fault in load.faults(row)]:
        raise click.ClickException("\n".join(["what was sent is not what was kept", *found]))


def measure(names: Sequence[str], *, quick: bool) -> dict[str, Any]:
    """Run benchmarks one after the other; when, on what machine, and the rows of each.

    Raises:
        RuntimeError: a server or the load could not be started, or did not do its part.
        FileNotFoundError: there is no PostgreSQL.
    """
    began, on = datetime.now(UTC), machine()
    with tempfile.TemporaryDirectory(prefix="sonocase-bench-") as folder:
        run = Run(quick, Path(folder))
        rows = {name: BENCHMARKS[name](run) for name in names}
    return {"began": began.isoformat(timespec="seconds"), "quick": quick, "machine": on, "benchmarks": rows}


def _measured(names: Sequence[str], *, quick: bool) -> dict[str, Any]:
    try:
        return measure(names, quick=quick)
    except (RuntimeError, FileNotFoundError) as error:
        raise click.ClickException(f"it could not be measured: {error}") from error


def _read() -> dict[str, Any]:
    try:
        results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise click.ClickException("nothing has been measured yet: run `make bench` first") from None
    return results


def _write(results: Mapping[str, Any]) -> None:
    """Replace the last results, in one step."""
    fresh = RESULTS.with_suffix(".new")
    fresh.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    fresh.replace(RESULTS)


def _tell(doing: str) -> None:
    """Say what takes so long, to people alone."""
    click.echo(f"  {doing}", file=sys.stderr)


if __name__ == "__main__":
    main()
