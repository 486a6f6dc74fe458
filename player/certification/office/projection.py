"""What events change beside the record, in the same transaction: lists, invitations, certificates, letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from player.certification.application import event as ev
from player.certification.application.event import Event
from player.certification.application.state import Application, Stage, Standing
from player.certification.application.work import work_of
from player.certification.mail.letters import addressed, letters_for
from player.certification.policy import Policy
from player.certification.rules.evaluators import mailbox
from player.certification.store import (
    ApplicationRecord,
    Certificate,
    DecisionRecord,
    Invitation,
    Unit,
)
from player.certification.tokens import Tokens, new_nonce

_OVER: frozenset[Stage] = frozenset({"ineligible", "closed", "withdrawn", "expired"})
_OF_TARGETS = (
    ev.Chosen,
    ev.Decided,
    ev.AppealAnswered,
    ev.FoundIneligible,
    ev.FoundEligible,
    ev.Withdrawn,
    ev.Expired,
)


@dataclass(frozen=True)
class Change:
    """Events that were appended, and the application after them."""

    record: ApplicationRecord
    policy: Policy
    state: Application
    events: Sequence[Event]
    numbers: Sequence[int]
    """The events' places in the chain."""


def project(unit: Unit, tokens: Tokens, change: Change) -> ApplicationRecord:
    """Bring everything beside the record up to date, and write the letters; gives the application's row."""
    state = change.state
    record = replace(change.record, stage=state.stage, changed_at=state.at, closes_at=state.closes)
    unit.applications.change(record)
    refresh_work(unit, record, change.policy, state, state.at)
    if any(isinstance(event, _OF_TARGETS) for event in change.events):
        live = () if state.stage in _OVER else state.undecided
        unit.applications.set_targets(record, state.targets, live)
    for event, number in zip(change.events, change.numbers, strict=True):
        if write := _PROJECT.get(type(event)):
            write(unit, tokens, change, event, number)
        _write_letters(unit, change, event, number)
    return record


def refresh_work(
    unit: Unit, record: ApplicationRecord, policy: Policy, state: Application, now: datetime
) -> None:
    """Bring up to date what of an application waits for staff."""
    held = unit.awards.held_by(record.user_id, now) if state.certification else ()
    unit.work.set(record.id, work_of(policy, state, now, held), now)


def _write_letters(unit: Unit, change: Change, event: Event, number: int) -> None:
    for draft in letters_for(change.policy, change.record.id, change.state, event):
        unit.letters.add(addressed(draft, f"record/{number}", event.at))


def _detached(unit: Unit, _: Tokens, __: Change, event: ev.Detached, ___: int) -> None:
    if event.removed:
        unit.applications.drop_document(event.document)


def _named(unit: Unit, tokens: Tokens, change: Change, event: ev.EvaluatorNamed, _: int) -> None:
    if event.instead_of:
        unit.invitations.stand(event.instead_of, "replaced")
        unit.invitations.forget_drafts(change.record.id, event.instead_of)
    nonce = new_nonce()
    token = tokens.link("evaluator", nonce)
    unit.invitations.add(
        Invitation(
            evaluator_id=event.person.id,
            application_id=change.record.id,
            area=event.area,
            mailbox=mailbox(event.person.email),
            candidate_mailbox=mailbox(change.state.email),
            nonce=nonce,
            token_hash=tokens.digest_link(token),
            standing="named",
        )
    )


def _contacted(unit: Unit, _: Tokens, __: Change, event: ev.EvaluatorContacted, ___: int) -> None:
    unit.invitations.stand(event.evaluator, "contacted")


def _turned_down(unit: Unit, _: Tokens, change: Change, event: ev.EvaluatorTurnedDown, __: int) -> None:
    how: Standing = event.how
    unit.invitations.stand(event.evaluator, how)
    unit.invitations.forget_drafts(change.record.id, event.evaluator)


def _evaluated(unit: Unit, _: Tokens, change: Change, event: ev.Evaluated, __: int) -> None:
    unit.invitations.stand(event.evaluator, "answered")
    unit.invitations.forget_drafts(change.record.id, event.evaluator)


def _over(unit: Unit, _: Tokens, change: Change, __: Event, ___: int) -> None:
    """What was not sent in time is nobody's to read."""
    unit.invitations.forget_drafts(change.record.id)


def _decided(unit: Unit, _: Tokens, change: Change, event: ev.Decided, number: int) -> None:
    unit.awards.add_decision(
        DecisionRecord(
            event.decision, change.record.id, event.target, event.outcome, event.by, event.at, number
        )
    )
    if event.code and event.until:
        unit.awards.add_certificate(
            Certificate(
                code=event.code,
                decision_id=event.decision,
                user_id=change.record.user_id,
                target=event.target,
                name=change.state.name,
                title=change.policy.title_of(event.target),
                awarded_at=event.at,
                expires_at=event.until,
            )
        )


def _revoked(unit: Unit, _: Tokens, change: Change, event: ev.Revoked, __: int) -> None:
    code = change.state.decisions[event.target].code
    if code:
        unit.awards.revoke(code, event.by, event.at, event.reason)


_PROJECT: dict[type, Callable[[Unit, Tokens, Change, Any, int], None]] = {
    ev.Detached: _detached,
    ev.EvaluatorNamed: _named,
    ev.EvaluatorContacted: _contacted,
    ev.EvaluatorTurnedDown: _turned_down,
    ev.Evaluated: _evaluated,
    ev.WindowClosed: _over,
    ev.Withdrawn: _over,
    ev.Decided: _decided,
    ev.Revoked: _revoked,
}
