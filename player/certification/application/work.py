"""What of an application waits for a person of the staff."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, get_args

from player.certification.application.deciding import inputs_of
from player.certification.application.state import Application, Stage
from player.certification.policy import Policy
from player.certification.rules.decision import recommend

Work = Literal["audit", "document", "decision", "second", "appeal", "marking", "flag"]
"""An application to look into, a document to look at, a decision to take or to agree to, an appeal to answer, an
answer to mark, and an evaluator about whom the rules have found something."""
WORK: tuple[Work, ...] = get_args(Work)
_REVIEWED: frozenset[Stage] = frozenset({"audit", "eligible", "open", "ended"})
_DECIDED: frozenset[Stage] = frozenset({"open", "ended"})


def work_of(
    policy: Policy, application: Application, now: datetime, held: Sequence[str] = ()
) -> frozenset[Work]:
    """What staff have to do in an application that is settled at `now`.

    Args:
        policy: the policy that the application is pinned to.
        application: its state.
        now: the time.
        held: areas in which the candidate holds a valid certificate, from whatever application.
    """
    return frozenset(_work(policy, application, now, held))


def _work(policy: Policy, application: Application, now: datetime, held: Sequence[str]) -> Iterator[Work]:
    if application.stage == "audit":
        yield "audit"
    if application.stage in _REVIEWED and set(application.documents) - set(application.reviews):
        yield "document"
    if application.appeals and application.stage != "withdrawn":
        yield "appeal"
    if application.stage in _DECIDED:
        yield from _in_window(policy, application, now, held)


def _in_window(
    policy: Policy, application: Application, now: datetime, held: Sequence[str]
) -> Iterator[Work]:
    undecided = application.undecided
    if application.proposals:
        yield "second"
    if any(
        each.result and each.result.passed is None
        for each in application.assessments
        if each.area in undecided
    ):
        yield "marking"
    if any(
        each.unsettled and each.standing != "replaced"
        for each in application.evaluators
        if each.area in undecided
    ):
        yield "flag"
    for target in undecided:
        if target in application.proposals:
            continue
        if recommend(policy, inputs_of(policy, application, target, now, held)).outcome != "wait":
            yield "decision"
