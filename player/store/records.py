"""What the store gives back: plain frozen values."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from scenarios.model.package import Mode

Role = Literal["candidate", "author", "reviewer", "registrar"]


@dataclass(frozen=True)
class User:
    """Somebody who is signed in or can sign in; a guest has no e-mail address and no password."""

    id: str
    email: str | None
    name: str
    role: Role
    guest: bool
    created_at: datetime


@dataclass(frozen=True)
class Version:
    """A published version: what it is of, and the digests of its form and its keys."""

    id: str
    area: str
    title: str
    number: str
    form_digest: str
    key_digest: str
    published_at: datetime


@dataclass(frozen=True)
class AttemptRecord:
    """Whose attempt it is and what it is pinned to; its state is in its events."""

    id: str
    user_id: str
    version_id: str
    mode: Mode
    created_at: datetime


@dataclass(frozen=True)
class Claim:
    """An attempt that somebody speaks of, and what was read beside it.

    Attributes:
        record: the attempt.
        seq: how many events it has; None where that was not asked.
        recorded: the number of the first event that a message gave rise to; None where it is new.
        keys: the digest of the keys that its version has now; None where that was not asked.
    """

    record: AttemptRecord
    seq: int | None = None
    recorded: int | None = None
    keys: str | None = None


@dataclass(frozen=True)
class Report:
    """A result as it was reported, and the keys it was scored with; `body` is JSON."""

    attempt_id: str
    number: int
    key_digest: str
    at: datetime
    body: str

    def plain(self) -> dict[str, Any]:
        """The result as plain values; none where the body has been damaged."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Marking:
    """What a marker gave for an answer, from 0 to 1, and why; of several for one answer the last one counts."""

    attempt_id: str
    number: int
    case_id: str
    item_id: str
    fraction: float
    marker: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Correction:
    """Corrected keys of a published version, who corrected them, and why; the last one holds."""

    version_id: str
    number: int
    key_digest: str
    corrector: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ReviewEntry:
    """What somebody said of a scene under review; `body` is JSON.

    Attributes:
        digest: of what was reviewed.
        number: of the entry, counted from 1 for each digest.
        version_id: the version in which the reviewer met the scene.
        name, email: the reviewer's, as they were then.
    """

    digest: str
    number: int
    version_id: str
    reviewer_id: str
    name: str
    email: str
    at: datetime
    kind: str
    body: str
