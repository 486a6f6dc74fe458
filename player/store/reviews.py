"""What reviewers said of scenes."""

from collections.abc import Collection

import sqlalchemy as sa

from player.errors import Conflict
from player.store.records import ReviewEntry
from player.store.tables import reviews

_ENTRY = [reviews.c[name] for name in ReviewEntry.__dataclass_fields__]
VERDICTS = ("signed", "returned")
"""The kinds of entries that say whether a scene may be sat as an exam."""


class Reviews:
    """Queries on reviews, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def append(self, entry: ReviewEntry) -> None:
        """Keep an entry.

        Raises:
            Conflict: somebody else has written of this scene in this moment.
        """
        try:
            self._connection.execute(sa.insert(reviews).values(**vars(entry)))
        except sa.exc.IntegrityError:
            raise Conflict("Somebody else has written of this scene in this moment. Try again.") from None

    def of(self, digest: str) -> list[ReviewEntry]:
        """Everything that was said of a scene, the first first."""
        query = sa.select(*_ENTRY).where(reviews.c.digest == digest).order_by(reviews.c.number)
        return [ReviewEntry(*row) for row in self._connection.execute(query)]

    def verdicts(self, digests: Collection[str]) -> dict[str, ReviewEntry]:
        """The last sign-off or return of each of these scenes that has one."""
        query = (
            sa.select(*_ENTRY)
            .where(reviews.c.digest.in_(digests), reviews.c.kind.in_(VERDICTS))
            .order_by(reviews.c.number)
        )
        return {row.digest: ReviewEntry(*row) for row in self._connection.execute(query)}

    def counts(self, digests: Collection[str]) -> dict[str, int]:
        """How many entries there are of each of these scenes that has any."""
        query = (
            sa.select(reviews.c.digest, sa.func.count())
            .where(reviews.c.digest.in_(digests))
            .group_by(reviews.c.digest)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}
