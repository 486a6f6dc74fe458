"""Applications page by page, as staff look through them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from player.certification.application.work import Work
from player.certification.store.tables import applications, people, targets, work
from player.certification.store.values import ApplicationRecord

Order = Literal["name", "opened", "changed", "closes"]
PAGE = 25
"""Applications on a page."""
_APPLICATION = [applications.c[name] for name in ApplicationRecord.__dataclass_fields__]
_COLUMNS: dict[Order, sa.ColumnElement[Any]] = {
    "name": sa.func.lower(applications.c.name),
    "opened": applications.c.opened_at,
    "changed": applications.c.changed_at,
    "closes": applications.c.closes_at,
}


@dataclass(frozen=True)
class Wanted:
    """Which applications, in which order.

    Attributes:
        stages: in one of these; all where there are none.
        kind: with this work for staff; '' for all.
        words: what the name, the ID number or the identifier holds; '' for all.
        users: accounts whose applications are wanted besides those that the words find.
        order, down: by what, and whether the greatest comes first.
        page: from 1.
    """

    stages: Collection[str] = ()
    kind: Work | Literal[""] = ""
    words: str = ""
    users: Collection[str] = ()
    order: Order = "changed"
    down: bool = True
    page: int = 1


@dataclass(frozen=True)
class Listed:
    """An application in a list; `since` is how long the wanted work waits."""

    record: ApplicationRecord
    id_number: str
    targets: tuple[str, ...] = field(default=())
    since: datetime | None = None


class Listing:
    """Queries on lists of applications, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def number(self, wanted: Wanted) -> int:
        """How many there are."""
        found = self._connection.scalar(
            sa.select(sa.func.count()).select_from(_from(wanted)).where(*_where(wanted))
        )
        return found or 0

    def page(self, wanted: Wanted) -> list[Listed]:
        """One page of them."""
        since = work.c.since if wanted.kind else sa.null().label("since")
        column = _COLUMNS[wanted.order]
        query = (
            sa.select(*_APPLICATION, people.c.id_number, since)
            .select_from(_from(wanted))
            .where(*_where(wanted))
            .order_by(
                column.desc().nulls_last() if wanted.down else column.asc().nulls_last(), applications.c.id
            )
            .limit(PAGE)
            .offset((max(1, wanted.page) - 1) * PAGE)
        )
        rows = self._connection.execute(query).all()
        earned = self._targets([row[0] for row in rows])
        return [
            Listed(ApplicationRecord(*facts), number or "", tuple(earned.get(facts[0], ())), waits)
            for *facts, number, waits in rows
        ]

    def _targets(self, shown: Collection[str]) -> dict[str, list[str]]:
        query = sa.select(targets.c.application_id, targets.c.target).where(
            targets.c.application_id.in_(shown)
        )
        found: dict[str, list[str]] = {}
        for application, target in self._connection.execute(query.order_by(targets.c.target)):
            found.setdefault(application, []).append(target)
        return found


def _from(wanted: Wanted) -> sa.FromClause:
    joined = applications.outerjoin(people, people.c.user_id == applications.c.user_id)
    if not wanted.kind:
        return joined
    return joined.join(work, sa.and_(work.c.application_id == applications.c.id, work.c.kind == wanted.kind))


def _where(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.stages:
        found.append(applications.c.stage.in_(wanted.stages))
    if wanted.words:
        digits = "".join(c for c in wanted.words if c not in " -")
        found.append(
            sa.or_(
                sa.func.lower(applications.c.name).contains(wanted.words.lower(), autoescape=True),
                applications.c.id.startswith(wanted.words.lower(), autoescape=True),
                applications.c.user_id.in_(wanted.users),
                *([people.c.id_number.contains(digits, autoescape=True)] if digits.isdigit() else []),
            )
        )
    return found
