"""The `sonocase` command: one module for each family of commands.

group      what all of them share: errors in one line, an end in good order
sonocase   the command itself, and where each of its commands is

Next to nothing is imported here, so that Ctrl-C is heard from the beginning.
"""

import os
import signal


def main() -> None:
    """Run the command; Ctrl-C ends it without a word while it is still being loaded."""
    # whoever is started to ignore Ctrl-C, as shells start what runs behind, goes on ignoring it
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)
    from player.cli.sonocase import sonocase

    sonocase()


def leave(number: int, _: object) -> None:
    """End at once: nothing has begun. An exception could be lost in an import, or be told in many lines."""
    os._exit(128 + number)
