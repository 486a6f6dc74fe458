"""What of an application waits for staff, so that nobody has to look through all of them."""

import sqlalchemy as sa
from alembic import op

from player.store.tables import Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it fills as applications change, and with the next look of the letter process."""
    op.create_table(
        "cert_work",
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("since", Utc, nullable=False),
        sa.CheckConstraint(
            "kind in ('audit', 'document', 'decision', 'second', 'appeal', 'marking', 'flag')",
            name=op.f("ck_cert_work_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cert_applications.id"], name=op.f("fk_cert_work_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "kind", name=op.f("pk_cert_work")),
    )
