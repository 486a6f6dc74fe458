"""`sonocase media ...`: what authors run on media."""

from importlib import import_module

import click

COMMANDS = {
    "build": "media_tools.build.cli:build",
    "captions": "media_tools.captions.cli:captions",
    "import": "media_tools.importing.cli:import_",
    "narrate": "media_tools.build.cli:narrate",
    "synth": "media_tools.phantom.cli:synth",
    "voices": "media_tools.voice.cli:voices",
}
"""Where each command is; it is imported when it is asked for, so that no other has to wait for its libraries."""


class Media(click.Group):
    """The group, which finds its commands by their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click gives it)
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 (likewise)
        """The command of a name; None where there is none."""
        module, _, function = COMMANDS.get(name, "").partition(":")
        command: click.Command | None = getattr(import_module(module), function) if module else None
        return command


@click.group(cls=Media)
def media() -> None:
    """Import, narrate, caption, draw, simulate and check media."""
