"""What comes next, in one line, and everything that the candidate still has to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from player.certification.application.deciding import inputs_of
from player.certification.application.state import Application, Evaluator
from player.certification.policy import AGREEMENT, Policy
from player.certification.rules.decision import recommend
from player.certification.rules.eligibility import assess, missing
from player.certification.rules.evaluation import uncounted
from player.certification.rules.retakes import exhausted, next_attempt
from player.certification.rules.window import say_left
from player.certification.text import count, say_list, say_moment

Kind = Literal["agreement", "name", "replace", "running", "take", "silent", "later"]
Who = Literal["candidate", "evaluators", "staff", "nobody"]


@dataclass(frozen=True)
class Task:
    """Something that the candidate has to do, or may do; `area` is empty where it is about all areas."""

    kind: Kind
    said: str
    area: str = ""


@dataclass(frozen=True)
class Step:
    """What comes next: whose turn it is, in one line, and until when where there is a limit."""

    who: Who
    said: str
    until: datetime | None = None


_ORDER: tuple[Kind, ...] = ("running", "agreement", "name", "take", "replace", "silent", "later")
"""What is told first: evaluators need the most time, so they are named before an assessment is begun."""


def tasks(policy: Policy, application: Application, now: datetime) -> tuple[Task, ...]:
    """Everything that is still to be done in an open window, the most pressing first."""
    found = [
        task
        for area in pursued(policy, application, now)
        for task in (
            *_assessment(policy, application, area, now),
            *_evaluators(policy, application, area, now),
        )
    ]
    takes = any(task.kind == "take" for task in found)
    if takes and AGREEMENT not in application.signed:
        found.append(Task("agreement", f"Sign the {_lower(policy.agreement.title)}."))
    return tuple(sorted(found, key=lambda task: _ORDER.index(task.kind)))


def pursued(policy: Policy, application: Application, now: datetime) -> tuple[str, ...]:
    """The areas that can still be earned in an open window: neither decided, nor failed for good."""
    closes = application.closes or now
    return tuple(
        area
        for area in application.areas
        if area not in application.decisions
        and not exhausted(policy, application.taken_in(area), closes, now)
    )


def _assessment(policy: Policy, application: Application, area: str, now: datetime) -> Iterator[Task]:
    verdict = next_attempt(policy, application.taken_in(area), now)
    title = policy.title_of(area)
    if verdict.attempt:
        yield Task("running", f"Go on with the assessment: {title}.", area)
    elif verdict.may:
        yield Task("take", f"Take the assessment: {title}. {verdict.said}", area)
    elif verdict.from_ and application.closes and verdict.from_ < application.closes:
        yield Task("later", f"{title}: {_lower(verdict.said)}", area)


def _evaluators(policy: Policy, application: Application, area: str, now: datetime) -> Iterator[Task]:
    title, people = policy.title_of(area), application.evaluators_in(area)
    if not people:
        named = count(policy.evaluators.named, "evaluator")
        yield Task("name", f"Name {named}: {title}.", area)
        return
    if _counted(policy, people) >= policy.evaluators.needed:
        return
    for each in people:
        if each.standing in {"declined", "unknown", "bounced"}:
            yield Task("replace", f"{title}: {_why(each)}; name somebody else.", area)
        elif each.may_answer and each.returned:
            said = f"{title}: a letter to {each.person.name} came back; you may name somebody else."
            yield Task("silent", said, area)
        elif _silent(policy, each, now):
            yield Task(
                "silent", f"{title}: {each.person.name} has not answered; you may name somebody else.", area
            )


def _counted(policy: Policy, people: tuple[Evaluator, ...]) -> int:
    given = [each.evaluation.answers for each in people if each.evaluation]
    return sum(uncounted(policy.questionnaire, answers) is None for answers in given)


def _why(evaluator: Evaluator) -> str:
    ways = {
        "declined": "has declined",
        "unknown": "says that they do not know you",
        "bounced": "could not be reached",
    }
    return f"{evaluator.person.name} {ways[evaluator.standing]}"


def _silent(policy: Policy, evaluator: Evaluator, now: datetime) -> bool:
    silent = timedelta(days=policy.evaluators.silent_days)
    return bool(evaluator.may_answer and evaluator.contacted_at and evaluator.contacted_at + silent <= now)


def next_step(policy: Policy, application: Application, now: datetime) -> Step:
    """What comes next in an application that is settled at `now`."""
    return _STEPS[application.stage](policy, application, now)


def _filing(policy: Policy, application: Application, now: datetime) -> Step:
    if application.stage == "returned":
        return Step("candidate", f"Mend your application and submit it again: {application.returned_for}")
    if not application.targets:
        return Step("candidate", "Choose the certificates that you want to earn.")
    lacking = missing(assess(policy, application.areas, application.declaration, now))
    if lacking:
        return Step("candidate", f"Complete the prerequisites: {count(len(lacking), 'point')} to go.")
    unsigned = [name for name in policy.attestations if name not in application.signed]
    if unsigned:
        return Step("candidate", f"Sign {count(len(unsigned), 'attestation')}.")
    return Step("candidate", "Submit your application.")


def _audit(_: Policy, __: Application, ___: datetime) -> Step:
    return Step("staff", "Your application was drawn for an audit; you will hear from us by e-mail.")


def _ineligible(_: Policy, application: Application, now: datetime) -> Step:
    if "" in application.appeals:
        return Step("staff", "Your appeal is being looked into.")
    until = application.ineligible.appeal_until if application.ineligible else now
    if "" in application.answers or now >= until:
        return Step("nobody", "You were found ineligible. You may apply anew at any time.")
    return Step("candidate", f"You were found ineligible. You may appeal until {say_moment(until)}.", until)


def _eligible(_: Policy, application: Application, now: datetime) -> Step:
    until = application.eligible_until or now
    return Step("candidate", f"Enter your voucher by {say_moment(until)}.", until)


def _open(policy: Policy, application: Application, now: datetime) -> Step:
    closes = application.closes or now
    if found := tasks(policy, application, now):
        return Step("candidate", f"{found[0].said} {say_left(closes, now)}", closes)
    return _waiting(policy, application, now)


def _waiting(policy: Policy, application: Application, now: datetime) -> Step:
    waits = {
        area: {reason.rule for reason in advice.reasons if reason.state == "waits"}
        for area in application.areas
        if area in application.undecided
        for advice in [recommend(policy, inputs_of(policy, application, area, now))]
        if advice.outcome == "wait"
    }
    asked = [policy.title_of(area) for area, rules in waits.items() if rules & {"evaluations", "competence"}]
    if asked:
        return Step("evaluators", f"Waiting for your evaluators: {say_list(asked)}.", application.closes)
    if waits:
        marked = say_list(policy.title_of(area) for area in waits)
        return Step("staff", f"Your answers are being marked: {marked}.", application.closes)
    return Step("staff", "Everything is there. The registrar decides.")


def _ended(_: Policy, __: Application, ___: datetime) -> Step:
    return Step("staff", "The window has closed. The registrar decides.")


def _closed(policy: Policy, application: Application, now: datetime) -> Step:
    if application.appeals:
        return Step("staff", "Your appeal is being looked into.")
    refused = [
        decided
        for target, decided in application.decisions.items()
        if decided.appeal_until and target not in application.answers and now < decided.appeal_until
    ]
    said = _outcome(policy, application)
    if refused:
        until = max(decided.appeal_until for decided in refused if decided.appeal_until)
        return Step("candidate", f"{said} You may appeal until {say_moment(until)}.", until)
    return Step("nobody", said)


def _outcome(policy: Policy, application: Application) -> str:
    kinds = (("Awarded", application.awarded), ("Revoked", application.revoked))
    said = [
        f"{kind}: {say_list([policy.title_of(target) for target in application.targets if target in those])}."
        for kind, those in kinds
        if those
    ]
    return " ".join(said) or "The application has been decided."


def _over(_: Policy, application: Application, __: datetime) -> Step:
    if application.stage == "withdrawn":
        return Step("nobody", "You have withdrawn this application.")
    return Step("nobody", "No voucher was entered in time. You may apply anew at any time.")


_STEPS = {
    "draft": _filing,
    "returned": _filing,
    "audit": _audit,
    "ineligible": _ineligible,
    "eligible": _eligible,
    "open": _open,
    "ended": _ended,
    "closed": _closed,
    "withdrawn": _over,
    "expired": _over,
}


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"
