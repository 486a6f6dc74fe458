"""An application and a command: the way that everything takes.

One transaction loads the events, settles what time has brought, applies the command, appends to the chain,
brings the lists up to date and writes the letters. What a method gives back has been committed. A command
that is refused leaves nothing behind.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from player.certification.application.command import Command
from player.certification.application.event import EVENT, Event
from player.certification.application.state import Application, advance, rebuild
from player.certification.application.transitions import apply, open_application, settle
from player.certification.application.work import work_of
from player.certification.errors import ChainBroken, PolicyError
from player.certification.office.projection import Change, project, refresh_work
from player.certification.policy import Policy
from player.certification.store import ApplicationRecord, CertificationStore, Entry, Unit
from player.certification.tokens import Tokens
from player.errors import Conflict, NotFound

TRIES = 8
"""How often a command is tried again when somebody else wrote first."""


@dataclass(frozen=True)
class File:
    """An application at a moment: its row, its state, the policy it is pinned to, and the time."""

    record: ApplicationRecord
    state: Application
    policy: Policy
    now: datetime

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.record.id


Ask = Callable[[Unit, File], Command]
"""Makes the command of what a transaction finds."""


class Desk:
    """Brings commands to applications."""

    def __init__(
        self, store: CertificationStore, policy: Policy, tokens: Tokens, clock: Callable[[], datetime]
    ) -> None:
        self.store = store
        self.policy = policy
        self.tokens = tokens
        self.clock = clock
        self._policies = {policy.digest: policy}
        with store.write() as unit:
            unit.applications.keep_policy(policy, clock())

    def open(self, person: str, name: str, email: str, id_number: str) -> File:
        """A new application, pinned to the policy that is in force."""
        with self.store.write() as unit:
            now = self.clock()
            opened = open_application(
                self.policy, person=person, name=name, email=email, id_number=id_number, now=now
            )
            record = ApplicationRecord(
                secrets.token_hex(16), person, self.policy.digest, name, "draft", now, now
            )
            unit.applications.add(record)
            unit.records.append(stream_of(record.id), 0, [_entry(opened)])
        return File(record, rebuild([opened]), self.policy, now)

    def look(self, application: str) -> File:
        """An application as it is now, with what time has brought.

        Raises:
            NotFound: there is none, or its content was erased.
        """
        with self.store.read() as unit:
            file = self._load(unit, application, self.clock())
        if not settle(file.state, file.now):
            return file
        return self._try(lambda unit, now: self._settled(unit, self._load(unit, application, now)))

    def act(self, application: str, command: Command) -> File:
        """Apply a command.

        Raises:
            NotFound: there is no such application.
            PlayerError: the command was refused; nothing changed.
        """
        return self.ask(application, lambda _, __: command)

    def ask(self, application: str, make: Ask) -> File:
        """Apply the command that `make` gives, which may read and write in the same transaction.

        Raises:
            NotFound: there is no such application.
            PlayerError: the command was refused; nothing changed, what `make` wrote included.
        """

        def work(unit: Unit, now: datetime) -> File:
            file = self._settled(unit, self._load(unit, application, now))
            events = apply(file.policy, file.state, make(unit, file), now)
            return self._append(unit, file, events)

        return self._try(work)

    def refresh(self, file: File) -> None:
        """Bring up to date what waits for staff, where time alone has changed it."""
        with self.store.read() as unit:
            held = unit.awards.held_by(file.record.user_id, file.now)
            known = unit.work.of(file.id)
        if known != work_of(file.policy, file.state, file.now, held):
            self._try(self._refreshed(file.id))

    def _refreshed(self, application: str) -> Callable[[Unit, datetime], File]:
        def work(unit: Unit, now: datetime) -> File:
            file = self._settled(unit, self._load(unit, application, now))
            refresh_work(unit, file.record, file.policy, file.state, now)
            return file

        return work

    def history(self, application: str) -> list[Event]:
        """Everything that happened in an application, in its order.

        Raises:
            NotFound: there is no such application, or its content was erased.
            ChainBroken: it is not what was written.
        """
        with self.store.read() as unit:
            return self._events(unit, application)

    def policy_of(self, unit: Unit, digest: str) -> Policy:
        """A policy that was in force once.

        Raises:
            PolicyError: it is not kept, or was changed.
        """
        known = self._policies.get(digest)
        if known is None:
            known = unit.applications.policy(digest)
            if known is None:
                raise PolicyError(
                    f"The policy {digest[:12]} is not in the database; restore it from a backup."
                )
            self._policies[digest] = known
        return known

    def _load(self, unit: Unit, application: str, now: datetime) -> File:
        record = unit.applications.get(application)
        if record is None:
            raise NotFound("There is no such application.")
        state = rebuild(self._events(unit, application))
        return File(record, state, self.policy_of(unit, record.policy), now)

    def _events(self, unit: Unit, application: str) -> list[Event]:
        bodies = unit.records.bodies(stream_of(application))
        if not bodies:
            raise NotFound("There is no such application.")
        if None in bodies:
            raise NotFound("What was in this application has been erased.")
        try:
            return [EVENT.validate_json(body) for body in bodies if body is not None]
        except ValidationError:
            said = f"The application {application} cannot be read any more; have the record verified."
            raise ChainBroken(said) from None

    def _settled(self, unit: Unit, file: File) -> File:
        overdue = settle(file.state, file.now)
        return self._append(unit, file, overdue) if overdue else file

    def _append(self, unit: Unit, file: File, events: tuple[Event, ...]) -> File:
        stream = stream_of(file.id)
        numbers = unit.records.append(stream, file.state.seq, [_entry(event) for event in events])
        state = advance(file.state, events)
        record = project(unit, self.tokens, Change(file.record, file.policy, state, events, numbers))
        return File(record, state, file.policy, file.now)

    def _try(self, work: Callable[[Unit, datetime], File]) -> File:
        """Run one transaction, again when somebody else wrote first."""
        for left in reversed(range(TRIES)):
            try:
                with self.store.write() as unit:
                    file = work(unit, self.clock())
            except Conflict:
                if not left:
                    raise
            else:
                return file
        raise AssertionError


def stream_of(application: str) -> str:
    """The stream of an application's events in the record."""
    return f"application/{application}"


def _entry(event: Event) -> Entry:
    return Entry(event.at, event.by, event.type, event.model_dump_json())
