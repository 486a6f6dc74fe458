"""Vouchers: issued, revoked, and spent once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from player.certification.store.tables import vouchers
from player.certification.store.values import VoucherRecord
from player.errors import Conflict

VoucherState = Literal["unused", "entered", "revoked", "expired"]
PAGE = 25
"""Vouchers on a page."""
_VOUCHER = [vouchers.c[name] for name in VoucherRecord.__dataclass_fields__]


@dataclass(frozen=True)
class VouchersWanted:
    """Which vouchers: with these words in their note, or of this code; in a state at a time; which page, from 1."""

    words: str
    code_hash: str
    state: VoucherState | None
    now: datetime
    page: int = 1


class Vouchers:
    """Queries on vouchers, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, voucher: VoucherRecord) -> None:
        """A new voucher."""
        self._connection.execute(
            sa.insert(vouchers).values(**{**vars(voucher), "areas": list(voucher.areas)})
        )

    def get(self, voucher: str) -> VoucherRecord | None:
        """A voucher by its identifier."""
        return self._one(vouchers.c.id == voucher)

    def by_code(self, code_hash: str) -> VoucherRecord | None:
        """A voucher by the digest of its code."""
        return self._one(vouchers.c.code_hash == code_hash)

    def _one(self, which: sa.ColumnElement[bool]) -> VoucherRecord | None:
        found = self._connection.execute(sa.select(*_VOUCHER).where(which)).first()
        return _voucher(found) if found else None

    def all(self) -> list[VoucherRecord]:
        """All vouchers, the latest first."""
        query = sa.select(*_VOUCHER).order_by(vouchers.c.issued_at.desc(), vouchers.c.id)
        return [_voucher(row) for row in self._connection.execute(query)]

    def by_codes(self, code_hashes: Collection[str]) -> list[VoucherRecord]:
        """Vouchers by the digests of their codes."""
        query = sa.select(*_VOUCHER).where(vouchers.c.code_hash.in_(code_hashes))
        return [_voucher(row) for row in self._connection.execute(query)]

    def number(self, wanted: VouchersWanted) -> int:
        """How many vouchers are wanted."""
        return (
            self._connection.scalar(sa.select(sa.func.count()).select_from(vouchers).where(*_where(wanted)))
            or 0
        )

    def page(self, wanted: VouchersWanted) -> list[VoucherRecord]:
        """One page of them, the latest first."""
        query = (
            sa.select(*_VOUCHER).where(*_where(wanted)).order_by(vouchers.c.issued_at.desc(), vouchers.c.id)
        )
        query = query.limit(PAGE).offset((max(1, wanted.page) - 1) * PAGE)
        return [_voucher(row) for row in self._connection.execute(query)]

    def spend(self, code_hash: str, application: str, now: datetime) -> VoucherRecord | None:
        """Spend a voucher in one statement; None where it is unknown, spent, revoked or expired.

        However many ask at once, one is given it.

        Raises:
            Conflict: another voucher has been entered in the application in this moment.
        """
        change = (
            sa.update(vouchers)
            .where(
                vouchers.c.code_hash == code_hash,
                vouchers.c.redeemed_at.is_(None),
                vouchers.c.revoked_at.is_(None),
                vouchers.c.expires_at > now,
            )
            .values(application_id=application, redeemed_at=now)
            .returning(*_VOUCHER)
        )
        try:
            found = self._connection.execute(change).first()
        except sa.exc.IntegrityError:
            raise Conflict("Another voucher has just been entered in this application.") from None
        return _voucher(found) if found else None

    def revoke(self, voucher: str, now: datetime) -> bool:
        """Revoke a voucher; False where it was spent or revoked before."""
        change = sa.update(vouchers).where(
            vouchers.c.id == voucher, vouchers.c.redeemed_at.is_(None), vouchers.c.revoked_at.is_(None)
        )
        return self._connection.execute(change.values(revoked_at=now)).rowcount == 1


def _where(wanted: VouchersWanted) -> list[sa.ColumnElement[bool]]:
    unused = sa.and_(vouchers.c.redeemed_at.is_(None), vouchers.c.revoked_at.is_(None))
    states: dict[VoucherState, sa.ColumnElement[bool]] = {
        "unused": sa.and_(unused, vouchers.c.expires_at > wanted.now),
        "entered": vouchers.c.redeemed_at.is_not(None),
        "revoked": vouchers.c.revoked_at.is_not(None),
        "expired": sa.and_(unused, vouchers.c.expires_at <= wanted.now),
    }
    found: list[sa.ColumnElement[bool]] = []
    if wanted.state:
        found.append(states[wanted.state])
    if wanted.words:
        note = sa.func.lower(vouchers.c.note).contains(wanted.words.lower(), autoescape=True)
        found.append(
            sa.or_(note, vouchers.c.code_hash == wanted.code_hash, vouchers.c.id == wanted.words.lower())
        )
    return found


def _voucher(row: sa.Row[tuple[object, ...]]) -> VoucherRecord:
    facts = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for a row as a mapping)
    return VoucherRecord(**{**facts, "areas": tuple(facts["areas"])})
