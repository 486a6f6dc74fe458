"""The companion's tables. They refer to the player's people and attempts by identifier, never by foreign key.

Times are UTC; identifiers are random; what happened is never changed. What may be erased of it, and why the
record still holds then, is told in `chain`.
"""

import sqlalchemy as sa

from player.store.tables import Utc

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID, DIGEST, NAME, EMAIL = sa.String(32), sa.String(64), sa.String(48), sa.String(254)

policies = sa.Table(
    "cert_policies",
    metadata,
    sa.Column("digest", DIGEST, primary_key=True),
    sa.Column("version", sa.String(20), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("kept_at", Utc, nullable=False),
)

people = sa.Table(
    "cert_people",
    metadata,
    sa.Column("user_id", ID, primary_key=True),
    sa.Column("id_number", sa.String(9), nullable=False, unique=True),
    sa.Column("confirmed_email", EMAIL),
    sa.Column("confirmed_at", Utc),
    sa.Column("created_at", Utc, nullable=False),
    sa.CheckConstraint("length(id_number) = 9", name="id_number"),
    sa.CheckConstraint("(confirmed_email is null) = (confirmed_at is null)", name="confirmed"),
)

tickets = sa.Table(
    "cert_tickets",
    metadata,
    sa.Column("token_hash", DIGEST, primary_key=True),
    sa.Column("purpose", sa.String(10), nullable=False),
    sa.Column("nonce", ID, nullable=False),
    sa.Column("user_id", ID, nullable=False, index=True),
    sa.Column("email", EMAIL, nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
    sa.Column("used_at", Utc),
    sa.CheckConstraint("purpose in ('confirm', 'reset')", name="purpose"),
    sa.CheckConstraint("expires_at > created_at", name="expires"),
)

applications = sa.Table(
    "cert_applications",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("user_id", ID, nullable=False, index=True),
    sa.Column("policy", sa.ForeignKey("cert_policies.digest"), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False, index=True),
    sa.Column("opened_at", Utc, nullable=False),
    sa.Column("changed_at", Utc, nullable=False),
    sa.Column("closes_at", Utc),
    sa.CheckConstraint(
        "stage in ('draft', 'returned', 'audit', 'ineligible', 'eligible', 'open', 'ended', 'closed', "
        "'withdrawn', 'expired')",
        name="stage",
    ),
)

targets = sa.Table(
    "cert_targets",
    metadata,
    sa.Column("application_id", sa.ForeignKey("cert_applications.id"), primary_key=True),
    sa.Column("target", NAME, primary_key=True),
    sa.Column("user_id", ID, nullable=False),
    sa.Column("live", sa.Boolean, nullable=False),
)
sa.Index(
    "uq_cert_targets_live",
    targets.c.user_id,
    targets.c.target,
    unique=True,
    sqlite_where=sa.text("live"),
    postgresql_where=sa.text("live"),
)

work = sa.Table(
    "cert_work",
    metadata,
    sa.Column("application_id", sa.ForeignKey("cert_applications.id"), primary_key=True),
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("since", Utc, nullable=False),
    sa.CheckConstraint(
        "kind in ('audit', 'document', 'decision', 'second', 'appeal', 'marking', 'flag')", name="kind"
    ),
)

records = sa.Table(
    "cert_records",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.String(80), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("by", sa.String(80), nullable=False),
    sa.Column("type", sa.String(40), nullable=False, index=True),
    sa.Column("content", DIGEST, nullable=False),
    sa.Column("previous", DIGEST, nullable=False, unique=True),
    sa.Column("link", DIGEST, nullable=False, unique=True),
    sa.UniqueConstraint("stream", "seq"),
    sa.CheckConstraint("number >= 1 and seq >= 1", name="number"),
)

contents = sa.Table(
    "cert_contents",
    metadata,
    sa.Column("number", sa.ForeignKey("cert_records.number"), primary_key=True, autoincrement=False),
    sa.Column("salt", ID, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

heads = sa.Table(
    "cert_heads",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("link", DIGEST, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("key", DIGEST, nullable=False),
    sa.Column("signature", sa.String(128), nullable=False),
)

vouchers = sa.Table(
    "cert_vouchers",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("code_hash", DIGEST, nullable=False, unique=True),
    sa.Column("areas", sa.JSON, nullable=False),
    sa.Column("note", sa.String(200), nullable=False),
    sa.Column("issued_by", sa.String(80), nullable=False),
    sa.Column("issued_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
    sa.Column("revoked_at", Utc),
    sa.Column("application_id", sa.ForeignKey("cert_applications.id"), unique=True),
    sa.Column("redeemed_at", Utc),
    sa.CheckConstraint("expires_at > issued_at", name="expires"),
    sa.CheckConstraint("(application_id is null) = (redeemed_at is null)", name="redeemed"),
    sa.CheckConstraint("revoked_at is null or redeemed_at is null", name="spent_once"),
)

invitations = sa.Table(
    "cert_invitations",
    metadata,
    sa.Column("evaluator_id", ID, primary_key=True),
    sa.Column("application_id", sa.ForeignKey("cert_applications.id"), nullable=False, index=True),
    sa.Column("area", NAME, nullable=False),
    sa.Column("mailbox", EMAIL, nullable=False, index=True),
    sa.Column("candidate_mailbox", EMAIL, nullable=False, index=True),
    sa.Column("nonce", ID, nullable=False),
    sa.Column("token_hash", DIGEST, nullable=False, unique=True),
    sa.Column("standing", sa.String(10), nullable=False),
    sa.Column("draft", sa.Text),
    sa.CheckConstraint(
        "standing in ('named', 'contacted', 'answered', 'declined', 'unknown', 'bounced', 'replaced')",
        name="standing",
    ),
    sa.CheckConstraint("mailbox <> candidate_mailbox", name="not_oneself"),
    sa.UniqueConstraint("application_id", "area", "mailbox", name="uq_cert_invitations_person"),
)

documents = sa.Table(
    "cert_documents",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("application_id", sa.ForeignKey("cert_applications.id"), nullable=False, index=True),
    sa.Column("digest", DIGEST, nullable=False, index=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("uploaded_by", ID, nullable=False),
    sa.Column("uploaded_at", Utc, nullable=False),
    sa.CheckConstraint("kind in ('application/pdf', 'image/png', 'image/jpeg')", name="kind"),
    sa.CheckConstraint("size > 0", name="size"),
)

outbox = sa.Table(
    "cert_outbox",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("cause", sa.String(80), nullable=False),
    sa.Column("recipient", EMAIL, nullable=False),
    sa.Column("template", sa.String(40), nullable=False),
    sa.Column("template_version", sa.Integer, nullable=False),
    sa.Column("context", sa.JSON, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("uncertain", sa.Integer, nullable=False),
    sa.Column("next_at", Utc, nullable=False),
    sa.Column("lease", ID),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("finished_at", Utc),
    sa.Column("told", sa.Text, nullable=False),
    sa.UniqueConstraint("cause", "recipient", "template", "template_version", name="uq_cert_outbox_letter"),
    sa.CheckConstraint("state in ('waiting', 'sent', 'dead')", name="state"),
    sa.CheckConstraint("(state = 'waiting') = (finished_at is null)", name="finished"),
    sa.CheckConstraint("tries >= 0 and uncertain >= 0 and uncertain <= tries", name="tries"),
)
sa.Index("ix_cert_outbox_due", outbox.c.state, outbox.c.next_at)

decisions = sa.Table(
    "cert_decisions",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("application_id", sa.ForeignKey("cert_applications.id"), nullable=False, index=True),
    sa.Column("target", NAME, nullable=False),
    sa.Column("outcome", sa.String(10), nullable=False),
    sa.Column("by", ID, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("record", sa.ForeignKey("cert_records.number"), nullable=False, unique=True),
    sa.CheckConstraint("outcome in ('award', 'refuse')", name="outcome"),
)

certificates = sa.Table(
    "cert_certificates",
    metadata,
    sa.Column("code", sa.String(32), primary_key=True),
    sa.Column("decision_id", sa.ForeignKey("cert_decisions.id"), nullable=False, unique=True),
    sa.Column("user_id", ID, nullable=False, index=True),
    sa.Column("target", NAME, nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("awarded_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
    sa.CheckConstraint("expires_at > awarded_at", name="expires"),
)

revocations = sa.Table(
    "cert_revocations",
    metadata,
    sa.Column("code", sa.ForeignKey("cert_certificates.code"), primary_key=True),
    sa.Column("by", ID, nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

APPEND_ONLY = (
    "cert_policies",
    "cert_records",
    "cert_heads",
    "cert_decisions",
    "cert_certificates",
    "cert_revocations",
)
"""Tables whose rows the database itself refuses to change or remove."""
UNCHANGEABLE = ("cert_contents",)
"""Tables whose rows may be removed, which the chain then shows, and never changed."""
