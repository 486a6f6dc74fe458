"""`sonocase media ...`: what authors run on media."""

import click

from media_tools.build.cli import build, narrate
from media_tools.captions.cli import captions
from media_tools.importing.cli import import_
from media_tools.phantom.cli import synth
from media_tools.voice.cli import voices


@click.group()
def media() -> None:
    """Import, narrate, caption, draw, simulate and check media."""


for command in (build, narrate, import_, synth, captions, voices):
    media.add_command(command)
