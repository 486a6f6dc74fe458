"""`sonocase diff`: what changed between two published versions."""

from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from player.cli.scores import version_named

if TYPE_CHECKING:
    from player.signoff.changes import Copy, Kept
    from player.store import Version


@click.command(short_help="Tell what changed between two published versions.")
@click.argument("old", metavar="VERSION")
@click.argument("new", metavar="VERSION")
@with_appcontext
def diff(old: str, new: str) -> None:
    """Tell what changed from the first VERSION to the second, and which scenes have to be reviewed again.

    Each VERSION is the identifier that `publish` prints, or the beginning of it. Of keys it is told which changed,
    never what is right.
    """
    from player.signoff.changes import changes, sign_offs

    versions = version_named(old), version_named(new)
    before, after = map(_copy, versions)
    for number, version in enumerate(versions):
        click.echo(
            f"{'from' if number == 0 else 'to  '} {version.title} {version.number}, version {version.id[:12]}"
        )
    found = list(changes(before, after))
    for where, what in found:
        click.echo(f"{where}: {what}")
    if not found:
        click.echo("nothing has changed")
    _tell_sign_offs(sign_offs(before, after))
    _tell_joined(before, after)


def _copy(version: "Version") -> "Copy":
    from player.services import services
    from player.signoff.changes import Copy

    library = services().library
    with services().store.read() as unit:
        keys = library.keys(version.id, unit.versions.keys(version.id))
    return Copy(library.form(version.id), keys, library.material(version.id))


def _tell_sign_offs(found: "list[Kept]") -> None:
    if not found:
        click.echo("sign-off: the later version was published before there were reviews; publish it again")
        return
    lost = [kept for kept in found if not kept.holds]
    for kept in lost:
        case, scene = kept.place
        click.echo(f"sign-off: {case}, scene {scene} has to be reviewed: {kept.why}")
    held = len(found) - len(lost)
    click.echo(f"sign-off: {held} of {len(found)} scenes carry theirs over")


def _tell_joined(before: "Copy", after: "Copy") -> None:
    """Who became an author has signed for nothing in the later version."""
    known = before.material.authors if before.material else ()
    joined = [author for author in (after.material.authors if after.material else ()) if author not in known]
    if joined:
        click.echo(f"sign-off: what {' or '.join(joined)} signed counts for nothing in the later version")
