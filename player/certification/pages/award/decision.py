"""The decision: what the rules recommend and why, what that rests on, and a registrar's own word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from flask import flash, request, url_for

from player.certification.application.event import Decided
from player.certification.companion import companion
from player.certification.errors import NotIndependent, NotReady
from player.certification.office.desk import File
from player.certification.office.registry import Weighing
from player.certification.pages.award.access import blueprint, title_of, to_decision
from player.certification.pages.award.evidence import evaluations_in, findings_for, flags_in, results_in
from player.certification.pages.candidate.access import leave, reasons_of
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import opened, registrar, show_file
from player.certification.pages.office.review import read_words
from player.certification.rules.decision import needs_second
from player.certification.rules.identity import show_id
from player.certification.store import Certificate
from player.errors import IllegalTransition
from player.services import services
from scenarios.model.text import MAX_TEXT

DECIDED = ("open", "ended", "closed")
OUTCOMES: dict[str, Literal["award", "refuse"]] = {"award": "award", "refuse": "refuse"}


@dataclass(frozen=True)
class Choice:
    """One of the targets of an application, and where it stands."""

    target: str
    title: str
    said: str
    address: str


@blueprint.get("/decision")
def decision(application: str) -> Any:
    """What is to be decided, or how it was."""
    file = opened(application)
    return _decision(file, _target(file, request.args.get("target", "")), Entries({}))


def _target(file: File, asked: str) -> str:
    """The target that is asked for; else the first that is undecided."""
    state = file.state
    if state.stage == "ineligible" and not asked:
        return ""
    target = asked or next(iter((*state.undecided, *state.targets)), "")
    if target not in state.targets or state.stage not in DECIDED:
        leave(409, "There is nothing to decide in this application now.")
    return target


def _decision(file: File, target: str, entries: Entries, problems: tuple[str, ...] = ()) -> Any:
    if not target:
        return _on_eligibility(file)
    state, policy = file.state, file.policy
    weighing = companion().registry.weigh(registrar(), file, target)
    decided, proposal = state.decisions.get(target), state.proposals.get(target)
    inputs = decided.inputs if decided else weighing.inputs
    return show_file(
        "decision",
        file,
        most=MAX_TEXT,
        problems=problems,
        target=target,
        title=title_of(file, target),
        choices=list(_choices(file)),
        id_number=show_id(state.id_number),
        decided=decided,
        advice=decided.recommendation if decided else weighing.recommendation,
        inputs=inputs,
        results=results_in(inputs),
        evaluations=evaluations_in(policy, state, inputs),
        findings=findings_for(state, target),
        flags=flags_in(state, target),
        conflicts=_conflicts(weighing),
        proposal=proposal,
        proposer=_name(proposal.by) if proposal else "",
        lapsed=weighing.lapsed,
        seconds={each: needs_second(policy, each) for each in OUTCOMES.values()},
        differences=companion().registry.replay(decided.decision).differences if decided else (),
        proposed_by=_name(decided.proposed_by) if decided and decided.proposed_by else "",
        certificate=_certificate(decided),
        values=entries.given,
        errors=entries.errors,
    )


def _on_eligibility(file: File) -> Any:
    """Applications that were found ineligible have an appeal to answer, and nothing else to decide."""
    return show_file("ineligible", file, found=file.state.ineligible, appeal=file.state.appeals.get(""))


def _choices(file: File) -> Iterator[Choice]:
    state = file.state
    for target in state.targets:
        decided = state.decisions.get(target)
        said = "to decide"
        if target in state.appeals:
            said = "appeal to answer"
        elif target in state.revoked:
            said = "revoked"
        elif decided:
            said = "awarded" if decided.outcome == "award" else "refused"
        elif target in state.proposals:
            said = "second registrar"
        address = url_for("decision.decision", application=file.id, target=target)
        yield Choice(target, title_of(file, target), said, address)


def _conflicts(weighing: Weighing) -> tuple[str, ...]:
    proposal = weighing.file.state.proposals.get(weighing.target)
    if proposal and proposal.by == registrar().id and not weighing.conflicts:
        return ("You have decided already. A second registrar has to agree.",)
    return weighing.conflicts


def _name(account: str) -> str:
    return services().accounts.names([account]).get(account, account)


def _certificate(decided: Decided | None) -> Certificate | None:
    return companion().registry.certificate(decided.code) if decided and decided.code else None


@blueprint.post("/decision")
def decide(application: str) -> Any:
    """Take the decision, or, where two have to agree, propose or confirm it."""
    file, entries = opened(application), Entries(request.form)
    target = _target(file, entries.text("target"))
    outcome = OUTCOMES.get(entries.text("outcome"))
    if outcome is None:
        entries.errors["outcome-award"] = "Choose one: award or refuse."
    if entries.text("involved") not in {"yes", "no"}:
        entries.errors["involved-no"] = "Say whether you had a part."
    said = read_words(entries, "said", "Write less.") if entries.text("said") else ""
    signed = entries.needed("signed", "your name")
    if entries.errors or outcome is None:
        return _decision(file, target, entries)
    try:
        after = companion().registry.decide(
            registrar(),
            application,
            target,
            outcome,
            signed=signed,
            said=said,
            involved=entries.text("involved") == "yes",
            seen=_seen(entries),
        )
    except (NotReady, NotIndependent, IllegalTransition) as error:
        return _decision(opened(application), target, entries, reasons_of(error))
    flash(_told(after, target))
    return to_decision(application, target)


def _seen(entries: Entries) -> int:
    """How many events the application had on the page; a number that is none never fits."""
    seen = entries.text("seen")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < len("1000000") else -1


def _told(file: File, target: str) -> str:
    decided, title = file.state.decisions.get(target), title_of(file, target)
    if decided is None:
        return f"Your decision is kept: {title}. A second registrar has to agree."
    return (
        f"{'Awarded' if decided.outcome == 'award' else 'Refused'}: {title}. The candidate is told by e-mail."
    )
