"""Commands on results: what waits for a marker, marking it, and scoring anew with a corrected key."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask.cli import with_appcontext

from player.errors import NotFound

if TYPE_CHECKING:
    from player.scores import Scores
    from player.store import Version

Body = dict[str, Any]

_BY = click.option("--by", required=True, help="Who decides, as it is kept with the result.")
_REASON = click.option("--reason", required=True, help="Why, as it is kept with the result.")


def _scores() -> "Scores":
    from player.services import services

    return services().delivery.scores


@click.group()
def mark() -> None:
    """See what waits for a marker, and mark it."""


@mark.command("list", short_help="List the answers that wait for a marker.")
@click.option("--practice", is_flag=True, help="Those of practice instead of those of exams.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, for machines.")
@with_appcontext
def list_waiting(*, practice: bool, as_json: bool) -> None:
    """List the answers in a few words that no key knows, of sittings that are over, the first sitting first."""
    found = list(_scores().waiting("practice" if practice else "exam"))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
        return
    for one in found:
        click.echo(f"{one.attempt} {one.case} {one.item}: {one.answer!r}, asked: {one.stem}")
    if not found:
        click.echo("nothing waits for a marker")


@mark.command("give", short_help="Mark an answer.")
@click.argument("attempt")
@click.argument("case")
@click.argument("item")
@click.argument("fraction", type=float)
@_BY
@_REASON
@with_appcontext
def give(attempt: str, case: str, item: str, fraction: float, by: str, reason: str) -> None:  # noqa: PLR0917 (click passes each by name)
    """Give FRACTION (0 to 1) of the points for the answer of ATTEMPT to ITEM of CASE, as `mark list` shows them.

    A new result stands beside the ones before it. Marked again, the last marking counts.
    """
    report = _scores().mark(attempt, (case, item), fraction, by, reason)
    click.echo(f"{attempt}: result {report.number}, {_told(report.plain())}")


@click.command(short_help="Score a version's sittings anew with corrected keys.")
@click.argument("version")
@click.argument("keys", type=click.Path(exists=True, path_type=Path))
@_BY
@_REASON
@click.option("--dry-run", is_flag=True, help="Say what would change, and keep nothing.")
@with_appcontext
def rescore(version: str, keys: Path, by: str, reason: str, *, dry_run: bool) -> None:
    """Correct the keys of a published version, and score every sitting of it that is over anew.

    VERSION is its identifier, or the beginning of it. KEYS is the folder of the package with its corrected keys, or
    the key.yaml of one of its cases. Each new result stands beside the ones before it, and says what changed;
    sittings that go on will be scored with the corrected keys. What was interrupted goes on when it is run again.
    """
    from player.publish.corrections import read_corrected
    from player.services import services

    found = version_named(version)
    library, scores = services().library, services().delivery.scores
    with services().store.read() as unit:
        current = library.keys(found.id, unit.versions.keys(found.id))
    corrected = read_corrected(keys, library.form(found.id), current)
    if dry_run:
        _tell((attempt, body) for attempt, body in scores.preview(found, corrected))
        return
    new = scores.correct(found, corrected, by, reason)
    click.echo("these keys hold from now on" if new else "these keys hold already")
    _tell((report.attempt_id, report.plain()) for report in scores.rescore(found))


def version_named(name: str) -> "Version":
    """The one version whose identifier begins like this.

    Raises:
        NotFound: there is none, or more than one.
    """
    from player.services import services

    with services().store.read() as unit:
        found = unit.versions.beginning(name)
    if len(found) != 1:
        how_many = "more than one version" if found else "no version"
        raise NotFound(f"There is {how_many} whose identifier begins with {name!r}.")
    return found[0]


def _tell(results: Iterator[tuple[str, Body]]) -> None:
    count = changed = 0
    for attempt, body in results:
        count += 1
        if body["changes"]["items"]:
            changed += 1
            click.echo(f"{attempt}: {_told(body)}")
    click.echo(f"{count} {'sitting' if count == 1 else 'sittings'} scored anew, {changed} changed")


def _told(body: Body) -> str:
    """What changed, such as `60.00 % -> 70.00 %, now passed; one/why 0 -> 1`."""
    changes = body["changes"]
    percent = " -> ".join(f"{value:.2f} %" for value in changes["percent"])
    before, after = changes["passed"]
    turned = "" if before == after else ", now passed" if after else ", passed no more"
    items = [f"{one['case']}/{one['item']} {_step(one)}" for one in changes["items"]]
    return "; ".join([f"{percent}{turned}", *items])


def _step(one: Body) -> str:
    before, after = (f"{value:.4g}" for value in one["fraction"])
    return f"{before} -> {after}"
