"""The decision: a recommendation with its reasons, and who may decide.

The rules recommend; a registrar decides (ISO/IEC 17024, 9.4). The inputs are frozen with the decision, so
that the same rules make the same recommendation of them years later. `RULES` names these rules: whoever
changes what they recommend gives them a new number, and keeps the old ones for old decisions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from player.certification.policy import CERTIFICATION, Policy
from player.certification.rules.calendar import same_moment
from player.certification.rules.evaluation import Answers, below, say_domains, summarise, to_refer
from player.certification.rules.evaluators import mailbox, same_name
from player.certification.text import count, say_list
from scenarios.model.text import Frozen

RULES = 1

Outcome = Literal["award", "refuse", "refer", "wait"]
State = Literal["met", "failed", "refer", "waits"]


class Result(Frozen):
    """What the player reported of an attempt, and with what it was made; `passed` is None while marks are open."""

    attempt: str
    area: str
    version: str
    number: int
    form: str
    keys: str
    scoring: int
    closed_at: datetime
    reason: str
    percent: float
    passed: bool | None
    cut_score: Mapping[str, float | str]


class Evaluation(Frozen):
    """What an evaluator answered."""

    evaluator: str
    at: datetime
    answers: Answers


class Inputs(Frozen):
    """Everything that a recommendation rests on.

    Attributes:
        rules: the rules that it is made with.
        policy: the digest of the policy.
        eligible_at: when the applicant was found eligible.
        over: whether the window has closed.
        exhausted: whether the assessment cannot be passed any more in this window.
        outstanding: evaluators who were contacted and may still answer.
        certificates: areas in which the candidate holds a valid certificate.
        undecided: areas of the same application that no decision was taken on.
    """

    rules: int = RULES
    policy: str
    target: str
    eligible_at: datetime | None
    over: bool
    exhausted: bool = False
    results: tuple[Result, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    outstanding: int = 0
    certificates: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


class Reason(Frozen):
    """What became of one rule.

    Attributes:
        under: where the policy has the rule.
        said: why, for staff.
        told: why, for the applicant, where that has to be less, so that no evaluator's answer can be read from
            it; empty where nothing is told.
    """

    rule: str
    under: str
    state: State
    said: str
    told: str | None = None


class Recommendation(Frozen):
    """What the rules recommend, and why."""

    outcome: Outcome
    reasons: tuple[Reason, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What stands against an award, as the applicant is told it."""
        unmet = (reason for reason in self.reasons if reason.state != "met")
        words = (reason.said if reason.told is None else reason.told for reason in unmet)
        return tuple(filter(None, words))


def recommend(policy: Policy, inputs: Inputs) -> Recommendation:
    """What these rules recommend; the same inputs always give the same.

    Raises:
        ValueError: the inputs were made for other rules, or under another policy.
    """
    rules = _RULES.get(inputs.rules)
    if rules is None:
        raise ValueError(f"there are no rules {inputs.rules}")
    if inputs.policy != policy.digest:
        raise ValueError("the inputs were made under another policy")
    reasons = tuple(rules(policy, inputs))
    states = {reason.state for reason in reasons}
    outcome: Outcome = "award"
    if "failed" in states:
        outcome = "refuse"
    elif "waits" in states:
        outcome = "wait"
    elif "refer" in states:
        outcome = "refer"
    return Recommendation(outcome=outcome, reasons=reasons)


def _first_rules(policy: Policy, inputs: Inputs) -> Iterator[Reason]:
    yield _eligibility(inputs)
    if inputs.target == CERTIFICATION:
        yield _certificates(policy, inputs)
        return
    yield _assessment(policy, inputs)
    yield from _evaluations(policy, inputs)


_RULES: Mapping[int, Callable[[Policy, Inputs], Iterator[Reason]]] = {1: _first_rules}
"""Every set of rules that decisions were taken with."""


def _eligibility(inputs: Inputs) -> Reason:
    found = inputs.eligible_at is not None
    said = "The applicant was found eligible." if found else "The applicant was not found eligible."
    return Reason(rule="eligibility", under="prerequisites", state="met" if found else "failed", said=said)


def _certificates(policy: Policy, inputs: Inputs) -> Reason:
    needed, held = policy.certification.areas, inputs.certificates
    have = count(len(held), "valid certificate")
    said = f"{have} of {needed}{f': {say_list(held)}' if held else ''}."
    state: State = "met"
    if len(held) < needed:
        possible = len(held) + len(inputs.undecided) >= needed
        state = "waits" if possible else "failed"
    return Reason(rule="certificates", under="certification.areas", state=state, said=said)


def _assessment(policy: Policy, inputs: Inputs) -> Reason:
    def reason(state: State, said: str) -> Reason:
        return Reason(rule="assessment", under="assessment.attempts", state=state, said=said)

    passed = next((result for result in inputs.results if result.passed), None)
    if passed:
        percent, cut = f"{passed.percent:.2f}", passed.cut_score["percent"]
        return reason("met", f"Passed with {percent} % of the points; the cut score is {cut:g} %.")
    if any(result.passed is None for result in inputs.results):
        return reason("waits", "An answer of the assessment is still to be marked.")
    tried = count(len(inputs.results), "attempt")
    if inputs.over or inputs.exhausted:
        left = (
            "the window has closed"
            if inputs.over
            else f"all {policy.assessment.attempts} were used or none can begin in time"
        )
        said = f"Not passed in {tried}; {left}." if inputs.results else "Not taken; the window has closed."
        return reason("failed", said)
    return reason("waits", f"Not passed yet in {tried}." if inputs.results else "Not taken yet.")


def _evaluations(policy: Policy, inputs: Inputs) -> Iterator[Reason]:
    rules, questions = policy.evaluation, policy.questionnaire
    summary = summarise(questions, [each.answers for each in inputs.evaluations])
    needed = policy.evaluators.needed
    final = inputs.over or not inputs.outstanding
    given = f"{count(len(inputs.evaluations), 'evaluation')} came in, {summary.counted} of them count"
    enough = summary.counted >= needed
    state: State = "met" if enough else "failed" if inputs.over else "waits"
    yield Reason(
        rule="evaluations",
        under="evaluators.needed",
        state=state,
        said=f"{given}; {needed} are needed.",
        told=f"Fewer than the {needed} evaluations that are needed came in and could be counted.",
    )
    if not enough or not summary.counted:
        return
    if short := below(questions, summary, rules.minimum):
        state, said = "failed" if final else "waits", f"Below what is needed: {'; '.join(short)}."
    else:
        state, said = "met", f"Medians: {say_domains(questions, summary)}."
    yield Reason(
        rule="competence",
        under="evaluation.minimum",
        state=state,
        said=said,
        told="The evaluations together did not reach what is needed.",
    )
    if low := to_refer(questions, summary, rules.refer_at):
        yield Reason(
            rule="concern",
            under="evaluation.refer_at",
            state="refer",
            said=f"A person has to look at this: {'; '.join(low)}.",
            told="",
        )


@dataclass(frozen=True)
class Party:
    """Somebody who may have a part in a decision: their account if they have one, name and address."""

    name: str
    email: str = ""
    id: str = ""


def conflicts_of(
    decider: Party,
    candidate: Party,
    evaluators: Sequence[Party],
    authors: Sequence[Party] = (),
    earlier: Sequence[str] = (),
) -> tuple[str, ...]:
    """Why somebody may not decide (ISO/IEC 17024, 9.4.3); nothing where they may.

    Args:
        decider: whoever would decide.
        candidate: whom it is about.
        evaluators: everyone who was named as an evaluator in the application.
        authors: the authors of the assessments that were taken.
        earlier: accounts that took the decision that an appeal has overturned.
    """
    found = []
    if _is(decider, candidate):
        found.append("You are the candidate.")
    if any(_is(decider, each) for each in evaluators):
        found.append("You were named as an evaluator of this candidate.")
    if any(_is(decider, each) or same_name(decider.name, each.name) for each in authors):
        found.append("You are an author of an assessment that the candidate took.")
    if decider.id in earlier:
        found.append("You took the decision that the appeal has overturned.")
    return tuple(found)


def _is(one: Party, other: Party) -> bool:
    if one.id and one.id == other.id:
        return True
    return bool(one.email and other.email) and mailbox(one.email) == mailbox(other.email)


def needs_second(policy: Policy, outcome: Outcome) -> bool:
    """Whether a second registrar has to agree."""
    return policy.decision.four_eyes == "always" or (
        policy.decision.four_eyes == "refusals" and outcome == "refuse"
    )


def valid_until(policy: Policy, awarded: datetime) -> datetime:
    """When what is awarded at a time ends: it is not valid any more at that moment."""
    return same_moment(awarded, policy.decision.validity_years)


def appeal_until(policy: Policy, told: datetime) -> datetime:
    """Until when an appeal may be lodged: the same clock time in UTC; at that moment it is too late."""
    return told + timedelta(days=policy.decision.appeal_days)


def retake_from(policy: Policy, refused: datetime) -> datetime:
    """From when on the same area may be applied for again."""
    return refused + timedelta(days=policy.decision.retake_days)
