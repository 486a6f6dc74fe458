"""The use case of a sitting: load, apply, append, reply.

Every method opens its own short transaction. What a method gives back has been committed; whoever
calls it may tell the candidate so.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from player.accounts import digest
from player.admission import obstacles, unreviewed
from player.engine import command as cmd
from player.engine.attempt import advance, apply, case_of, settle
from player.engine.command import Command
from player.engine.disguise import revealed_in, seed_of
from player.engine.event import Closed, Created, Disconnected, Event
from player.engine.form import Form
from player.engine.state import Attempt, rebuild
from player.errors import Conflict, IllegalTransition, NotAdmitted, NotFound
from player.publish.library import Library
from player.scores import Replayed, Scores
from player.signoff.standing import SignOffs
from player.store import AttemptRecord, Claim, Report, Store, Unit, User, Version
from scenarios.model.key import Keys
from scenarios.model.package import Mode

TRIES = 8
"""How often a command is tried again when another connection wrote first."""
CACHED = 5000
"""How many attempts are kept rebuilt; each takes a few kilobytes."""


@dataclass(frozen=True)
class Sitting:
    """An attempt at a moment: its record, its state, and what it is pinned to."""

    record: AttemptRecord
    state: Attempt
    form: Form
    keys: Keys


@dataclass(frozen=True)
class Outcome:
    """A command that was taken: the number of its first event, and the sitting after it.

    `repeated` tells that the same message had been recorded before and nothing new happened.
    """

    seq: int
    sitting: Sitting
    now: datetime
    repeated: bool = False


class Delivery:
    """Brings commands to attempts and attempts to candidates."""

    def __init__(
        self,
        store: Store,
        library: Library,
        clock: Callable[[], datetime],
        signoffs: SignOffs | None = None,
    ) -> None:
        self._store = store
        self._signoffs = signoffs or SignOffs(library)
        self._library = library
        self._clock = clock
        self._states: OrderedDict[str, Attempt] = OrderedDict()
        self.scores = Scores(store, library, clock)

    def create(self, user: User, version: Version, mode: Mode, *, governed: bool = False) -> str:
        """The attempt of a user at a version: the one that is open, else a new one.

        However many windows ask at once, there is one.

        Args:
            user: who will sit it.
            version: what it is pinned to.
            mode: how it is sat.
            governed: whether the caller has a policy of its own on how many attempts there may be.

        Raises:
            NotAdmitted: the version may not be sat in this mode, or by this user not again; says every reason.
        """
        with self._store.write() as unit:
            unit.accounts.hold(user.id)
            now = self._clock()
            for record in unit.attempts.of_user(user.id):
                if (record.version_id, record.mode) == (version.id, mode) and self._open(unit, record, now):
                    return record.id
            form = self._library.form(version.id)
            counted = None if governed else user
            if reasons := obstacles(unit, version, form, mode, counted, now=now, signoffs=self._signoffs):
                raise NotAdmitted(" ".join(reasons))
            record = AttemptRecord(secrets.token_hex(16), user.id, version.id, mode, now)
            created = Created(at=now, mode=mode, version=version.id, seed=secrets.randbits(128))
            unit.attempts.add(record)
            unit.attempts.append(record.id, 0, [created])
        return record.id

    def attempts_of(self, user: User) -> list[AttemptRecord]:
        """The attempts of a user, the latest first."""
        with self._store.read() as unit:
            return unit.attempts.of_user(user.id)

    def look(self, attempt: str, token: str) -> Outcome:
        """The sitting as it is now, limits that are over included.

        Raises:
            NotFound: there is no such attempt, or it is another person's.
            SignInRefused: the session is over.
        """
        with self._store.read() as unit:
            now = self._clock()
            claim = unit.attempts.claim(attempt, digest(token), now)
            sitting = self._sitting(unit, Claim(claim.record))
        if settle(sitting.form, sitting.state, now):
            return self._try(lambda unit, now: self._settled(unit, Claim(sitting.record), now))
        self._remember(sitting)
        return Outcome(sitting.state.seq, sitting, now)

    def handle(self, attempt: str, token: str, command: Command, message: str | None = None) -> Outcome:
        """Apply a candidate's command, once for each message identifier.

        Raises:
            PlayerError: the command was refused; nothing changed.
        """
        token_hash = digest(token)

        def work(unit: Unit, now: datetime) -> Outcome:
            claim = unit.attempts.claim(attempt, token_hash, now, message)
            return self._applied(unit, claim, command, message, now)

        return self._try(work)

    def order(self, attempt: str, command: Command) -> Outcome:
        """Apply a command of the staff or of the server itself.

        Raises:
            NotFound: there is no such attempt.
            IllegalTransition: the command does not belong where the attempt is.
        """
        return self._try(
            lambda unit, now: self._applied(unit, Claim(_existing(unit, attempt)), command, None, now)
        )

    def settle(self, attempt: str) -> Outcome:
        """End every limit that is over, without anybody having come back to the sitting.

        Raises:
            NotFound: there is no such attempt.
        """
        return self._try(lambda unit, now: self._settled(unit, Claim(_existing(unit, attempt)), now))

    def disconnect(self, attempt: str, epoch: int) -> None:
        """Note that a connection is gone, unless another has taken over or the attempt is over."""
        with suppress(IllegalTransition, NotFound):
            self.order(attempt, cmd.Disconnect(epoch))

    def note_outage(self) -> int:
        """After a start: count the time since the server was last alive as an outage of everyone who was connected.

        Returns:
            How many attempts were connected.
        """
        with self._store.read() as unit:
            last, records = unit.attempts.last_beat(), unit.attempts.open_ones()
        cut_off = 0
        for record in records if last else ():
            # a sitting whose version is gone keeps nobody else from theirs
            with suppress(NotFound), self._store.write() as unit:
                state = self._current(unit, record)
                if state.epoch and state.outage.since is None and state.stage != "closed" and last:
                    event = Disconnected(at=max(last, state.at))
                    unit.attempts.append(record.id, state.seq, [event])
                    cut_off += 1
        return cut_off

    def now(self) -> datetime:
        """The server's time, in UTC."""
        return self._clock()

    def beat(self) -> None:
        """Note that the server is alive."""
        with self._store.write() as unit:
            unit.attempts.beat(self._clock())

    def reports(self, attempt: str) -> list[Report]:
        """The results that were reported of an attempt, the first one first."""
        with self._store.read() as unit:
            return unit.attempts.reports(attempt)

    def replay(self, attempt: str) -> tuple[Sitting, tuple[Replayed, ...]]:
        """Rebuild an attempt from its events alone, and make each of its results again; see `Scores.replay`.

        Raises:
            NotFound: there is no such attempt.
        """
        record, state, again = self.scores.replay(attempt)
        form, keys = self._library.form(record.version_id), self._library.keys(record.version_id)
        return Sitting(record, state, form, keys), again

    def _open(self, unit: Unit, record: AttemptRecord, now: datetime) -> bool:
        """Whether an attempt is not over, limits that have passed unnoticed included."""
        sitting = self._sitting(unit, Claim(record))
        overdue = settle(sitting.form, sitting.state, now)
        return advance(sitting.state, overdue).stage != "closed"

    def _try(self, work: Callable[[Unit, datetime], Outcome]) -> Outcome:
        """Run one transaction, again when another connection wrote first."""
        for left in reversed(range(TRIES)):
            try:
                with self._store.write() as unit:
                    outcome = work(unit, self._clock())
                self._remember(outcome.sitting)
            except Conflict:
                if not left:
                    raise
            else:
                return outcome
        raise AssertionError

    def _settled(self, unit: Unit, claim: Claim, now: datetime) -> Outcome:
        sitting = self._sitting(unit, claim)
        overdue = settle(sitting.form, sitting.state, now)
        sitting = self._append(unit, sitting, overdue, None)
        return Outcome(sitting.state.seq, sitting, now)

    def _applied(
        self, unit: Unit, claim: Claim, command: Command, message: str | None, now: datetime
    ) -> Outcome:
        outcome = self._settled(unit, claim, now)
        if claim.recorded:
            return Outcome(claim.recorded, outcome.sitting, now, repeated=True)
        before = outcome.sitting
        if isinstance(command, cmd.Start) and before.state.stage == "initial":
            self._ensure_reviewed(unit, before.record)
        events = apply(before.form, before.state, _revealed(before, command), now)
        after = self._append(unit, before, events, message)
        return Outcome(before.state.seq + 1, after, now)

    def _ensure_reviewed(self, unit: Unit, record: AttemptRecord) -> None:
        """A scene may have been sent back between the making of an attempt and its beginning, which may be days."""
        if reason := unreviewed(unit, record.version_id, record.mode, self._signoffs):
            raise NotAdmitted(reason)

    def _sitting(self, unit: Unit, claim: Claim) -> Sitting:
        record = claim.record
        keys = claim.keys or unit.versions.keys(record.version_id)
        return Sitting(
            record,
            self._current(unit, record, claim.seq),
            self._library.form(record.version_id),
            self._library.keys(record.version_id, keys),
        )

    def _current(self, unit: Unit, record: AttemptRecord, seq: int | None = None) -> Attempt:
        """The state from what is remembered and what has been added since.

        Raises:
            Conflict: there are more events than `seq`, which was read before.
        """
        known = self._states.get(record.id)
        if known and known.seq == seq:
            return known
        new = unit.attempts.events(record.id, known.seq if known else 0)
        rules = self._library.form(record.version_id).rules(record.mode)
        state = advance(known, tuple(new)) if known else rebuild(new, rules.outage_seconds)
        if seq not in {None, state.seq}:
            raise Conflict("Another connection wrote to this sitting first.")
        return state

    def _append(self, unit: Unit, sitting: Sitting, events: Sequence[Event], message: str | None) -> Sitting:
        if not events:
            return sitting
        unit.attempts.append(sitting.record.id, sitting.state.seq, events, message)
        after = Sitting(sitting.record, advance(sitting.state, tuple(events)), sitting.form, sitting.keys)
        if any(isinstance(event, Closed) for event in events):
            self.scores.add(unit, after.record, after.state, after.state.at)
        return after

    def _remember(self, sitting: Sitting) -> None:
        self._states[sitting.record.id] = sitting.state
        self._states.move_to_end(sitting.record.id)
        while len(self._states) > CACHED:
            self._states.popitem(last=False)


def _revealed(sitting: Sitting, command: Command) -> Command:
    """A candidate's command with the names that the author gave to choices."""
    if not sitting.state.case:
        return command
    case = case_of(sitting.form, sitting.state)
    return revealed_in(command, seed_of(sitting.state, case.id), case.items)


def _existing(unit: Unit, attempt: str) -> AttemptRecord:
    record = unit.attempts.get(attempt)
    if record is None:
        raise NotFound(f"There is no sitting {attempt!r}.")
    return record
