"""The encounter of a case: the templates give the phases and what all cases share, the case its own scenes.

The scenes of a case are not rendered. The standard template places each by a mark, such as
`{"of": "acquisition", "number": 0}`, and the scene is put there when the YAML has been read: so no text
of an author can break or inject a line, and each problem is told where its author can find it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from scenarios.errors import Problem
from scenarios.load.document import BEGINS, Document, parse
from scenarios.load.files import read_text
from scenarios.load.findings import Findings
from scenarios.load.template import STANDARD, render
from scenarios.model.case import Encounter, PhaseId

Scenes = Mapping[str, list[Any]]
"""The raw scenes of `case.yaml` by phase."""


def lay_out(
    folder: Path, document: Document, words: Mapping[str, Any], findings: Findings
) -> Encounter | None:
    """The encounter of a case; None with the problems of the area's template noted.

    Args:
        folder: the package.
        document: `case.yaml`, its words filled in; its own problems are noted elsewhere.
        words: what templates may use.
        findings: where problems are noted.
    """
    area = read_text(folder, STANDARD)
    scenes = _scenes(document.data)
    if isinstance(area, Problem):
        findings.problems.append(area)
        return None
    marks = {phase: [_mark(phase, i) for i in range(len(listed))] for phase, listed in scenes.items()}
    rendered = render(area, STANDARD, {**words, "scenes": marks})
    if isinstance(rendered, list):
        findings.problems += rendered
        return None
    return _parsed(rendered, area, scenes, findings)


def _scenes(data: Any) -> Scenes:
    """What is no list counts as no scene here: the model of the case says what is wrong with it."""
    raw = data if isinstance(data, dict) else {}
    return {
        phase: listed if isinstance(listed := raw.get(phase), list) else [] for phase in get_args(PhaseId)
    }


def _mark(phase: str, number: int) -> dict[str, Any]:
    return {"of": phase, "number": number}


def _parsed(rendered: str, area: str, scenes: Scenes, findings: Findings) -> Encounter | None:
    laid_out = parse(STANDARD, rendered)
    if isinstance(laid_out, Problem):
        findings.problems.append(_in_template(laid_out, rendered, area))
        return None
    own = _put_in(laid_out.data, scenes)
    if len(own) != sum(map(len, scenes.values())):
        what = "does not leave every scene of the case in its place, once"
        findings.problems.append(Problem(STANDARD, 0, "", what, "check quotes and brackets in its blocks"))
        return None
    mine = Findings()
    encounter = mine.validated(laid_out, Encounter)
    # a scene of the case is checked with case.yaml, where its author can find the line
    findings.problems += [
        _in_template(problem, rendered, area)
        for problem in mine.problems
        if not f"{problem.field}.".startswith(own)
    ]
    return encounter


def _put_in(data: Any, scenes: Scenes) -> tuple[str, ...]:
    """Put each scene of the case where its mark stands; gives the places as dotted paths."""
    marked = [(_mark(phase, i), scene) for phase, listed in scenes.items() for i, scene in enumerate(listed)]
    places = []
    for path, listed, i in _slots(data):
        for mark, scene in marked:
            if listed[i] == mark:
                listed[i] = scene
                places.append(path)
                break
    return tuple(places)


def _slots(data: Any) -> Iterator[tuple[str, list[Any], int]]:
    """Every place of a scene in an encounter: its dotted path, its list, and its number there."""
    phases = data.get("phases") if isinstance(data, dict) else None
    for i, phase in enumerate(phases if isinstance(phases, list) else ()):
        listed = phase.get("scenes") if isinstance(phase, dict) else None
        if isinstance(listed, list):
            yield from ((f"phases.{i}.scenes.{j}.", listed, j) for j in range(len(listed)))


def _in_template(problem: Problem, rendered: str, area: str) -> Problem:
    """A problem of the rendered encounter, at the line of the area's template that wrote it, if it can be told."""
    what, _, begun = problem.what.partition(BEGINS)
    numbers = (int(begun) if begun else 0, problem.line)
    line = next((own for number in numbers if (own := _line_in(area, rendered, number))), 0)
    return Problem(problem.file, line, problem.field, what, problem.fix)


def _line_in(area: str, rendered: str, number: int) -> int:
    """The line of the area's template that looks like a line of the rendered text; 0 where none does."""
    lines = rendered.splitlines()
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    start = text.split('"')[0].strip() or text
    alike = (n for n, own in enumerate(area.splitlines(), 1) if start and own.strip().startswith(start))
    return next(alike, 0)
