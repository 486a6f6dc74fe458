"""`sonocase check`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from media_tools.progress import progress

if TYPE_CHECKING:
    from media_tools.check.run import Checked

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_TARGET = click.Path(dir_okay=False, path_type=Path)
_PROFILES = ("web", "netflix", "dcmp", "bbc")


@click.command(short_help="Tell what is wrong with packages.")
@click.argument("paths", nargs=-1, required=True, type=_FOLDER)
@click.option(
    "--profile",
    "name",
    type=click.Choice(_PROFILES),
    default=_PROFILES[0],
    show_default=True,
    help="Whose rules of captions and loudness.",
)
@click.option("--strict", is_flag=True, help="What breaks the profile is an error, and not a warning.")
@click.option("--notes", is_flag=True, help="Show notes too.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, for machines.")
@click.option("--html", type=_TARGET, help="Write a page with clips, time lines and findings.")
def check(
    paths: tuple[Path, ...], name: str, *, strict: bool, notes: bool, as_json: bool, html: Path | None
) -> None:
    """Tell what is wrong with packages: files, media, captions, scripts.

    Exits with 1 where there is an error; warnings are for a person to judge.
    """
    from media_tools.check.output import lines, report
    from media_tools.check.profile import profiles

    profile = profiles()[name]
    checked = [_checked(path, name, strict=strict, pictures=html is not None) for path in paths]
    if html:
        from media_tools.check.report.page import write_page

        write_page(html, checked, profile)
    if as_json:
        click.echo(report(checked, profile, strict=strict).model_dump_json(indent=2))
    else:
        for line in (line for one in checked for line in lines(one, notes=notes)):
            click.echo(line)
    if any(finding.severity == "error" for one in checked for finding in one.findings):
        sys.exit(1)


def _checked(path: Path, profile: str, *, strict: bool, pictures: bool) -> "Checked":
    from media_tools.check.profile import profiles
    from media_tools.check.run import check as run

    with progress(f"Checking {path.name}") as tell:
        return run(path, profiles()[profile], strict=strict, pictures=pictures, tell=tell)
