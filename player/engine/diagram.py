"""The life of an attempt as a picture and as a table, both drawn from `TRANSITIONS`.

`docs/protocol.md` shows them; `python -m docs.generate` puts them there, and a test fails when they are old.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import get_args

from player.engine.attempt import TRANSITIONS
from player.engine.state import Stage

STAGES: tuple[Stage, ...] = get_args(Stage)


def draw() -> str:
    """The stages and the commands that lead from one to another, as a Mermaid state diagram.

    Commands that always leave an attempt in its stage are in the table alone.
    """
    lines = ["stateDiagram-v2", f"    [*] --> {STAGES[0]}"]
    for (start, end), commands in _moves().items():
        lines.append(f"    {start} --> {end}: {', '.join(commands)}")
    return "\n".join([*lines, f"    {STAGES[-1]} --> [*]"])


def tabulate() -> str:
    """For each command the stages in which it is taken and where it may lead, as a Markdown table."""
    rows = [f"| `{name}` | {stages} | {ends} |" for name, stages, ends in _rows()]
    return "\n".join(["| command | taken in | may lead to |", "|---|---|---|", *rows])


def command_name(command: type) -> str:
    """What documents call a command: `SaveDraft` is `save-draft`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", command.__name__).lower()


def _moves() -> dict[tuple[Stage, Stage], list[str]]:
    moves: dict[tuple[Stage, Stage], list[str]] = {}
    for (stage, command), transition in TRANSITIONS.items():
        for end in transition.leads_to:
            if transition.leads_to != (stage,):
                moves.setdefault((stage, end), []).append(command_name(command))
    return dict(sorted(moves.items(), key=lambda move: tuple(map(STAGES.index, move[0]))))


def _rows() -> Iterable[tuple[str, str, str]]:
    """Stages in which a command may lead to the same places stand in one row."""
    commands = dict.fromkeys(command for _, command in TRANSITIONS)
    for command in commands:
        ways = [(stage, _ends(stage, command)) for stage in STAGES if (stage, command) in TRANSITIONS]
        for ends, group in groupby(sorted(ways, key=lambda way: way[1]), key=lambda way: way[1]):
            yield command_name(command), _said(stage for stage, _ in group), ends


def _ends(stage: Stage, command: type) -> str:
    ends = TRANSITIONS[stage, command].leads_to
    return "its own stage" if ends == (stage,) else _said(ends)


def _said(stages: Iterable[Stage]) -> str:
    return ", ".join(stages)
