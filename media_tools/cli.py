"""`sonocase media ...`: what authors run on media."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "build": "media_tools.build.cli:build",
    "captions": "media_tools.captions.cli:captions",
    "import": "media_tools.importing.cli:import_",
    "narrate": "media_tools.build.cli:narrate",
    "synth": "media_tools.phantom.cli:synth",
    "voices": "media_tools.voice.cli:voices",
}


class Listed(click.Group):
    """A group that knows where its commands are: one is imported when it is asked for, so that no other has to wait for its libraries.

    Attributes:
        places: module and function of each command, by its name.
    """

    def __init__(self, *, places: Mapping[str, str], **settings: Any) -> None:
        super().__init__(**settings)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click gives it)
        """The names of all commands."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 (likewise)
        """The command of a name; None where there is none."""
        module, _, function = self.places.get(name, "").partition(":")
        command: click.Command | None = getattr(import_module(module), function) if module else None
        return command


@click.group(cls=Listed, places=COMMANDS)
def media() -> None:
    """Import, narrate, caption, draw, simulate and check media."""
