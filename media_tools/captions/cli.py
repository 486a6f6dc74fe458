"""`sonocase media captions`: SubRip in and out."""

from pathlib import Path

import click

from media_tools.captions.model import Cue
from media_tools.captions.srt import read_srt, write_srt
from media_tools.captions.vtt import read_vtt
from media_tools.captions.write import write_vtt
from media_tools.encode import whole
from media_tools.errors import MediaError

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TARGET = click.Path(dir_okay=False, path_type=Path)


@click.group()
def captions() -> None:
    """Bring captions in from SubRip (SRT), or give them out."""


@captions.command("import")
@click.argument("source", type=_FILE)
@click.argument("target", type=_TARGET)
@click.option(
    "--speaker", "speakers", multiple=True, help="A name that is a speaker before a colon; may be repeated."
)
@click.option("--force", is_flag=True, help="Write over the target.")
def import_(source: Path, target: Path, speakers: tuple[str, ...], *, force: bool) -> None:
    """Turn the SubRip file SOURCE into the WebVTT file TARGET."""
    try:
        cues = read_srt(source.read_bytes(), source.name, speakers)
        _write(target, write_vtt(cues, source.name), force=force)
    except MediaError as error:
        raise click.ClickException(str(error)) from None
    click.echo(_summary(target, cues))


@captions.command("export")
@click.argument("source", type=_FILE)
@click.argument("target", type=_TARGET)
@click.option("--force", is_flag=True, help="Write over the target.")
def export(source: Path, target: Path, *, force: bool) -> None:
    """Turn the WebVTT file SOURCE into the SubRip file TARGET."""
    try:
        cues = read_vtt(source.read_bytes(), source.name)
        _write(target, write_srt(cues), force=force)
    except MediaError as error:
        raise click.ClickException(str(error)) from None
    click.echo(_summary(target, cues))


def _write(target: Path, text: str, *, force: bool) -> None:
    if target.exists() and not force:
        raise click.ClickException(f"{target}: exists already; choose another name, or add --force")
    with whole(target) as part:
        part.write_text(text, "utf-8", newline="\n")


def _summary(target: Path, cues: tuple[Cue, ...]) -> str:
    speakers = sorted({cue.speaker for cue in cues if cue.speaker})
    heard = f"; speakers: {', '.join(speakers)}" if speakers else "; no speaker is named"
    return f"{target}: {len(cues)} cue{'s' if len(cues) != 1 else ''}{heard}"
