"""Accounts, published versions, attempts with their events and reports."""

import sqlalchemy as sa
from alembic import op

from player.store.migrate import forbid_changes
from player.store.tables import Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "users",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("guest", sa.Boolean, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sa.CheckConstraint(
            "role in ('candidate', 'author', 'reviewer', 'registrar')", name=op.f("ck_users_role")
        ),
        sa.CheckConstraint(
            "guest or (email is not null and password is not null)", name=op.f("ck_users_account")
        ),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.Column("expires_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id", ondelete="CASCADE"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "versions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("area", sa.String(48), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("form_digest", sa.String(64), nullable=False),
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("published_at", Utc, nullable=False),
        sa.Column("offered_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
    )
    op.create_index("ix_versions_area", "versions", ["area"])
    _attempts()
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("seen_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heartbeat"),
        sa.CheckConstraint("id = 1", name=op.f("ck_heartbeat_single")),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("version_id", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_attempts_user_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_attempts_version_id"),
        sa.CheckConstraint("mode in ('practice', 'exam')", name=op.f("ck_attempts_mode")),
    )
    op.create_index("ix_attempts_user_id", "attempts", ["user_id"])
    op.create_table(
        "events",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("message_id", sa.String(64)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "seq", name="pk_events"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_events_attempt_id"),
        sa.UniqueConstraint("attempt_id", "message_id", name="uq_events_message"),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_events_seq")),
    )
    op.create_table(
        "reports",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "number", name="pk_reports"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_reports_attempt_id"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_reports_number")),
    )
    for table in ("events", "reports"):
        forbid_changes(op.get_bind(), table)
