"""The `sonocase` command: the group, and one module for each family of commands."""

import signal
from typing import Any

import click
from flask.cli import ScriptInfo

from media_tools.check.cli import check
from media_tools.cli import media
from media_tools.new.cli import new, new_area
from player import config as environment
from player.certification.cli import audit, decision, mail, voucher
from player.cli.accounts import user
from player.cli.diff import diff
from player.cli.group import Sonocase, end
from player.cli.preview import preview
from player.cli.publish import publish
from player.cli.replay import replay
from player.cli.scores import mark, rescore
from player.cli.serve import run
from player.cli.storyboard import storyboard
from player.config import read_config


def _settings() -> str:
    """The settings, in the words of their module; click is told to keep its lines."""
    _, _, told = (environment.__doc__ or "").partition("\n\n")
    return f"\b\nSettings are read from the environment:\n{told}"


def _make_app() -> Any:
    from player import create_app

    return create_app(read_config())


@click.group(cls=Sonocase, epilog=_settings(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sonocase")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Case-based clinical assessments in point-of-care ultrasound.

    \b
    To try it:       sonocase run --demo
    To write cases:  sonocase new-area NAME, then sonocase preview NAME
    To run it:       sonocase publish PACKAGE, sonocase user add EMAIL, then sonocase run

    Exit codes: 0 done; 1 refused, or something is wrong; 2 not understood; 130 stopped by Ctrl-C.
    """  # noqa: D301 (click reads the backspace as: do not wrap this)
    ctx.obj = ScriptInfo(create_app=_make_app)
    signal.signal(signal.SIGTERM, end)


for command in (
    media, new, new_area, mail, voucher, audit, decision, mark, rescore, check, preview, storyboard, run, publish, diff, user, replay,
):  # fmt: skip
    main.add_command(command)
