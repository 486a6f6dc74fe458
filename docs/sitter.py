"""Guests of a running demonstration, whose sittings are brought to a question without a browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.answer import draw_answer
from docs.shots import Shot
from player.accounts import Accounts
from player.config import read_config
from player.delivery import Delivery, Sitting
from player.engine import command as cmd
from player.engine.attempt import case_of
from player.engine.command import Command
from player.engine.disguise import disguised, seed_of
from player.engine.present import present
from player.publish.library import Library
from player.store import Store, User


@dataclass(frozen=True)
class Guest:
    """Somebody who practises, known to the instance without a browser."""

    store: Store
    delivery: Delivery
    user: User
    token: str

    @classmethod
    def of(cls, instance: Path) -> "Guest":
        """A new guest of an instance."""
        store = Store.open(read_config({"SONOCASE_INSTANCE": str(instance)}).database_url)
        delivery = Delivery(store, Library(instance), lambda: datetime.now(UTC))
        session = Accounts(store, lambda: datetime.now(UTC)).sign_in_guest()
        return cls(store, delivery, session.user, session.token)

    def sit(self, shot: Shot) -> str:
        """A sitting that has come to the question, with something entered."""
        with self.store.read() as unit:
            version = unit.versions.offered(shot.area)
        if version is None:
            raise LookupError(f"nothing is offered as {shot.area}")
        attempt = self.delivery.create(self.user, version, "practice")
        for command in (cmd.Start(), cmd.Connect()):
            self.delivery.handle(attempt, self.token, command)
        while (sitting := self._look(attempt)).state.item != shot.item:
            self.delivery.handle(attempt, self.token, _step(sitting, shot))
        if shot.draft is not None:
            self.delivery.handle(attempt, self.token, _draft(sitting, shot.draft))
        return attempt

    def _look(self, attempt: str) -> Sitting:
        return self.delivery.look(attempt, self.token).sitting


def _step(sitting: Sitting, shot: Shot) -> Command:
    state = sitting.state
    if state.stage == "playing":
        return cmd.Reach(state.epoch, state.segment)
    if state.stage == "asking":
        case = case_of(sitting.form, state)
        shown = present(state.item, case.items[state.item], seed_of(state, case.id), case.exhibits)
        return cmd.Submit(state.epoch, state.item, draw_answer(shown, Random(1)))  # noqa: S311 (any answer does)
    raise LookupError(f"the case ended without the question {shot.item}")


def _draft(sitting: Sitting, draft: Mapping[str, Any]) -> Command:
    state = sitting.state
    case = case_of(sitting.form, state)
    entered = disguised(seed_of(state, case.id), state.item, case.items[state.item], draft)
    return cmd.SaveDraft(state.epoch, state.item, entered)
