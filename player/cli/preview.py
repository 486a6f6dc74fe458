"""`sonocase preview`: a package in the browser of its author."""

from contextlib import suppress
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Show a package in the browser while it is being written.")
@click.argument("package", type=FOLDER)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Any that is free if left out.")
@click.option(
    "--write", is_flag=True, help="Offer to write shapes, spots and frames into case.yaml and key.yaml."
)
def preview(package: Path, port: int, *, write: bool) -> None:
    """Show PACKAGE in the browser, and show it anew whenever one of its files is saved; Ctrl-C ends it.

    Only this machine can open the address, and only who knows it. Nothing in the package is changed, unless --write
    is given and a button in the page is pressed: then that one value is written, and the rest of its file stays as it is.
    """
    from player.preview.serve import opened

    with opened(package, port, writes=write) as shown:
        click.echo(f"Open {shown.address}")
        what = ", and writes what you tell it to" if write else ""
        click.echo(f"It follows what you save{what}.  (Ctrl-C stops it)")
        with suppress(KeyboardInterrupt):
            shown.server.serve_forever()
