"""What the figures were measured on, and with what."""

import os
import platform
import sqlite3
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks.figures import median

PACKAGES = (
    "sonocase",
    "flask",
    "flask-sock",
    "simple-websocket",
    "gunicorn",
    "gevent",
    "sqlalchemy",
    "pydantic",
)
SYNCS = 50
_PAGE = bytes(4096)
_sync = getattr(os, "fdatasync", os.fsync)  # macOS has no fdatasync


def machine() -> dict[str, Any]:
    """Facts of this machine; `load` is the average over the last minute, before anything was measured."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "versions": {name: version(name) for name in PACKAGES},
        "commit": _commit(),
        "load": round(os.getloadavg()[0], 2),
        "sync_ms": _sync_time(),
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    """The commit that was measured, with `+` where files have been changed since; empty outside of a checkout."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip()


def _sync_time() -> float:
    """Milliseconds that the disk needs to keep a page, where the measured instances lie: the median."""
    times = []
    with tempfile.NamedTemporaryFile(prefix="sonocase-bench-") as file:
        for _ in range(SYNCS):
            file.write(_PAGE)
            file.flush()
            start = time.perf_counter()
            _sync(file.fileno())
            times.append(1000 * (time.perf_counter() - start))
    return round(median(times), 2)
