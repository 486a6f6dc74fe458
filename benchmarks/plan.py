"""The way of a candidate through a form: which messages, at what pace, and the stage that each leads to."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from player.engine.form import Form, FormCase


@dataclass(frozen=True)
class Step:
    """One message of a candidate.

    Attributes:
        type, fields: what is sent; a draft and a submitted answer also have a response.
        leads_to: the stage that the next state shows; empty for a draft, after which none is sent.
        pause: how long the candidate waits before it, in parts of the pace.
    """

    type: str
    fields: dict[str, str]
    leads_to: str
    pause: float = 0.0


def make_plan(form: Form) -> list[Step]:
    """The steps of an exam from its first segment to its end; the pauses up to each answer, or draft of one, make one pace."""
    steps = [step for case in form.cases for step in _case(form, case)]
    return [step for stretch in _stretches(steps) for step in _paced(stretch)]


def as_json(plan: list[Step]) -> list[dict[str, Any]]:
    """The plan for another process."""
    return [asdict(step) for step in plan]


def paces(plan: list[Step]) -> float:
    """How many paces an attempt takes."""
    return sum(step.pause for step in plan)


def _case(form: Form, case: FormCase) -> Iterator[Step]:
    last = case is form.cases[-1]
    for segment in case.segments:
        following = "playing" if segment is not case.segments[-1] else "closed" if last else "intermission"
        yield Step("reached", {"segment": segment.id}, "asking" if segment.asks else following)
        for item in segment.asks:
            yield Step("draft", {"item": item}, "")
            yield Step("submit", {"item": item}, following if item == segment.asks[-1] else "asking")
    if not last:
        yield Step("continue", {}, "playing")


def _stretches(steps: list[Step]) -> Iterator[list[Step]]:
    """The steps up to each answer, drafts included, and those behind the last."""
    stretch: list[Step] = []
    for step in steps:
        stretch.append(step)
        if step.type in {"draft", "submit"}:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _paced(stretch: list[Step]) -> Iterator[Step]:
    return (replace(step, pause=1 / len(stretch)) for step in stretch)
