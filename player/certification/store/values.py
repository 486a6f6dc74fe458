"""What the companion's store gives back: plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from player.certification.application.state import Stage, Standing
from player.certification.tokens import Purpose

LetterState = Literal["waiting", "sent", "dead"]


@dataclass(frozen=True)
class PersonRecord:
    """An applicant beside their account: the ID number, and the address that was confirmed."""

    user_id: str
    id_number: str
    confirmed_email: str | None
    confirmed_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Ticket:
    """A link of an account that was sent by e-mail."""

    token_hash: str
    purpose: Purpose
    nonce: str
    user_id: str
    email: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class ApplicationRecord:
    """An application as lists show it; its truth is in its events."""

    id: str
    user_id: str
    policy: str
    name: str
    stage: Stage
    opened_at: datetime
    changed_at: datetime
    closes_at: datetime | None = None


@dataclass(frozen=True)
class VoucherRecord:
    """A voucher; its code is kept as a digest alone. No areas stand for all areas."""

    id: str
    code_hash: str
    areas: tuple[str, ...]
    note: str
    issued_by: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    application_id: str | None = None
    redeemed_at: datetime | None = None


@dataclass(frozen=True)
class Invitation:
    """An evaluator's way in: the token's digest, what it was made from, and a draft of their answers."""

    evaluator_id: str
    application_id: str
    area: str
    mailbox: str
    candidate_mailbox: str
    nonce: str
    token_hash: str
    standing: Standing
    draft: str | None = None


@dataclass(frozen=True)
class DocumentRecord:
    """A file that was attached; its bytes lie in the instance folder by their digest."""

    id: str
    application_id: str
    digest: str
    name: str
    kind: str
    size: int
    uploaded_by: str
    uploaded_at: datetime


@dataclass(frozen=True)
class Letter:
    """A letter in the outbox.

    Attributes:
        cause: what it is sent for, such as `record/17`.
        tries: how often it was handed to a mail server.
        uncertain: how many of the tries may have been taken without an answer.
        next_at: when it is tried next, or is free again if whoever took it is gone.
        lease: who has taken it.
        told: what the mail server, or the system, said last.
    """

    id: str
    cause: str
    recipient: str
    template: str
    template_version: int
    context: Mapping[str, Any]
    state: LetterState
    tries: int
    uncertain: int
    next_at: datetime
    lease: str | None
    created_at: datetime
    finished_at: datetime | None
    told: str


@dataclass(frozen=True)
class DecisionRecord:
    """A decision as lists show it; its truth is in the record of this number."""

    id: str
    application_id: str
    target: str
    outcome: Literal["award", "refuse"]
    by: str
    at: datetime
    record: int


@dataclass(frozen=True)
class Certificate:
    """What was awarded, and what anybody may learn of it."""

    code: str
    decision_id: str
    user_id: str
    target: str
    name: str
    title: str
    awarded_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def status(self, now: datetime) -> Literal["valid", "expired", "revoked"]:
        """What it is worth at a time; at the very moment at which it expires it is not valid any more."""
        if self.revoked_at is not None and self.revoked_at <= now:
            return "revoked"
        return "valid" if now < self.expires_at else "expired"
