"""`sonocase storyboard`: a case on paper, for its authors."""

from datetime import UTC, datetime
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Put a case on paper, with its keys, for its authors.")
@click.argument("package", type=FOLDER)
@click.argument("case")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ends in .html or .pdf; CASE.pdf if left out.",
)
def storyboard(package: Path, case: str, output: Path | None) -> None:
    """Write the storyboard of CASE in PACKAGE: a picture for each segment, the script, the questions and what is right.

    It tells the answers, and says so on each page.
    """
    from player.preview.storyboard.write import write_storyboard

    target = output or Path(f"{case}.pdf")
    write_storyboard(package, case, target, datetime.now(UTC))
    click.echo(f"{target}: for authors only, it tells the answers")
