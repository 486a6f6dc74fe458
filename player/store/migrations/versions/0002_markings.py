"""What markers gave, and the corrected keys of published versions."""

import sqlalchemy as sa
from alembic import op

from player.store.migrate import forbid_changes
from player.store.tables import Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables, and let nobody change what is in them."""
    op.create_table(
        "markings",
        sa.Column("attempt_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("case_id", sa.String(48), nullable=False),
        sa.Column("item_id", sa.String(48), nullable=False),
        sa.Column("fraction", sa.Float(53), nullable=False),
        sa.Column("marker", sa.String(200), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "number", name="pk_markings"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_markings_attempt_id"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_markings_number")),
        sa.CheckConstraint("fraction >= 0 and fraction <= 1", name=op.f("ck_markings_fraction")),
    )
    op.create_table(
        "corrections",
        sa.Column("version_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("corrector", sa.String(200), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("version_id", "number", name="pk_corrections"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_corrections_version_id"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_corrections_number")),
    )
    for table in ("markings", "corrections"):
        forbid_changes(op.get_bind(), table)
