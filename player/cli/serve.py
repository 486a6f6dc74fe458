"""`sonocase run`: the server, and what it needs before and beside it."""

import os
import subprocess
import sys

import click

from player.cli.publish import publish_folder
from player.config import Config, read_config


@click.command(short_help="Serve the player until Ctrl-C.")
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
    from player.certification.demo import seed_people
    from player.demo import seed_accounts, show_reviews
    from player.publish.proven import bundled_packages
    from player.services import services

    bundled = bundled_packages()
    for folder in bundled:
        publish_folder(folder, webm=False)
    accounts = list(seed_accounts(services().accounts, services().config.instance))
    # people sit exams, which begin for nobody before their scenes are signed off
    signed = show_reviews(services(), {folder.name for folder in bundled})
    if number := seed_people(services().config, services().store):
        click.echo(f"{number} people of the demonstration are on their road to certification")
    if signed:
        click.echo(f"{signed} scenes are signed off for show: nobody has reviewed them")
    click.echo("\nAccounts of this demonstration:")
    for email, password in accounts:
        click.echo(f"  {email:<26}{password}")
