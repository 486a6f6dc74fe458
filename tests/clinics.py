"""A small instance of the player for tests: a database, a library, one candidate, and a clock that obeys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from forms import T0, answer_to, keys_of
from materials import NOTHING_FOUND, material_of
from signed import sign_off

from player.accounts import Accounts, Session
from player.delivery import Delivery, Outcome
from player.engine import command as cmd
from player.engine.attempt import case_of
from player.engine.command import Command
from player.engine.disguise import disguised, seed_of
from player.engine.event import Event
from player.engine.form import Form
from player.engine.state import Attempt, rebuild
from player.publish.library import EXAMINED, KEYS, Library, digests_of, name_of
from player.store import Store, Version
from scenarios.model.key import Keys
from scenarios.model.package import Mode


@dataclass
class Clock:
    """The server's time; it stands still until it is told to go on."""

    now: datetime = T0

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def put_version(
    library: Library, store: Store, form: Form, keys: Keys | None = None, *, signed: bool = True
) -> Version:
    """Put a form and its keys where publishing would have put them, with what they were made from; signed off."""
    texts = {
        "form.json": form.model_dump_json().encode(),
        "keys.json": KEYS.dump_json(keys or keys_of(form)),
        "material.json": material_of(form).model_dump_json().encode(),
    }
    digests = digests_of(*texts.values())
    name = name_of(*digests)
    library.folder(name).mkdir(parents=True, exist_ok=True)
    for file, text in {**texts, EXAMINED: NOTHING_FOUND.model_dump_json().encode()}.items():
        (library.folder(name) / file).write_bytes(text)
    version = Version(name, form.area, form.title, form.version, *digests[:2], published_at=T0)
    with store.write() as unit:
        unit.versions.add(version)
    if signed:
        sign_off(store, library, version)
    return version


@dataclass
class Clinic:
    """An instance with one guest who is signed in; more servers can be started on it."""

    store: Store
    instance: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.library = Library(self.instance)
        self.accounts = Accounts(self.store, self.clock)
        self.delivery = self.server()
        self.session: Session = self.accounts.sign_in_guest()

    def server(self) -> Delivery:
        """A server that remembers nothing, as after a start."""
        return Delivery(self.store, Library(self.instance), self.clock)

    def restart(self) -> None:
        """Lose everything that is not on disk."""
        self.delivery = self.server()

    def open(self, form: Form, mode: Mode = "exam") -> "Sat":
        """A sitting at a form that has begun and is connected."""
        version = put_version(self.library, self.store, form)
        attempt = self.delivery.create(self.session.user, version, mode)
        sat = Sat(self, attempt, form)
        self.delivery.order(attempt, cmd.Start())
        sat.handle(cmd.Connect())
        return sat


@dataclass
class Sat:
    """One attempt of the clinic's guest."""

    clinic: Clinic
    attempt: str
    form: Form

    @property
    def born(self) -> Attempt:
        """The state at the beginning, read from the disk."""
        return rebuild(self.events()[:1], outage_seconds=0)

    def handle(self, command: Command, message: str | None = None) -> Outcome:
        """Send a command as the guest."""
        return self.clinic.delivery.handle(self.attempt, self.clinic.session.token, command, message)

    def look(self) -> Outcome:
        """The sitting as it is now."""
        return self.clinic.delivery.look(self.attempt, self.clinic.session.token)

    @property
    def state(self) -> Attempt:
        """The state as it is now."""
        return self.look().sitting.state

    def events(self) -> list[Event]:
        """The events on disk."""
        with self.clinic.store.read() as unit:
            return unit.attempts.events(self.attempt)

    def shown(self, case: str, item: str, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """An answer with the names of choices that this attempt is shown."""
        items = {of.id: of.items for of in self.form.cases}[case]
        return disguised(seed_of(self.born, case), item, items[item], raw)

    def right_answer(self, pick: int = 0) -> Mapping[str, Any]:
        """An answer that fits the open item, as a browser sends it."""
        now = self.look().sitting
        item = now.state.item
        answer = answer_to(case_of(now.form, now.state).items[item], pick)
        return self.shown(now.state.case, item, answer)

    def why(self, choice: str = "b", epoch: int = 1) -> cmd.Submit:
        """An answer to the first question of the first case."""
        return cmd.Submit(epoch, "why", self.shown("one", "why", {"choices": [choice]}))

    def step(self, pick: int = 0, message: str | None = None) -> Outcome:
        """One right step on."""
        state = self.state
        command: Command = cmd.Continue(state.epoch)
        if state.stage == "playing":
            command = cmd.Reach(state.epoch, state.segment)
        elif state.stage == "asking":
            command = cmd.Submit(state.epoch, state.item, self.right_answer(pick))
        return self.handle(command, message)

    def play(self, until: str) -> "Sat":
        """Right steps until a segment, an item or a stage is the current one."""
        while until not in {(state := self.state).segment, state.item, state.stage}:
            self.step()
        return self
