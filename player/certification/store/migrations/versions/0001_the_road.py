"""People, applications, the record, vouchers, evaluators, the outbox, awards."""

import sqlalchemy as sa
from alembic import op

from player.store.migrate import forbid_changes
from player.store.tables import Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = (
    "cert_policies",
    "cert_records",
    "cert_heads",
    "cert_decisions",
    "cert_certificates",
    "cert_revocations",
)


def upgrade() -> None:
    """Make the first tables."""
    _people()
    _applications()
    _record()
    _vouchers()
    _outbox()
    _awards()
    for table in _APPEND_ONLY:
        forbid_changes(op.get_bind(), table)
    _forbid_updates("cert_contents")


def _forbid_updates(table: str) -> None:
    """Let the database refuse to change rows that may be removed."""
    trigger = f"CREATE TRIGGER {table}_no_update BEFORE UPDATE"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"{trigger} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END")
    else:
        op.execute(f"{trigger} OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")


def _people() -> None:
    op.create_table(
        "cert_people",
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("id_number", sa.String(9), nullable=False),
        sa.Column("confirmed_email", sa.String(254)),
        sa.Column("confirmed_at", Utc),
        sa.Column("created_at", Utc, nullable=False),
        sa.CheckConstraint(
            "(confirmed_email is null) = (confirmed_at is null)", name=op.f("ck_cert_people_confirmed")
        ),
        sa.CheckConstraint("length(id_number) = 9", name=op.f("ck_cert_people_id_number")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_cert_people")),
        sa.UniqueConstraint("id_number", name=op.f("uq_cert_people_id_number")),
    )
    op.create_table(
        "cert_tickets",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("created_at", Utc, nullable=False),
        sa.Column("expires_at", Utc, nullable=False),
        sa.Column("used_at", Utc),
        sa.CheckConstraint("purpose in ('confirm', 'reset')", name=op.f("ck_cert_tickets_purpose")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_cert_tickets_expires")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_cert_tickets")),
    )
    op.create_index(op.f("ix_cert_tickets_user_id"), "cert_tickets", ["user_id"])


def _applications() -> None:
    op.create_table(
        "cert_policies",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("kept_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_cert_policies")),
    )
    op.create_table(
        "cert_applications",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("policy", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("stage", sa.String(12), nullable=False),
        sa.Column("opened_at", Utc, nullable=False),
        sa.Column("changed_at", Utc, nullable=False),
        sa.Column("closes_at", Utc),
        sa.CheckConstraint(
            "stage in ('draft', 'returned', 'audit', 'ineligible', 'eligible', 'open', 'ended', 'closed', 'withdrawn', 'expired')",
            name=op.f("ck_cert_applications_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["policy"], ["cert_policies.digest"], name=op.f("fk_cert_applications_policy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cert_applications")),
    )
    op.create_index(op.f("ix_cert_applications_stage"), "cert_applications", ["stage"])
    op.create_index(op.f("ix_cert_applications_user_id"), "cert_applications", ["user_id"])
    op.create_table(
        "cert_targets",
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("target", sa.String(48), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cert_applications.id"], name=op.f("fk_cert_targets_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "target", name=op.f("pk_cert_targets")),
    )
    op.create_index(
        "uq_cert_targets_live",
        "cert_targets",
        ["user_id", "target"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_table(
        "cert_documents",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("uploaded_by", sa.String(32), nullable=False),
        sa.Column("uploaded_at", Utc, nullable=False),
        sa.CheckConstraint(
            "kind in ('application/pdf', 'image/png', 'image/jpeg')", name=op.f("ck_cert_documents_kind")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_cert_documents_size")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cert_applications.id"], name=op.f("fk_cert_documents_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cert_documents")),
    )
    op.create_index(op.f("ix_cert_documents_application_id"), "cert_documents", ["application_id"])
    op.create_index(op.f("ix_cert_documents_digest"), "cert_documents", ["digest"])


def _record() -> None:
    op.create_table(
        "cert_records",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(80), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.CheckConstraint("number >= 1 and seq >= 1", name=op.f("ck_cert_records_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cert_records")),
        sa.UniqueConstraint("link", name=op.f("uq_cert_records_link")),
        sa.UniqueConstraint("previous", name=op.f("uq_cert_records_previous")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_cert_records_stream")),
    )
    op.create_index(op.f("ix_cert_records_type"), "cert_records", ["type"])
    op.create_table(
        "cert_contents",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["cert_records.number"], name=op.f("fk_cert_contents_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cert_contents")),
    )
    op.create_table(
        "cert_heads",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_cert_heads")),
    )


def _vouchers() -> None:
    op.create_table(
        "cert_vouchers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("areas", sa.JSON, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("issued_by", sa.String(80), nullable=False),
        sa.Column("issued_at", Utc, nullable=False),
        sa.Column("expires_at", Utc, nullable=False),
        sa.Column("revoked_at", Utc),
        sa.Column("application_id", sa.String(32)),
        sa.Column("redeemed_at", Utc),
        sa.CheckConstraint(
            "(application_id is null) = (redeemed_at is null)", name=op.f("ck_cert_vouchers_redeemed")
        ),
        sa.CheckConstraint("expires_at > issued_at", name=op.f("ck_cert_vouchers_expires")),
        sa.CheckConstraint(
            "revoked_at is null or redeemed_at is null", name=op.f("ck_cert_vouchers_spent_once")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cert_applications.id"], name=op.f("fk_cert_vouchers_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cert_vouchers")),
        sa.UniqueConstraint("application_id", name=op.f("uq_cert_vouchers_application_id")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_cert_vouchers_code_hash")),
    )
    op.create_table(
        "cert_invitations",
        sa.Column("evaluator_id", sa.String(32), nullable=False),
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("area", sa.String(48), nullable=False),
        sa.Column("mailbox", sa.String(254), nullable=False),
        sa.Column("candidate_mailbox", sa.String(254), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("draft", sa.Text),
        sa.CheckConstraint(
            "standing in ('named', 'contacted', 'answered', 'declined', 'unknown', 'bounced', 'replaced')",
            name=op.f("ck_cert_invitations_standing"),
        ),
        sa.CheckConstraint("mailbox <> candidate_mailbox", name=op.f("ck_cert_invitations_not_oneself")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cert_applications.id"], name=op.f("fk_cert_invitations_application_id")
        ),
        sa.PrimaryKeyConstraint("evaluator_id", name=op.f("pk_cert_invitations")),
        sa.UniqueConstraint("application_id", "area", "mailbox", name="uq_cert_invitations_person"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_cert_invitations_token_hash")),
    )
    op.create_index(op.f("ix_cert_invitations_application_id"), "cert_invitations", ["application_id"])
    op.create_index(op.f("ix_cert_invitations_candidate_mailbox"), "cert_invitations", ["candidate_mailbox"])
    op.create_index(op.f("ix_cert_invitations_mailbox"), "cert_invitations", ["mailbox"])


def _outbox() -> None:
    op.create_table(
        "cert_outbox",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("cause", sa.String(80), nullable=False),
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("template", sa.String(40), nullable=False),
        sa.Column("template_version", sa.Integer, nullable=False),
        sa.Column("context", sa.JSON, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("uncertain", sa.Integer, nullable=False),
        sa.Column("next_at", Utc, nullable=False),
        sa.Column("lease", sa.String(32)),
        sa.Column("created_at", Utc, nullable=False),
        sa.Column("finished_at", Utc),
        sa.Column("told", sa.Text, nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (finished_at is null)", name=op.f("ck_cert_outbox_finished")
        ),
        sa.CheckConstraint("state in ('waiting', 'sent', 'dead')", name=op.f("ck_cert_outbox_state")),
        sa.CheckConstraint(
            "tries >= 0 and uncertain >= 0 and uncertain <= tries", name=op.f("ck_cert_outbox_tries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cert_outbox")),
        sa.UniqueConstraint(
            "cause", "recipient", "template", "template_version", name="uq_cert_outbox_letter"
        ),
    )
    op.create_index("ix_cert_outbox_due", "cert_outbox", ["state", "next_at"])


def _awards() -> None:
    op.create_table(
        "cert_decisions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("application_id", sa.String(32), nullable=False),
        sa.Column("target", sa.String(48), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("record", sa.Integer, nullable=False),
        sa.CheckConstraint("outcome in ('award', 'refuse')", name=op.f("ck_cert_decisions_outcome")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["cert_applications.id"], name=op.f("fk_cert_decisions_application_id")
        ),
        sa.ForeignKeyConstraint(["record"], ["cert_records.number"], name=op.f("fk_cert_decisions_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cert_decisions")),
        sa.UniqueConstraint("record", name=op.f("uq_cert_decisions_record")),
    )
    op.create_index(op.f("ix_cert_decisions_application_id"), "cert_decisions", ["application_id"])
    op.create_table(
        "cert_certificates",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("decision_id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("target", sa.String(48), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("awarded_at", Utc, nullable=False),
        sa.Column("expires_at", Utc, nullable=False),
        sa.CheckConstraint("expires_at > awarded_at", name=op.f("ck_cert_certificates_expires")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["cert_decisions.id"], name=op.f("fk_cert_certificates_decision_id")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cert_certificates")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_cert_certificates_decision_id")),
    )
    op.create_index(op.f("ix_cert_certificates_user_id"), "cert_certificates", ["user_id"])
    op.create_table(
        "cert_revocations",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["code"], ["cert_certificates.code"], name=op.f("fk_cert_revocations_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cert_revocations")),
    )
