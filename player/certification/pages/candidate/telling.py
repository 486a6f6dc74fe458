"""An application in words: where it is, what to press next, and everything that happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from player.certification.application import event as ev
from player.certification.application.progress import Step, next_step, tasks
from player.certification.application.state import Evaluator, Stage, Standing
from player.certification.office.desk import File
from player.certification.policy import AGREEMENT
from player.certification.rules.eligibility import assess, missing
from player.certification.rules.retakes import next_attempt
from player.certification.text import count, say_list

STAGES: Mapping[Stage, str] = {
    "draft": "Being filled in",
    "returned": "Given back to be mended",
    "audit": "Being audited",
    "ineligible": "Not eligible",
    "eligible": "Eligible",
    "open": "Window open",
    "ended": "Waiting for the decision",
    "closed": "Decided",
    "withdrawn": "Withdrawn",
    "expired": "Expired",
}

STANDINGS: Mapping[Standing, str] = {
    "named": "In reserve",
    "contacted": "Asked, no answer yet",
    "answered": "Has answered",
    "declined": "Has declined",
    "unknown": "Does not know you",
    "bounced": "Could not be reached",
    "replaced": "Replaced",
}


RETURNED = "A letter came back; they may still answer"


@dataclass(frozen=True)
class Action:
    """The one thing to press next; `posts` where it acts at once."""

    label: str
    address: str
    posts: bool = False


@dataclass(frozen=True)
class Part:
    """A part of an application that is filled in: what is done of it, in words."""

    title: str
    said: str
    done: bool
    address: str
    optional: bool = False


def say_standing(evaluator: Evaluator) -> str:
    """What became of an evaluator, in words for the candidate."""
    return RETURNED if evaluator.may_answer and evaluator.returned else STANDINGS[evaluator.standing]


def say_stage(stage: Stage) -> str:
    """A stage in words."""
    return STAGES[stage]


def step_of(file: File) -> Step:
    """What comes next."""
    return next_step(file.policy, file.state, file.now)


def action_of(file: File) -> Action | None:
    """What to press next, where it is the candidate's turn."""
    stage = file.state.stage
    if stage in {"draft", "returned"}:
        return _filing_action(file)
    if stage == "eligible":
        return Action("Enter the voucher", _to("candidate.voucher", file))
    if stage == "open":
        return _window_action(file)
    if stage in {"ineligible", "closed"} and step_of(file).who == "candidate":
        return _appeal_action(file)
    return None


def _filing_action(file: File) -> Action:
    undone = next((part for part in parts_of(file) if not (part.done or part.optional)), None)
    if undone is None:
        return Action("Check and submit", _to("candidate.submission", file))
    return Action(f"Go on: {undone.title}", undone.address)


def _window_action(file: File) -> Action | None:
    for task in tasks(file.policy, file.state, file.now):
        title = file.policy.title_of(task.area) if task.area else ""
        if task.kind == "agreement":
            return Action("Read and sign", _to("candidate.agreement", file))
        if task.kind in {"take", "running"}:
            verb = "Begin" if task.kind == "take" else "Go on with"
            return Action(
                f"{verb} the assessment: {title}", _to("candidate.begin", file, task.area), posts=True
            )
        if task.kind in {"name", "replace", "silent"}:
            return Action(f"Evaluators: {title}", _to("candidate.evaluators", file, task.area))
    return None


def _appeal_action(file: File) -> Action | None:
    if file.state.stage == "ineligible":
        return Action("Lodge an appeal", _to("candidate.appeal", file))
    target = next((each for each in file.state.targets if may_appeal(file, each)), None)
    return Action("Lodge an appeal", _to("candidate.appeal", file, target=target)) if target else None


def may_appeal(file: File, target: str) -> bool:
    """Whether an appeal against a decision, or with '' against ineligibility, may be lodged now."""
    state = file.state
    if target in state.appeals or target in state.answers:
        return False
    if not target:
        found = state.ineligible
        return state.stage == "ineligible" and found is not None and file.now < found.appeal_until
    decided = state.decisions.get(target)
    return bool(decided and decided.appeal_until and file.now < decided.appeal_until)


def _to(endpoint: str, file: File, area: str | None = None, target: str | None = None) -> str:
    return url_for(endpoint, application=file.id, area=area, target=target)


def parts_of(file: File) -> tuple[Part, ...]:
    """The parts of an application that is being filled in."""
    policy, state = file.policy, file.state
    lacking = missing(assess(policy, state.areas, state.declaration, file.now))
    unsigned = [name for name in policy.attestations if name not in state.signed]
    chosen = say_list(policy.title_of(each) for each in state.targets) if state.targets else "Nothing yet"
    return (
        Part("What to earn", chosen, bool(state.targets), _to("candidate.choice", file)),
        Part(
            "Prerequisites",
            f"{count(len(lacking), 'point')} missing" if lacking else "All met",
            bool(state.targets) and not lacking,
            _to("candidate.prerequisites", file),
        ),
        Part(
            "Documents",
            count(len(state.documents), "document") if state.documents else "None attached",
            bool(state.documents),
            _to("candidate.documents", file),
            optional=True,
        ),
        Part(
            "Attestations",
            f"{len(unsigned)} of {len(policy.attestations)} to sign" if unsigned else "All signed",
            not unsigned,
            _to("candidate.attestations", file),
        ),
    )


@dataclass(frozen=True)
class AreaProgress:
    """A content area in or after the window: what may be done in it, and what became of it."""

    name: str
    title: str
    assessment: str
    begin: str
    evaluators: Sequence[tuple[str, str]]
    decision: ev.Decided | None
    reasons: tuple[str, ...] = ()


def areas_of(file: File) -> tuple[AreaProgress, ...]:
    """Every area of an application whose window has opened."""
    return tuple(_progress(file, area) for area in file.state.areas)


def _progress(file: File, area: str) -> AreaProgress:
    policy, state = file.policy, file.state
    verdict = next_attempt(policy, state.taken_in(area), file.now)
    is_open = state.stage == "open" and area not in state.decisions
    begin = ""
    if is_open and AGREEMENT in state.signed and (verdict.may or verdict.attempt):
        begin = "Go on" if verdict.attempt else "Begin"
    decided = state.decisions.get(area)
    return AreaProgress(
        name=area,
        title=policy.title_of(area),
        assessment=_assessment(file, area, verdict.said, is_open=is_open),
        begin=begin,
        evaluators=[(each.person.name, say_standing(each)) for each in state.evaluators_in(area)],
        decision=decided,
        reasons=refusal_of(decided) if decided else (),
    )


def _assessment(file: File, area: str, said: str, *, is_open: bool) -> str:
    taken = file.state.taken_in(area)
    if any(each.passed for each in taken):
        return "Passed."
    if taken and taken[-1].closed_at and taken[-1].passed is False:
        return f"Not passed. {said}" if is_open else "Not passed."
    if is_open:
        return said if taken else f"Not taken yet. {said}"
    return said if taken else "Not taken."


def refusal_of(decided: ev.Decided) -> tuple[str, ...]:
    """Why something was refused: what the rules found, and the decider's own words."""
    if decided.outcome == "award":
        return ()
    found = decided.recommendation.told
    return (*found, decided.said) if decided.said else found
