"""The `sonocase` command."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import reduce
from pathlib import Path
from typing import Any, get_args

import click
from flask.cli import ScriptInfo, with_appcontext

from media_tools.check.cli import check
from media_tools.cli import media
from media_tools.errors import MediaError
from player import config as environment
from player.certification.cli import audit, decision, mail, voucher
from player.cli_scores import mark, rescore
from player.config import Config, read_config
from player.delivery import Sitting
from player.errors import PlayerError
from player.scores import Replayed
from player.store import Role
from scenarios.errors import PackageError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


STOPPED = 128
"""To this the number of a signal is added to give the exit code, as shells do: 130 for Ctrl-C."""


class Sonocase(click.Group):
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


def _settings() -> str:
    """The settings, in the words of their module; click is told to keep its lines."""
    _, _, told = (environment.__doc__ or "").partition("\n\n")
    return f"\b\nSettings are read from the environment:\n{told}"


def _end(number: int, _: Any) -> None:
    """Being told to end is an end in good order, too: what is half done is cleared away."""
    sys.exit(STOPPED + number)


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
    To write cases:  sonocase media build PACKAGE, then sonocase check PACKAGE
    To run it:       sonocase publish PACKAGE, sonocase user add EMAIL, then sonocase run

    Exit codes: 0 done; 1 refused, or something is wrong; 2 not understood; 130 stopped by Ctrl-C.
    """  # noqa: D301 (click reads the backspace as: do not wrap this)
    ctx.obj = ScriptInfo(create_app=_make_app)
    signal.signal(signal.SIGTERM, _end)


main.add_command(media)
for group in (mail, voucher, audit, decision):
    main.add_command(group)
main.add_command(mark)
main.add_command(rescore)
main.add_command(check)


@main.command(short_help="Serve the player until Ctrl-C.")
@click.option("--demo", is_flag=True, help="Publish the bundled packages and make an account for each role.")
@click.option(
    "--no-mail",
    is_flag=True,
    help="Send no letters beside the server; run `sonocase mail send --loop` yourself.",
)
@click.option("--worker", type=click.Choice(["gevent", "gthread"]), hidden=True)
def run(*, demo: bool, no_mail: bool, worker: str | None) -> None:
    """Serve the player on http://HOST:PORT until it is stopped with Ctrl-C.

    Behind a proxy that speaks https, set SONOCASE_ORIGIN to the address that browsers use. Whether the server
    is well is told at /healthz; what goes wrong is kept in logs/sonocase.log of the instance.
    """
    from dataclasses import replace

    from player import serve

    config = replace(read_config(), demo=True) if demo else read_config()
    serve.check_address(config)
    _prepare(config)
    click.echo(f"\nSonocase is served on http://{config.host}:{config.port}  (Ctrl-C stops it)")
    if not no_mail:
        _send_mail_beside()
    serve.start(config, worker=worker or serve.WORKER)


def _send_mail_beside() -> None:
    """Start the process that sends letters; it ends with the server, which keeps this process's number."""
    code = "from player.cli import main; main()"
    command = [sys.executable, "-c", code, "mail", "send", "--loop", "--beside", str(os.getpid())]
    subprocess.Popen(command, stdin=subprocess.DEVNULL)


def _prepare(config: Config) -> None:
    """See that the database can be used, while whoever starts the server is still told in one line."""
    from player import create_app

    app = create_app(config)
    if config.demo:
        with app.app_context():
            _prepare_demo()
    app.extensions["sonocase"].store.close()
    app.extensions["sonocase.certification"].store.close()


def _prepare_demo() -> None:
    from player.demo import seed_accounts
    from player.publish.proven import bundled_packages
    from player.services import services

    for folder in bundled_packages():
        _publish(folder, webm=False)
    click.echo("\nAccounts of this demonstration:")
    for email, password in seed_accounts(services().accounts, services().config.instance):
        click.echo(f"  {email:<26}{password}")


@main.command(short_help="Offer packages to candidates, in a version that never changes.")
@click.argument("paths", nargs=-1, required=True, type=FOLDER)
@click.option("--webm", is_flag=True, help="Add VP9 and Opus, for browsers without H.264.")
@with_appcontext
def publish(paths: tuple[Path, ...], *, webm: bool) -> None:
    """Check packages and store each as an immutable version that can be sat.

    A package that has anything wrong with it is refused whole. Sittings that have begun keep their version.

    \b
    sonocase publish scenarios/cardiac scenarios/lung
    """  # noqa: D301 (click reads the backspace as: do not wrap this)
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


@main.group()
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


@main.command(short_help="Score a sitting again, and compare that with its report.")
@click.argument("attempt")
@click.option("--json", "as_json", is_flag=True, help="Print the rebuilt report as JSON.")
@with_appcontext
def replay(attempt: str, *, as_json: bool) -> None:
    """Rebuild a sitting from its events, score it, and say whether that equals what was reported.

    ATTEMPT is its identifier, which stands in its addresses: /sit/ATTEMPT/result. What differs is named with what
    was reported and what the events give, and the exit code is 1.
    """
    from player.services import services

    sitting, results = services().delivery.replay(attempt)
    found = any(result.differences for result in results)
    if as_json:
        click.echo(json.dumps(results[-1].made, indent=2))
    else:
        _tell_sitting(sitting, results)
        if not found:
            reported = results[-1].number
            click.echo(
                "state and scores are as reported" if reported else "nothing has been reported of it yet"
            )
    for result in results:
        of = f"result {result.number}: " if len(results) > 1 else ""
        for path in result.differences:
            old, new = _at(result.reported, path), _at(result.made, path)
            click.echo(f"{of}{path}: {old} was reported, {new} is what the events give", err=as_json)
    if found:
        sys.exit(1)


def _tell_sitting(sitting: Sitting, results: Sequence[Replayed]) -> None:
    state = sitting.state
    click.echo(
        f"{sitting.form.title}, {state.mode}: {state.stage}, {state.seq} events, {len(state.responses)} answers"
    )
    for result in results:
        made = result.made
        of = f"result {result.number}: " if len(results) > 1 else ""
        marked = f", {made['markings']} marked by hand" if "markings" in made else ""
        click.echo(f"{of}keys {made['keys']}, rules {made['rules']}{marked}")
        click.echo(f"score {made['percent']:.2f} %, cut score {made['cut_score']['percent']:g} %")


def _at(report: Mapping[str, Any], path: str) -> str:
    """What stands at a dotted path of a report, as JSON; `nothing` where there is no such place."""
    try:
        found = reduce(_inside, path.split("."), report)
    except (LookupError, TypeError, ValueError):
        return "nothing"
    return json.dumps(found)


def _inside(value: Any, name: str) -> Any:
    return value[int(name)] if isinstance(value, list) else value[name]
