"""The companion's commands: letters, vouchers, the record, decisions."""

import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from player.certification.text import count

if TYPE_CHECKING:  # the companion is imported when a command needs it, so that the others start fast
    from player.certification.companion import Companion
    from player.certification.office.vouchers import Issued

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PAUSE = 20.0
"""Seconds between two looks for what time has brought, and after something went wrong."""
COMMAND_LINE = "command line"
"""Who acts, as the record says it, where nobody has signed in."""
WATCH = 1.0
"""Seconds between two looks for letters that are due, and for the server that this process runs beside."""


def _companion() -> "Companion":
    from player.certification.companion import companion

    return companion()


@click.group()
def mail() -> None:
    """Send letters, and see what became of them."""


@mail.command(short_help="Send every letter that is due.")
@click.option(
    "--loop", is_flag=True, help="Go on until stopped: send what falls due, remind, close what is over."
)
@click.option("--beside", type=int, hidden=True, help="End when the process of this number is gone.")
@with_appcontext
def send(*, loop: bool, beside: int | None) -> None:
    """Send every letter that is due: to the mail server, or to files in the instance where none is set."""
    found = _companion()
    if not loop:
        found.keeper.tick()
        done = found.sender.send_due()
        click.echo(f"{count(done, 'letter')} sent or given up")
        return
    _loop(found, beside)


def _loop(found: "Companion", beside: int | None) -> None:
    pause, waited, well = threading.Event(), PAUSE, True
    while beside is None or os.getppid() == beside:
        if waited >= PAUSE:
            waited = 0.0
            well = _managed(found.keeper.tick) and _managed(found.sender.send_due)
        elif well:
            well = _managed(found.sender.send_due)
        try:
            pause.wait(WATCH)
        except KeyboardInterrupt:
            if beside is not None:
                return
            raise
        waited += WATCH


def _managed(work: Callable[[], object]) -> bool:
    """Do some work; whatever goes wrong is logged, and gives False, so that it is tried again after a pause."""
    try:
        work()
    except Exception:
        logging.getLogger(__name__).exception("letters could not be looked after")
        return False
    return True


@mail.command("list", short_help="Show letters that wait or could not be sent.")
@click.option("--all", "everything", is_flag=True, help="Show letters that were sent, too.")
@with_appcontext
def list_letters(*, everything: bool) -> None:
    """Show letters that wait or could not be sent, the latest first."""
    with _companion().store.read() as unit:
        found = unit.letters.in_states(["waiting", "dead", "sent"] if everything else ["waiting", "dead"])
    for letter in found:
        said = f"  {letter.told}" if letter.told else ""
        click.echo(f"{letter.id}  {letter.state:<8}{letter.recipient:<32}{letter.template}{said}")
    if not found:
        click.echo("no letter waits, and none could not be sent")


@mail.command()
@click.argument("letter")
@with_appcontext
def retry(letter: str) -> None:
    """Have LETTER sent again, which could not be sent."""
    _companion().outbox.retry(COMMAND_LINE, letter)
    click.echo(f"{letter} is sent again with the next look")


@click.group()
def voucher() -> None:
    """Issue vouchers, singly or from a file."""


def _day(_: click.Context, __: click.Parameter, value: datetime) -> datetime:
    """The end of a day in UTC."""
    return datetime.combine(value.date(), time(0), UTC) + timedelta(days=1)


@voucher.command()
@click.option(
    "--area",
    "areas",
    multiple=True,
    help="A content area that it is for, or 'certification'; may be given again. None: all.",
)
@click.option(
    "--expires",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The last day to enter it.",
)
@click.option("--note", default="", help="What it is for, as staff will see it.")
@click.option("--by", required=True, help="Who issues it, as the record will say.")
@with_appcontext
def issue(areas: tuple[str, ...], expires: datetime, note: str, by: str) -> None:
    """Issue one voucher. Its code is shown now and never again."""
    from player.certification.office.vouchers import Order

    _show(_companion().vouchers.issue(by, [Order(areas, expires, note)]))


@voucher.command("import")
@click.argument("file", type=FILE)
@click.option("--by", required=True, help="Who issues them, as the record will say.")
@click.option("--dry-run", is_flag=True, help="Say what would be issued, and issue nothing.")
@with_appcontext
def import_vouchers(file: Path, by: str, *, dry_run: bool) -> None:
    """Issue a voucher for each row of FILE, all or none.

    FILE is CSV with the columns areas (with spaces between, certification among them; empty for all), expires
    (a day such as 2027-06-30) and note. The codes are printed as CSV, now and never again.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not UTF-8; save it as UTF-8") from None
    orders, faults = _companion().vouchers.read_csv(text)
    if faults:
        raise click.ClickException("\n".join(f"{file}: {fault}" for fault in faults))
    if dry_run:
        click.echo(f"{count(len(orders), 'voucher')} would be issued")
        return
    _show(_companion().vouchers.issue(by, orders))


def _show(issued: "list[Issued]") -> None:
    from player.certification.office.codes import codes_as_csv

    click.echo(codes_as_csv(issued), nl=False)


@click.group()
def audit() -> None:
    """See whether the record is what was written."""


@audit.command()
@click.option(
    "--head", "heads", multiple=True, type=FILE, help="A head that was exported; may be given again."
)
@with_appcontext
def verify(heads: tuple[Path, ...]) -> None:
    """Check the whole record, and name the first break.

    An end that was cut off, or a record that was made anew, is found by a head that was kept outside of the
    instance: export one now and then. The exit code is 1 where there is a break.
    """
    from player.certification.office.keeper import read_head

    outside = [read_head(path.read_text(encoding="utf-8")) for path in heads]
    found = _companion().keeper.verify(outside)
    if found.broken:
        raise click.ClickException(f"the record is broken: {found.broken.said}")
    click.echo(f"{count(found.records, 'record')} and {count(found.heads, 'signed head')}: the record holds")


@audit.command(short_help="Print the signed head of the record.")
@with_appcontext
def head() -> None:
    """Print the signed head of the record, to be kept outside of the instance."""
    click.echo(_companion().keeper.export_head())


@click.group()
def decision() -> None:
    """See why a decision was taken."""


@decision.command(short_help="Take a decision again, and compare.")
@click.argument("decision_id", metavar="ID")
@with_appcontext
def replay(decision_id: str) -> None:
    """Take the decision ID again from the record alone, and compare it with what was decided.

    The application is rebuilt as it was, and the rules and the policy of that time recommend. The exit code
    is 1 where something differs.
    """
    from player.certification.tokens import show_code

    found = _companion().registry.replay(decision_id)
    decided = found.decided
    click.echo(
        f"{decided.target}: {decided.outcome}, by {decided.decider} on {decided.at:%Y-%m-%d %H:%M} UTC"
    )
    for reason in found.recommendation.reasons:
        click.echo(f"  {reason.state:<7}{reason.rule}: {reason.said}")
    click.echo(
        f"recommended: {found.recommendation.outcome}; rules {decided.inputs.rules}, policy {decided.inputs.policy[:12]}"
    )
    if decided.said:
        click.echo(f"said: {decided.said}")
    if decided.code:
        click.echo(f"code: {show_code(decided.code)}")
    if found.differences:
        raise click.ClickException(f"what is in the record differs: {', '.join(found.differences)}")
    click.echo("it is the same again")
