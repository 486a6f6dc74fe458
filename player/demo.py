"""A demonstration: the bundled packages published, and one account for each role."""

import json
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from player.accounts import Accounts
from player.errors import Conflict
from player.review.desk import ReviewDesk, VersionFile
from player.services import Services
from player.signoff.checklist import POINTS
from player.signoff.review import undecided
from player.store import Role, User

REVIEWER = "reviewer@example.org"
UNJUDGED = "A demonstration: nobody has judged this."
PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("candidate@example.org", "Demo candidate", "candidate"),
    ("author@example.org", "Demo author", "author"),
    (REVIEWER, "Demo reviewer", "reviewer"),
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


def show_reviews(of: Services, areas: Collection[str]) -> int:
    """Let the demonstration's reviewer sign off what is offered of these areas and waits, marked as for show.

    It goes the way of every sign-off, and says of each finding that nobody has judged it.

    Returns:
        How many scenes were signed off.
    """
    desk = ReviewDesk(of.store, of.library, of.signoffs, of.delivery.now)
    with of.store.read() as unit:
        found = unit.accounts.by_email(REVIEWER)
    if found is None:
        return 0
    files = [file for file in desk.offered() if file.version.area in areas]
    return sum(_sign_for_show(desk, found[0], file) for file in files)


def _sign_for_show(desk: ReviewDesk, reviewer: User, file: VersionFile) -> int:
    waiting = [place for place, scene in file.standing.scenes.items() if scene.state == "waiting"]
    for place in waiting:
        for concern in undecided(desk.look(file.version.id, place).concerns):
            desk.decide(
                reviewer, file.version.id, place, finding=concern.key, verdict="rejected", reason=UNJUDGED
            )
        desk.sign(reviewer, file.version.id, place, dict.fromkeys(POINTS, "yes"), demonstration=True)
    return len(waiting)
