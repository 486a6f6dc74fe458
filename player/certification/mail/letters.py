"""Which letter an event causes, to whom, and with what words filled in.

A letter is kept by the names of its template and the values that go into it. Its links are made when it is
sent: no token of a link ever lies in the database.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from player.certification.application import event as ev
from player.certification.application.event import Event
from player.certification.application.state import Application
from player.certification.policy import Policy
from player.certification.rules.window import say_left
from player.certification.store import Letter
from player.certification.text import say_day, say_list, say_moment

VERSIONS: Mapping[str, int] = {
    "confirm-email": 1,
    "account-exists": 1,
    "reset-password": 1,
    "audit": 1,
    "document-refused": 1,
    "returned": 1,
    "eligible": 1,
    "ineligible": 1,
    "window-opened": 1,
    "days-left": 1,
    "window-closed": 1,
    "evaluator-asked": 1,
    "evaluator-reminded": 1,
    "evaluator-thanked": 1,
    "evaluator-lost": 1,
    "letter-returned": 1,
    "accommodated": 1,
    "awarded": 2,
    "refused": 1,
    "appeal-lodged": 1,
    "appeal-answered": 1,
    "revoked": 1,
}
"""Every template and its version; it counts up whenever the words change."""


@dataclass(frozen=True)
class Draft:
    """A letter before it is in the outbox."""

    recipient: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


def addressed(draft: Draft, cause: str, now: datetime) -> Letter:
    """A draft as a letter that is due at once; `cause` names what it is sent for, such as `record/17`."""
    return Letter(
        id=secrets.token_hex(16),
        cause=cause,
        recipient=draft.recipient,
        template=draft.template,
        template_version=VERSIONS[draft.template],
        context=draft.context,
        state="waiting",
        tries=0,
        uncertain=0,
        next_at=now,
        lease=None,
        created_at=now,
        finished_at=None,
        told="",
    )


def letters_for(policy: Policy, application: str, state: Application, event: Event) -> tuple[Draft, ...]:
    """The letters that an event causes.

    Args:
        policy: the policy that the application is pinned to.
        application: its identifier.
        state: its state after the event.
        event: what happened.
    """
    write = _LETTERS.get(type(event))
    if write is None:
        return ()
    common = {"application": application, "name": state.name}
    return tuple(
        Draft(draft.recipient, draft.template, {**common, **draft.context})
        for draft in write(policy, state, event)
    )


Drafts = Iterator[Draft]


def _audit(_: Policy, state: Application, __: ev.AuditDrawn) -> Drafts:
    yield Draft(state.email, "audit")


def _reviewed(_: Policy, state: Application, event: ev.DocumentReviewed) -> Drafts:
    if not event.accepted:
        context = {
            "document": state.documents[event.document].name,
            "reason": event.reason,
            "again": state.stage == "audit",
        }
        yield Draft(state.email, "document-refused", context)


def _returned(_: Policy, state: Application, event: ev.Returned) -> Drafts:
    yield Draft(state.email, "returned", {"reason": event.reason})


def _eligible(policy: Policy, state: Application, event: ev.FoundEligible) -> Drafts:
    window = policy.window.days
    yield Draft(state.email, "eligible", {"until": say_moment(event.until), "days": window})


def _ineligible(_: Policy, state: Application, event: ev.FoundIneligible) -> Drafts:
    told = {"reasons": list(event.reasons), "until": say_moment(event.appeal_until)}
    yield Draft(state.email, "ineligible", told)


def _opened(policy: Policy, state: Application, event: ev.WindowOpened) -> Drafts:
    areas = say_list(policy.title_of(target) for target in state.targets)
    yield Draft(state.email, "window-opened", {"areas": areas, "closes": say_moment(event.closes)})


def _days_left(_: Policy, state: Application, event: ev.CandidateReminded) -> Drafts:
    left = say_left(state.closes or event.at, event.at)
    yield Draft(state.email, "days-left", {"left": left})


def _closed(_: Policy, state: Application, __: ev.WindowClosed) -> Drafts:
    yield Draft(state.email, "window-closed")


def _asked(policy: Policy, state: Application, event: ev.EvaluatorContacted) -> Drafts:
    yield _to_evaluator(policy, state, event.evaluator, "evaluator-asked")


def _asked_again(policy: Policy, state: Application, event: ev.EvaluatorReminded) -> Drafts:
    yield _to_evaluator(policy, state, event.evaluator, "evaluator-reminded")


def _thanked(policy: Policy, state: Application, event: ev.Evaluated) -> Drafts:
    yield _to_evaluator(policy, state, event.evaluator, "evaluator-thanked")


def _to_evaluator(policy: Policy, state: Application, evaluator: str, template: str) -> Draft:
    found = next(each for each in state.evaluators if each.id == evaluator)
    context = {
        "evaluator": found.id,
        "evaluator_name": found.person.name,
        "area": policy.title_of(found.area),
        "closes": say_day(state.closes) if state.closes else "",
    }
    return Draft(found.person.email, template, context)


def _lost(policy: Policy, state: Application, event: ev.EvaluatorTurnedDown) -> Drafts:
    found = next(each for each in state.evaluators if each.id == event.evaluator)
    context = {
        "evaluator_name": found.person.name,
        "area": policy.title_of(found.area),
        "how": event.how,
    }
    yield Draft(state.email, "evaluator-lost", context)


def _came_back(policy: Policy, state: Application, event: ev.LetterReturned) -> Drafts:
    found = next(each for each in state.evaluators if each.id == event.evaluator)
    context = {"evaluator_name": found.person.name, "area": policy.title_of(found.area)}
    yield Draft(state.email, "letter-returned", context)


def _accommodated(_: Policy, state: Application, event: ev.Accommodated) -> Drafts:
    yield Draft(state.email, "accommodated", {"multiplier": f"{event.multiplier:g}", "breaks": event.breaks})


def _decided(policy: Policy, state: Application, event: ev.Decided) -> Drafts:
    title = policy.title_of(event.target)
    if event.outcome == "award" and event.until:
        yield Draft(
            state.email, "awarded", {"title": title, "code": event.code, "until": say_day(event.until)}
        )
    elif event.appeal_until and event.retake_from:
        context = {
            "title": title,
            "reasons": [*event.recommendation.told, *([event.said] if event.said else [])],
            "appeal_until": say_moment(event.appeal_until),
            "retake_from": say_day(event.retake_from),
        }
        yield Draft(state.email, "refused", context)


def _appealed(policy: Policy, state: Application, event: ev.Appealed) -> Drafts:
    yield Draft(state.email, "appeal-lodged", {"about": _about(policy, event.target)})


def _answered(policy: Policy, state: Application, event: ev.AppealAnswered) -> Drafts:
    context = {"about": _about(policy, event.target), "upheld": event.upheld, "words": event.words}
    yield Draft(state.email, "appeal-answered", context)


def _about(policy: Policy, target: str) -> str:
    return policy.title_of(target) if target else "your eligibility"


def _revoked(policy: Policy, state: Application, event: ev.Revoked) -> Drafts:
    context = {"title": policy.title_of(event.target), "reason": event.reason}
    yield Draft(state.email, "revoked", context)


_LETTERS: dict[type, Callable[[Policy, Application, Any], Drafts]] = {
    ev.AuditDrawn: _audit,
    ev.DocumentReviewed: _reviewed,
    ev.Returned: _returned,
    ev.FoundEligible: _eligible,
    ev.FoundIneligible: _ineligible,
    ev.WindowOpened: _opened,
    ev.CandidateReminded: _days_left,
    ev.WindowClosed: _closed,
    ev.EvaluatorContacted: _asked,
    ev.EvaluatorReminded: _asked_again,
    ev.Evaluated: _thanked,
    ev.EvaluatorTurnedDown: _lost,
    ev.LetterReturned: _came_back,
    ev.Accommodated: _accommodated,
    ev.Decided: _decided,
    ev.Appealed: _appealed,
    ev.AppealAnswered: _answered,
    ev.Revoked: _revoked,
}
