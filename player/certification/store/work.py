"""What waits for staff: a list beside the record, brought up to date with every event."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from player.certification.application.work import Work
from player.certification.store.tables import work


class Waiting:
    """Queries on what waits for staff, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def of(self, application: str) -> set[Work]:
        """What waits in an application."""
        query = sa.select(work.c.kind).where(work.c.application_id == application)
        return set(self._connection.scalars(query))

    def set(self, application: str, kinds: Collection[Work], now: datetime) -> None:
        """What waits in an application now; what has waited before keeps its time."""
        known = self.of(application)
        if gone := known - set(kinds):
            which = (work.c.application_id == application, work.c.kind.in_(gone))
            self._connection.execute(sa.delete(work).where(*which))
        if new := set(kinds) - known:
            rows = [{"application_id": application, "kind": kind, "since": now} for kind in sorted(new)]
            self._connection.execute(sa.insert(work), rows)

    def counted(self) -> dict[str, int]:
        """How many applications have each kind of work that any has."""
        query = sa.select(work.c.kind, sa.func.count().label("number")).group_by(work.c.kind)
        return {row.kind: row.number for row in self._connection.execute(query)}
