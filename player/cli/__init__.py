"""The `sonocase` command: one module for each family of commands.

group      what all of them share: errors in one line, an end in good order
sonocase   the command itself, and where each of its commands is

Each command is imported when it is asked for.
"""


def main() -> None:
    """Run the command."""
    from player.cli.sonocase import sonocase

    sonocase()
