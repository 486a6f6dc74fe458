"""What may be asked of an application. Every command is a frozen value; none knows the time.

`by` is the identifier of the account that asks; an evaluator's is `evaluator/<id>`. Whether they may ask is
for whoever takes the command; what is asked may still not belong where the application is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from player.certification.application.event import SYSTEM, Grounds, Turndown
from player.certification.rules.decision import Outcome, Party, Result
from player.certification.rules.eligibility import Declaration
from player.certification.rules.evaluation import Answers
from player.certification.rules.evaluators import Flag, Person


@dataclass(frozen=True)
class Choose:
    """What to earn: content areas, the certification, or both."""

    by: str
    areas: tuple[str, ...]
    certification: bool


@dataclass(frozen=True)
class Declare:
    """The prerequisites as the applicant states them, whole or in part; signatures have to be given anew."""

    by: str
    declaration: Declaration


@dataclass(frozen=True)
class Attach:
    """A document that was kept already."""

    by: str
    document: str
    digest: str
    name: str
    about: str


@dataclass(frozen=True)
class Detach:
    """Take a document out of the application."""

    by: str
    document: str


@dataclass(frozen=True)
class ReviewDocument:
    """Staff say whether a document shows what it should."""

    by: str
    document: str
    accepted: bool
    reason: str = ""


@dataclass(frozen=True)
class Sign:
    """Sign a statement of the policy by typing one's name."""

    by: str
    statement: str
    typed: str


@dataclass(frozen=True)
class Submit:
    """Hand the application in.

    Attributes:
        draw: chance, from 0 to below 1: whether the application is audited.
        insist: hand it in although something is missing, to be told so in a form that can be appealed.
        barred: what was refused in other applications, and from when on it may be applied for again.
        evaded: whether the applicant withdrew another application that was being audited.
    """

    by: str
    draw: float
    insist: bool = False
    barred: Mapping[str, datetime] = field(default_factory=dict)
    evaded: bool = False


@dataclass(frozen=True)
class PassAudit:
    """Staff looked into the application and found it in order."""

    by: str
    reason: str


@dataclass(frozen=True)
class Return:
    """Staff give the application back, to be mended."""

    by: str
    reason: str


@dataclass(frozen=True)
class FindIneligible:
    """Staff find that the applicant is not eligible."""

    by: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Redeem:
    """A voucher was entered, and is spent in the same transaction.

    `areas` is what it is for, the certification included where it is; empty stands for everything.
    """

    by: str
    voucher: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Accommodate:
    """Staff grant an individual change of delivery."""

    by: str
    multiplier: float
    breaks: bool
    reason: str
    approver: str


@dataclass(frozen=True)
class Begin:
    """An attempt at an area begins; the player has made it, or has it open."""

    by: str
    area: str
    attempt: str


@dataclass(frozen=True)
class RecordResult:
    """What the player reports of an attempt."""

    result: Result
    by: str = SYSTEM


@dataclass(frozen=True)
class NameEvaluators:
    """The evaluators of an area, all at once; `flags` are what the rules found about them."""

    by: str
    area: str
    people: tuple[Person, ...]
    flags: Sequence[Flag] = ()


@dataclass(frozen=True)
class ReplaceEvaluator:
    """Another evaluator in the place of one who will not answer."""

    by: str
    area: str
    evaluator: str
    person: Person
    flags: Sequence[Flag] = ()


@dataclass(frozen=True)
class FlagEvaluator:
    """Something about an evaluator came out in another application."""

    flag: Flag
    by: str = SYSTEM


@dataclass(frozen=True)
class SettleFlags:
    """Staff say what they found of everything that is flagged about an evaluator."""

    by: str
    evaluator: str
    reason: str


@dataclass(frozen=True)
class Contact:
    """Staff have one more of the named evaluators asked."""

    by: str
    evaluator: str


@dataclass(frozen=True)
class Resend:
    """Staff have an evaluator's letter sent once more, beside the reminders of the policy."""

    by: str
    evaluator: str


@dataclass(frozen=True)
class Remind:
    """An evaluator's reminder is due."""

    evaluator: str
    day: int
    by: str = SYSTEM


@dataclass(frozen=True)
class ReturnLetter:
    """A letter to an evaluator came back who was reached by an earlier one."""

    evaluator: str
    by: str = SYSTEM


@dataclass(frozen=True)
class TurnDown:
    """An evaluator will not answer."""

    by: str
    evaluator: str
    how: Turndown
    said: str = ""


@dataclass(frozen=True)
class Evaluate:
    """An evaluator's answers, once and for good."""

    by: str
    evaluator: str
    answers: Answers


@dataclass(frozen=True)
class RemindCandidate:
    """The candidate's reminder is due."""

    days_left: int
    by: str = SYSTEM


@dataclass(frozen=True)
class Decide:
    """A registrar decides.

    Attributes:
        decider: who that is.
        signed: whether they typed their name under the statement about independence.
        involved: whether they say that they taught, examined or evaluated the candidate.
        authors: the authors of the assessments that were taken.
        certificates: areas in which the candidate holds a valid certificate from other applications.
        proposer: the registrar who has proposed a decision before, as they are known now.
        decision, code: random identifiers that a decision and an award are given.
    """

    by: str
    target: str
    outcome: Outcome
    decider: Party
    signed: str
    said: str
    decision: str
    code: str
    involved: bool = False
    authors: tuple[Party, ...] = ()
    certificates: tuple[str, ...] = ()
    proposer: Party | None = None


@dataclass(frozen=True)
class Appeal:
    """The applicant appeals; `target` is empty where it is about eligibility."""

    by: str
    grounds: Grounds
    target: str
    words: str


@dataclass(frozen=True)
class AnswerAppeal:
    """Staff answer an appeal.

    Attributes:
        answerer: who that is, where more is known than the account.
        authors: the authors of the assessments that were taken.
    """

    by: str
    target: str
    upheld: bool
    words: str
    answerer: Party | None = None
    authors: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Revoke:
    """Staff revoke what was awarded."""

    by: str
    target: str
    reason: str


@dataclass(frozen=True)
class Withdraw:
    """The applicant does not go on."""

    by: str


Command = (
    Choose
    | Declare
    | Attach
    | Detach
    | ReviewDocument
    | Sign
    | Submit
    | PassAudit
    | Return
    | FindIneligible
    | Redeem
    | Accommodate
    | Begin
    | RecordResult
    | NameEvaluators
    | ReplaceEvaluator
    | FlagEvaluator
    | SettleFlags
    | Contact
    | Resend
    | Remind
    | ReturnLetter
    | TurnDown
    | Evaluate
    | RemindCandidate
    | Decide
    | Appeal
    | AnswerAppeal
    | Revoke
    | Withdraw
)
