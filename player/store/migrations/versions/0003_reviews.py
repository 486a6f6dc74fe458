"""What reviewers said of scenes: decisions, findings of their own, suggestions, sign-offs."""

import sqlalchemy as sa
from alembic import op

from player.store.migrate import forbid_changes
from player.store.tables import Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and let nobody change what is in it."""
    kinds = "'decision', 'observation', 'withdrawal', 'suggestion', 'signed', 'returned'"
    op.create_table(
        "reviews",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("version_id", sa.String(64), nullable=False),
        sa.Column("reviewer_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", "number", name="pk_reviews"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_reviews_version_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["users.id"], name="fk_reviews_reviewer_id"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_reviews_number")),
        sa.CheckConstraint(f"kind in ({kinds})", name=op.f("ck_reviews_kind")),
    )
    forbid_changes(op.get_bind(), "reviews")
