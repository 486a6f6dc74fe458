"""What an account's earlier applications mean for its next one: no rule is shaken off by withdrawing.

A refusal names from when on its area may be applied for again. Whoever withdraws instead, after an attempt that
was not passed, gives up the attempts that were left, and waits as long from the end of the last one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from player.certification.application.state import Application
from player.certification.policy import Policy
from player.certification.rules.retakes import again_from


def barred_in(others: Iterable[tuple[Policy, Application]]) -> dict[str, datetime]:
    """From when on each target may be applied for again that did not come off in one of these applications."""
    barred: dict[str, datetime] = {}
    for policy, application in others:
        for target, start in barred_by(policy, application).items():
            barred[target] = max(start, barred.get(target, start))
    return barred


def barred_by(policy: Policy, application: Application) -> Mapping[str, datetime]:
    """From when on each target may be applied for again that was refused, or given up after it was not passed."""
    if application.stage == "withdrawn":
        return barred_by_leaving(policy, application, application.at)
    return {
        target: decided.retake_from
        for target, decided in application.decisions.items()
        if decided.retake_from
    }


def barred_by_leaving(policy: Policy, application: Application, left_at: datetime) -> dict[str, datetime]:
    """From when on each area may be applied for again, if the application is withdrawn at a time."""
    starts = {area: again_from(policy, application.taken_in(area), left_at) for area in application.areas}
    return {area: start for area, start in starts.items() if start}


def evaded_in(others: Sequence[Application]) -> bool:
    """Whether the latest of these applications that was handed in was withdrawn before its audit had ended."""
    latest = next((state for state in others if state.findings), None)
    if latest is None or latest.stage != "withdrawn":
        return False
    return latest.eligible_at is None and latest.ineligible is None
