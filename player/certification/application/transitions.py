"""The state machine of an application: commands in, events out.

`TRANSITIONS` is the whole of it: for each stage and command, what is done and where it may lead. A pair that
is not in the table raises `IllegalTransition` and changes nothing.

Time passes in `settle`: a window or an eligibility that is over becomes an event, stamped with the moment at
which it was over. `apply` refuses to work on a state that is not settled, so that nothing slips in after a
window has closed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from player.certification.application import candidature, deciding, filing
from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.application.command import Command
from player.certification.application.event import SYSTEM, Event
from player.certification.application.state import Application, Stage
from player.certification.policy import Policy
from player.certification.rules.window import is_open
from player.errors import IllegalTransition

Events = tuple[Event, ...]
Handler = Callable[[Policy, Application, Any, datetime], Events]


@dataclass(frozen=True)
class Transition:
    """What a command does in a stage, and the stages in which it may end."""

    handler: Handler
    leads_to: tuple[Stage, ...]


def open_application(
    policy: Policy, *, person: str, name: str, email: str, id_number: str, now: datetime
) -> ev.Opened:
    """The first event of an application, which pins it to a policy."""
    return ev.Opened(
        at=now, by=person, person=person, name=name, email=email, id_number=id_number, policy=policy.digest
    )


def apply(policy: Policy, application: Application, command: Command, now: datetime) -> Events:
    """What a command gives rise to, at least one event.

    Args:
        policy: the policy that the application is pinned to.
        application: its state, settled at `now`.
        command: what is asked.
        now: the server's time, in UTC.

    Raises:
        IllegalTransition: the command does not belong here; nothing changes.
        NotReady: something is missing first; nothing changes.
        PlayerError: a rule stands against it; nothing changes.
    """
    if application.policy != policy.digest:
        raise IllegalTransition("The application was made under another policy.")
    if settle(application, now):
        raise IllegalTransition("A limit of time has passed; the application has to be settled first.")
    transition = TRANSITIONS.get((application.stage, type(command)))
    if transition is None:
        raise IllegalTransition(_REFUSALS[application.stage])
    return transition.handler(policy, application, command, max(now, application.at))


def settle(application: Application, now: datetime) -> Events:
    """The events of all limits that are over at `now`; none where nothing is over."""
    until, closes = application.eligible_until, application.closes
    if application.stage == "eligible" and until and not is_open(until, now):
        return (ev.Expired(at=max(until, application.at), by=SYSTEM),)
    if application.stage == "open" and closes and not is_open(closes, now):
        return (ev.WindowClosed(at=max(closes, application.at), by=SYSTEM),)
    return ()


_FILING: tuple[Stage, ...] = ("draft", "returned")
_DECIDING: tuple[Stage, ...] = ("open", "ended")
_DECIDED: tuple[Stage, ...] = ("open", "ended", "closed")

TRANSITIONS: dict[tuple[Stage, type], Transition] = {
    **{(stage, cmd.Choose): Transition(filing.choose, (stage,)) for stage in _FILING},
    **{(stage, cmd.Declare): Transition(filing.declare, (stage,)) for stage in _FILING},
    **{(stage, cmd.Attach): Transition(filing.attach, (stage,)) for stage in (*_FILING, "audit")},
    **{(stage, cmd.Detach): Transition(filing.detach, (stage,)) for stage in _FILING},
    **{
        (stage, cmd.ReviewDocument): Transition(filing.review_document, (stage,))
        for stage in ("audit", "eligible", *_DECIDING)
    },
    **{(stage, cmd.Sign): Transition(filing.sign_before, (stage,)) for stage in _FILING},
    **{
        (stage, cmd.Submit): Transition(filing.submit, ("eligible", "audit", "ineligible"))
        for stage in _FILING
    },
    ("audit", cmd.PassAudit): Transition(filing.pass_audit, ("eligible",)),
    ("audit", cmd.Return): Transition(filing.give_back, ("returned",)),
    ("audit", cmd.FindIneligible): Transition(filing.find_ineligible, ("ineligible",)),
    ("ineligible", cmd.Appeal): Transition(deciding.appeal_eligibility, ("ineligible",)),
    ("ineligible", cmd.AnswerAppeal): Transition(deciding.answer_eligibility, ("ineligible", "eligible")),
    ("eligible", cmd.Redeem): Transition(candidature.redeem, ("open",)),
    **{(stage, cmd.Sign): Transition(filing.sign_agreement, (stage,)) for stage in ("eligible", "open")},
    **{
        (stage, cmd.Accommodate): Transition(candidature.accommodate, (stage,))
        for stage in ("audit", "eligible", "open")
    },
    ("open", cmd.Begin): Transition(candidature.begin, ("open",)),
    ("open", cmd.NameEvaluators): Transition(candidature.name_evaluators, ("open",)),
    ("open", cmd.ReplaceEvaluator): Transition(candidature.replace_evaluator, ("open",)),
    **{(stage, cmd.FlagEvaluator): Transition(candidature.flag_evaluator, (stage,)) for stage in _DECIDING},
    **{(stage, cmd.SettleFlags): Transition(candidature.settle_flags, (stage,)) for stage in _DECIDING},
    ("open", cmd.Contact): Transition(candidature.contact, ("open",)),
    ("open", cmd.Resend): Transition(candidature.resend, ("open",)),
    ("open", cmd.Remind): Transition(candidature.remind, ("open",)),
    ("open", cmd.ReturnLetter): Transition(candidature.return_letter, ("open",)),
    ("open", cmd.TurnDown): Transition(candidature.turn_down, ("open",)),
    ("open", cmd.Evaluate): Transition(candidature.evaluate, ("open",)),
    ("open", cmd.RemindCandidate): Transition(candidature.remind_candidate, ("open",)),
    **{(stage, cmd.RecordResult): Transition(candidature.record_result, (stage,)) for stage in _DECIDED},
    **{(stage, cmd.Decide): Transition(deciding.decide, (stage, "closed")) for stage in _DECIDING},
    **{(stage, cmd.Appeal): Transition(deciding.appeal_results, (stage,)) for stage in _DECIDED},
    ("open", cmd.AnswerAppeal): Transition(deciding.answer_results, ("open",)),
    ("ended", cmd.AnswerAppeal): Transition(deciding.answer_results, ("ended",)),
    ("closed", cmd.AnswerAppeal): Transition(deciding.answer_results, ("closed", "open", "ended")),
    **{(stage, cmd.Revoke): Transition(deciding.revoke, (stage,)) for stage in _DECIDED},
    **{
        (stage, cmd.Withdraw): Transition(filing.withdraw, ("withdrawn",))
        for stage in (*_FILING, "audit", "ineligible", "eligible", "open")
    },
}
"""(stage, command) -> what is done, and where it may lead. Whatever is not here is refused."""

_REFUSALS: dict[Stage, str] = {
    "draft": "The application has not been submitted yet.",
    "returned": "The application was given back, and has not been submitted again yet.",
    "audit": "The application is being audited.",
    "ineligible": "The application was found ineligible.",
    "eligible": "No voucher has been entered yet.",
    "open": "This does not belong into an open window.",
    "ended": "The window has closed.",
    "closed": "The application has been decided.",
    "withdrawn": "The application was withdrawn.",
    "expired": "The application has expired: no voucher was entered in time.",
}
