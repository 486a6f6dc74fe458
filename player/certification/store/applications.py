"""Applications as lists show them, the policies they are pinned to, and their documents."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from player.certification.policy import Policy, load_policy
from player.certification.store.tables import applications, documents, policies, targets, work
from player.certification.store.values import ApplicationRecord, DocumentRecord
from player.errors import Conflict

_APPLICATION = [applications.c[name] for name in ApplicationRecord.__dataclass_fields__]
_DOCUMENT = [documents.c[name] for name in DocumentRecord.__dataclass_fields__]
ERASED_NAME = "(erased)"
_LOCK = 7_340_253
"""Of PostgreSQL's advisory locks, the one that whoever keeps or removes a file holds until the commit."""


class Applications:
    """Queries on applications, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep_policy(self, policy: Policy, now: datetime) -> None:
        """Keep a policy by its digest, if it is not kept yet."""
        known = sa.select(policies.c.digest).where(policies.c.digest == policy.digest)
        if self._connection.scalar(known) is None:
            row = {"digest": policy.digest, "version": policy.version, "body": policy.body, "kept_at": now}
            self._connection.execute(sa.insert(policies).values(row))

    def policy(self, digest: str) -> Policy | None:
        """A policy that was kept.

        Raises:
            PolicyError: it was changed after it was kept.
        """
        body = self._connection.scalar(sa.select(policies.c.body).where(policies.c.digest == digest))
        return load_policy(body, digest) if body is not None else None

    def add(self, record: ApplicationRecord) -> None:
        """A new application."""
        self._connection.execute(sa.insert(applications).values(**vars(record)))

    def get(self, application: str) -> ApplicationRecord | None:
        """An application by its identifier."""
        query = sa.select(*_APPLICATION).where(applications.c.id == application)
        found = self._connection.execute(query).first()
        return ApplicationRecord(*found) if found else None

    def change(self, record: ApplicationRecord) -> None:
        """Bring what lists show up to date."""
        change = sa.update(applications).where(applications.c.id == record.id)
        values = {name: getattr(record, name) for name in ("name", "stage", "changed_at", "closes_at")}
        self._connection.execute(change.values(values))

    def forget(self, application: str) -> None:
        """Remove what names the applicant; the row stays, as the record refers to it."""
        self._connection.execute(sa.delete(targets).where(targets.c.application_id == application))
        self._connection.execute(sa.delete(work).where(work.c.application_id == application))
        change = sa.update(applications).where(applications.c.id == application)
        self._connection.execute(change.values(name=ERASED_NAME))

    def set_targets(self, record: ApplicationRecord, wanted: Collection[str], live: Collection[str]) -> None:
        """What an application is after, and which of it is not over.

        Raises:
            Conflict: the applicant is after one of them in another application.
        """
        self._connection.execute(sa.delete(targets).where(targets.c.application_id == record.id))
        rows = [
            {
                "application_id": record.id,
                "user_id": record.user_id,
                "target": target,
                "live": target in live,
            }
            for target in wanted
        ]
        try:
            if rows:
                self._connection.execute(sa.insert(targets), rows)
        except sa.exc.IntegrityError:
            raise Conflict("You are after one of these in another application already.") from None

    def of_user(self, user: str) -> list[ApplicationRecord]:
        """The applications of an account, the latest first."""
        query = sa.select(*_APPLICATION).where(applications.c.user_id == user)
        found = self._connection.execute(query.order_by(applications.c.opened_at.desc()))
        return [ApplicationRecord(*row) for row in found]

    def in_stages(self, stages: Collection[str]) -> list[ApplicationRecord]:
        """All applications in these stages, the one that waits longest first."""
        query = sa.select(*_APPLICATION).where(applications.c.stage.in_(stages))
        found = self._connection.execute(query.order_by(applications.c.changed_at))
        return [ApplicationRecord(*row) for row in found]

    def counted(self) -> dict[str, int]:
        """How many applications are in each stage that has any."""
        query = sa.select(applications.c.stage, sa.func.count().label("number")).group_by(
            applications.c.stage
        )
        return {row.stage: row.number for row in self._connection.execute(query)}

    def add_document(self, document: DocumentRecord) -> None:
        """A document of an application."""
        self._connection.execute(sa.insert(documents).values(**vars(document)))

    def document(self, document: str) -> DocumentRecord | None:
        """A document by its identifier."""
        found = self._connection.execute(sa.select(*_DOCUMENT).where(documents.c.id == document)).first()
        return DocumentRecord(*found) if found else None

    def drop_document(self, document: str) -> None:
        """Forget a document."""
        self._connection.execute(sa.delete(documents).where(documents.c.id == document))

    def drop_documents(self, application: str) -> list[str]:
        """Forget all documents of an application; gives their digests."""
        own = documents.c.application_id == application
        digests = set(self._connection.scalars(sa.select(documents.c.digest).where(own)))
        self._connection.execute(sa.delete(documents).where(own))
        return sorted(digests)

    def hold_files(self) -> None:
        """Until the commit, let nobody else keep or remove a file; SQLite has one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

    def needs_file(self, digest: str) -> bool:
        """Whether a document of anybody has this file."""
        query = sa.select(documents.c.id).where(documents.c.digest == digest).limit(1)
        return self._connection.scalar(query) is not None

    def bytes_of_user(self, user: str) -> int:
        """The size of all documents of an account together."""
        query = sa.select(sa.func.sum(documents.c.size)).join(applications)
        return self._connection.scalar(query.where(applications.c.user_id == user)) or 0
