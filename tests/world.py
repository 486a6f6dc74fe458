"""A hostile world around a sitting: everything that browsers, staff, clocks and power supplies may do.

Rules for Hypothesis, without a promise: `test_attempt_machine` says what must hold.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from forms import answer_to, forms
from hypothesis import event as tell
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sittings import Sitting

from player.engine import command as cmd
from player.engine.event import Event
from player.engine.form import Form
from player.errors import PlayerError
from scenarios.model.package import Mode

Place = tuple[str, str]

MESSAGES = st.integers(0, 30).map(lambda number: f"message-{number}")
FATES = st.sampled_from(["in time", "in time", "in time", "in time", "stale", "delayed"])
OTHER = st.none() | st.none() | st.just("item-1")
PICKS = st.integers(0, 4)
UNFIT = 4
"""The pick that fits no item."""


class World(RuleBasedStateMachine):
    """A browser, its older windows, the staff, the clock and the power supply, all doing what they like.

    Attributes:
        acknowledged: message -> the number it was acknowledged with, and its command.
        submitted, drafted: what a candidate was told to be saved.
        refused: what a refused command left in the events.
    """

    @initialize(form=forms(), mode=st.sampled_from(["practice", "exam"]))
    def create(self, form: Form, mode: Mode) -> None:
        self.sitting = Sitting(form, mode=mode)
        self.acknowledged: dict[str, tuple[int, cmd.Command]] = {}
        self.submitted: dict[Place, Mapping[str, Any]] = {}
        self.drafted: dict[Place, Mapping[str, Any]] = {}
        self.refused: list[Event] = []
        self.delayed: list[tuple[cmd.Command, str | None]] = []
        self.sitting.start()

    def post(self, make: Callable[[int], cmd.Command], message: str, fate: str) -> None:
        """Send a command: by the newest connection, by an older one, or much later."""
        command = make(self.sitting.epoch - (fate == "stale"))
        if fate == "delayed":
            self.delayed.append((command, message))
        else:
            self.send(command, message)

    def send(self, command: cmd.Command, message: str | None) -> None:
        """Hand a command over and, as a browser does, believe what is acknowledged."""
        sitting, case, seen = self.sitting, self.sitting.state.case, len(self.sitting.events)
        try:
            seq, repeated = sitting.handle(command, message)
        except PlayerError as error:
            tell(f"{type(command).__name__} is refused: {error.code}")
            self.refused += sitting.events[seen:]
            return
        if repeated:
            assert message
            assert self.acknowledged[message][0] == seq
            return
        assert seq > seen
        self._believe(command, message, seq, case)
        tell(f"{type(command).__name__} leads to {sitting.state.stage}")

    def _believe(self, command: cmd.Command, message: str | None, seq: int, case: str) -> None:
        if message:
            self.acknowledged[message] = (seq, command)
        if isinstance(command, cmd.Submit):
            self.submitted[case, command.item] = command.response
        if isinstance(command, cmd.SaveDraft):
            self.drafted[case, command.item] = command.response

    # --- the candidate ---

    @rule(steps=st.integers(1, 8), pick=st.integers(0, 3))
    def go_on(self, steps: int, pick: int) -> None:
        """Some steps in good order, so that the far end of a form is seen too."""
        for _ in range(steps):
            self.send(self._right_step(pick), None)

    def _right_step(self, pick: int) -> cmd.Command:
        state = self.sitting.look()
        right: dict[str, Callable[[], cmd.Command]] = {
            "playing": lambda: cmd.Reach(state.epoch, state.segment),
            "asking": lambda: cmd.Submit(state.epoch, state.item, self._answer(state.item, pick)),
            "intermission": lambda: cmd.Continue(state.epoch),
            "suspended": lambda: cmd.Resume(state.epoch),
            "closed": cmd.Connect,
        }
        return right[state.stage]()

    @rule(message=MESSAGES, fate=FATES, other=st.none() | st.none() | st.just("scene-1/1"))
    def reach(self, message: str, fate: str, other: str | None) -> None:
        segment = other or self.sitting.state.segment
        self.post(lambda epoch: cmd.Reach(epoch, segment), message, fate)

    @rule(message=MESSAGES, fate=FATES, other=OTHER, pick=PICKS)
    def submit(self, message: str, fate: str, other: str | None, pick: int) -> None:
        name = other or self.sitting.state.item or "item-0"
        self.post(lambda epoch: cmd.Submit(epoch, name, self._answer(name, pick)), message, fate)

    @rule(message=MESSAGES, fate=FATES, other=OTHER, pick=PICKS)
    def save_draft(self, message: str, fate: str, other: str | None, pick: int) -> None:
        name = other or self.sitting.state.item or "item-0"
        self.post(lambda epoch: cmd.SaveDraft(epoch, name, self._answer(name, pick)), message, fate)

    def _answer(self, name: str, pick: int) -> Mapping[str, Any]:
        """An answer that fits the item, or one that fits none."""
        items = {case.id: case.items for case in self.sitting.form.cases}[self.sitting.state.case]
        return {"value": None} if pick == UNFIT or name not in items else answer_to(items[name], pick)

    @rule(
        message=MESSAGES,
        fate=FATES,
        kind=st.sampled_from([cmd.Continue, cmd.Suspend, cmd.Resume, cmd.Resume]),
    )
    def move(self, message: str, fate: str, kind: Callable[[int], cmd.Command]) -> None:
        self.post(kind, message, fate)

    @rule(message=MESSAGES, fate=FATES)
    def note(self, message: str, fate: str) -> None:
        self.post(lambda epoch: cmd.Note(epoch, "stall", {"seconds": 1.5}), message, fate)

    # --- the network ---

    @rule(data=st.data())
    @precondition(lambda self: self.acknowledged)
    def repeat(self, data: st.DataObject) -> None:
        """A message comes again, as after a lost acknowledgement."""
        message = data.draw(st.sampled_from(sorted(self.acknowledged)))
        self.send(self.acknowledged[message][1], message)

    @rule(data=st.data())
    @precondition(lambda self: self.delayed)
    def deliver(self, data: st.DataObject) -> None:
        """A message that was on its way comes at last, behind others."""
        self.send(*self.delayed.pop(data.draw(st.integers(0, len(self.delayed) - 1))))

    @rule()
    def connect(self) -> None:
        self.send(cmd.Connect(), None)

    @rule(fate=FATES)
    def disconnect(self, fate: str) -> None:
        self.send(cmd.Disconnect(self.sitting.epoch - (fate == "stale")), None)

    # --- the staff ---

    @rule(multiplier=st.sampled_from([1, 1.25, 1.5, 2]), breaks=st.sampled_from([True, False]))
    def accommodate(self, multiplier: float, *, breaks: bool) -> None:
        self.send(cmd.Accommodate(multiplier, breaks), None)

    @rule(minutes=st.integers(0, 60), really=st.integers(0, 4))
    def bound(self, minutes: int, really: int) -> None:
        if really == 0:
            self.send(cmd.Bound(self.sitting.now + timedelta(minutes=minutes)), None)

    @rule(reason=st.sampled_from(["window", "withdrawn"]), really=st.integers(0, 9))
    def close(self, reason: cmd.CloseReason, really: int) -> None:
        if really == 0:
            self.send(cmd.Close(reason), None)

    # --- the clock and the power supply ---

    @rule(seconds=st.integers(0, 200) | st.floats(0, 60))
    def wait(self, seconds: float) -> None:
        self.sitting.wait(seconds)

    @rule(seconds=st.integers(1, 4000))
    def jump_back(self, seconds: float) -> None:
        self.sitting.now -= timedelta(seconds=seconds)

    @rule()
    def look(self) -> None:
        self.sitting.look()

    @rule()
    def crash(self) -> None:
        """What is left is what was written, and it is what was known."""
        known = self.sitting.state
        self.sitting.crash()
        assert self.sitting.state == known
