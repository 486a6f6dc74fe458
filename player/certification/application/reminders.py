"""Which reminders are due. One that was missed is not sent late: only the nearest one goes out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from player.certification.application import command as cmd
from player.certification.application.progress import pursued, tasks
from player.certification.application.state import Application
from player.certification.policy import Policy
from player.certification.rules.window import reminder_due

Reminder = cmd.Remind | cmd.RemindCandidate


def due(policy: Policy, application: Application, now: datetime) -> tuple[Reminder, ...]:
    """The reminders that should go out now; `application` is settled at `now`."""
    if application.stage != "open" or application.closes is None:
        return ()
    return (*_candidate(policy, application, now), *_evaluators(policy, application, now))


def _candidate(policy: Policy, application: Application, now: datetime) -> Iterator[Reminder]:
    assert application.closes  # noqa: S101 (an open window has an end)
    day = reminder_due(policy.reminders.window_days_left, application.closes, now)
    last = application.last_reminder
    if day is not None and (last is None or day < last) and tasks(policy, application, now):
        yield cmd.RemindCandidate(day)


def _evaluators(policy: Policy, application: Application, now: datetime) -> Iterator[Reminder]:
    areas = pursued(policy, application, now)
    for evaluator in application.evaluators:
        since = evaluator.contacted_at
        # whoever a letter did not reach is written to again by staff alone
        if not evaluator.may_answer or evaluator.returned or since is None or evaluator.area not in areas:
            continue
        passed = [d for d in policy.reminders.evaluator_days if since + timedelta(days=d) <= now]
        if passed and max(passed) > evaluator.reminded:
            yield cmd.Remind(evaluator.id, max(passed))
