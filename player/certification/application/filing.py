"""Handlers of an application as it is filled in, submitted and audited."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.application.event import SYSTEM, Event
from player.certification.application.state import Application
from player.certification.errors import DocumentRefused, NotReady
from player.certification.policy import AGREEMENT, Policy, Statement
from player.certification.rules.decision import appeal_until
from player.certification.rules.eligibility import assess, missing
from player.certification.rules.evaluators import same_name
from player.certification.text import count, say_list, say_moment
from player.errors import IllegalTransition

Events = tuple[Event, ...]


def choose(policy: Policy, _: Application, command: cmd.Choose, now: datetime) -> Events:
    """What is to be earned, in the order of the catalogue."""
    unknown = [area for area in command.areas if area not in policy.areas]
    if unknown:
        raise NotReady([f"There is no content area '{area}'." for area in unknown])
    areas = tuple(area for area in policy.areas if area in command.areas)
    return (ev.Chosen(at=now, by=command.by, areas=areas, certification=command.certification),)


def declare(_: Policy, __: Application, command: cmd.Declare, now: datetime) -> Events:
    """The prerequisites as they are stated; they are held against the rules when they are submitted."""
    return (ev.Declared(at=now, by=command.by, declaration=command.declaration),)


def attach(policy: Policy, application: Application, command: cmd.Attach, now: datetime) -> Events:
    """A document, as long as there are not too many."""
    if len(application.documents) >= policy.documents.most:
        most = count(policy.documents.most, "document")
        raise DocumentRefused(f"An application has {most} at most; remove one first.")
    return (
        ev.Attached(
            at=now,
            by=command.by,
            document=command.document,
            digest=command.digest,
            name=command.name,
            about=command.about,
        ),
    )


def detach(_: Policy, application: Application, command: cmd.Detach, now: datetime) -> Events:
    """A document is taken out; its file is kept where staff may have looked at it."""
    if command.document not in application.documents:
        raise IllegalTransition("This document is not in the application.")
    removed = command.document not in application.handed_in
    return (ev.Detached(at=now, by=command.by, document=command.document, removed=removed),)


def review_document(
    _: Policy, application: Application, command: cmd.ReviewDocument, now: datetime
) -> Events:
    """What staff say of a document; they may change their mind.

    Raises:
        NotReady: it is not accepted, and no reason is given.
    """
    if command.document not in application.documents:
        raise IllegalTransition("This document is not in the application.")
    reason = "" if command.accepted else command.reason.strip()
    if not command.accepted and not reason:
        raise NotReady(["Say why the document is not accepted."])
    known = application.reviews.get(command.document)
    if known and (known.accepted, known.reason) == (command.accepted, reason):
        raise IllegalTransition("This has been said of the document already.")
    return (
        ev.DocumentReviewed(
            at=now, by=command.by, document=command.document, accepted=command.accepted, reason=reason
        ),
    )


def sign(policy: Policy, application: Application, command: cmd.Sign, now: datetime) -> Events:
    """A statement is signed with the name of the account.

    Raises:
        NotReady: nothing was chosen yet that the statement could be about, or another name was typed.
    """
    statement = statements(policy).get(command.statement)
    if statement is None:
        raise IllegalTransition(f"There is no statement '{command.statement}' to sign.")
    if not application.targets:
        raise NotReady(["Choose first what you want to earn."])
    if not same_name(command.typed, application.name):
        raise NotReady([f"Sign with your name as it stands in your account: {application.name}."])
    return (
        ev.Signed(
            at=now,
            by=command.by,
            statement=command.statement,
            words=words_of(policy, application, statement),
            typed=command.typed,
        ),
    )


def sign_before(policy: Policy, application: Application, command: cmd.Sign, now: datetime) -> Events:
    """An attestation; the agreement is signed later, before the first assessment."""
    if command.statement == AGREEMENT:
        raise IllegalTransition("The agreement is signed once the application has been accepted.")
    return sign(policy, application, command, now)


def sign_agreement(policy: Policy, application: Application, command: cmd.Sign, now: datetime) -> Events:
    """The agreement, once."""
    if command.statement != AGREEMENT or AGREEMENT in application.signed:
        raise IllegalTransition("There is nothing of this name left to sign.")
    return sign(policy, application, command, now)


def statements(policy: Policy) -> dict[str, Statement]:
    """Every statement that can be signed."""
    return {**policy.attestations, AGREEMENT: policy.agreement}


def words_of(policy: Policy, application: Application, statement: Statement) -> str:
    """The exact words of a statement, for this application."""
    titles = [policy.title_of(target) for target in application.targets]
    return statement.text.format(areas=say_list(titles))


def submit(policy: Policy, application: Application, command: cmd.Submit, now: datetime) -> Events:
    """Hand in: eligible, drawn for an audit, or, where the applicant insists, ineligible with reasons.

    An audit that was begun is brought to its end: what was given back in it, or withdrawn from it and filed
    anew, is audited whatever chance says.

    Raises:
        NotReady: something is missing; each thing in a line.
    """
    findings = assess(policy, application.areas, application.declaration, now)
    unmet = missing(findings)
    gaps = [*_gaps(policy, application), *_barred(policy, application, command, now)]
    gaps += [] if command.insist else unmet
    if gaps:
        raise NotReady(gaps)
    submitted = ev.Submitted(at=now, by=command.by, findings=findings)
    if unmet:
        return (submitted, _ineligible(policy, SYSTEM, unmet, now))
    certain = command.evaded or application.stage == "returned"
    rate = 1.0 if certain else policy.eligibility.audit_rate
    if command.draw < rate:
        return (submitted, ev.AuditDrawn(at=now, by=SYSTEM, draw=command.draw, rate=rate))
    return (submitted, eligible(policy, SYSTEM, now))


def _gaps(policy: Policy, application: Application) -> Iterator[str]:
    if not application.targets:
        yield "Choose what you want to earn."
    for name, statement in policy.attestations.items():
        if name not in application.signed:
            yield f"Sign the attestation: {statement.title}."


def _barred(policy: Policy, application: Application, command: cmd.Submit, now: datetime) -> Iterator[str]:
    for target in application.targets:
        if (start := command.barred.get(target)) and now < start:
            yield f"{policy.title_of(target)}: you may apply for it again from {say_moment(start)} on."


def eligible(policy: Policy, by: str, now: datetime, reason: str | None = None) -> ev.FoundEligible:
    """Eligible, until a voucher has to be entered."""
    until = now + timedelta(days=policy.eligibility.days)
    return ev.FoundEligible(at=now, by=by, until=until, reason=reason)


def _ineligible(policy: Policy, by: str, reasons: tuple[str, ...], now: datetime) -> ev.FoundIneligible:
    return ev.FoundIneligible(at=now, by=by, reasons=reasons, appeal_until=appeal_until(policy, now))


def pass_audit(policy: Policy, _: Application, command: cmd.PassAudit, now: datetime) -> Events:
    """The audit found nothing."""
    return (eligible(policy, command.by, now, command.reason),)


def give_back(_: Policy, __: Application, command: cmd.Return, now: datetime) -> Events:
    """The application has to be mended."""
    return (ev.Returned(at=now, by=command.by, reason=command.reason),)


def find_ineligible(policy: Policy, _: Application, command: cmd.FindIneligible, now: datetime) -> Events:
    """The audit found that the applicant is not eligible."""
    if not command.reasons:
        raise NotReady(["Give at least one reason."])
    return (_ineligible(policy, command.by, command.reasons, now),)


def withdraw(_: Policy, application: Application, command: cmd.Withdraw, now: datetime) -> Events:
    """The applicant does not go on; once something was decided, what is left is decided too."""
    if application.decisions or application.proposals:
        raise IllegalTransition("A decision has been taken, so the application cannot be withdrawn any more.")
    return (ev.Withdrawn(at=now, by=command.by),)
