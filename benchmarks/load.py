"""Time from an answer to its acknowledgement, under many candidates at once; and is anything lost?

Each candidate answers every 5 seconds on average, first as a draft and then for good, and reports the end
of every segment on the way. They are spread over the form, and whoever is through begins the next attempt.
Every message is acknowledged after its own transaction.
"""

import json
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.candidate import JITTER
from benchmarks.database import postgres
from benchmarks.figures import milliseconds, percentile
from benchmarks.instance import Published, Seat, copy_of, seat, sqlite_in
from benchmarks.ledger import audit
from benchmarks.plan import as_json, make_plan, paces
from benchmarks.server import Server, run_server

PACE = 5.0
"""Mean seconds between two answers of one candidate, drafts included."""
SECONDS = 40.0
QUICK_SECONDS = 10.0
CONNECTS_WITHIN = 180.0
ENDS_WITHIN = 120.0
"""Seconds after which a generator that has not connected, or not ended, is given up."""
SHOWN = 5
"""Errors that are told of a run; there may be thousands."""


@dataclass(frozen=True)
class Setting:
    """One run: how many candidates, gunicorn's worker, and the database."""

    candidates: int
    worker: str = "gevent"
    database: str = "sqlite"


FULL = (
    Setting(500),
    Setting(2000),
    Setting(500, worker="gthread"),
    Setting(2000, worker="gthread"),
    Setting(500, database="postgresql"),
    Setting(2000, database="postgresql"),
)
QUICK = (Setting(100), Setting(100, worker="gthread"), Setting(100, database="postgresql"))
AIM = {"candidates": 500, "p99": 50.0}
"""With so many candidates, 99 of 100 answers are to be acknowledged within so many milliseconds."""


def measure(published: Published, setting: Setting, seconds: float) -> dict[str, Any]:
    """The figures of one run; latencies in milliseconds.

    Raises:
        RuntimeError: the load could not be made, or no answer was acknowledged.
    """
    _allow_open_files(setting.candidates)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sonocase-bench-")))
        instance = copy_of(published, folder / "instance")
        database = sqlite_in(instance) if setting.database == "sqlite" else stack.enter_context(postgres())
        seats = seat(database, published, setting.candidates, _attempts_each(published, seconds))
        server = stack.enter_context(
            run_server(instance, database=database, options=("--worker", setting.worker))
        )
        said, watched = _load(folder, server, published, seats, seconds)
        checked = audit(database, said["messages"], published.form)
    return asdict(setting) | _figures(said, seconds) | watched | asdict(checked)


def faults(row: Mapping[str, Any]) -> list[str]:
    """What may not be, whatever the machine: answers lost or kept twice, and candidates who met an error."""
    run = f"{row['candidates']} candidates, {row['worker']}, {row['database']}"
    counts = {"lost": row["lost"], "kept twice": row["twice"], "errors": len(row["errors"])}
    found = [f"{run}: {count} {name}" for name, count in counts.items() if count]
    return found + [f"{run}: {error}" for error in row["errors"][:SHOWN]]


def within_aim(row: Mapping[str, Any]) -> bool | None:
    """Whether a run keeps to the aim; None where the aim is not about it."""
    if row["candidates"] != AIM["candidates"]:
        return None
    return bool(row["p99"] < AIM["p99"])


def _attempts_each(published: Published, seconds: float) -> int:
    """Enough attempts for the fastest candidate."""
    return 2 + int(seconds / (paces(make_plan(published.form)) * PACE * JITTER[0]))


def _load(
    folder: Path, server: Server, published: Published, seats: Sequence[Seat], seconds: float
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run the generator; what it wrote, and what was seen of the server meanwhile."""
    order, result = folder / "order.json", folder / "result.json"
    order.write_text(json.dumps(_order(server, published, seats, seconds)))
    before = server.memory()
    command = [sys.executable, "-m", "benchmarks.generator", str(order), str(result)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as generator:
        try:
            _wait_for_line(generator)
            connected, cpu, waited = server.memory(), server.cpu(), server.waited()
            generator.communicate("go\n", timeout=seconds + ENDS_WITHIN)
            used, waited = server.cpu() - cpu, server.waited() - waited
        except BaseException:
            generator.kill()
            raise
    said: dict[str, Any] = json.loads(result.read_text())
    return said, {
        "kib_each": round(1024 * (connected - before) / len(seats), 1),
        "server_mib": round(server.memory(), 1),
        "server_cpu": round(used / said["lasted"], 2),
        "server_waited": round(waited / said["lasted"], 2),
    }


def _wait_for_line(generator: "subprocess.Popen[str]") -> None:
    """Wait until the generator says that all are connected."""
    late = threading.Timer(CONNECTS_WITHIN, generator.kill)
    late.start()
    try:
        assert generator.stdout  # noqa: S101 (it was opened with a pipe)
        if generator.stdout.readline().strip() != "connected":
            raise RuntimeError("the load generator could not connect its candidates")
    finally:
        late.cancel()


def _order(server: Server, published: Published, seats: Sequence[Seat], seconds: float) -> dict[str, Any]:
    return {
        "address": {"host": "127.0.0.1", "port": server.port, "cookie": "sonocase"},
        "seats": [asdict(seat) for seat in seats],
        "plan": as_json(make_plan(published.form)),
        "pace": PACE,
        "seconds": seconds,
    }


def _figures(said: dict[str, Any], seconds: float) -> dict[str, Any]:
    times = said["seconds"]
    if "submit" not in times:
        raise RuntimeError(f"no answer was acknowledged; the first errors: {said['errors'][:SHOWN]}")
    submitted = milliseconds(times["submit"])
    count = sum(len(times.get(kind, ())) for kind in ("submit", "draft", "reached", "continue"))
    return {
        "answers": submitted.pop("count"),
        "messages_a_second": round(count / seconds, 1),
        **submitted,
        "all_messages": {kind: milliseconds(found) for kind, found in times.items()},
        "connect_p50": milliseconds(said["first_connect"])["p50"],
        "errors": said["errors"],
        "generator_cpu": round(said["cpu"], 2),
        "generator_late_p99": round(1000 * percentile(said["lateness"], 0.99), 2),
    }


def _allow_open_files(candidates: int) -> None:
    """Let this process's children have a socket for each candidate, and some more.

    Raises:
        RuntimeError: the machine does not allow as many.
    """
    wanted = 2 * candidates + 500
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise RuntimeError(
            f"{candidates} candidates need {wanted} open files, and {hard} are allowed: ulimit -Hn"
        )
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
