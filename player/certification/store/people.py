"""Applicants beside their accounts, and the links that were sent to them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from player.certification.store.tables import people, tickets
from player.certification.store.values import PersonRecord, Ticket
from player.certification.tokens import Purpose

_PERSON = [people.c[name] for name in PersonRecord.__dataclass_fields__]
_TICKET = [tickets.c[name] for name in Ticket.__dataclass_fields__]


class People:
    """Queries on applicants, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, user: str) -> PersonRecord | None:
        """An applicant by their account."""
        found = self._connection.execute(sa.select(*_PERSON).where(people.c.user_id == user)).first()
        return PersonRecord(*found) if found else None

    def by_number(self, number: str) -> PersonRecord | None:
        """An applicant by their ID number."""
        found = self._connection.execute(sa.select(*_PERSON).where(people.c.id_number == number)).first()
        return PersonRecord(*found) if found else None

    def ensure(self, user: str, draw: Callable[[], str], now: datetime) -> tuple[PersonRecord, bool]:
        """The applicant of an account, made with a number of their own where there is none; whether they are new."""
        known = self.get(user)
        while known is None:
            self._insert(PersonRecord(user, draw(), None, None, now))
            known = self.get(user)
            if known:
                return known, True
        return known, False

    def _insert(self, person: PersonRecord) -> None:
        """Add a person, unless the account or the number is taken by now."""
        dialect = sqlite if self._connection.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(people)
        self._connection.execute(insert.values(**vars(person)).on_conflict_do_nothing())

    def confirm(self, user: str, email: str, now: datetime) -> None:
        """Remember that an address was confirmed."""
        change = sa.update(people).where(people.c.user_id == user)
        self._connection.execute(change.values(confirmed_email=email, confirmed_at=now))

    def add_ticket(self, ticket: Ticket) -> None:
        """Keep a link; earlier ones of its purpose are not good any more."""
        earlier = (tickets.c.user_id == ticket.user_id, tickets.c.purpose == ticket.purpose)
        self._connection.execute(
            sa.update(tickets).where(*earlier, tickets.c.used_at.is_(None)).values(used_at=ticket.created_at)
        )
        self._connection.execute(sa.insert(tickets).values(**vars(ticket)))

    def ticket(self, token_hash: str, purpose: Purpose, now: datetime) -> Ticket | None:
        """A link that is still good; looking at it uses nothing."""
        query = sa.select(*_TICKET).where(
            tickets.c.token_hash == token_hash,
            tickets.c.purpose == purpose,
            tickets.c.used_at.is_(None),
            tickets.c.expires_at > now,
        )
        found = self._connection.execute(query).first()
        return Ticket(*found) if found else None

    def ticket_of(self, nonce: str) -> Ticket | None:
        """The link that was made from these random bits, good or not."""
        found = self._connection.execute(sa.select(*_TICKET).where(tickets.c.nonce == nonce)).first()
        return Ticket(*found) if found else None

    def use_ticket(self, token_hash: str, purpose: Purpose, now: datetime) -> Ticket | None:
        """Use a link up; None where it is not good any more, to however many ask at once."""
        change = (
            sa.update(tickets)
            .where(
                tickets.c.token_hash == token_hash,
                tickets.c.purpose == purpose,
                tickets.c.used_at.is_(None),
                tickets.c.expires_at > now,
            )
            .values(used_at=now)
            .returning(*_TICKET)
        )
        found = self._connection.execute(change).first()
        return replace(Ticket(*found), used_at=now) if found else None
