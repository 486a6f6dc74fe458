"""Handlers of the window: assessments, evaluators, evaluations."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.application.event import SYSTEM, Event
from player.certification.application.state import Application, Evaluator
from player.certification.errors import AnswersRefused, EvaluatorsRefused, NotReady, VoucherRefused
from player.certification.policy import AGREEMENT, Policy
from player.certification.rules.evaluation import faults_in
from player.certification.rules.evaluators import Flag, Person, faults_of
from player.certification.rules.retakes import next_attempt
from player.certification.rules.window import closes_at
from player.certification.text import say_list, say_moment
from player.errors import IllegalTransition

Events = tuple[Event, ...]


def redeem(policy: Policy, application: Application, command: cmd.Redeem, now: datetime) -> Events:
    """The voucher is entered, and the window opens at this moment.

    Raises:
        VoucherRefused: it was issued for something else.
    """
    outside = [target for target in application.targets if command.areas and target not in command.areas]
    if outside:
        titles = [policy.titles[target] for target in command.areas if target in policy.titles]
        lacking = say_list(policy.titles[target] for target in outside)
        raise VoucherRefused(
            f"This voucher is for {say_list(titles or ['other areas'])}; your application also has {lacking}. "
            "Ask for a voucher that covers all of them."
        )
    closes = closes_at(policy, now)
    return (ev.WindowOpened(at=now, by=command.by, voucher=command.voucher, closes=closes),)


def accommodate(_: Policy, __: Application, command: cmd.Accommodate, now: datetime) -> Events:
    """An accommodation, with its reason and who approved it."""
    return (
        ev.Accommodated(
            at=now,
            by=command.by,
            multiplier=command.multiplier,
            breaks=command.breaks,
            reason=command.reason,
            approver=command.approver,
        ),
    )


def begin(policy: Policy, application: Application, command: cmd.Begin, now: datetime) -> Events:
    """An attempt at an area begins.

    Raises:
        NotReady: the agreement is not signed, or the rules of retakes stand against it.
    """
    check_begin(policy, application, command.area, now)
    return (ev.AssessmentBegun(at=now, by=command.by, area=command.area, attempt=command.attempt),)


def check_begin(policy: Policy, application: Application, area: str, now: datetime) -> None:
    """Whether a new attempt at an area may begin.

    Raises:
        NotReady: it may not; says why, and from when on.
        IllegalTransition: the area is none of the application's, or an attempt is running.
    """
    if area not in application.areas:
        raise IllegalTransition("This content area is not in the application.")
    if area in application.decisions:
        raise IllegalTransition("This content area has been decided.")
    if AGREEMENT not in application.signed:
        raise NotReady([f"Sign first: {policy.agreement.title}."])
    verdict = next_attempt(policy, application.taken_in(area), now)
    if verdict.attempt:
        raise IllegalTransition("The assessment is running already.")
    if not verdict.may:
        raise NotReady([verdict.said])


def record_result(_: Policy, application: Application, command: cmd.RecordResult, now: datetime) -> Events:
    """A report of the player, if it is of this application and says something new."""
    known = next((a for a in application.assessments if a.attempt == command.result.attempt), None)
    if known is None or known.area != command.result.area:
        raise IllegalTransition("This attempt is not of the application.")
    if known.result == command.result:
        raise IllegalTransition("This result has been recorded.")
    return (ev.ResultRecorded(at=now, by=command.by, result=command.result),)


def name_evaluators(
    policy: Policy, application: Application, command: cmd.NameEvaluators, now: datetime
) -> Events:
    """The evaluators of an area; all or some of them are contacted at once.

    Raises:
        EvaluatorsRefused: they cannot be taken; each reason in a line.
    """
    _check_area(application, command.area)
    if application.evaluators_in(command.area):
        raise IllegalTransition(
            "The evaluators of this area have been named; replace one who will not answer."
        )
    if faults := faults_of(policy, {application.email}, command.people):
        raise EvaluatorsRefused(faults)
    named = [
        ev.EvaluatorNamed(at=now, by=command.by, area=command.area, person=person)
        for person in command.people
    ]
    # identifiers are random, so that nobody chooses by their order who is asked
    chosen = sorted(command.people, key=lambda person: person.id)[: policy.evaluators.contacted]
    return (*named, *_flagged(command.area, command.flags, now), *_contact(command.area, chosen, now))


def replace_evaluator(
    policy: Policy, application: Application, command: cmd.ReplaceEvaluator, now: datetime
) -> Events:
    """Another evaluator for one who turned down, could not be reached, or stays silent.

    Raises:
        EvaluatorsRefused: the new one cannot be taken.
    """
    _check_area(application, command.area)
    old = evaluator_of(application, command.evaluator)
    if old.area != command.area:
        raise IllegalTransition("This evaluator was named in another area.")
    _check_replaceable(policy, old, now)
    before = [each.person for each in application.evaluators if each.area == command.area]
    if faults := faults_of(policy, {application.email}, [command.person], before):
        raise EvaluatorsRefused(faults)
    others = [each for each in application.evaluators_in(command.area) if each.id != old.id]
    named = ev.EvaluatorNamed(
        at=now, by=command.by, area=command.area, person=command.person, instead_of=old.id
    )
    asked = sum(each.standing in {"contacted", "answered"} for each in others)
    contacted = [command.person] if asked < policy.evaluators.contacted else []
    return (named, *_flagged(command.area, command.flags, now), *_contact(command.area, contacted, now))


def _check_replaceable(policy: Policy, old: Evaluator, now: datetime) -> None:
    if old.standing in {"answered", "replaced"}:
        raise IllegalTransition("This evaluator cannot be replaced any more.")
    if old.standing == "contacted" and old.contacted_at and not old.returned:
        silent = old.contacted_at + timedelta(days=policy.evaluators.silent_days)
        if now < silent:
            raise NotReady(
                [f"{old.person.name} may still answer; replace them from {say_moment(silent)} on."]
            )


def flag_evaluator(_: Policy, application: Application, command: cmd.FlagEvaluator, now: datetime) -> Events:
    """Something about an evaluator that staff should look at, told once."""
    old = evaluator_of(application, command.flag.evaluator)
    if command.flag.reason in old.flags:
        raise IllegalTransition("This has been flagged.")
    return tuple(_flagged(old.area, [command.flag], now))


def settle_flags(_: Policy, application: Application, command: cmd.SettleFlags, now: datetime) -> Events:
    """What is flagged about an evaluator was looked at; it stays to be read, and waits for nobody any more.

    Raises:
        NotReady: no reason is given.
    """
    found = evaluator_of(application, command.evaluator)
    if not found.unsettled:
        raise IllegalTransition("Nothing is flagged here that nobody has looked at.")
    if not command.reason.strip():
        raise NotReady(["Say what you found."])
    return (
        ev.FlagsSettled(
            at=now,
            by=command.by,
            area=found.area,
            evaluator=found.id,
            flags=found.unsettled,
            reason=command.reason.strip(),
        ),
    )


def contact(_: Policy, application: Application, command: cmd.Contact, now: datetime) -> Events:
    """Staff have a named evaluator asked who was not."""
    old = evaluator_of(application, command.evaluator)
    if old.standing != "named":
        raise IllegalTransition("This evaluator has been contacted or replaced.")
    return (ev.EvaluatorContacted(at=now, by=command.by, area=old.area, evaluator=old.id),)


def resend(_: Policy, application: Application, command: cmd.Resend, now: datetime) -> Events:
    """The letter goes out once more, with the same link; the reminders of the policy go on as they would."""
    old = _answering(application, command.evaluator)
    return (ev.EvaluatorReminded(at=now, by=command.by, area=old.area, evaluator=old.id, day=old.reminded),)


def remind(_: Policy, application: Application, command: cmd.Remind, now: datetime) -> Events:
    """An evaluator who has not answered is asked again."""
    old = _answering(application, command.evaluator)
    if command.day <= old.reminded:
        raise IllegalTransition("This reminder has been sent.")
    return (ev.EvaluatorReminded(at=now, by=command.by, area=old.area, evaluator=old.id, day=command.day),)


def return_letter(_: Policy, application: Application, command: cmd.ReturnLetter, now: datetime) -> Events:
    """A later letter came back: the evaluator may answer still, and may be replaced from now on."""
    old = _answering(application, command.evaluator)
    if old.returned:
        raise IllegalTransition("This has been noted.")
    return (ev.LetterReturned(at=now, by=command.by, area=old.area, evaluator=old.id),)


def turn_down(policy: Policy, application: Application, command: cmd.TurnDown, now: datetime) -> Events:
    """An evaluator will not answer; the next one who was named is contacted in their place."""
    old = _answering(application, command.evaluator)
    said = ev.EvaluatorTurnedDown(
        at=now, by=command.by, area=old.area, evaluator=old.id, how=command.how, said=command.said
    )
    others = [each for each in application.evaluators_in(old.area) if each.id != old.id]
    asked = sum(each.standing in {"contacted", "answered"} for each in others)
    waiting = sorted((each.person for each in others if each.standing == "named"), key=lambda one: one.id)
    return (said, *_contact(old.area, waiting[: max(0, policy.evaluators.contacted - asked)], now))


def evaluate(policy: Policy, application: Application, command: cmd.Evaluate, now: datetime) -> Events:
    """An evaluator's answers, once.

    Raises:
        AnswersRefused: they are not complete or do not fit; each fault in a line.
    """
    old = _answering(application, command.evaluator)
    if faults := faults_in(policy.questionnaire, command.answers):
        raise AnswersRefused(faults.values())
    return (
        ev.Evaluated(
            at=now,
            by=command.by,
            area=old.area,
            evaluator=old.id,
            questionnaire=policy.questionnaire.version,
            answers=command.answers,
        ),
    )


def remind_candidate(
    _: Policy, application: Application, command: cmd.RemindCandidate, now: datetime
) -> Events:
    """The candidate is told how many days are left, once for each reminder of the policy."""
    if application.last_reminder is not None and command.days_left >= application.last_reminder:
        raise IllegalTransition("This reminder has been sent.")
    return (ev.CandidateReminded(at=now, by=command.by, days_left=command.days_left),)


def evaluator_of(application: Application, evaluator: str) -> Evaluator:
    """Somebody who was named in the application.

    Raises:
        IllegalTransition: nobody of this identifier was.
    """
    found = next((each for each in application.evaluators if each.id == evaluator), None)
    if found is None:
        raise IllegalTransition("This evaluator is not of the application.")
    return found


def _answering(application: Application, evaluator: str) -> Evaluator:
    found = evaluator_of(application, evaluator)
    if not found.may_answer or found.area in application.decisions:
        raise IllegalTransition("Nothing more is asked of this evaluator.")
    return found


def _check_area(application: Application, area: str) -> None:
    if area not in application.areas:
        raise IllegalTransition("This content area is not in the application.")
    if area in application.decisions:
        raise IllegalTransition("This content area has been decided.")


def _contact(area: str, people: Iterable[Person], now: datetime) -> Iterator[Event]:
    for person in people:
        yield ev.EvaluatorContacted(at=now, by=SYSTEM, area=area, evaluator=person.id)


def _flagged(area: str, flags: Sequence[Flag], now: datetime) -> Iterator[Event]:
    for flag in flags:
        yield ev.EvaluatorFlagged(at=now, by=SYSTEM, area=area, evaluator=flag.evaluator, reason=flag.reason)
