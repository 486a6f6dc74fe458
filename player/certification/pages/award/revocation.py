"""Revoking what was awarded, with its reason."""

from typing import Any

from flask import flash, request

from player.certification.companion import companion
from player.certification.office.desk import File
from player.certification.pages.award.access import blueprint, title_of, to_decision
from player.certification.pages.candidate.access import leave
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import opened, registrar, show_file
from player.certification.pages.office.review import read_words
from scenarios.model.text import MAX_TEXT


@blueprint.get("/revocation")
def revocation(application: str) -> Any:
    """What revoking means, and the form for the reason."""
    return _revocation(opened(application), request.args.get("target", ""), Entries({}))


def _revocation(file: File, target: str, entries: Entries) -> Any:
    if target not in file.state.awarded:
        leave(409, "There is no award to revoke here.")
    return show_file(
        "revocation",
        file,
        most=MAX_TEXT,
        target=target,
        title=title_of(file, target),
        decided=file.state.decisions[target],
        values=entries.given,
        errors=entries.errors,
    )


@blueprint.post("/revocation")
def revoke(application: str) -> Any:
    """Revoke the award: the public page says so from this moment on."""
    file, entries = opened(application), Entries(request.form)
    target = entries.text("target")
    reason = read_words(entries, "reason", "Say why; the holder reads it.")
    if not entries.is_ticked("understood"):
        entries.errors["understood"] = "Tick the box: a revocation cannot be taken back."
    if entries.errors:
        return _revocation(file, target, entries)
    companion().registry.revoke(registrar(), application, target, reason)
    flash(f"Revoked: {title_of(file, target)}. The holder is told by e-mail.")
    return to_decision(application, target)
