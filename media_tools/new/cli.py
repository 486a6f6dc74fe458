"""`sonocase new` and `sonocase new-area`."""

from datetime import UTC, datetime
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CLIP = click.option(
    "--clip", metavar="SCENE", help="The simulated ultrasound; `sonocase media synth --list` lists them."
)


@click.command(short_help="Begin a case in a package.")
@click.argument("area", type=FOLDER)
@click.argument("case")
@CLIP
def new(area: Path, case: str, clip: str | None) -> None:
    """Begin CASE in AREA, the folder of a package.

    What is written plays at once, and its comments say what to change. Nothing that is there is overwritten; the
    case is entered into package.yaml.
    """
    from media_tools.new.case import add_case

    made = add_case(area, case, clip)
    _tell(area, made)


@click.command("new-area", short_help="Begin a package, with a first case.")
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--case", default="first-case", show_default=True, help="What the first case is called.")
@CLIP
def new_area(name: Path, case: str, clip: str | None) -> None:
    """Begin a package for the content area NAME, in a new folder of that name."""
    from media_tools.new.package import add_package

    add_package(name, case, clip, datetime.now(UTC).date())
    click.echo(f"made {name / 'package.yaml'}")
    click.echo(f"made {name / 'encounter.yaml.jinja'}")
    _tell(name, name / case)


def _tell(package: Path, case: Path) -> None:
    click.echo(f"made {case / 'case.yaml'}")
    click.echo(f"made {case / 'key.yaml'}")
    click.echo(f"Next: sonocase media build {package}")
