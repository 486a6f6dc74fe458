"""The rules of time and of release, written a second time: from the events alone, as simply as can be.

The engine keeps clocks that stop, start and are forgiven; here time is a ledger that is filled from one
event to the next. Where the two disagree, a test fails.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from player.engine import event as ev
from player.engine.event import Event
from player.engine.timing import LATENCY

SLACK = 1e-3


@dataclass
class Ledger:
    """Counts limited time between events, and notes every limit that ended too early or too late."""

    allowance: float
    forgiven: float = 0.0
    counted: dict[str, float] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    multiplier: float = 1.0
    paused: bool = False
    stopped: bool = False
    offline: bool = False
    at: datetime | None = None
    lasted: float = 0.0
    early: float = 0.0
    until: datetime | None = None
    faults: list[str] = field(default_factory=list)

    def enter(self, event: Event) -> None:
        """Let time pass until an event, then let it have its effect."""
        self._pass(event.at)
        self._judge(event)
        self._effect(event)

    def _pass(self, now: datetime) -> None:
        self.lasted = lasted = (now - self.at).total_seconds() if self.at else 0.0
        self.at = now
        if not self.limits or self.stopped:
            return
        free = min(lasted, self.allowance - self.forgiven) if self.offline else 0.0
        self.forgiven += free
        for clock in self.limits:
            self.counted[clock] = self.counted.get(clock, 0.0) + lasted - free

    def _judge(self, event: Event) -> None:
        """Nothing is done after a limit, and a limit ends neither early nor without a reason."""
        if self.early and not isinstance(event, ev.CaseExpired | ev.Closed):
            self.faults.append(f"an item's limit ended {self.early} s early")
        self.early = 0.0
        if self.until and (event.at > self.until if isinstance(event, ev.Closed) else event.at >= self.until):
            self._bounded(event)
        for clock in self.limits:
            if isinstance(event, ev.ResponseSubmitted | ev.DraftSaved | ev.SegmentReached):
                self._fault(f"{event.type} came after the limit of the {clock}", -self._left(clock))
        if isinstance(event, ev.CaseExpired):
            self._fault("a case's limit ended early", self._left("case"))
            self._late("case")
        if isinstance(event, ev.ItemExpired):
            # it may end early with its case or its sitting, which the next event tells
            left = self._left("item")
            self.early = left if left > SLACK else 0.0
            self._late("item")

    def _bounded(self, event: Event) -> None:
        """After the end that was set nothing comes but what that end itself leaves behind."""
        if not isinstance(event, ev.Closed | ev.ItemExpired | ev.CaseExpired | ev.CaseEnded):
            self.faults.append(f"{event.type} came after the end that was set")

    def _late(self, clock: str) -> None:
        """A limit ends when its time is over; only one that was shortened is over already."""
        if self.lasted > SLACK:
            self._fault(f"the limit of the {clock} ended late", -self._left(clock))

    def _left(self, clock: str) -> float:
        """Seconds until a limit ends; endless where there is none."""
        return self.limits.get(clock, math.inf) + LATENCY - self.counted[clock]

    def _fault(self, what: str, off: float) -> None:
        if off > SLACK:
            self.faults.append(f"{what}: {off} s")

    def _effect(self, event: Event) -> None:
        match event:
            case ev.CaseOpened():
                self._open("case", event.limit)
            case ev.ItemOpened():
                self._open("item", event.limit)
            case ev.ResponseSubmitted() | ev.ItemExpired():
                self.limits.pop("item", None)
            case ev.CaseEnded() | ev.Closed():
                self.limits.clear()
            case ev.Connected() | ev.Disconnected():
                self.offline = isinstance(event, ev.Disconnected)
            case ev.Suspended() | ev.Resumed():
                self.stopped = isinstance(event, ev.Suspended) and event.clock_stops
            case ev.Accommodated():
                factor, self.multiplier = event.multiplier / self.multiplier, event.multiplier
                self.limits = {clock: limit * factor for clock, limit in self.limits.items()}
            case ev.Bounded():
                # an end that is set in the past is the moment at which it is set
                self.until = max(event.until, event.at)
            case _:
                pass

    def _open(self, clock: str, limit: float | None) -> None:
        self.counted[clock] = 0.0
        if limit is not None:
            self.limits[clock] = limit


def released_steps(events: Sequence[Event]) -> set[tuple[str, str, str]]:
    """What the events of an attempt allow to be shown of its current case: `(case, kind, name)`.

    A gate opens when its event is there; all are shut again while a sitting pauses and when it is over.
    """
    case, steps, shut = "", set[tuple[str, str, str]](), True
    for event in events:
        match event:
            case ev.CaseOpened():
                case, steps = event.case, set()
            case ev.SegmentReleased():
                steps.add((case, "segment", event.segment))
            case ev.ItemOpened():
                steps.add((case, "item", event.item))
            case ev.Suspended() | ev.Closed():
                shut = True
            case ev.Started() | ev.Resumed():
                shut = False
            case _:
                pass
    return set() if shut else steps
