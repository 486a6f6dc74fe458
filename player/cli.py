"""The `sonocase` command."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, get_args

import click
from flask.cli import AppGroup, ScriptInfo, with_appcontext

from media_tools.cli import media
from media_tools.errors import MediaError
from player.config import read_config
from player.errors import PlayerError
from player.store import Role
from scenarios.errors import PackageError, Problem

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Sonocase(AppGroup):
    """The command group; an error of ours ends it with one line for each thing that is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and tell its errors in words instead of a traceback."""
        try:
            return super().invoke(ctx)
        except PackageError as error:
            raise click.ClickException(f"the package is refused\n{error}") from None
        except (PlayerError, MediaError) as error:
            raise click.ClickException(str(error)) from None


def _make_app() -> Any:
    from player import create_app

    return create_app(read_config())


@click.group(cls=Sonocase, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sonocase")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Case-based clinical assessments in point-of-care ultrasound.

    Configuration is read from the environment: SONOCASE_INSTANCE (folder, default ./instance),
    SONOCASE_DATABASE_URL (default SQLite in that folder), SONOCASE_SECRET_KEY, SONOCASE_ORIGIN,
    SONOCASE_HOST, PORT.
    """
    ctx.obj = ScriptInfo(create_app=_make_app)


main.add_command(media)


@main.command()
@click.option("--demo", is_flag=True, help="Publish the bundled packages and make an account for each role.")
@click.option("--worker", type=click.Choice(["gevent", "gthread"]), hidden=True)
def run(*, demo: bool, worker: str | None) -> None:
    """Serve the player on http://HOST:PORT until it is stopped with Ctrl-C."""
    from dataclasses import replace

    from player import serve

    config = replace(read_config(), demo=True) if demo else read_config()
    if demo:
        _prepare_demo()
    click.echo(f"\nSonocase is served on http://{config.host}:{config.port}  (Ctrl-C stops it)")
    serve.start(config, worker=worker or serve.WORKER)


def _prepare_demo() -> None:
    from player import create_app
    from player.demo import bundled_packages, seed_accounts

    app = create_app(read_config())
    with app.app_context():
        for folder in bundled_packages():
            _publish(folder, webm=False)
        click.echo("\nAccounts of this demonstration:")
        services = app.extensions["sonocase"]
        for email, password in seed_accounts(services.accounts, services.config.instance):
            click.echo(f"  {email:<26}{password}")
    services.store.close()


@main.command()
@click.argument("paths", nargs=-1, required=True, type=FOLDER)
@click.option("--webm", is_flag=True, help="Add VP9 and Opus, for browsers without H.264.")
@with_appcontext
def publish(paths: tuple[Path, ...], *, webm: bool) -> None:
    r"""Check packages and store each as an immutable version that can be sat.

    \b
    sonocase publish scenarios/cardiac scenarios/lung
    """
    for path in paths:
        _publish(path, webm=webm)


def _publish(folder: Path, *, webm: bool) -> None:
    from player.publish.publishing import publish_package
    from player.services import services

    with _progress(f"Publishing {folder.name}") as tell:
        version, new = publish_package(folder, services().library, services().store, webm=webm, tell=tell)
    word = "published as" if new else "is already published as"
    click.echo(f"{version.title} {version.number} {word} version {version.id[:12]}")


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar that appears with the first step it is told of."""
    with ExitStack() as stack:
        bars: list[Any] = []

        def tell(done: int, of: int) -> None:
            if not bars:
                bars.append(stack.enter_context(click.progressbar(length=of, label=label, file=sys.stderr)))
            bars[0].update(done - bars[0].pos)

        yield tell


@main.command()
@click.argument("paths", nargs=-1, required=True, type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON, for machines.")
def check(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Tell everything that is wrong with packages; exits with 1 where there is anything."""
    problems = {str(path): _problems(path) for path in paths}
    if as_json:
        plain = {path: [problem.as_json() for problem in found] for path, found in problems.items()}
        click.echo(json.dumps(plain, indent=2))
    else:
        for path, found in problems.items():
            for problem in found:
                click.echo(f"{path}/{problem}")
            if not found:
                click.echo(f"{path}: nothing is wrong")
    if any(problems.values()):
        sys.exit(1)


def _problems(folder: Path) -> list[Problem]:
    from media_tools.check.integrity import integrity
    from scenarios.load import load_package

    try:
        package = load_package(folder)
    except PackageError as error:
        return list(error.problems)
    return sorted(integrity(folder, package))


@main.group(cls=AppGroup)
def user() -> None:
    """Accounts."""


@user.command("add")
@click.argument("email")
@click.option("--name", prompt=True, help="Name as it is shown.")
@click.option("--role", type=click.Choice(get_args(Role)), default="candidate", show_default=True)
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="At least 12 characters."
)
@with_appcontext
def add_user(email: str, name: str, role: Role, password: str) -> None:
    """Make an account."""
    from player.services import services

    made = services().accounts.add(email, name, role, password)
    click.echo(f"{made.email} can sign in as {made.role}")


@user.command("password")
@click.argument("email")
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="At least 12 characters."
)
@with_appcontext
def set_password(email: str, password: str) -> None:
    """Set a new password, and end all sessions of the account."""
    from player.services import services

    services().accounts.reset_password(email, password)
    click.echo(f"{email} has a new password")


@main.command()
@click.argument("attempt")
@click.option("--json", "as_json", is_flag=True, help="Print the rebuilt report as JSON.")
@with_appcontext
def replay(attempt: str, *, as_json: bool) -> None:
    """Rebuild a sitting from its events, score it, and say whether that equals what was reported.

    Exits with 1 where it does not.
    """
    from player.services import services

    sitting, made, found = services().delivery.replay(attempt)
    if as_json:
        click.echo(json.dumps(made, indent=2))
        sys.exit(1 if found else 0)
    state = sitting.state
    click.echo(
        f"{sitting.form.title}, {state.mode}: {state.stage}, {state.seq} events, {len(state.responses)} answers"
    )
    click.echo(f"score {made['percent']:.2f} % of the cut score {made['cut_score']['percent']:g} %")
    if not services().delivery.reports(attempt):
        click.echo("nothing has been reported of it yet")
    for path in found:
        click.echo(f"differs from what was reported: {path}")
    if found:
        sys.exit(1)
    click.echo("state and scores are as reported")
