"""`sonocase publish`: from a package folder to a version that can be sat."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from media_tools.progress import progress
from player.store import Version

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Offer packages to candidates, in a version that never changes.")
@click.argument("paths", nargs=-1, required=True, type=FOLDER)
@click.option("--webm", is_flag=True, help="Add VP9 and Opus, for browsers without H.264.")
@with_appcontext
def publish(paths: tuple[Path, ...], *, webm: bool) -> None:
    """Check packages and store each as an immutable version that can be sat.

    A package that has anything wrong with it is refused whole. Sittings that have begun keep their version.

    \b
    sonocase publish scenarios/cardiac scenarios/lung
    """  # noqa: D301 (click reads the backspace as: do not wrap this)
    for path in paths:
        if _handed_out(publish_folder(path, webm=webm)):
            warning = f"Warning: {path.name} has an exam whose key is handed out by practice, in this version or another."
            click.echo(warning, err=True)
        if behind := _changed_since_built(path):
            warning = f"Warning: {behind}: run 'sonocase media build {path}', and publish again."
            click.echo(warning, err=True)


def publish_folder(folder: Path, *, webm: bool) -> Version:
    """Publish one package, and say which version it is."""
    from player.publish.publishing import publish_package
    from player.services import services

    with progress(f"Publishing {folder.name}") as tell:
        version, new = publish_package(folder, services().library, services().store, webm=webm, tell=tell)
    word = "published as" if new else "is already published as"
    click.echo(f"{version.title} {version.number} {word} version {version.id[:12]}")
    return version


def _handed_out(version: Version) -> bool:
    """Whether the same keys are those of practice and of an exam: then whoever practises knows the exam."""
    from player.services import services

    with services().store.read() as unit:
        alike = [other.id for other in unit.versions.with_keys(version.key_digest)]
    return len(services().library.modes(alike)) > 1


def _changed_since_built(folder: Path) -> str:
    """What of a package was not published as it stands there now; empty where all of it was."""
    from media_tools.check.built import check_built
    from media_tools.check.profile import DEFAULT, profiles
    from scenarios.load import load_package

    found = list(check_built(folder, load_package(folder), profiles()[DEFAULT]))
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{found[0].what}{more}" if found else ""
