"""Admission: whether a version may be sat in a mode, and every reason why not.

This is asked before an attempt is made, by `Delivery.create`, which no way to a new attempt goes past; and by the
pages, so that they offer nothing that would be refused. What a review says is asked once more when the attempt begins.
"""

from datetime import UTC, datetime, timedelta

from player.engine.form import Form
from player.signoff.standing import SignOffs
from player.store import Unit, User, Version
from scenarios.model.package import Mode

DAY = timedelta(days=1)
PRACTICE_A_DAY = 20
"""Practice attempts that one account, or one guest, may begin within a day; who learns from each begins a handful."""
GUESTS_A_DAY = 1000
"""Practice attempts that all guests of a demonstration may begin within a day. What they leave is kept for ever."""
NEWCOMER = User("", None, "Guest", "candidate", guest=True, created_at=datetime(1, 1, 1, tzinfo=UTC))
"""Whoever would become a guest: has begun nothing, and is counted with the guests."""

_NOT_MEANT = {"practice": "This cannot be practised.", "exam": "This is for practice alone."}


UNREVIEWED = (
    "The captions and scripts are still being reviewed: the exam opens when all of them are signed off."
)


def obstacles(
    unit: Unit,
    version: Version,
    form: Form,
    mode: Mode,
    user: User | None = None,
    *,
    now: datetime,
    signoffs: SignOffs,
) -> list[str]:
    """Every reason why no attempt may begin, each a sentence for a candidate; none where one may.

    Args:
        unit: the transaction that the attempt would be made in.
        version: what would be sat.
        form: the form of this version.
        mode: how it would be sat.
        user: who would sit it; None where another policy than the package's counts the attempts.
        now: the time.
        signoffs: tells whether the version is signed off.
    """
    reasons = [_not_meant(form, mode), unreviewed(unit, version.id, mode, signoffs)]
    if user:
        reasons.append(_spent(unit, version, form, mode, user))
        reasons.append(_practised(unit, mode, user, now - DAY))
    return [reason for reason in reasons if reason]


def _not_meant(form: Form, mode: Mode) -> str:
    """The package is not for this mode: practice hands out the keys of what an exam asks."""
    return "" if mode in form.modes else _NOT_MEANT[mode]


def unreviewed(unit: Unit, version: str, mode: Mode, signoffs: SignOffs) -> str:
    """Nobody's exam hangs on captions and scripts that no reviewer has answered for; empty where there is nothing to wait for."""
    return UNREVIEWED if mode == "exam" and not signoffs.of(unit, version).complete else ""


def _spent(unit: Unit, version: Version, form: Form, mode: Mode, user: User) -> str:
    """The account has begun as many attempts as the package allows; a new version of an area gives no new ones."""
    allowed = form.rules(mode).attempts
    if allowed is None or unit.attempts.begun(user.id, version.area, mode) < allowed:
        return ""
    often = "once" if allowed == 1 else f"{allowed} times"
    return f"This {mode} may be begun {often}, and you have done so."


def _practised(unit: Unit, mode: Mode, user: User, since: datetime) -> str:
    """Practice has a budget: what is begun stays in the database, and guests can be made without end."""
    if mode != "practice":
        return ""
    if unit.attempts.practised(since, user.id) >= PRACTICE_A_DAY:
        return f"You have begun {PRACTICE_A_DAY} practice sittings within a day. Go on with one of them, or come back tomorrow."
    if user.guest and unit.attempts.practised(since) >= GUESTS_A_DAY:
        return "More guests have practised here today than there is room for. Sign in, or come back tomorrow."
    return ""
