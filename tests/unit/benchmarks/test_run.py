"""What `make bench` shows, and when it fails."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import run
from benchmarks.table import markdown, plain


def test_a_table_has_a_line_for_each_row_and_numbers_on_the_right() -> None:
    rows = [{"worker": "gevent", "p99": 8.0}, {"worker": "gthread", "p99": 250.25, "errors": 0}]
    assert plain("Load", rows).splitlines()[3:] == [
        "worker      p99  errors",
        "-------  ------  ------",
        "gevent        8",
        "gthread  250.25       0",
    ]
    assert markdown(rows).splitlines()[1:] == [
        "| --- | ---: | ---: |",
        "| gevent | 8 |  |",
        "| gthread | 250.25 | 0 |",
    ]


ROW = {
    "candidates": 500,
    "worker": "gevent",
    "database": "sqlite",
    "answers": 9,
    "messages_a_second": 3.5,
    "p50": 1.0,
    "p90": 2.0,
    "p99": 49.9,
    "max": 60.0,
    "server_cpu": 0.5,
    "server_waited": 0.1,
    "server_mib": 90.0,
    "kib_each": 60.0,
    "generator_late_p99": 1.0,
    "acknowledged": 30,
    "lost": 0,
    "twice": 0,
    "errors": [],
}


@pytest.fixture
def show_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs the command on results as if they had been measured."""

    def show(*arguments: str, **changes: Any) -> Any:
        on = {
            "cpu": "a processor",
            "cores": 2,
            "memory_gib": 8,
            "system": "Linux",
            "python": "3.11",
            "sqlite": "3.40",
        }
        on |= {"versions": {"gevent": "25", "gunicorn": "23"}, "commit": "abc", "load": 0.1, "sync_ms": 0.2}
        results = {"began": "2026-01-05T09:00:00+00:00", "quick": True, "machine": on}
        monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
        run.RESULTS.write_text(json.dumps(results | {"benchmarks": {"load": [ROW | changes]}}))
        return CliRunner().invoke(run.main, ["--last", *arguments])

    return show


def test_the_last_results_are_shown_as_a_table_for_a_document(show_last: Callable[..., Any]) -> None:
    done = show_last("--markdown")
    assert done.exit_code == 0
    assert "A quick run of 2026-01-05 09:00:00 UTC, commit abc: 2 cores of a processor" in done.output
    assert "| 500 | gevent | sqlite | 9 | 3.5 | 1 | 2 | 49.9 | 60 |" in done.output
    assert "Aim: p99 under 50 ms with 500 candidates; gevent on sqlite keeps it." in done.output


def test_a_run_slower_than_the_aim_is_said_to_miss_it_and_is_no_failure(
    show_last: Callable[..., Any],
) -> None:
    done = show_last(p99=50.0)
    assert "gevent on sqlite misses it" in done.output
    assert done.exit_code == 0


@pytest.mark.parametrize("fault", [{"lost": 1}, {"twice": 2}, {"errors": ["Refused 503"]}])
def test_a_run_that_lost_or_doubled_an_answer_or_met_an_error_fails(
    show_last: Callable[..., Any], fault: dict[str, Any]
) -> None:
    done = show_last(**fault)
    assert done.exit_code == 1
    assert "500 candidates, gevent, sqlite: " in done.stderr


def test_without_results_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    done = CliRunner().invoke(run.main, ["--last"])
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: nothing has been measured yet: run `make bench` first\n",
    )
