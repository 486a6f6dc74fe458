"""What happened in an application. The events are the truth: state, progress and decisions are rebuilt from them.

An event says what was decided and by whom, so that reading it needs no rule: a later change of the rules or
of the policy does not change what an old event means.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from player.certification.rules.decision import Inputs, Outcome, Recommendation, Result
from player.certification.rules.eligibility import Declaration, Finding
from player.certification.rules.evaluation import Answers
from player.certification.rules.evaluators import Person
from player.certification.text import Digest, Email, Line
from scenarios.model.text import Frozen, Id, Text

Turndown = Literal["declined", "unknown", "bounced"]
"""Why an evaluator will not answer: they said no, they do not know the candidate, or no letter reached them."""
Grounds = Literal["ineligibility", "results"]
"""The programme takes appeals on ineligibility and on verification of results only."""
SYSTEM = "system"
"""Who acts where nobody does: the clock, and the rules."""


class EventBase(Frozen):
    """What all events share: when it happened, in UTC, and who did it.

    `by` is the identifier of an account, `evaluator/<id>`, or `system`.
    """

    at: datetime
    by: str


class Opened(EventBase):
    """The application exists, pinned to a policy."""

    type: Literal["opened"] = "opened"
    person: str
    name: Line
    email: Email
    id_number: str
    policy: Digest


class Chosen(EventBase):
    """What the applicant wants to earn."""

    type: Literal["chosen"] = "chosen"
    areas: tuple[Id, ...]
    certification: bool


class Declared(EventBase):
    """What the applicant states about the prerequisites."""

    type: Literal["declared"] = "declared"
    declaration: Declaration


class Attached(EventBase):
    """A document was attached; the file is kept apart, by its digest."""

    type: Literal["attached"] = "attached"
    document: str
    digest: Digest
    name: Line
    about: Line


class Detached(EventBase):
    """A document does not belong to the application any more; `removed`, and its file is not kept."""

    type: Literal["detached"] = "detached"
    document: str
    removed: bool = False


class DocumentReviewed(EventBase):
    """Staff looked at a document: it shows what it should, or it does not, and why."""

    type: Literal["document-reviewed"] = "document-reviewed"
    document: str
    accepted: bool
    reason: str = ""


class Signed(EventBase):
    """A statement was signed by typing one's name; the exact words are kept."""

    type: Literal["signed"] = "signed"
    statement: Id
    words: Text
    typed: Line


class Submitted(EventBase):
    """The application was handed in, with what the rules found."""

    type: Literal["submitted"] = "submitted"
    findings: tuple[Finding, ...]


class AuditDrawn(EventBase):
    """Chance chose this application to be looked into."""

    type: Literal["audit-drawn"] = "audit-drawn"
    draw: float
    rate: float


class Returned(EventBase):
    """Staff gave the application back, to be mended."""

    type: Literal["returned"] = "returned"
    reason: Text


class FoundEligible(EventBase):
    """The applicant is eligible until a time, by which a voucher has to be entered."""

    type: Literal["found-eligible"] = "found-eligible"
    until: datetime
    reason: Text | None = None


class FoundIneligible(EventBase):
    """The applicant is not eligible; the reasons, and until when an appeal may be lodged."""

    type: Literal["found-ineligible"] = "found-ineligible"
    reasons: tuple[Text, ...]
    appeal_until: datetime


class WindowOpened(EventBase):
    """A voucher was entered: the applicant is a candidate until the window closes."""

    type: Literal["window-opened"] = "window-opened"
    voucher: str
    closes: datetime


class Accommodated(EventBase):
    """An accommodation was granted, for all attempts from now on."""

    type: Literal["accommodated"] = "accommodated"
    multiplier: float
    breaks: bool
    reason: Text
    approver: Line


class AssessmentBegun(EventBase):
    """An attempt at an area."""

    type: Literal["assessment-begun"] = "assessment-begun"
    area: Id
    attempt: str


class ResultRecorded(EventBase):
    """What the player reported of an attempt; a later report of the same attempt takes its place."""

    type: Literal["result-recorded"] = "result-recorded"
    result: Result


class EvaluatorNamed(EventBase):
    """Somebody was named as an evaluator, in the place of somebody else where `instead_of` says so."""

    type: Literal["evaluator-named"] = "evaluator-named"
    area: Id
    person: Person
    instead_of: str | None = None


class EvaluatorFlagged(EventBase):
    """Something about an evaluator that staff should look at."""

    type: Literal["evaluator-flagged"] = "evaluator-flagged"
    area: Id
    evaluator: str
    reason: Text


class FlagsSettled(EventBase):
    """Staff looked at everything that was flagged about an evaluator by then, and say what they found."""

    type: Literal["flags-settled"] = "flags-settled"
    area: Id
    evaluator: str
    flags: tuple[Text, ...]
    reason: Text


class EvaluatorContacted(EventBase):
    """An evaluator is asked; a letter goes out with this event."""

    type: Literal["evaluator-contacted"] = "evaluator-contacted"
    area: Id
    evaluator: str


class EvaluatorReminded(EventBase):
    """An evaluator is asked again, with the same link; which reminder of the policy it was."""

    type: Literal["evaluator-reminded"] = "evaluator-reminded"
    area: Id
    evaluator: str
    day: int


class LetterReturned(EventBase):
    """A later letter to an evaluator came back; the link that they were sent before stays good."""

    type: Literal["letter-returned"] = "letter-returned"
    area: Id
    evaluator: str


class EvaluatorTurnedDown(EventBase):
    """An evaluator will not answer; what they said of it is for staff."""

    type: Literal["evaluator-turned-down"] = "evaluator-turned-down"
    area: Id
    evaluator: str
    how: Turndown
    said: str = ""


class Evaluated(EventBase):
    """An evaluator answered, once and for good; the candidate never sees the answers."""

    type: Literal["evaluated"] = "evaluated"
    area: Id
    evaluator: str
    questionnaire: str
    answers: Answers


class CandidateReminded(EventBase):
    """The candidate was told how many days are left."""

    type: Literal["candidate-reminded"] = "candidate-reminded"
    days_left: int


class WindowClosed(EventBase):
    """The window is over; nothing can be added by the candidate or the evaluators."""

    type: Literal["window-closed"] = "window-closed"


class Proposed(EventBase):
    """A registrar decided, and a second one has to agree."""

    type: Literal["proposed"] = "proposed"
    target: Id
    outcome: Outcome
    said: str


class Decided(EventBase):
    """A decision, with everything that is needed to take it again.

    Attributes:
        statement: the words about independence that the decider signed.
        recommendation: what the rules recommended of `inputs`.
        said: the decider's own words; needed where they depart from the recommendation.
        proposed_by: the first registrar, where two had to agree.
        code: what an award is verified by.
        until: when an award ends.
        appeal_until, retake_from: what follows a refusal.
    """

    type: Literal["decided"] = "decided"
    decision: str
    target: Id
    outcome: Literal["award", "refuse"]
    decider: Line
    statement: Text
    inputs: Inputs
    recommendation: Recommendation
    said: str
    proposed_by: str | None = None
    code: str | None = None
    until: datetime | None = None
    appeal_until: datetime | None = None
    retake_from: datetime | None = None


class Appealed(EventBase):
    """The applicant appealed in writing; `target` is empty where it is about eligibility."""

    type: Literal["appealed"] = "appealed"
    grounds: Grounds
    target: str = ""
    words: Text


class AppealAnswered(EventBase):
    """The appeal was answered; where it was upheld, what it was about is decided anew."""

    type: Literal["appeal-answered"] = "appeal-answered"
    target: str = ""
    upheld: bool
    words: Text


class Revoked(EventBase):
    """What was awarded is not valid any more."""

    type: Literal["revoked"] = "revoked"
    target: Id
    reason: Text


class Withdrawn(EventBase):
    """The applicant does not go on."""

    type: Literal["withdrawn"] = "withdrawn"


class Expired(EventBase):
    """No voucher was entered in time."""

    type: Literal["expired"] = "expired"


Event = Annotated[
    Opened
    | Chosen
    | Declared
    | Attached
    | Detached
    | DocumentReviewed
    | Signed
    | Submitted
    | AuditDrawn
    | Returned
    | FoundEligible
    | FoundIneligible
    | WindowOpened
    | Accommodated
    | AssessmentBegun
    | ResultRecorded
    | EvaluatorNamed
    | EvaluatorFlagged
    | FlagsSettled
    | EvaluatorContacted
    | EvaluatorReminded
    | LetterReturned
    | EvaluatorTurnedDown
    | Evaluated
    | CandidateReminded
    | WindowClosed
    | Proposed
    | Decided
    | Appealed
    | AppealAnswered
    | Revoked
    | Withdrawn
    | Expired,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads an event from its JSON."""

FOR_STAFF: Mapping[type, frozenset[str]] = {
    Evaluated: frozenset({"answers"}),
    EvaluatorTurnedDown: frozenset({"said"}),
    EvaluatorFlagged: frozenset({"reason"}),
    FlagsSettled: frozenset({"flags", "reason"}),
    AuditDrawn: frozenset({"draw"}),
    Proposed: frozenset({"outcome", "said"}),
    Decided: frozenset({"inputs", "recommendation", "proposed_by"}),
}
"""Fields that an applicant is not shown, in their own history or in the export of their data."""
