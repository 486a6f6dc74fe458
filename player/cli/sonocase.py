"""The `sonocase` command, and where each of its commands is."""

import signal
from typing import Any

import click

from player import config as environment
from player.cli import leave
from player.cli.group import Sonocase, end
from player.config import read_config

AUTHORS = {
    "check": "media_tools.check.cli:check",
    "media": "media_tools.cli:media",
    "new": "media_tools.new.cli:new",
    "new-area": "media_tools.new.cli:new_area",
    "preview": "player.cli.preview:preview",
    "storyboard": "player.cli.storyboard:storyboard",
}
"""Commands on packages and media, for which no instance is there."""
INSTANCE = {
    "audit": "player.certification.cli:audit",
    "decision": "player.certification.cli:decision",
    "diff": "player.cli.diff:diff",
    "mail": "player.certification.cli:mail",
    "mark": "player.cli.scores:mark",
    "publish": "player.cli.publish:publish",
    "replay": "player.cli.replay:replay",
    "rescore": "player.cli.scores:rescore",
    "run": "player.cli.serve:run",
    "user": "player.cli.accounts:user",
    "voucher": "player.certification.cli:voucher",
}
"""Commands on an instance."""


def _settings() -> str:
    """The settings, in the words of their module; click is told to keep its lines."""
    _, _, told = (environment.__doc__ or "").partition("\n\n")
    return f"\b\nSettings are read from the environment:\n{told}"


def _make_app() -> Any:
    from player import create_app

    return create_app(read_config())


@click.group(
    cls=Sonocase,
    places=AUTHORS | INSTANCE,
    epilog=_settings(),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="sonocase")
@click.pass_context
def sonocase(ctx: click.Context) -> None:
    """Case-based clinical assessments in point-of-care ultrasound.

    \b
    To try it:       sonocase run --demo
    To write cases:  sonocase new-area NAME, then sonocase preview NAME
    To run it:       sonocase publish PACKAGE, sonocase user add EMAIL, then sonocase run

    Exit codes: 0 done; 1 refused, or something is wrong; 2 not understood; 130 stopped by Ctrl-C.
    """  # noqa: D301 (click reads the backspace as: do not wrap this)
    signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGINT) is leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if ctx.invoked_subcommand in INSTANCE:
        from flask.cli import ScriptInfo

        ctx.obj = ScriptInfo(create_app=_make_app)
