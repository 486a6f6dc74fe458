"""Attempts, the events that are their truth, and what was reported of them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from player.engine.event import EVENT, Event
from player.errors import Conflict, NotFound, SignInRefused
from player.store.records import AttemptRecord, Claim, Marking, Report
from player.store.tables import attempts, events, heartbeat, markings, reports, sessions, users, versions
from player.store.versions import current_keys
from scenarios.model.package import Mode

_ATTEMPT = [attempts.c[name] for name in AttemptRecord.__dataclass_fields__]
_REPORT = [reports.c[name] for name in Report.__dataclass_fields__]
_MARKING = [markings.c[name] for name in Marking.__dataclass_fields__]

# Statements that every message needs are built once: building one takes longer than running it.
_GET = sa.select(*_ATTEMPT).where(attempts.c.id == sa.bindparam("attempt"))
_EVENTS = (
    sa.select(events.c.body)
    .where(events.c.attempt_id == sa.bindparam("attempt"), events.c.seq > sa.bindparam("after"))
    .order_by(events.c.seq)
)
_APPEND = sa.insert(events)
_LATEST = sa.select(sa.func.max(events.c.seq)).where(events.c.attempt_id == attempts.c.id).scalar_subquery()
_RECORDED = (
    sa.select(events.c.seq)
    .where(
        events.c.attempt_id == attempts.c.id, events.c.message_id == sa.bindparam("message", type_=sa.Text)
    )
    .scalar_subquery()
)
_CLAIM = (
    sa.select(*_ATTEMPT, _LATEST, _RECORDED, current_keys(attempts.c.version_id))
    .select_from(
        sessions.outerjoin(
            attempts,
            sa.and_(attempts.c.id == sa.bindparam("attempt"), attempts.c.user_id == sessions.c.user_id),
        )
    )
    .where(sessions.c.token_hash == sa.bindparam("token_hash"), sessions.c.expires_at > sa.bindparam("now"))
)


class Attempts:
    """Queries on attempts, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, record: AttemptRecord) -> None:
        """A new attempt, without an event yet."""
        self._connection.execute(sa.insert(attempts).values(**vars(record)))

    def get(self, attempt: str) -> AttemptRecord | None:
        """An attempt by its identifier."""
        found = self._connection.execute(_GET, {"attempt": attempt}).first()
        return AttemptRecord(*found) if found else None

    def claim(self, attempt: str, token_hash: str, now: datetime, message: str | None = None) -> Claim:
        """An attempt for whoever has a session, in one query.

        Args:
            attempt: its identifier.
            token_hash: the digest of the session's token.
            now: the time at which the session has to be good.
            message: the identifier of a message that may have been recorded.

        Raises:
            SignInRefused: the session is unknown or over.
            NotFound: there is no such attempt, or it is another person's.
        """
        asked = {"attempt": attempt, "token_hash": token_hash, "now": now, "message": message}
        found = self._connection.execute(_CLAIM, asked).first()
        if found is None:
            raise SignInRefused("Your session is over. Sign in again; nothing is lost.")
        *record, seq, recorded, keys = found
        if record[0] is None:
            raise NotFound("There is no such sitting.")
        return Claim(AttemptRecord(*record), seq, recorded, keys)

    def of_user(self, user: str) -> list[AttemptRecord]:
        """The attempts of a user, the latest first."""
        query = sa.select(*_ATTEMPT).where(attempts.c.user_id == user).order_by(attempts.c.created_at.desc())
        return [AttemptRecord(*row) for row in self._connection.execute(query)]

    def begun(self, user: str, area: str, mode: Mode) -> int:
        """How many attempts of a mode a user has at a content area, whichever of its versions they are pinned to."""
        of_area = sa.select(versions.c.id).where(versions.c.area == area)
        query = sa.select(sa.func.count()).where(
            attempts.c.user_id == user, attempts.c.mode == mode, attempts.c.version_id.in_(of_area)
        )
        return self._connection.scalar(query) or 0

    def practised(self, since: datetime, user: str | None = None) -> int:
        """How many practice attempts were made behind a time: by a user, else by all guests together."""
        guests = sa.select(users.c.id).where(users.c.guest)
        whose = attempts.c.user_id == user if user is not None else attempts.c.user_id.in_(guests)
        query = sa.select(sa.func.count()).where(
            whose, attempts.c.mode == "practice", attempts.c.created_at > since
        )
        return self._connection.scalar(query) or 0

    def of_version(self, version: str) -> list[AttemptRecord]:
        """The attempts at a version, the first one first."""
        query = sa.select(*_ATTEMPT).where(attempts.c.version_id == version).order_by(attempts.c.created_at)
        return [AttemptRecord(*row) for row in self._connection.execute(query)]

    def reported(self, mode: Mode) -> list[AttemptRecord]:
        """The attempts of a mode that have a report, the first one first."""
        done = sa.select(reports.c.attempt_id)
        query = (
            sa.select(*_ATTEMPT)
            .where(attempts.c.mode == mode, attempts.c.id.in_(done))
            .order_by(attempts.c.created_at)
        )
        return [AttemptRecord(*row) for row in self._connection.execute(query)]

    def open_ones(self) -> list[AttemptRecord]:
        """All attempts that have begun and are not closed."""
        begun, closed = self._with("started"), self._with("closed")
        query = sa.select(*_ATTEMPT).where(attempts.c.id.in_(begun), attempts.c.id.not_in(closed))
        return [AttemptRecord(*row) for row in self._connection.execute(query)]

    def _with(self, kind: str) -> sa.Select[tuple[str]]:
        return sa.select(events.c.attempt_id).where(events.c.type == kind)

    def events(self, attempt: str, after: int = 0) -> list[Event]:
        """The events of an attempt behind a sequence number, in their order."""
        found = self._connection.scalars(_EVENTS, {"attempt": attempt, "after": after})
        return [EVENT.validate_json(body) for body in found]

    def append(self, attempt: str, seq: int, new: Sequence[Event], message: str | None = None) -> None:
        """Add events behind the event number `seq`.

        Raises:
            Conflict: another writer added events first, or the message has been recorded.
        """
        rows = [
            {
                "attempt_id": attempt,
                "seq": number,
                "at": event.at,
                "type": event.type,
                "message_id": message if number == seq + 1 else None,
                "body": event.model_dump_json(),
            }
            for number, event in enumerate(new, seq + 1)
        ]
        try:
            self._connection.execute(_APPEND, rows)
        except sa.exc.IntegrityError:
            raise Conflict("Another connection wrote to this sitting first.") from None

    def add_report(self, report: Report) -> None:
        """Keep a result as it was reported.

        Raises:
            Conflict: somebody else has added one of this number in this moment.
        """
        try:
            self._connection.execute(sa.insert(reports).values(**vars(report)))
        except sa.exc.IntegrityError:
            raise Conflict("Somebody else has scored this sitting in this moment.") from None

    def reports(self, attempt: str) -> list[Report]:
        """All results that were reported of an attempt, the first one first."""
        query = sa.select(*_REPORT).where(reports.c.attempt_id == attempt).order_by(reports.c.number)
        return [Report(*row) for row in self._connection.execute(query)]

    def add_marking(self, marking: Marking) -> None:
        """Keep what a marker gave.

        Raises:
            Conflict: somebody else has marked this attempt in this moment.
        """
        try:
            self._connection.execute(sa.insert(markings).values(**vars(marking)))
        except sa.exc.IntegrityError:
            raise Conflict("Somebody else has marked this sitting in this moment.") from None

    def markings(self, attempt: str) -> list[Marking]:
        """What markers gave for the answers of an attempt, the first one first."""
        query = sa.select(*_MARKING).where(markings.c.attempt_id == attempt).order_by(markings.c.number)
        return [Marking(*row) for row in self._connection.execute(query)]

    def beat(self, now: datetime) -> None:
        """Note that the server is alive."""
        changed = self._connection.execute(sa.update(heartbeat).values(seen_at=now))
        if changed.rowcount == 0:
            self._connection.execute(sa.insert(heartbeat).values(id=1, seen_at=now))

    def last_beat(self) -> datetime | None:
        """When the server was last known to be alive."""
        return self._connection.scalar(sa.select(heartbeat.c.seen_at))
