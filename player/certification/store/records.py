"""The record: a chain of everything that happened, appended to by one writer at a time."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from player.certification.chain import GENESIS, Content, Head, Record, digest_content, linked
from player.certification.store.tables import contents, heads, records
from player.errors import Conflict

_RECORD = [records.c[name] for name in Record.__dataclass_fields__]
_HEAD = [heads.c[name] for name in Head.__dataclass_fields__]
_LOCK = 7_340_252
"""Of PostgreSQL's advisory locks, the one that whoever appends to the chain holds until the commit."""
_PAGE = 1000
ERASED = "erased"
"""The type of a record that says whose content was erased; its body is a list of numbers."""


@dataclass(frozen=True)
class Entry:
    """Something to record; `body` is JSON."""

    at: datetime
    by: str
    type: str
    body: str


class Records:
    """Queries on the record, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def append(self, stream: str, seq: int, entries: Sequence[Entry]) -> list[int]:
        """Add entries behind the entry number `seq` of a stream, and give their numbers in the chain.

        Raises:
            Conflict: another writer added entries first.
        """
        self._hold()
        number, previous = self._last()
        made: list[Record] = []
        for place, entry in enumerate(entries, 1):
            content = Content(secrets.token_hex(16), entry.body)
            record = linked(
                Record(
                    number + place,
                    stream,
                    seq + place,
                    entry.at,
                    entry.by,
                    entry.type,
                    digest_content(content),
                    previous,
                    "",
                )
            )
            self._insert(record, content)
            made.append(record)
            previous = record.link
        return [record.number for record in made]

    def _insert(self, record: Record, content: Content) -> None:
        try:
            self._connection.execute(sa.insert(records).values(**vars(record)))
        except sa.exc.IntegrityError:
            raise Conflict("Somebody else wrote here first; try again.") from None
        self._connection.execute(sa.insert(contents).values(number=record.number, **vars(content)))

    def _hold(self) -> None:
        """Let nobody else append until this transaction has ended; SQLite has one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def _last(self) -> tuple[int, str]:
        query = sa.select(records.c.number, records.c.link).order_by(records.c.number.desc()).limit(1)
        found = self._connection.execute(query).first()
        return (found.number, found.link) if found else (0, GENESIS)

    def bodies(self, stream: str, after: int = 0) -> list[str | None]:
        """What the entries of a stream behind a sequence number say; None where it was erased."""
        query = (
            sa.select(contents.c.body)
            .select_from(records.outerjoin(contents))
            .where(records.c.stream == stream, records.c.seq > after)
            .order_by(records.c.seq)
        )
        return list(self._connection.scalars(query))

    def body(self, number: int) -> str | None:
        """What one record says."""
        return self._connection.scalar(sa.select(contents.c.body).where(contents.c.number == number))

    def of_stream(self, stream: str) -> list[Record]:
        """The records of a stream, in their order."""
        query = sa.select(*_RECORD).where(records.c.stream == stream).order_by(records.c.seq)
        return [Record(*row) for row in self._connection.execute(query)]

    def length_of(self, stream: str) -> int:
        """How many entries a stream has."""
        query = sa.select(sa.func.max(records.c.seq)).where(records.c.stream == stream)
        return self._connection.scalar(query) or 0

    def everything(self) -> Iterator[tuple[Record, Content | None]]:
        """The whole chain in its order, read page by page."""
        after = 0
        while page := self._page(after):
            yield from page
            after = page[-1][0].number

    def _page(self, after: int) -> list[tuple[Record, Content | None]]:
        query = (
            sa.select(*_RECORD, contents.c.salt, contents.c.body)
            .select_from(records.outerjoin(contents))
            .where(records.c.number > after)
            .order_by(records.c.number)
            .limit(_PAGE)
        )
        return [
            (Record(*facts), Content(salt, body) if salt is not None else None)
            for *facts, salt, body in self._connection.execute(query)
        ]

    def latest(self, before: int, most: int) -> list[Record]:
        """The records before a number, the latest first; from the end of the chain where it is 0."""
        query = sa.select(*_RECORD).order_by(records.c.number.desc()).limit(most)
        if before:
            query = query.where(records.c.number < before)
        return [Record(*row) for row in self._connection.execute(query)]

    def last_heads(self, most: int) -> list[Head]:
        """The heads that were signed last, the latest first."""
        query = sa.select(*_HEAD).order_by(heads.c.number.desc()).limit(most)
        return [Head(*row) for row in self._connection.execute(query)]

    def bodies_of_type(self, kind: str) -> list[str]:
        """What all records of a type say."""
        query = sa.select(contents.c.body).join(records).where(records.c.type == kind)
        return list(self._connection.scalars(query.order_by(records.c.number)))

    def erase(self, stream: str) -> list[int]:
        """Remove what the entries of a stream say, and give their numbers; the links stay."""
        wanted = sa.select(records.c.number).where(records.c.stream == stream)
        there = sa.select(contents.c.number).where(contents.c.number.in_(wanted)).order_by(contents.c.number)
        numbers = list(self._connection.scalars(there))
        self._connection.execute(sa.delete(contents).where(contents.c.number.in_(wanted)))
        return numbers

    def head(self, now: datetime) -> Head | None:
        """The last link, unsigned; None where nothing was recorded yet."""
        number, link = self._last()
        return Head(number, link, now, "") if number else None

    def keep_head(self, head: Head) -> None:
        """Keep a signed head, if there is none of this number yet."""
        if not self._connection.scalar(sa.select(heads.c.number).where(heads.c.number == head.number)):
            self._connection.execute(sa.insert(heads).values(**vars(head)))

    def heads(self) -> list[Head]:
        """All heads that were signed, the first one first."""
        return [Head(*row) for row in self._connection.execute(sa.select(*_HEAD).order_by(heads.c.number))]
