"""The window: 180 days, by policy, from the moment the voucher code is entered in the application.

It closes at the same clock time, in UTC, that many days later, and is closed at that moment.
"""

import math
from datetime import UTC, datetime, timedelta

from player.certification.policy import Policy
from player.certification.text import count, say_moment

_DAY = timedelta(days=1)


def closes_at(policy: Policy, opened: datetime) -> datetime:
    """When a window closes that opened at a time."""
    return opened.astimezone(UTC) + timedelta(days=policy.window.days)


def is_open(closes: datetime, now: datetime) -> bool:
    """Whether a window is still open; at the very moment at which it closes it is not."""
    return now < closes


def days_left(closes: datetime, now: datetime) -> int:
    """Days that are left, a day that has begun included; 0 once it is closed."""
    return max(0, math.ceil((closes - now) / _DAY))


def say_left(closes: datetime, now: datetime) -> str:
    """The time that is left, in words."""
    if not is_open(closes, now):
        return f"The window closed on {say_moment(closes)}."
    left = closes - now
    said = count(days_left(closes, now), "day")
    if left <= _DAY:
        hours = math.floor(left / timedelta(hours=1))
        said = count(hours, "hour") if hours else "less than an hour"
    return f"{said[0].upper()}{said[1:]} left: the window closes on {say_moment(closes)}."


def reminder_due(days: tuple[int, ...], closes: datetime, now: datetime) -> int | None:
    """The nearest reminder whose day has come: how many days before the end it belongs to."""
    return min((day for day in days if closes - day * _DAY <= now < closes), default=None)
