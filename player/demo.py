"""A demonstration: the bundled packages published, and one account for each role."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from player.accounts import Accounts
from player.errors import Conflict
from player.store import Role

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("candidate@example.org", "Demo candidate", "candidate"),
    ("author@example.org", "Demo author", "author"),
    ("reviewer@example.org", "Demo reviewer", "reviewer"),
    ("registrar@example.org", "Demo registrar", "registrar"),
    ("registrar2@example.org", "Second registrar", "registrar"),
)


def seed_accounts(accounts: Accounts, instance: Path) -> Iterator[tuple[str, str]]:
    """Make the demonstration's accounts where they are missing, and give each address with its password.

    The passwords are random, and kept beside the database with mode 600, so that they can be shown again.
    """
    kept = instance / "demo-accounts.json"
    passwords = json.loads(kept.read_text()) if kept.exists() else {}
    for email, name, role in PEOPLE:
        if email not in passwords:
            passwords[email] = secrets.token_urlsafe(9)
        with suppress(Conflict):
            accounts.add(email, name, role, passwords[email])
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(passwords, file, indent=2)
    yield from ((email, passwords[email]) for email, _, _ in PEOPLE)
