"""Handlers of decisions, appeals and revocations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.application.event import Event
from player.certification.application.filing import eligible
from player.certification.application.state import Application
from player.certification.errors import NotIndependent, NotReady
from player.certification.policy import CERTIFICATION, Policy
from player.certification.rules.decision import (
    Inputs,
    Party,
    Recommendation,
    appeal_until,
    conflicts_of,
    needs_second,
    recommend,
    retake_from,
    valid_until,
)
from player.certification.rules.evaluators import same_name
from player.certification.rules.retakes import exhausted
from player.certification.rules.window import is_open
from player.certification.text import say_moment
from player.errors import IllegalTransition

Events = tuple[Event, ...]


def inputs_of(
    policy: Policy, application: Application, target: str, now: datetime, held: Sequence[str] = ()
) -> Inputs:
    """What a recommendation on a target rests on.

    Args:
        policy: the policy that the application is pinned to.
        application: its state.
        target: a content area, or the certification.
        now: the time of the decision.
        held: areas in which the candidate holds a valid certificate, from whatever application.
    """
    over = application.closes is None or not is_open(application.closes, now)
    common = {
        "policy": policy.digest,
        "target": target,
        "eligible_at": application.eligible_at,
        "over": over,
    }
    if target == CERTIFICATION:
        awarded = [area for area in application.awarded if area != CERTIFICATION]
        return Inputs(
            **common,
            certificates=tuple(area for area in policy.areas if area in {*awarded, *held}),
            undecided=tuple(area for area in application.undecided if area != CERTIFICATION),
        )
    taken = application.taken_in(target)
    evaluators = [each for each in application.evaluators if each.area == target]
    return Inputs(
        **common,
        exhausted=bool(application.closes) and exhausted(policy, taken, application.closes or now, now),
        results=tuple(a.result for a in application.assessments if a.area == target and a.result),
        evaluations=tuple(each.evaluation for each in evaluators if each.evaluation),
        outstanding=0 if over else sum(each.may_answer for each in evaluators),
    )


def decide(policy: Policy, application: Application, command: cmd.Decide, now: datetime) -> Events:
    """A registrar decides; where the policy asks for two, the first one's word is kept as a proposal.

    Raises:
        NotReady: the parts are not all there, the statement is not signed, or a reason is missing.
        NotIndependent: the registrar had a part in what is decided.
    """
    if command.target not in application.undecided:
        raise IllegalTransition("There is nothing to decide under this name.")
    inputs = inputs_of(policy, application, command.target, now, command.certificates)
    advice = recommend(policy, inputs)
    _check_decision(application, command, advice)
    proposal = application.proposals.get(command.target)
    if proposal and lapsed(application, proposal, command.proposer, command.authors):
        proposal = None
    if proposal or needs_second(policy, command.outcome):
        if proposal is None or proposal.outcome != command.outcome:
            return (
                ev.Proposed(
                    at=now,
                    by=command.by,
                    target=command.target,
                    outcome=command.outcome,
                    said=command.said,
                ),
            )
        if proposal.by == command.by:
            raise IllegalTransition("You have decided; a second registrar has to agree.")
    return (_decided(policy, command, (inputs, advice), proposal, now),)


def lapsed(
    application: Application, proposal: ev.Proposed, proposer: Party | None, authors: Sequence[Party] = ()
) -> bool:
    """Whether a proposal counts no more, as its registrar has come to have a part in what is decided."""
    party = proposer or Party("", "", proposal.by)
    return bool(conflicts_in(application, proposal.target, party, authors))


def _check_decision(application: Application, command: cmd.Decide, advice: Recommendation) -> None:
    if command.outcome not in {"award", "refuse"}:
        raise IllegalTransition("A decision is to award or to refuse.")
    if advice.outcome == "wait":
        raise NotReady(reason.said for reason in advice.reasons if reason.state == "waits")
    if command.involved:
        told = "You taught, examined or evaluated this candidate; somebody else has to decide."
        raise NotIndependent([told])
    if found := conflicts_in(application, command.target, command.decider, command.authors):
        raise NotIndependent(found)
    if not same_name(command.signed, command.decider.name):
        raise NotReady([f"Sign the statement with your name: {command.decider.name}."])
    if command.outcome != advice.outcome and not command.said.strip():
        raise NotReady([f"The rules recommend to {advice.outcome}; say why you decide otherwise."])


def conflicts_in(
    application: Application, target: str, party: Party, authors: Sequence[Party] = ()
) -> tuple[str, ...]:
    """Why somebody may not decide on a target of an application; nothing where they may."""
    candidate = Party(application.name, application.email, application.person)
    evaluators = [Party(each.person.name, each.person.email) for each in application.evaluators]
    return conflicts_of(party, candidate, evaluators, authors, application.overturned.get(target, ()))


def _decided(
    policy: Policy,
    command: cmd.Decide,
    basis: tuple[Inputs, Recommendation],
    proposal: ev.Proposed | None,
    now: datetime,
) -> ev.Decided:
    award = command.outcome == "award"
    outcome: Literal["award", "refuse"] = "award" if award else "refuse"
    return ev.Decided(
        at=now,
        by=command.by,
        decision=command.decision,
        target=command.target,
        outcome=outcome,
        decider=command.decider.name,
        statement=policy.decision.statement,
        inputs=basis[0],
        recommendation=basis[1],
        said=command.said.strip() or (proposal.said if proposal else ""),
        proposed_by=proposal.by if proposal else None,
        code=command.code if award else None,
        until=valid_until(policy, now) if award else None,
        appeal_until=None if award else appeal_until(policy, now),
        retake_from=None if award else retake_from(policy, now),
    )


def appeal_eligibility(_: Policy, application: Application, command: cmd.Appeal, now: datetime) -> Events:
    """An appeal on ineligibility, in time and once."""
    if command.grounds != "ineligibility" or application.ineligible is None:
        raise IllegalTransition("An appeal can be lodged here on ineligibility only.")
    _check_appeal(application, "", application.ineligible.appeal_until, now)
    return (ev.Appealed(at=now, by=command.by, grounds="ineligibility", words=command.words),)


def appeal_results(_: Policy, application: Application, command: cmd.Appeal, now: datetime) -> Events:
    """An appeal on the verification of results that led to a refusal, in time and once."""
    decided = application.decisions.get(command.target)
    if command.grounds != "results" or decided is None or decided.appeal_until is None:
        raise IllegalTransition("An appeal can be lodged here on results that led to a refusal only.")
    _check_appeal(application, command.target, decided.appeal_until, now)
    return (
        ev.Appealed(at=now, by=command.by, grounds="results", target=command.target, words=command.words),
    )


def _check_appeal(application: Application, target: str, until: datetime, now: datetime) -> None:
    if target in application.appeals:
        raise IllegalTransition("An appeal has been lodged, and waits for its answer.")
    if target in application.answers:
        raise IllegalTransition("An appeal has been answered; each decision has one only.")
    if now >= until:
        raise IllegalTransition(f"An appeal could be lodged until {say_moment(until)}.")


def answer_eligibility(
    policy: Policy, application: Application, command: cmd.AnswerAppeal, now: datetime
) -> Events:
    """The answer to an appeal on ineligibility, by somebody else than who found it."""
    if "" not in application.appeals or command.target or application.ineligible is None:
        raise IllegalTransition("There is no appeal to answer.")
    _check_answer(application, command)
    answered = ev.AppealAnswered(at=now, by=command.by, upheld=command.upheld, words=command.words)
    return (answered, eligible(policy, command.by, now)) if command.upheld else (answered,)


def answer_results(_: Policy, application: Application, command: cmd.AnswerAppeal, now: datetime) -> Events:
    """The answer to an appeal on results, by somebody else than who decided."""
    if command.target not in application.appeals:
        raise IllegalTransition("There is no appeal to answer.")
    _check_answer(application, command)
    return (
        ev.AppealAnswered(
            at=now, by=command.by, target=command.target, upheld=command.upheld, words=command.words
        ),
    )


def _check_answer(application: Application, command: cmd.AnswerAppeal) -> None:
    answerer = command.answerer or Party("", "", command.by)
    if found := conflicts_in_appeal(application, command.target, answerer, command.authors):
        raise NotIndependent(found)


def conflicts_in_appeal(
    application: Application, target: str, party: Party, authors: Sequence[Party] = ()
) -> tuple[str, ...]:
    """Why somebody may not answer the appeal on a target; '' is about eligibility."""
    found = list(conflicts_in(application, target, party, authors))
    decided, ineligible = application.decisions.get(target), application.ineligible
    if decided and party.id in {decided.by, decided.proposed_by}:
        found.append("You took the decision; somebody else has to answer the appeal.")
    if not target and ineligible and party.id == ineligible.by:
        found.append("You found the applicant ineligible; somebody else has to answer the appeal.")
    return tuple(found)


def revoke(_: Policy, application: Application, command: cmd.Revoke, now: datetime) -> Events:
    """What was awarded is taken back, with its reason."""
    if command.target not in application.awarded:
        raise IllegalTransition("There is no award to revoke under this name.")
    return (ev.Revoked(at=now, by=command.by, target=command.target, reason=command.reason),)
