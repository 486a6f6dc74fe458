"""The companion's store: tables, queries, a schema of its own in the player's database.

store = CertificationStore.open(url)
with store.write() as unit:       one transaction, committed and on disk when the block has ended well
    unit.records.append(...)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa

from player.certification.store.applications import Applications
from player.certification.store.awards import Awards
from player.certification.store.invitations import Invitations
from player.certification.store.letters import Letters
from player.certification.store.listing import Listed, Listing, Wanted
from player.certification.store.people import People
from player.certification.store.records import ERASED, Entry, Records
from player.certification.store.values import (
    ApplicationRecord,
    Certificate,
    DecisionRecord,
    DocumentRecord,
    Invitation,
    Letter,
    PersonRecord,
    Ticket,
    VoucherRecord,
)
from player.certification.store.vouchers import Vouchers
from player.certification.store.work import Waiting
from player.store.transactions import Database

__all__ = [
    "ERASED",
    "ApplicationRecord",
    "Certificate",
    "CertificationStore",
    "DecisionRecord",
    "DocumentRecord",
    "Entry",
    "Invitation",
    "Letter",
    "Listed",
    "PersonRecord",
    "Ticket",
    "Unit",
    "VoucherRecord",
    "Wanted",
]

MIGRATIONS = Path(__file__).parent / "migrations"


class Unit:
    """One transaction, and what can be done in it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    @cached_property
    def records(self) -> Records:
        """The chain of everything that happened."""
        return Records(self._connection)

    @cached_property
    def people(self) -> People:
        """Applicants, and the links that were sent to them."""
        return People(self._connection)

    @cached_property
    def applications(self) -> Applications:
        """Applications, their policies and documents."""
        return Applications(self._connection)

    @cached_property
    def work(self) -> Waiting:
        """What waits for staff."""
        return Waiting(self._connection)

    @cached_property
    def listing(self) -> Listing:
        """Applications, page by page."""
        return Listing(self._connection)

    @cached_property
    def vouchers(self) -> Vouchers:
        """Vouchers."""
        return Vouchers(self._connection)

    @cached_property
    def invitations(self) -> Invitations:
        """Evaluators' ways in."""
        return Invitations(self._connection)

    @cached_property
    def letters(self) -> Letters:
        """The outbox."""
        return Letters(self._connection)

    @cached_property
    def awards(self) -> Awards:
        """Decisions, certificates, revocations."""
        return Awards(self._connection)


class CertificationStore:
    """The companion's tables in the database of an instance."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> "CertificationStore":
        """Connect and bring the companion's schema up to date.

        Raises:
            ConfigError: the database cannot be reached or is none of Sonocase's.
        """
        return cls(Database.open(url, MIGRATIONS))

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """A transaction that may write; when the block has ended well, what was written is on disk."""
        with self._database.write() as connection:
            yield Unit(connection)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A transaction that only reads; when the block has ended well, what was read is on disk too."""
        with self._database.read() as connection:
            yield Unit(connection)

    def close(self) -> None:
        """Give back all connections."""
        self._database.close()
