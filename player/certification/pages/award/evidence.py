"""What a decision rests on, in words: results with their cut score, evaluations, prerequisites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from player.certification.application.state import Application
from player.certification.policy import Policy
from player.certification.questionnaire import NOT_OBSERVED, Choice, Questionnaire
from player.certification.rules.decision import Evaluation, Inputs, Result
from player.certification.rules.eligibility import Finding
from player.certification.rules.evaluation import uncounted
from player.certification.text import say_day


@dataclass(frozen=True)
class ResultShown:
    """An attempt: what came of it, the cut score, and where that comes from."""

    result: Result
    outcome: str
    cut: float
    provenance: str


@dataclass(frozen=True)
class EvaluationShown:
    """What an evaluator answered; `why_not` is empty where it counts."""

    name: str
    at: datetime
    why_not: str
    context: Sequence[tuple[str, str]]
    ratings: Sequence[tuple[str, str, str]]
    remarks: Sequence[tuple[str, str]]


def results_in(inputs: Inputs) -> list[ResultShown]:
    """The attempts that a decision rests on, the first one first."""
    ways = {True: "Passed", False: "Not passed", None: "Being marked"}
    return [
        ResultShown(
            each,
            ways[each.passed],
            float(each.cut_score["percent"]),
            " ".join(_provenance(each.cut_score)),
        )
        for each in inputs.results
    ]


def _provenance(cut_score: Mapping[str, float | str]) -> Iterator[str]:
    """Where a cut score comes from, in sentences."""
    ways = {"method": "{}.", "decided": "Decided on {}.", "panel": "Panel: {}."}
    for name, sentence in ways.items():
        if said := str(cut_score.get(name, "")):
            yield sentence.format(
                say_day(date.fromisoformat(said)) if name == "decided" else said.rstrip(".")
            )


def evaluations_in(policy: Policy, state: Application, inputs: Inputs) -> list[EvaluationShown]:
    """The evaluations that a decision rests on."""
    names = {each.id: each.person.name for each in state.evaluators}
    questions = policy.questionnaire
    return [
        EvaluationShown(
            names.get(each.evaluator, "Somebody"),
            each.at,
            uncounted(questions, each.answers) or "",
            tuple(_context(questions, each)),
            tuple(_ratings(questions, each)),
            tuple(
                (questions.remarks[name].ask, said)
                for name, said in each.answers.remarks.items()
                if said.strip() and name in questions.remarks
            ),
        )
        for each in inputs.evaluations
    ]


def _context(questions: Questionnaire, evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    for name in ("basis", "recency", "conflict"):
        choice: Choice = getattr(questions, name)
        option = choice.choices.get(getattr(evaluation.answers, name) or "")
        yield choice.ask, option.label if option else "Not answered"


def _ratings(questions: Questionnaire, evaluation: Evaluation) -> Iterator[tuple[str, str, str]]:
    """Each item with its rating, and what that rating means."""
    for name, rating in evaluation.answers.ratings.items():
        item = questions.items[name]
        if rating == NOT_OBSERVED or not isinstance(rating, int):
            yield item.text, "–", "Not observed"
        else:
            yield item.text, str(rating), questions.scale_of(name)[rating]


def findings_for(state: Application, target: str) -> tuple[Finding, ...]:
    """What became of the prerequisites of an area when the application was handed in."""
    return tuple(each for each in state.findings if each.area in {None, target})


def flags_in(state: Application, target: str) -> list[tuple[str, str, str]]:
    """What the rules have found about the evaluators of an area, and what staff have said of it."""
    people = [each for each in state.evaluators if each.area == target]
    said = {(each.id, flag): seen.reason for each in people for seen in each.settled for flag in seen.flags}
    return [(each.person.name, flag, said.get((each.id, flag), "")) for each in people for flag in each.flags]
