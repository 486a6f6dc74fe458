"""Published versions."""

import sqlalchemy as sa

from player.errors import Conflict
from player.store.records import Correction, Version
from player.store.tables import corrections, versions

_VERSION = [versions.c[name] for name in Version.__dataclass_fields__]
_CORRECTION = [corrections.c[name] for name in Correction.__dataclass_fields__]


def current_keys(version: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """The digest of the keys that a version has now, as a part of a query: corrected, or its own."""
    latest = (
        sa.select(corrections.c.key_digest)
        .where(corrections.c.version_id == version)
        .order_by(corrections.c.number.desc())
        .limit(1)
    )
    own = sa.select(versions.c.key_digest).where(versions.c.id == version)
    return sa.func.coalesce(latest.scalar_subquery(), own.scalar_subquery())


# built once, because every page needs it
_KEYS = sa.select(current_keys(sa.bindparam("version", type_=sa.Text)))


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

    def with_keys(self, key_digest: str) -> list[Version]:
        """Every version that was published with these keys."""
        query = sa.select(*_VERSION).where(versions.c.key_digest == key_digest)
        return [Version(*row) for row in self._connection.execute(query)]

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

    def beginning(self, name: str) -> list[Version]:
        """The versions whose identifier begins like this."""
        query = sa.select(*_VERSION).where(versions.c.id.startswith(name, autoescape=True))
        return [Version(*row) for row in self._connection.execute(query)]

    def hold(self, version: str) -> None:
        """Let nobody else hold this version until the transaction ends: its keys stay as they are."""
        self._connection.execute(
            sa.select(versions.c.id).where(versions.c.id == version).with_for_update(key_share=True)
        )

    def keys(self, version: str) -> str | None:
        """The digest of the keys that a version has now; None where there is no such version."""
        return self._connection.scalar(_KEYS, {"version": version})

    def correct(self, correction: Correction) -> None:
        """Let corrected keys hold for a version from now on.

        Raises:
            Conflict: somebody else has corrected them in this moment.
        """
        try:
            self._connection.execute(sa.insert(corrections).values(**vars(correction)))
        except sa.exc.IntegrityError:
            raise Conflict("Somebody else has corrected these keys in this moment.") from None

    def corrections(self, version: str) -> list[Correction]:
        """The corrections of a version's keys, the first one first."""
        query = (
            sa.select(*_CORRECTION).where(corrections.c.version_id == version).order_by(corrections.c.number)
        )
        return [Correction(*row) for row in self._connection.execute(query)]
