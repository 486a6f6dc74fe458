"""Attempts at an area: whether another may begin, and from when on, in this window or in another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from player.certification.policy import Policy
from player.certification.text import count, say_moment


@dataclass(frozen=True)
class Taken:
    """An attempt that was begun; `passed` is None until it is closed and marked."""

    attempt: str
    closed_at: datetime | None = None
    passed: bool | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether an attempt may begin or go on, why, and from when on where it may only later.

    Attributes:
        attempt: the open attempt that goes on; None where a new one begins, or none may.
        may: whether there may be an attempt now.
        last: whether no further attempt will ever be allowed in this window.
    """

    may: bool
    said: str
    attempt: str | None = None
    from_: datetime | None = None
    last: bool = False


def next_attempt(policy: Policy, taken: Sequence[Taken], now: datetime) -> Verdict:
    """What holds for the next attempt at an area, in a window that is open."""
    rules = policy.assessment
    running = next((each for each in taken if each.closed_at is None), None)
    if running:
        return Verdict(may=True, said="The assessment is running.", attempt=running.attempt)
    if any(each.passed for each in taken):
        return Verdict(may=False, said="The assessment has been passed.", last=True)
    if any(each.passed is None for each in taken):
        return Verdict(may=False, said="The assessment is still being marked.")
    left = rules.attempts - len(taken)
    if left <= 0:
        return Verdict(may=False, said=f"All {count(rules.attempts, 'attempt')} have been used.", last=True)
    return _from(policy, taken, left, now)


def _from(policy: Policy, taken: Sequence[Taken], left: int, now: datetime) -> Verdict:
    ended = max((each.closed_at for each in taken if each.closed_at), default=None)
    start = ended + timedelta(days=policy.assessment.wait_days) if ended else now
    if now < start:
        return Verdict(may=False, said=f"The next attempt may begin on {say_moment(start)}.", from_=start)
    return Verdict(may=True, said=f"{count(left, 'attempt')} left.")


def again_from(policy: Policy, taken: Sequence[Taken], left_at: datetime) -> datetime | None:
    """From when on an area may be applied for again that was given up at a time; None where nothing was failed.

    An attempt without a result counts as one that was not passed, and that ended when the area was given up.
    """
    if not taken or any(each.passed for each in taken):
        return None
    ended = max(each.closed_at or left_at for each in taken)
    return ended + timedelta(days=max(policy.decision.retake_days, policy.assessment.wait_days))


def exhausted(policy: Policy, taken: Sequence[Taken], closes: datetime, now: datetime) -> bool:
    """Whether an area that was not passed cannot be passed any more before the window closes."""
    verdict = next_attempt(policy, taken, now)
    if any(each.passed for each in taken):
        return False
    return verdict.last or (verdict.from_ is not None and verdict.from_ >= closes)
