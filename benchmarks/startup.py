"""Time from `sonocase run --demo` until the server answers: for the first time, and again.

The first start publishes the bundled packages: it checks and cuts all their media. The files themselves
are in the system's cache by then, as they are after a download.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import median
from benchmarks.server import run_server

RUNS = 3
QUICK_RUNS = 1
AGAIN = 3
"""Further starts after each first one."""


def measure(runs: int) -> list[dict[str, Any]]:
    """A row for the first start and one for those that follow; seconds, and the memory at rest in MiB."""
    first, again = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="sonocase-bench-") as folder:
            starts = [_start(Path(folder) / "instance") for _ in range(1 + AGAIN)]
        first += starts[:1]
        again += starts[1:]
    return [_row("first, with publishing", first), _row("again, everything published", again)]


def _start(instance: Path) -> tuple[float, float]:
    instance.mkdir(exist_ok=True)
    with run_server(instance, options=("--demo",)) as server:
        return server.started, server.memory()


def _row(start: str, starts: Sequence[tuple[float, float]]) -> dict[str, Any]:
    seconds, memory = zip(*starts, strict=True)
    return {
        "start": start,
        "times": len(starts),
        "median s": round(median(seconds), 2),
        "slowest s": round(max(seconds), 2),
        "memory MiB": round(median(memory), 1),
    }
