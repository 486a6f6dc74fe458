"""What every command shares: its errors are told in one line each, and being stopped is an end in good order."""

import signal
import sys
from typing import Any

import click

from media_tools.cli import Listed
from media_tools.errors import MediaError
from player.errors import PlayerError
from scenarios.errors import PackageError

STOPPED = 128
"""To this the number of a signal is added to give the exit code, as shells do: 130 for Ctrl-C."""


class Sonocase(Listed):
    """The command group; whatever ends a command is told in one line for each thing that is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and tell its errors in words instead of a traceback."""
        try:
            return super().invoke(ctx)
        except PackageError as error:
            raise click.ClickException(f"the package is refused\n{error}") from None
        except (PlayerError, MediaError) as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            raise  # whoever read along has enough; click ends quietly
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'the system'}: {error.strerror}") from None
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            raise click.exceptions.Exit(STOPPED + signal.SIGINT) from None


def end(number: int, _: Any) -> None:
    """Being told to end is an end in good order, too: what is half done is cleared away."""
    sys.exit(STOPPED + number)
