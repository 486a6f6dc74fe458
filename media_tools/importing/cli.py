"""`sonocase media import`: look, confirm, write. What is heavy is imported when the command runs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from media_tools.errors import MediaError, NotConfirmed
from media_tools.importing.choices import Choices, write_options
from media_tools.importing.options import BoxType, FiniteType, MillimetresType, PolygonType, ScaleType
from media_tools.importing.shapes import rectangle

if TYPE_CHECKING:
    from media_tools.importing.analysis import Analysis, Watch
    from media_tools.importing.plan import Plan
    from media_tools.importing.source import Source

_PATH = click.Path(path_type=Path)


@click.command(
    "import", short_help="Take in a clip of a real scan: de-identified, calibrated, ready to play."
)
@click.argument("file", type=_PATH)
@click.option(
    "-o", "--out", "target", type=_PATH, metavar="TARGET", help="The MP4 (for a still, the PNG) to write."
)
@click.option(
    "--preview",
    type=_PATH,
    metavar="PNG",
    help="Write a picture of before and after, to look at; an earlier one is overwritten.",
)
@click.option("--confirm-mask", "code", metavar="CODE", help="You have looked at the preview with this code.")
@click.option("--keep-rect", type=BoxType(), help="Keep this rectangle, instead of what is proposed.")
@click.option("--keep-polygon", type=PolygonType(), help="Keep this polygon, instead of what is proposed.")
@click.option(
    "--drop-rect", type=BoxType(), multiple=True, help="Turn this rectangle black; can be repeated."
)
@click.option(
    "--scale", type=ScaleType(), help="Two points of the original, and the millimetres between them."
)
@click.option("--mm-per-px", type=MillimetresType(), help="Millimetres for each pixel of the original.")
@click.option("--uncalibrated", is_flag=True, help="Carry no scale: nothing can be measured on the clip.")
@click.option(
    "--rate", type=FiniteType(0.1, 1000), help="Frames a second, where the file is wrong or silent."
)
@click.option(
    "--zero-depth",
    type=FiniteType(-10_000, 100_000),
    metavar="Y",
    help="Where the depth scale of the original reads 0.",
)
@click.option(
    "--marker", type=click.Choice(["left", "right"]), help="The side of the probe's marker on the image."
)
@click.option(
    "--longest", type=click.IntRange(64, 4096), default=Choices.longest, help="Pixels of the longer side."
)
@click.option("--replace", is_flag=True, help="Overwrite what an earlier import wrote.")
def import_(
    file: Path, target: Path | None, preview: Path | None, code: str | None, *, replace: bool, **chosen: Any
) -> None:
    """Take in a clip or still of a real scan: DICOM ultrasound, MP4, MOV, AVI, WebM or GIF.

    Only pixels inside a mask that you have looked at are carried over, and nothing of the file's header or sound.
    It goes in three steps, and each says what comes next:

    \b
    1. sonocase media import FILE                        says what was found
    2. sonocase media import FILE --preview look.png     shows what would be kept
    3. sonocase media import FILE -o clip.mp4 --confirm-mask CODE --scale X1,Y1,X2,Y2=MM

    The last writes the clip and a JSON file beside it; the scale is only needed where the file's own cannot be trusted.
    """  # noqa: D301 (click reads the backspace as: do not wrap this)
    choices = _choose(**chosen)
    try:
        for line in _import(file, choices, target=target, preview=preview, code=code, replace=replace):
            click.echo(line)
    except MediaError as error:
        raise click.ClickException(" ".join(str(error).split())) from None
    except BrokenPipeError:
        raise  # whoever read along has enough
    except OSError as error:
        raise click.ClickException(
            f"{error.filename}: cannot be written ({error.strerror}); check the folder"
        ) from None


def _choose(**chosen: Any) -> Choices:
    rect, polygon, drop = chosen.pop("keep_rect"), chosen.pop("keep_polygon"), chosen.pop("drop_rect")
    if rect and polygon:
        raise click.UsageError("give --keep-rect or --keep-polygon, not both")
    if sum(bool(chosen[way]) for way in ("scale", "mm_per_px", "uncalibrated")) > 1:
        raise click.UsageError("give one of --scale, --mm-per-px and --uncalibrated")
    return Choices(keep=rectangle(rect) if rect else polygon, drop=drop, **chosen)


def _import(
    file: Path,
    choices: Choices,
    *,
    target: Path | None,
    preview: Path | None,
    code: str | None,
    replace: bool,
) -> Iterator[str]:
    """Look at a file, and write what was asked for; gives what to tell."""
    from media_tools.importing import words

    source, analysis, plan = _look(file, choices)
    if preview:
        _preview(preview, file, source, analysis, plan)
    if target and _is_same(target, file):
        raise NotConfirmed(
            f"{target.name}: nothing was written: it would overwrite the original; name another with -o"
        )
    if code or (target and not preview):
        yield from _write(source, plan, code, target, replace=replace)
        return
    yield from words.report(source, analysis, plan)
    yield ""
    yield from words.next_step(file, write_options(choices), plan, target=target, preview=preview)


def _look(file: Path, choices: Choices) -> "tuple[Source, Analysis, Plan]":
    from media_tools.importing.analysis import analyse
    from media_tools.importing.plan import make_plan
    from media_tools.importing.recognise import open_source
    from media_tools.importing.source import Limits

    limits = Limits()
    source = open_source(file, limits)
    with _counting("Reading") as watch:
        analysis = analyse(source, limits, watch)
    return source, analysis, make_plan(source, analysis, choices, limits)


def _preview(preview: Path, file: Path, source: "Source", analysis: "Analysis", plan: "Plan") -> None:
    from media_tools.importing.preview import is_preview, write_preview

    if preview.suffix != ".png" or _is_same(preview, file) or preview.with_suffix(".json").exists():
        raise NotConfirmed(
            f"{preview.name}: no preview was written; give --preview a new name that ends in .png"
        )
    if os.path.lexists(preview) and not is_preview(preview):
        raise NotConfirmed(
            f"{preview.name}: no preview was written: what is there already is something else; give --preview a new name"
        )
    write_preview(preview, source, analysis, plan)


def _is_same(path: Path, file: Path) -> bool:
    return path.exists() and path.samefile(file)


def _write(
    source: "Source", plan: "Plan", code: str | None, target: Path | None, *, replace: bool
) -> Iterator[str]:
    from media_tools.importing import words
    from media_tools.importing.write import write_import

    if target is None:
        raise NotConfirmed(
            f"{source.name}: nothing was written; say where to with -o, such as -o media/plax.mp4"
        )
    with _counting("Writing") as watch:
        facts = write_import(source, plan, code, target, replace=replace, watch=watch)
    yield from words.done(target, facts)


@contextmanager
def _counting(what: str) -> "Iterator[Watch]":
    """Counts frames on the terminal, if there is one: a long clip takes its time."""
    shown = sys.stderr.isatty()

    def watch(number: int) -> None:
        if shown and number % 10 == 0:
            click.echo(f"\r{what} frame {number}", nl=False, err=True)

    try:
        yield watch
    finally:
        if shown:
            click.echo("\r\033[K", nl=False, err=True)
