"""The tables. Times are UTC; identifiers are random; what happened is never changed."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(sa.TypeDecorator[datetime]):
    """A time in UTC, on databases that know zones and on those that do not."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Any) -> datetime | None:
        """Store in UTC; a time without a zone is a mistake."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _: Any) -> datetime | None:
        """Give back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("email", sa.String(254), unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("password", sa.String(200)),
    sa.Column("guest", sa.Boolean, nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.CheckConstraint("role in ('candidate', 'author', 'reviewer', 'registrar')", name="role"),
    sa.CheckConstraint("guest or (email is not null and password is not null)", name="account"),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("user_id", sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("area", sa.String(48), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("number", sa.String(20), nullable=False),
    sa.Column("form_digest", sa.String(64), nullable=False),
    sa.Column("key_digest", sa.String(64), nullable=False),
    sa.Column("published_at", Utc, nullable=False),
    sa.Column("offered_at", Utc, nullable=False),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("user_id", sa.ForeignKey("users.id"), nullable=False, index=True),
    sa.Column("version_id", sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("mode", sa.String(20), nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.CheckConstraint("mode in ('practice', 'exam')", name="mode"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("attempt_id", sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("type", sa.String(40), nullable=False),
    sa.Column("message_id", sa.String(64)),
    sa.Column("body", sa.Text, nullable=False),
    sa.UniqueConstraint("attempt_id", "message_id", name="uq_events_message"),
    sa.CheckConstraint("seq >= 1", name="seq"),
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("attempt_id", sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key_digest", sa.String(64), nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.CheckConstraint("number >= 1", name="number"),
)

markings = sa.Table(
    "markings",
    metadata,
    sa.Column("attempt_id", sa.ForeignKey("attempts.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case_id", sa.String(48), nullable=False),
    sa.Column("item_id", sa.String(48), nullable=False),
    sa.Column("fraction", sa.Float(53), nullable=False),
    sa.Column("marker", sa.String(200), nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.CheckConstraint("number >= 1", name="number"),
    sa.CheckConstraint("fraction >= 0 and fraction <= 1", name="fraction"),
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("version_id", sa.ForeignKey("versions.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key_digest", sa.String(64), nullable=False),
    sa.Column("corrector", sa.String(200), nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.CheckConstraint("number >= 1", name="number"),
)

reviews = sa.Table(
    "reviews",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version_id", sa.ForeignKey("versions.id"), nullable=False),
    sa.Column("reviewer_id", sa.ForeignKey("users.id"), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("email", sa.String(254), nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.CheckConstraint("number >= 1", name="number"),
    sa.CheckConstraint(
        "kind in ('decision', 'observation', 'withdrawal', 'suggestion', 'signed', 'returned')", name="kind"
    ),
)

heartbeat = sa.Table(
    "heartbeat",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seen_at", Utc, nullable=False),
    sa.CheckConstraint("id = 1", name="single"),
)

APPEND_ONLY = ("events", "reports", "markings", "corrections", "reviews")
"""Tables whose rows the database itself refuses to change or remove."""
