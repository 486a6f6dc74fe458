"""Evaluators' ways in: tokens, drafts, and who evaluates whom."""

import sqlalchemy as sa

from player.certification.application.state import Standing
from player.certification.rules.evaluators import Known
from player.certification.store.tables import applications, invitations
from player.certification.store.values import Invitation

_INVITATION = [invitations.c[name] for name in Invitation.__dataclass_fields__]


class Invitations:
    """Queries on invitations, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, invitation: Invitation) -> None:
        """Somebody who was named."""
        self._connection.execute(sa.insert(invitations).values(**vars(invitation)))

    def get(self, evaluator: str) -> Invitation | None:
        """An invitation by the evaluator's identifier."""
        return self._one(invitations.c.evaluator_id == evaluator)

    def by_token(self, token_hash: str) -> Invitation | None:
        """An invitation by the digest of its token; looking at it changes nothing."""
        return self._one(invitations.c.token_hash == token_hash)

    def _one(self, which: sa.ColumnElement[bool]) -> Invitation | None:
        found = self._connection.execute(sa.select(*_INVITATION).where(which)).first()
        return Invitation(*found) if found else None

    def stand(self, evaluator: str, standing: Standing) -> None:
        """What became of an evaluator."""
        change = sa.update(invitations).where(invitations.c.evaluator_id == evaluator)
        self._connection.execute(change.values(standing=standing))

    def keep_draft(self, evaluator: str, draft: str) -> bool:
        """Keep the unfinished answers of somebody who may still answer; False where they may not."""
        change = sa.update(invitations).where(
            invitations.c.evaluator_id == evaluator, invitations.c.standing == "contacted"
        )
        return self._connection.execute(change.values(draft=draft)).rowcount == 1

    def forget_drafts(self, application: str, evaluator: str | None = None) -> None:
        """Forget unfinished answers: of one evaluator, or of everyone who was named in an application."""
        change = sa.update(invitations).where(invitations.c.application_id == application)
        if evaluator:
            change = change.where(invitations.c.evaluator_id == evaluator)
        self._connection.execute(change.values(draft=None))

    def who_evaluates(self, area: str, evaluator: str) -> list[Known]:
        """Everyone whom the owner of a mailbox evaluates in an area, in applications that are not over."""
        query = (
            sa.select(
                invitations.c.application_id,
                invitations.c.area,
                invitations.c.candidate_mailbox,
                invitations.c.mailbox,
            )
            .join(applications)
            .where(
                invitations.c.area == area,
                invitations.c.mailbox == evaluator,
                invitations.c.standing != "replaced",
                applications.c.stage.not_in(("withdrawn", "expired")),
            )
        )
        return [Known(*row) for row in self._connection.execute(query)]

    def forget(self, application: str) -> None:
        """Remove everyone who was named in an application."""
        gone = invitations.c.application_id == application
        self._connection.execute(sa.delete(invitations).where(gone))
