"""A sitting without a database: the loop of `player.delivery` on a list of events.

It settles, applies, appends and knows message identifiers just as the server does, and can be rebuilt
from the JSON of its events at any time, as after a crash.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from forms import T0, answer_to

from player.engine import command as cmd
from player.engine.attempt import advance, apply, case_of, settle
from player.engine.command import Command
from player.engine.event import EVENT, Created, Event
from player.engine.form import Form
from player.engine.state import Attempt, rebuild
from scenarios.model.package import Mode


@dataclass
class Sitting:
    """An attempt at a form; `now` is the server's clock, which a test may set to anything."""

    form: Form
    mode: Mode = "exam"
    now: datetime = T0
    events: list[Event] = field(default_factory=list)
    messages: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.append([Created(at=self.now, mode=self.mode, version="v", seed=7)])
        self.state = self.rebuilt()

    @property
    def allowance(self) -> float:
        """Seconds of lost connection that are forgiven."""
        return self.form.rules(self.mode).outage_seconds

    @property
    def epoch(self) -> int:
        """The connection that may write."""
        return self.state.epoch

    def rebuilt(self) -> Attempt:
        """The state from the events as a database keeps them."""
        kept = [EVENT.validate_json(event.model_dump_json()) for event in self.events]
        return rebuild(kept, self.allowance)

    def append(self, events: Sequence[Event]) -> None:
        """Keep events, as the database would."""
        self.events += events

    def crash(self) -> None:
        """Lose everything but the events."""
        self.state = self.rebuilt()

    def handle(self, command: Command, message: str | None = None) -> tuple[int, bool]:
        """Take a command: the number of its first event, and whether it had been recorded before."""
        self.look()
        if message in self.messages:
            return self.messages[message], True
        seq = self.state.seq + 1
        self._record(apply(self.form, self.state, command, self.now))
        if message:
            self.messages[message] = seq
        return seq, False

    def look(self) -> Attempt:
        """The state now, limits that are over included."""
        self._record(settle(self.form, self.state, self.now))
        return self.state

    def _record(self, events: Sequence[Event]) -> None:
        self.append(events)
        self.state = advance(self.state, tuple(events))

    # --- shorter ways for examples by hand ---

    def wait(self, seconds: float) -> "Sitting":
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
        return self

    def start(self) -> "Sitting":
        """Begin, with a connection."""
        self.handle(cmd.Start())
        return self.connect()

    def connect(self) -> "Sitting":
        """Take over with a new connection."""
        self.handle(cmd.Connect())
        return self

    def disconnect(self) -> "Sitting":
        """Lose the connection."""
        self.handle(cmd.Disconnect(self.epoch))
        return self

    def reach(self) -> "Sitting":
        """Come to the end of the segment."""
        self.handle(cmd.Reach(self.epoch, self.state.segment))
        return self

    def draft(self, **response: object) -> "Sitting":
        """Save an unfinished answer to the open item."""
        self.handle(cmd.SaveDraft(self.epoch, self.state.item, response))
        return self

    def submit(self, pick: int = 0) -> "Sitting":
        """Answer the open item."""
        answer = answer_to(case_of(self.form, self.state).items[self.state.item], pick)
        self.handle(cmd.Submit(self.epoch, self.state.item, answer))
        return self

    def suspend(self) -> "Sitting":
        """Pause."""
        self.handle(cmd.Suspend(self.epoch))
        return self

    def resume(self) -> "Sitting":
        """Go on after a pause."""
        self.handle(cmd.Resume(self.epoch))
        return self

    def go_on(self) -> "Sitting":
        """On from the end of a case."""
        self.handle(cmd.Continue(self.epoch))
        return self

    def play(self, until: str) -> "Sitting":
        """Answer and reach until a segment, an item or a stage is the current one."""
        while until not in {self.state.segment, self.state.item, self.state.stage}:
            {"playing": self.reach, "asking": self.submit, "intermission": self.go_on}[self.state.stage]()
        return self
