"""The state of an application, and how each event changes it. Rebuilding is folding the events in their order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import Any, Literal

from player.certification.application import event as ev
from player.certification.application.event import Event, Turndown
from player.certification.policy import CERTIFICATION
from player.certification.rules.decision import Evaluation, Result
from player.certification.rules.eligibility import Declaration, Finding
from player.certification.rules.evaluators import Person
from player.certification.rules.retakes import Taken

Stage = Literal[
    "draft",
    "returned",
    "audit",
    "ineligible",
    "eligible",
    "open",
    "ended",
    "closed",
    "withdrawn",
    "expired",
]
"""`open` is the window; `ended` is after it, with decisions still to take; `closed` has them all."""

Standing = Literal["named", "contacted", "answered", "declined", "unknown", "bounced", "replaced"]


@dataclass(frozen=True)
class Evaluator:
    """Somebody who was named in an area, and what became of it.

    Attributes:
        reminded: the latest reminder's day; 0 before the first.
        returned: whether the last letter came back, after one that had reached them.
        evaluation: what they answered.
        flags: what the rules have found about them.
        settled: what staff have said of it.
    """

    area: str
    person: Person
    standing: Standing = "named"
    contacted_at: datetime | None = None
    reminded: int = 0
    returned: bool = False
    evaluation: Evaluation | None = None
    flags: tuple[str, ...] = ()
    settled: tuple[ev.FlagsSettled, ...] = ()

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Flags that nobody has looked at."""
        seen = {flag for each in self.settled for flag in each.flags}
        return tuple(flag for flag in self.flags if flag not in seen)

    @property
    def id(self) -> str:
        """Their identifier."""
        return self.person.id

    @property
    def may_answer(self) -> bool:
        """Whether an answer is still taken from them."""
        return self.standing == "contacted"


@dataclass(frozen=True)
class Assessment:
    """An attempt at an area, and what was reported of it last."""

    area: str
    attempt: str
    result: Result | None = None

    @property
    def taken(self) -> Taken:
        """As the rules of retakes see it."""
        if self.result is None:
            return Taken(self.attempt)
        return Taken(self.attempt, self.result.closed_at, self.result.passed)


@dataclass(frozen=True)
class Application:
    """One application.

    Attributes:
        seq: how many events made this state.
        at: when the last of them happened.
        person, name, email, id_number: the applicant; `person` is their account.
        policy: the digest of the policy that it is pinned to.
        handed_in: documents that staff have or had before them, those that were taken out since included.
        reviews: document -> what staff said of it last.
        signed: statement -> the signature that holds.
        found_by: who found the applicant ineligible.
        last_reminder: days that were left when the candidate was last reminded.
        proposals: target -> a decision that waits for a second registrar.
        decisions: target -> the decision that stands.
        overturned: target -> accounts whose decisions an appeal has overturned.
        appeals: target -> an appeal that waits for its answer; '' is about eligibility.
        answers: target -> the answer to the appeal against what stands now.
    """

    seq: int
    at: datetime
    person: str
    name: str
    email: str
    id_number: str
    policy: str
    stage: Stage = "draft"
    areas: tuple[str, ...] = ()
    certification: bool = False
    declaration: Declaration = field(default_factory=Declaration)
    documents: Mapping[str, ev.Attached] = field(default_factory=dict)
    handed_in: frozenset[str] = frozenset()
    reviews: Mapping[str, ev.DocumentReviewed] = field(default_factory=dict)
    signed: Mapping[str, ev.Signed] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    returned_for: str = ""
    eligible_at: datetime | None = None
    eligible_until: datetime | None = None
    ineligible: ev.FoundIneligible | None = None
    voucher: str = ""
    opened_at: datetime | None = None
    closes: datetime | None = None
    last_reminder: int | None = None
    accommodation: ev.Accommodated | None = None
    assessments: tuple[Assessment, ...] = ()
    evaluators: tuple[Evaluator, ...] = ()
    proposals: Mapping[str, ev.Proposed] = field(default_factory=dict)
    decisions: Mapping[str, ev.Decided] = field(default_factory=dict)
    overturned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    appeals: Mapping[str, ev.Appealed] = field(default_factory=dict)
    answers: Mapping[str, ev.AppealAnswered] = field(default_factory=dict)
    revoked: Mapping[str, ev.Revoked] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """Everything that is to be decided: the areas, and the certification where it was chosen."""
        return (*self.areas, CERTIFICATION) if self.certification else self.areas

    @property
    def undecided(self) -> tuple[str, ...]:
        """The targets without a decision that stands."""
        return tuple(target for target in self.targets if target not in self.decisions)

    @property
    def awarded(self) -> tuple[str, ...]:
        """The targets that were awarded and not revoked."""
        return tuple(
            target
            for target, decided in self.decisions.items()
            if decided.outcome == "award" and target not in self.revoked
        )

    def taken_in(self, area: str) -> tuple[Taken, ...]:
        """The attempts at an area, in their order."""
        return tuple(each.taken for each in self.assessments if each.area == area)

    def evaluators_in(self, area: str) -> tuple[Evaluator, ...]:
        """The evaluators of an area who were not replaced, in the order in which they were named."""
        return tuple(each for each in self.evaluators if each.area == area and each.standing != "replaced")


def rebuild(events: Iterable[Event]) -> Application:
    """The state that events lead to.

    Raises:
        TypeError: the first event is not `Opened`.
    """
    first, *rest = events
    if not isinstance(first, ev.Opened):
        raise TypeError(f"an application begins with 'opened', not with {first.type!r}")
    born = Application(
        seq=1,
        at=first.at,
        person=first.person,
        name=first.name,
        email=first.email,
        id_number=first.id_number,
        policy=first.policy,
    )
    return advance(born, rest)


def advance(application: Application, events: Iterable[Event]) -> Application:
    """The state after events."""
    return reduce(evolve, events, application)


def evolve(application: Application, event: Event) -> Application:
    """The state after one more event."""
    changed = _EVOLVE[type(event)](application, event)
    return replace(changed, seq=application.seq + 1, at=event.at)


def _chosen(application: Application, event: ev.Chosen) -> Application:
    return replace(application, areas=event.areas, certification=event.certification, signed={})


def _declared(application: Application, event: ev.Declared) -> Application:
    return replace(application, declaration=event.declaration, signed={})


def _attached(application: Application, event: ev.Attached) -> Application:
    attached = replace(application, documents={**application.documents, event.document: event})
    return _handed_in(attached) if application.stage == "audit" else attached


def _handed_in(application: Application) -> Application:
    return replace(application, handed_in=application.handed_in | set(application.documents))


def _detached(application: Application, event: ev.Detached) -> Application:
    return replace(application, documents=_without(application.documents, event.document))


def _document_reviewed(application: Application, event: ev.DocumentReviewed) -> Application:
    return replace(application, reviews={**application.reviews, event.document: event})


def _signed(application: Application, event: ev.Signed) -> Application:
    return replace(application, signed={**application.signed, event.statement: event})


def _submitted(application: Application, event: ev.Submitted) -> Application:
    return replace(_handed_in(application), findings=event.findings, returned_for="")


def _audit_drawn(application: Application, _: ev.AuditDrawn) -> Application:
    return replace(application, stage="audit")


def _returned(application: Application, event: ev.Returned) -> Application:
    return replace(application, stage="returned", returned_for=event.reason)


def _found_eligible(application: Application, event: ev.FoundEligible) -> Application:
    return replace(
        application, stage="eligible", eligible_at=event.at, eligible_until=event.until, ineligible=None
    )


def _found_ineligible(application: Application, event: ev.FoundIneligible) -> Application:
    return replace(
        application, stage="ineligible", ineligible=event, answers=_without(application.answers, "")
    )


def _window_opened(application: Application, event: ev.WindowOpened) -> Application:
    return replace(application, stage="open", voucher=event.voucher, opened_at=event.at, closes=event.closes)


def _accommodated(application: Application, event: ev.Accommodated) -> Application:
    return replace(application, accommodation=event)


def _begun(application: Application, event: ev.AssessmentBegun) -> Application:
    begun = Assessment(event.area, event.attempt)
    return replace(application, assessments=(*application.assessments, begun))


def _result(application: Application, event: ev.ResultRecorded) -> Application:
    return replace(
        application,
        assessments=tuple(
            replace(each, result=event.result) if each.attempt == event.result.attempt else each
            for each in application.assessments
        ),
    )


def _named(application: Application, event: ev.EvaluatorNamed) -> Application:
    if event.instead_of:
        application = _with(application, event.instead_of, standing="replaced")
    named = Evaluator(event.area, event.person)
    return replace(application, evaluators=(*application.evaluators, named))


def _flagged(application: Application, event: ev.EvaluatorFlagged) -> Application:
    flags = next(each.flags for each in application.evaluators if each.id == event.evaluator)
    return _with(application, event.evaluator, flags=(*flags, event.reason))


def _flags_settled(application: Application, event: ev.FlagsSettled) -> Application:
    settled = next(each.settled for each in application.evaluators if each.id == event.evaluator)
    return _with(application, event.evaluator, settled=(*settled, event))


def _contacted(application: Application, event: ev.EvaluatorContacted) -> Application:
    return _with(application, event.evaluator, standing="contacted", contacted_at=event.at)


def _evaluator_reminded(application: Application, event: ev.EvaluatorReminded) -> Application:
    return _with(application, event.evaluator, reminded=event.day, returned=False)


def _letter_returned(application: Application, event: ev.LetterReturned) -> Application:
    return _with(application, event.evaluator, returned=True)


def _turned_down(application: Application, event: ev.EvaluatorTurnedDown) -> Application:
    how: Turndown = event.how
    return _with(application, event.evaluator, standing=how)


def _evaluated(application: Application, event: ev.Evaluated) -> Application:
    evaluation = Evaluation(evaluator=event.evaluator, at=event.at, answers=event.answers)
    return _with(application, event.evaluator, standing="answered", evaluation=evaluation)


def _candidate_reminded(application: Application, event: ev.CandidateReminded) -> Application:
    return replace(application, last_reminder=event.days_left)


def _window_closed(application: Application, _: ev.WindowClosed) -> Application:
    return replace(application, stage="ended")


def _proposed(application: Application, event: ev.Proposed) -> Application:
    return replace(application, proposals={**application.proposals, event.target: event})


def _decided(application: Application, event: ev.Decided) -> Application:
    decided = replace(
        application,
        decisions={**application.decisions, event.target: event},
        proposals=_without(application.proposals, event.target),
        answers=_without(application.answers, event.target),
    )
    return decided if decided.undecided else replace(decided, stage="closed")


def _appealed(application: Application, event: ev.Appealed) -> Application:
    return replace(application, appeals={**application.appeals, event.target: event})


def _appeal_answered(application: Application, event: ev.AppealAnswered) -> Application:
    answered = replace(
        application,
        appeals=_without(application.appeals, event.target),
        answers={**application.answers, event.target: event},
    )
    return _reopened(answered, event) if event.upheld and event.target else answered


def _reopened(application: Application, event: ev.AppealAnswered) -> Application:
    """The decision falls, and is to be taken anew by somebody else."""
    fallen, target = application.decisions[event.target], event.target
    deciders = tuple(filter(None, (fallen.by, fallen.proposed_by)))
    earlier = application.overturned.get(target, ())
    still_open = application.closes is not None and event.at < application.closes
    return replace(
        application,
        stage="open" if still_open else "ended",
        decisions=_without(application.decisions, target),
        overturned={**application.overturned, target: (*earlier, *deciders)},
    )


def _revoked(application: Application, event: ev.Revoked) -> Application:
    return replace(application, revoked={**application.revoked, event.target: event})


def _withdrawn(application: Application, _: ev.Withdrawn) -> Application:
    return replace(application, stage="withdrawn")


def _expired(application: Application, _: ev.Expired) -> Application:
    return replace(application, stage="expired")


def _with(application: Application, evaluator: str, **changes: Any) -> Application:
    return replace(
        application,
        evaluators=tuple(
            replace(each, **changes) if each.id == evaluator else each for each in application.evaluators
        ),
    )


def _without(mapping: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != key}


_EVOLVE: dict[type, Callable[[Application, Any], Application]] = {
    ev.Chosen: _chosen,
    ev.Declared: _declared,
    ev.Attached: _attached,
    ev.Detached: _detached,
    ev.DocumentReviewed: _document_reviewed,
    ev.Signed: _signed,
    ev.Submitted: _submitted,
    ev.AuditDrawn: _audit_drawn,
    ev.Returned: _returned,
    ev.FoundEligible: _found_eligible,
    ev.FoundIneligible: _found_ineligible,
    ev.WindowOpened: _window_opened,
    ev.Accommodated: _accommodated,
    ev.AssessmentBegun: _begun,
    ev.ResultRecorded: _result,
    ev.EvaluatorNamed: _named,
    ev.EvaluatorFlagged: _flagged,
    ev.FlagsSettled: _flags_settled,
    ev.EvaluatorContacted: _contacted,
    ev.EvaluatorReminded: _evaluator_reminded,
    ev.LetterReturned: _letter_returned,
    ev.EvaluatorTurnedDown: _turned_down,
    ev.Evaluated: _evaluated,
    ev.CandidateReminded: _candidate_reminded,
    ev.WindowClosed: _window_closed,
    ev.Proposed: _proposed,
    ev.Decided: _decided,
    ev.Appealed: _appealed,
    ev.AppealAnswered: _appeal_answered,
    ev.Revoked: _revoked,
    ev.Withdrawn: _withdrawn,
    ev.Expired: _expired,
}
