"""What was measured, in words and tables: for a terminal, and for a document."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.load import AIM, within_aim
from benchmarks.table import markdown, plain

Results = Mapping[str, Any]
Rows = Sequence[Mapping[str, Any]]

TITLES = {
    "load": "Load: from an answer to its acknowledgement, in milliseconds",
    "scene": "Scene: what a candidate waits for in Chromium, in milliseconds",
    "startup": "Start: until the server answers",
    "phantom": "Simulated ultrasound: processor time for one picture",
}

QUICK = " It shows that everything works, not how fast: where there are so few values, p99 is the slowest of them."


def as_text(results: Results) -> str:
    """Everything, for a terminal."""
    tables = [plain(TITLES[name], _table(name, rows)) for name, rows in results["benchmarks"].items()]
    return "\n".join(["", _where(results), *tables, "", *_aim(results), ""])


def as_markdown(results: Results) -> str:
    """Everything, for a document: where it was measured, then a table for each benchmark."""
    parts = [
        f"{TITLES[name]}.\n\n{markdown(_table(name, rows))}" for name, rows in results["benchmarks"].items()
    ]
    return "\n\n".join([_where(results), *parts, *_aim(results)])


def _where(results: Results) -> str:
    """When and on what it was measured, and how far the figures can be trusted."""
    on, quick = results["machine"], results["quick"]
    kind, caution = ("A quick run", QUICK) if quick else ("A full run", "")
    began, versions = results["began"].replace("T", " ").replace("+00:00", " UTC"), on["versions"]
    return (
        f"{kind} of {began}, commit {on['commit'] or 'unknown'}: {on['cores']} cores of {on['cpu']}, "
        f"{on['memory_gib']} GiB, {on['system']}, a disk that keeps a page in {on['sync_ms']} ms; "
        f"Python {on['python']}, gevent {versions['gevent']}, gunicorn {versions['gunicorn']}, "
        f"SQLite {on['sqlite']}. Load of the machine before it began: {on['load']}.{caution}"
    )


def _aim(results: Results) -> list[str]:
    """Whether the runs that the aim is about keep to it."""
    about = [row for row in results["benchmarks"].get("load", ()) if within_aim(row) is not None]
    if not about:
        return []
    kept = [
        f"{row['worker']} on {row['database']} {'keeps' if within_aim(row) else 'misses'} it" for row in about
    ]
    return [f"Aim: p99 under {AIM['p99']:g} ms with {AIM['candidates']} candidates; {', '.join(kept)}."]


def _table(name: str, rows: Rows) -> Rows:
    return [_SHOWN[name](row) for row in rows] if name in _SHOWN else rows


def _show_load(row: Mapping[str, Any]) -> dict[str, Any]:
    columns = {
        "candidates": "candidates",
        "worker": "worker",
        "database": "database",
        "answers": "answers",
        "messages/s": "messages_a_second",
        "p50": "p50",
        "p90": "p90",
        "p99": "p99",
        "max": "max",
        "server CPU": "server_cpu",
        "without CPU": "server_waited",
        "server MiB": "server_mib",
        "KiB each": "kib_each",
        "generator late p99": "generator_late_p99",
        "acknowledged": "acknowledged",
        "lost": "lost",
        "twice": "twice",
    }
    return {title: row[name] for title, name in columns.items()} | {"errors": len(row["errors"])}


_SHOWN: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {"load": _show_load}
"""Benchmarks of whose figures a part is shown."""
