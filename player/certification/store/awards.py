"""Decisions, certificates and revocations."""

from datetime import datetime

import sqlalchemy as sa

from player.certification.policy import CERTIFICATION
from player.certification.store.tables import certificates, decisions, revocations
from player.certification.store.values import Certificate, DecisionRecord

_DECISION = [decisions.c[name] for name in DecisionRecord.__dataclass_fields__]
_CERTIFICATE = [
    *(certificates.c[name] for name in Certificate.__dataclass_fields__ if name != "revoked_at"),
    revocations.c.at.label("revoked_at"),
]
_FROM = certificates.outerjoin(revocations)


class Awards:
    """Queries on decisions and what came of them, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add_decision(self, decision: DecisionRecord) -> None:
        """A decision."""
        self._connection.execute(sa.insert(decisions).values(**vars(decision)))

    def decision(self, decision: str) -> DecisionRecord | None:
        """A decision by its identifier."""
        found = self._connection.execute(sa.select(*_DECISION).where(decisions.c.id == decision)).first()
        return DecisionRecord(*found) if found else None

    def decisions_of(self, application: str) -> list[DecisionRecord]:
        """The decisions of an application, the first one first."""
        query = sa.select(*_DECISION).where(decisions.c.application_id == application)
        found = self._connection.execute(query.order_by(decisions.c.record))
        return [DecisionRecord(*row) for row in found]

    def add_certificate(self, certificate: Certificate) -> None:
        """An award."""
        facts = {name: value for name, value in vars(certificate).items() if name != "revoked_at"}
        self._connection.execute(sa.insert(certificates).values(facts))

    def certificate(self, code: str) -> Certificate | None:
        """A certificate by its verification code."""
        query = sa.select(*_CERTIFICATE).select_from(_FROM).where(certificates.c.code == code)
        found = self._connection.execute(query).first()
        return Certificate(*found) if found else None

    def certificates_of(self, user: str) -> list[Certificate]:
        """All certificates of an account, the latest first."""
        query = sa.select(*_CERTIFICATE).select_from(_FROM).where(certificates.c.user_id == user)
        found = self._connection.execute(query.order_by(certificates.c.awarded_at.desc()))
        return [Certificate(*row) for row in found]

    def held_by(self, user: str, now: datetime) -> tuple[str, ...]:
        """Areas in which somebody holds a certificate that is valid at a time."""
        return tuple(
            each.target
            for each in self.certificates_of(user)
            if each.target != CERTIFICATION and each.status(now) == "valid"
        )

    def revoke(self, code: str, by: str, at: datetime, reason: str) -> None:
        """A certificate is not valid any more."""
        self._connection.execute(sa.insert(revocations).values(code=code, by=by, at=at, reason=reason))
