"""`sonocase user`: accounts and their passwords."""

import sys
from typing import get_args

import click
from flask.cli import with_appcontext

from player.store import Role


def _ask_password(_: click.Context, __: click.Parameter, given: str | None) -> str:
    """The password: as it was given, as it is typed twice at a terminal, or as a line that comes through a pipe."""
    if given is not None:
        return given
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\n")


PASSWORD = click.option(
    "--password",
    callback=_ask_password,
    metavar="PASSWORD",
    help="At least 12 characters. Better left out: it is then asked for, or read as a line from a pipe.",
)


@click.group()
def user() -> None:
    """Make accounts and set passwords."""


@user.command("add")
@click.argument("email")
@click.option("--name", prompt=True, metavar="NAME", help="As it is shown to others; asked for if left out.")
@click.option(
    "--role",
    type=click.Choice(get_args(Role)),
    default="candidate",
    show_default=True,
    help="Candidates sit exams, authors write cases, reviewers check captions, registrars run the programme.",
)
@PASSWORD
@with_appcontext
def add_user(email: str, name: str, role: Role, password: str) -> None:
    """Make an account, which signs in with EMAIL and a password."""
    from player.services import services

    made = services().accounts.add(email, name, role, password)
    click.echo(f"{made.email} can sign in as {made.role}")


@user.command("password")
@click.argument("email")
@PASSWORD
@with_appcontext
def set_password(email: str, password: str) -> None:
    """Set a new password for EMAIL, and end all sessions of the account."""
    from player.services import services

    services().accounts.reset_password(email, password)
    click.echo(f"{email} has a new password")
