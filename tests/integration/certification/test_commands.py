"""The companion's commands: what they do, what they say, and how they end."""

import csv
import io
import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from commands import Desk
from offices import SECRET, Office
from servers import free_port, until

from player.cli.sonocase import sonocase
from player.store import Store

Run = Callable[..., Result]


@pytest.fixture
def database_kind() -> str:
    """One kind is enough: what hangs on the database is tested without the commands."""
    return "sqlite"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office where a command looks for it."""
    instance = tmp_path / "instance"
    address = f"sqlite:///{instance / 'sonocase.db'}"
    instance.mkdir()
    opened = Store.open(address)
    return Office.at(opened, address, tmp_path)


@pytest.fixture
def run(office: Office, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the office's instance, with standard output and errors apart."""
    monkeypatch.setenv("SONOCASE_INSTANCE", str(office.config.instance))
    monkeypatch.setenv("SONOCASE_SECRET_KEY", SECRET)

    def invoke(*words: str | Path) -> Result:
        return CliRunner().invoke(sonocase, [str(word) for word in words])

    return invoke


def test_a_voucher_is_issued_and_its_code_works(office: Office, run: Run) -> None:
    done = run(
        "voucher",
        "issue",
        "--area",
        "cardiac",
        "--expires",
        "2099-06-30",
        "--note",
        "Course, 12",
        "--by",
        "Ann",
    )
    assert done.exit_code == 0, done.output
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["areas"], row["expires"], row["note"]) == ("cardiac", "2099-06-30", "Course, 12")
    user = office.candidate()
    application = office.eligible(user)
    assert office.companion.vouchers.redeem(user.id, application, row["code"]).state.stage == "open"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--area", "hart", "--expires", "2099-06-30", "--by", "Ann"], "'hart' is no content area"),
        (["--expires", "2020-06-30", "--by", "Ann"], "which is over"),
        (["--expires", "2099-06-30", "--by", "x" * 81], "1 to 80 characters"),
    ],
)
def test_a_voucher_that_cannot_be_issued_says_why(run: Run, words: list[str], told: str) -> None:
    done = run("voucher", "issue", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr


def test_vouchers_come_from_a_file_all_or_none_and_a_dry_run_issues_none(
    office: Office, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("areas,expires,note\ncardiac lung,2099-06-30,x\n,2099-06-30,y\n")
    dry = run("voucher", "import", file, "--by", "Ann", "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "2 vouchers would be issued\n")
    assert office.companion.vouchers.all() == []
    done = run("voucher", "import", file, "--by", "Ann")
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 2
    file.write_text("areas,expires,note\nhart,2099-06-30,x\n,soon,y\n")
    bad = run("voucher", "import", file, "--by", "Ann")
    assert (bad.exit_code, bad.stdout) == (1, "")
    assert f"{file}: line 2: 'hart'" in bad.stderr
    assert f"{file}: line 3: 'soon'" in bad.stderr
    file.write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in run("voucher", "import", file, "--by", "Ann").stderr
    assert len(office.companion.vouchers.all()) == 2


def test_the_record_is_verified_with_a_head_from_outside(office: Office, run: Run, tmp_path: Path) -> None:
    assert "Nothing has been recorded yet" in run("audit", "head").stderr
    office.eligible(office.candidate())
    exported = run("audit", "head")
    file = tmp_path / "head.json"
    file.write_text(exported.stdout)
    assert json.loads(exported.stdout)["number"] > 5
    good = run("audit", "verify", "--head", file)
    assert (good.exit_code, good.stdout.strip().endswith("the record holds")) == (0, True)
    with office.companion.store.write() as unit:
        unit._connection.execute(sa.text("DELETE FROM cert_contents WHERE number = 4"))
    bad = run("audit", "verify", "--head", file)
    assert bad.exit_code == 1
    assert "the record is broken: record 4 (" in bad.stderr
    file.write_text("{}")
    assert "holds no exported head" in run("audit", "verify", "--head", file).stderr


def test_a_decision_is_replayed(office: Office, run: Run) -> None:
    registrar, user = office.account("Ann Lee", "registrar"), office.candidate()
    office.publish()
    application = office.opened(user)
    office.sit(user, application)
    office.evaluated(user, application)
    file = office.companion.registry.decide(registrar, application, "cardiac", "award", signed="Ann Lee")
    done = run("decision", "replay", file.state.decisions["cardiac"].decision)
    assert done.exit_code == 0
    assert "cardiac: award, by Ann Lee" in done.stdout
    assert "met    assessment: Passed with" in done.stdout
    assert done.stdout.endswith("it is the same again\n")
    unknown = run("decision", "replay", "x")
    assert (unknown.exit_code, unknown.stderr) == (1, "Error: There is no decision 'x'.\n")


def test_letters_are_sent_listed_and_sent_again(office: Office, run: Run) -> None:
    assert run("mail", "list").stdout == "no letter waits, and none could not be sent\n"
    office.eligible(office.candidate(email="grace@example.org"))
    assert "waiting grace@example.org" in run("mail", "list").stdout
    assert run("mail", "send").stdout == "1 letter sent or given up\n"
    (file,) = (office.config.instance / "mail").glob("*.eml")
    assert "sent    grace@example.org" in run("mail", "list", "--all").stdout
    refused = run("mail", "retry", file.stem)
    assert (refused.exit_code, "only one that failed is sent again" in refused.stderr) == (1, True)
    with office.companion.store.write() as unit:
        unit._connection.execute(sa.text("UPDATE cert_outbox SET state = 'dead'"))
    assert run("mail", "retry", file.stem).exit_code == 0
    assert run("mail", "send").stdout == "1 letter sent or given up\n"


def test_the_server_sends_letters_from_a_process_of_its_own_that_ends_with_it(office: Office) -> None:
    office.eligible(office.candidate())
    desk = Desk(office.config.instance, {"PORT": str(free_port()), "SONOCASE_SECRET_KEY": SECRET})
    server = desk.begin("run")
    try:
        until(lambda: len(list((office.config.instance / "mail").glob("*.eml"))) == 1)
        (child,) = [int(pid) for pid in children(server.pid) if b"mail" in command_of(int(pid))]
        server.send_signal(signal.SIGKILL)
        server.wait()
        until(lambda: not alive(child))
    finally:
        # gunicorn's worker sees at its next beat that its master is gone; here nobody waits for that
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def children(pid: int) -> list[str]:
    """The processes that a process has begun."""
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_loop_ends_in_good_order_when_it_is_stopped(office: Office) -> None:
    office.eligible(office.candidate())
    loop = Desk(office.config.instance, {"SONOCASE_SECRET_KEY": SECRET}).begin("mail", "send", "--loop")
    until(lambda: len(list((office.config.instance / "mail").glob("*.eml"))) == 1)
    loop.send_signal(signal.SIGTERM)
    _, said = loop.communicate(timeout=60)
    assert (loop.returncode, "Traceback" in said) == (128 + signal.SIGTERM, False)
