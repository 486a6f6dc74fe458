"""Published versions."""

import sqlalchemy as sa

from player.store.records import Version
from player.store.tables import versions

_VERSION = [versions.c[name] for name in Version.__dataclass_fields__]


class Versions:
    """Queries on published versions, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, version: Version) -> bool:
        """Offer a version; False where it was known and is the one offered already."""
        current = self.offered(version.area)
        if current and current.id == version.id:
            return False
        if self.get(version.id):
            change = (
                sa.update(versions).where(versions.c.id == version.id).values(offered_at=version.published_at)
            )
            self._connection.execute(change)
            return True
        self._connection.execute(sa.insert(versions).values(**vars(version), offered_at=version.published_at))
        return True

    def get(self, version: str) -> Version | None:
        """A version by its identifier."""
        found = self._connection.execute(sa.select(*_VERSION).where(versions.c.id == version)).first()
        return Version(*found) if found else None

    def offered(self, area: str) -> Version | None:
        """The version of a content area that new attempts are pinned to."""
        query = (
            sa.select(*_VERSION)
            .where(versions.c.area == area)
            .order_by(versions.c.offered_at.desc())
            .limit(1)
        )
        found = self._connection.execute(query).first()
        return Version(*found) if found else None

    def all_offered(self) -> list[Version]:
        """The offered version of every area, by title."""
        areas = self._connection.scalars(sa.select(versions.c.area).distinct())
        found = (self.offered(area) for area in areas.all())
        return sorted((version for version in found if version), key=lambda version: version.title)
