"""`sonocase replay`: a sitting scored again from its events."""

import json
import sys
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import click
from flask.cli import with_appcontext

from player.delivery import Sitting
from player.scores import Replayed


@click.command(short_help="Score a sitting again, and compare that with its report.")
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
