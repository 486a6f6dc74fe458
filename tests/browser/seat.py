"""A seat at a server: a guest of its own, and a sitting that can be brought to any point without a browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.answer import draw_answer
from player.accounts import Accounts
from player.delivery import Delivery
from player.engine import command as cmd
from player.engine.attempt import case_of
from player.engine.command import Command
from player.engine.disguise import seed_of
from player.engine.event import Event
from player.engine.present import present
from player.engine.state import Attempt
from player.publish.library import Library
from player.store import Store
from scenarios.model.item import ChoiceItem, NumericItem
from scenarios.model.package import Mode


def now() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


class Guest:
    """Somebody who practises without an account; knows the instance as the server does.

    What this guest does without a browser happens `ago`.
    """

    def __init__(self, store: Store, instance: Path, ago: timedelta = timedelta()) -> None:
        def clock() -> datetime:
            return now() - ago

        self.store = store
        self.accounts = Accounts(store, clock)
        self.delivery = Delivery(store, Library(instance), clock)
        self.session = self.accounts.sign_in_guest()

    def sit(self, until: str | None = None, *, area: str = "small", mode: Mode = "practice") -> "Seat":
        """Begin a sitting and bring it to a segment, an item or a stage; `initial` does not begin it."""
        with self.store.read() as unit:
            version = unit.versions.offered(area)
        assert version is not None, f"nothing is offered as {area}"
        seat = Seat(self, self.delivery.create(self.session.user, version, mode))
        return seat if until == "initial" else seat.begin(until)


@dataclass(frozen=True)
class Seat:
    """One sitting of a guest."""

    guest: Guest
    attempt: str

    @property
    def state(self) -> Attempt:
        """How it stands."""
        return self.guest.delivery.look(self.attempt, self.guest.session.token).sitting.state

    def events(self, kind: type[Event]) -> Sequence[Any]:
        """What has happened, of one kind."""
        with self.guest.store.read() as unit:
            return [event for event in unit.attempts.events(self.attempt) if isinstance(event, kind)]

    def order(self, command: Command) -> None:
        """What staff decide."""
        self.guest.delivery.order(self.attempt, command)

    def begin(self, until: str | None = None) -> "Seat":
        """Start, and take right steps until a segment, an item or a stage is the current one."""
        self.order(cmd.Start())
        self._handle(cmd.Connect())
        while until and until not in {(state := self.state).segment, state.item, state.stage}:
            self._handle(self._step(state))
        return self

    def _handle(self, command: Command) -> None:
        self.guest.delivery.handle(self.attempt, self.guest.session.token, command)

    def _step(self, state: Attempt) -> Command:
        if state.stage == "playing":
            return cmd.Reach(state.epoch, state.segment)
        if state.stage == "asking":
            return cmd.Submit(state.epoch, state.item, self._answer(state))
        return cmd.Continue(state.epoch)

    def _answer(self, state: Attempt) -> dict[str, Any]:
        """The first choice that is shown, or 30 of the question's own unit; of other types any answer that fits."""
        form = self.guest.delivery.look(self.attempt, self.guest.session.token).sitting.form
        case = case_of(form, state)
        item = case.items[state.item]
        if isinstance(item, NumericItem):
            return {"value": 30, "unit": item.unit}
        shown: Any = present(state.item, item, seed_of(state, case.id), case.exhibits)
        if isinstance(item, ChoiceItem):
            return {"choices": [shown["choices"][0]["id"]]}
        return draw_answer(shown, Random(1))  # noqa: S311 (any answer does, and the same each time)
