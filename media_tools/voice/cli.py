"""`sonocase media voices`: which voices can be used here, and what one sounds like."""

from pathlib import Path

import click

from media_tools.encode import write_sound
from media_tools.errors import MediaError
from media_tools.voice.engine import ENGINES, RATE, speak
from scenarios.model.case import Voice

SAMPLE = "Good morning. Your blood pressure is 128/76 mmHg, and the scan took four minutes."
"""What a voice says to show itself."""


@click.command()
@click.option("--sample", metavar="ENGINE/VOICE", help="Write a sample of this voice.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the sample goes; an .m4a file."
)
@click.option("--text", default=SAMPLE, help="What the sample says.")
@click.option(
    "--rate", type=click.FloatRange(0.5, 2), default=1.0, help="Tempo, as a factor of the voice's own."
)
@click.option(
    "--pitch", type=click.FloatRange(0.5, 2), default=1.0, help="Pitch, as a factor of the voice's own."
)
def voices(sample: str | None, output: Path | None, text: str, rate: float, pitch: float) -> None:
    """List the voices that are installed, or write a sample of one."""
    if sample is None:
        _list()
        return
    engine, _, name = sample.rpartition("/")
    target = output or Path(f"{name}.m4a")
    try:
        voice = _voice(engine or "flite", name, rate, pitch)
        write_sound(target, speak(text, voice).samples, RATE)
    except MediaError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{voice.engine}/{voice.name}: {target}")


def _voice(engine: str, name: str, rate: float, pitch: float) -> Voice:
    try:
        return Voice.model_validate({"engine": engine, "name": name, "rate": rate, "pitch": pitch})
    except ValueError:
        known = ", ".join(ENGINES)
        raise click.ClickException(
            f"{engine}/{name}: no such voice; name it ENGINE/VOICE, with one of {known}"
        ) from None


def _list() -> None:
    for name, engine in ENGINES.items():
        found = engine.voices()
        click.echo(f"{name:10}{' '.join(found) if found else f'no voice; {engine.install}'}")
