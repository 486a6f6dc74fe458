"""The history of an application in words, as its candidate may see it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from player.certification.application import event as ev
from player.certification.application.event import SYSTEM, Event
from player.certification.application.state import Application
from player.certification.pages.candidate.telling import refusal_of
from player.certification.policy import AGREEMENT, Policy
from player.certification.text import count, say_list, say_moment


@dataclass(frozen=True)
class Told:
    """One line of the history: when, by whom, what."""

    at: datetime
    who: str
    said: str


def history_of(policy: Policy, state: Application, events: Sequence[Event]) -> list[Told]:
    """Everything that happened, the latest first; what is for staff alone is left out."""
    told = [_told(policy, state, event) for event in events if type(event) in SAID]
    return list(reversed(told))


def _told(policy: Policy, state: Application, event: Event) -> Told:
    return Told(event.at, _who(state, event), " ".join(SAID[type(event)](policy, state, event)))


def _who(state: Application, event: Event) -> str:
    if event.by == state.person:
        return "You"
    if event.by == SYSTEM:
        return "Sonocase"
    return "Evaluator" if event.by.startswith("evaluator/") else "The office"


Words = Iterator[str]


def _chosen(policy: Policy, _: Application, event: ev.Chosen) -> Words:
    targets = [policy.title_of(area) for area in event.areas]
    targets += [policy.certification.title] if event.certification else []
    yield f"Chosen: {say_list(targets)}." if targets else "Nothing is chosen any more."


def _signed(policy: Policy, _: Application, event: ev.Signed) -> Words:
    statement = {**policy.attestations, AGREEMENT: policy.agreement}[event.statement]
    yield f"Signed as {event.typed}: {statement.title}."


def _detached(_: Policy, __: Application, event: ev.Detached) -> Words:
    yield "Document removed, and its file with it." if event.removed else "Document removed."


def _reviewed(_: Policy, state: Application, event: ev.DocumentReviewed) -> Words:
    document = state.documents.get(event.document)
    accepted = "accepted" if event.accepted else "not accepted"
    yield f"Document {accepted}: {document.name}." if document else f"Document {accepted}."
    if event.reason:
        yield event.reason


def _found_eligible(_: Policy, __: Application, event: ev.FoundEligible) -> Words:
    yield f"Found eligible, until {say_moment(event.until)}."
    if event.reason:
        yield event.reason


def _found_ineligible(_: Policy, __: Application, event: ev.FoundIneligible) -> Words:
    yield "Found ineligible."
    yield from event.reasons
    yield f"An appeal may be lodged until {say_moment(event.appeal_until)}."


def _opened_window(_: Policy, __: Application, event: ev.WindowOpened) -> Words:
    yield f"Voucher entered. The window is open until {say_moment(event.closes)}."


def _accommodated(_: Policy, __: Application, event: ev.Accommodated) -> Words:
    breaks = ", with breaks" if event.breaks else ""
    yield f"Accommodation granted: {event.multiplier:g} times the time{breaks}."


def _result(policy: Policy, _: Application, event: ev.ResultRecorded) -> Words:
    ways = {True: "passed", False: "not passed", None: "still being marked"}
    yield f"Result of the assessment, {policy.title_of(event.result.area)}: {ways[event.result.passed]}."


def _named(policy: Policy, _: Application, event: ev.EvaluatorNamed) -> Words:
    instead = " in the place of somebody else" if event.instead_of else ""
    yield f"Named {event.person.name} as evaluator{instead}: {policy.title_of(event.area)}."


def _person(said: str) -> Callable[[Policy, Application, Any], Words]:
    def say(policy: Policy, state: Application, event: Any) -> Words:
        found = next(each for each in state.evaluators if each.id == event.evaluator)
        yield f"{found.person.name} {said}: {policy.title_of(event.area)}."

    return say


def _returned_letter(policy: Policy, state: Application, event: ev.LetterReturned) -> Words:
    found = next(each for each in state.evaluators if each.id == event.evaluator)
    yield f"A letter to {found.person.name} came back: {policy.title_of(event.area)}."


def _turned_down(policy: Policy, state: Application, event: ev.EvaluatorTurnedDown) -> Words:
    ways = {"declined": "has declined", "unknown": "does not know you", "bounced": "could not be reached"}
    yield from _person(ways[event.how])(policy, state, event)


def _decided(policy: Policy, _: Application, event: ev.Decided) -> Words:
    title = policy.title_of(event.target)
    if event.outcome == "award":
        yield f"Awarded: {title}" + (f", valid until {say_moment(event.until)}." if event.until else ".")
        return
    yield f"Refused: {title}."
    yield from refusal_of(event)


def _about(policy: Policy, target: str) -> str:
    return policy.title_of(target) if target else "eligibility"


def _appealed(policy: Policy, _: Application, event: ev.Appealed) -> Words:
    yield f"Appeal lodged, {_about(policy, event.target)}: {event.words}"


def _answered(policy: Policy, _: Application, event: ev.AppealAnswered) -> Words:
    outcome = "upheld" if event.upheld else "not upheld"
    yield f"Appeal {outcome}, {_about(policy, event.target)}: {event.words}"


def _revoked(policy: Policy, _: Application, event: ev.Revoked) -> Words:
    yield f"Revoked: {policy.title_of(event.target)}. {event.reason}"


def _plainly(said: str) -> Callable[[Policy, Application, Any], Words]:
    def say(_: Policy, __: Application, ___: Any) -> Words:
        yield said

    return say


SAID: Mapping[type, Callable[[Policy, Application, Any], Words]] = {
    ev.Opened: _plainly("Application begun."),
    ev.Chosen: _chosen,
    ev.Declared: _plainly("Prerequisites stated."),
    ev.Attached: lambda _, __, event: iter([f"Document attached: {event.name}."]),
    ev.Detached: _detached,
    ev.DocumentReviewed: _reviewed,
    ev.Signed: _signed,
    ev.Submitted: _plainly("Application submitted."),
    ev.AuditDrawn: _plainly("Drawn at random for an audit."),
    ev.Returned: lambda _, __, event: iter([f"Given back to be mended: {event.reason}"]),
    ev.FoundEligible: _found_eligible,
    ev.FoundIneligible: _found_ineligible,
    ev.WindowOpened: _opened_window,
    ev.Accommodated: _accommodated,
    ev.AssessmentBegun: lambda policy, _, event: iter([f"Assessment begun: {policy.title_of(event.area)}."]),
    ev.ResultRecorded: _result,
    ev.EvaluatorNamed: _named,
    ev.EvaluatorContacted: _person("was asked"),
    ev.EvaluatorReminded: _person("was reminded"),
    ev.LetterReturned: _returned_letter,
    ev.EvaluatorTurnedDown: _turned_down,
    ev.Evaluated: _person("has answered"),
    ev.CandidateReminded: lambda _, __, event: iter([f"Reminded: {count(event.days_left, 'day')} left."]),
    ev.WindowClosed: _plainly("The window has closed."),
    ev.Decided: _decided,
    ev.Appealed: _appealed,
    ev.AppealAnswered: _answered,
    ev.Revoked: _revoked,
    ev.Withdrawn: _plainly("Application withdrawn."),
    ev.Expired: _plainly("Expired: no voucher was entered in time."),
}
"""What each event says; evaluators' flags and a first registrar's proposal are for staff and not here."""
