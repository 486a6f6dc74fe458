"""Clocks, limits and outages, all in the server's time.

A clock counts while it runs. Lost connection is forgiven up to an allowance for the whole attempt:
while an outage is forgiven no clock counts, after that they go on. An outage uses the allowance only
while a limit is running.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LATENCY = 2.0
"""Seconds after a limit in which an answer that was on its way is still taken."""


@dataclass(frozen=True)
class Minute:
    """How often something has happened in a minute; the next minute begins with what comes after it."""

    since: datetime | None = None
    count: int = 0

    def within(self, now: datetime) -> int:
        """How often it has happened in the minute that `now` belongs to."""
        return self.count if self.since and now < self.since + timedelta(minutes=1) else 0

    def again(self, now: datetime) -> "Minute":
        """The minute, with what happens now."""
        before = self.within(now)
        return Minute(self.since if before else now, before + 1)


@dataclass(frozen=True)
class Outage:
    """Lost connection: since when, and how many seconds of the allowance are left."""

    left: float = 0.0
    since: datetime | None = None

    def forgiven(self, start: datetime, end: datetime) -> float:
        """Seconds between two times that are forgiven."""
        if self.since is None:
            return 0.0
        until = self.since + timedelta(seconds=self.left)
        return max(0.0, (min(end, until) - max(start, self.since)).total_seconds())

    def charged(self, now: datetime) -> "Outage":
        """The outage from now on, with what it has lasted taken off the allowance."""
        if self.since is None:
            return self
        lasted = max(0.0, (now - self.since).total_seconds())
        return Outage(left=max(0.0, self.left - lasted), since=now)

    def over(self) -> "Outage":
        """The allowance, with the connection back."""
        return Outage(left=self.left)


@dataclass(frozen=True)
class Clock:
    """Seconds that have counted, and since when it runs; `limit` None counts without an end."""

    limit: float | None = None
    counted: float = 0.0
    since: datetime | None = None

    def spent(self, now: datetime, outage: Outage) -> float:
        """Seconds that count until now."""
        if self.since is None:
            return self.counted
        return self.counted + (now - self.since).total_seconds() - outage.forgiven(self.since, now)

    def remaining(self, now: datetime, outage: Outage) -> float | None:
        """Seconds left, never below 0; None without a limit."""
        return None if self.limit is None else max(0.0, self.limit - self.spent(now, outage))

    def deadline(self, outage: Outage) -> datetime | None:
        """When the limit will be over if nothing changes; None where it will not be."""
        if self.limit is None or self.since is None:
            return None
        end = self.since + timedelta(seconds=self.limit - self.counted + LATENCY)
        if outage.since is None or end <= outage.since:
            return end
        until = outage.since + timedelta(seconds=outage.left)
        return end + max(timedelta(0), until - max(self.since, outage.since))

    def stopped(self, now: datetime, outage: Outage) -> "Clock":
        """The clock, held at what it has counted."""
        return replace(self, counted=self.spent(now, outage), since=None)

    def started(self, now: datetime) -> "Clock":
        """The clock, counting from now on."""
        return self if self.since else replace(self, since=now)

    def settled(self, now: datetime, outage: Outage) -> "Clock":
        """The same clock, with what it has counted until now written down."""
        return self.stopped(now, outage).started(now) if self.since else self

    def scaled(self, factor: float) -> "Clock":
        """The clock with its limit times `factor`."""
        return self if self.limit is None else replace(self, limit=self.limit * factor)
