"""States, steps and people in the words of staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from player.certification.application.progress import next_step
from player.certification.application.state import Assessment, Evaluator, Stage, Standing
from player.certification.application.work import Work, work_of
from player.certification.office.desk import File
from player.certification.pages.office.access import appeal_address, decision_address, to_file
from player.certification.policy import CERTIFICATION, Policy
from player.certification.rules.retakes import next_attempt
from player.certification.rules.window import days_left

STAGES: Mapping[Stage, str] = {
    "draft": "Being filled in",
    "returned": "Given back",
    "audit": "In audit",
    "ineligible": "Not eligible",
    "eligible": "Eligible, no voucher yet",
    "open": "Window open",
    "ended": "Window closed, undecided",
    "closed": "Decided",
    "withdrawn": "Withdrawn",
    "expired": "Expired",
}
"""Every state of an application, in the order of the road."""

WORK: Mapping[Work, tuple[str, str]] = {
    "audit": ("Audits", "Applications that were drawn at random, to be looked into"),
    "document": ("Documents to review", "Applications with a document that nobody has looked at"),
    "decision": ("Ready to decide", "Everything that a decision needs is there"),
    "second": ("Second registrar", "A decision that a second registrar has to agree to"),
    "appeal": ("Appeals", "Appeals that wait for their answer"),
    "marking": ("Answers to mark", "Assessments with an answer that a person has to mark"),
    "flag": ("Flagged evaluators", "Something about a named evaluator should be looked at"),
}
"""What waits for a person: its name in lists, and what it is."""

STANDINGS: Mapping[Standing, str] = {
    "named": "In reserve",
    "contacted": "Asked, no answer yet",
    "answered": "Has answered",
    "declined": "Has declined",
    "unknown": "Does not know the candidate",
    "bounced": "Could not be reached",
    "replaced": "Replaced",
}


@dataclass(frozen=True)
class Act:
    """Something that waits for staff in an application: what, and where it is done."""

    said: str
    label: str
    address: str


def acts_of(file: File, held: Sequence[str] = ()) -> list[Act]:
    """What staff have to do in an application now."""
    waiting = work_of(file.policy, file.state, file.now, held)
    deciding = decision_address(file.id)
    acts: Mapping[Work, Act] = {
        "audit": Act("Drawn for an audit", "Record the result", url_for("office.audit", application=file.id)),
        "document": Act("Documents to look at", "To the documents", to_file(file.id, "documents")),
        "appeal": Act(
            "An appeal waits for its answer",
            "Answer the appeal",
            appeal_address(file.id, next(iter(file.state.appeals), "")),
        ),
        "second": Act("A second registrar has to agree", "To the decision", deciding),
        "marking": Act("Answers have to be marked", "To the assessments", to_file(file.id, "assessments")),
        "decision": Act("Everything is there", "Decide", deciding),
        "flag": Act("Evaluators are flagged", "To the evaluators", to_file(file.id, "evaluators")),
    }
    return [act for kind, act in acts.items() if kind in waiting]


def told_candidate(file: File) -> str:
    """The line that the candidate is shown about what comes next."""
    return next_step(file.policy, file.state, file.now).said


def title_of(policy: Policy, target: str) -> str:
    """A target's title; one that the policy does not know any more is told by its name."""
    return policy.title_of(target) if target == CERTIFICATION or target in policy.areas else target


def left_of(stage: Stage, closes: datetime | None, now: datetime) -> int | None:
    """Days that are left in an open window; None where none is open."""
    return days_left(closes, now) if stage == "open" and closes else None


@dataclass(frozen=True)
class AreaFile:
    """A content area of an application: its assessments, its evaluators, and its decision."""

    name: str
    title: str
    assessment: str
    attempts: Sequence[Assessment]
    evaluators: Sequence[Evaluator]


def areas_of(file: File) -> list[AreaFile]:
    """The content areas of an application, whoever was replaced included."""
    return [_area(file, area) for area in file.state.areas]


def _area(file: File, area: str) -> AreaFile:
    verdict = next_attempt(file.policy, file.state.taken_in(area), file.now)
    return AreaFile(
        name=area,
        title=title_of(file.policy, area),
        assessment=verdict.said if file.state.stage == "open" else "",
        attempts=[each for each in file.state.assessments if each.area == area],
        evaluators=[each for each in file.state.evaluators if each.area == area],
    )
