"""Accommodations: more time and breaks, with reason and approver; they reach the attempts that are running."""

from typing import Any

from flask import flash, redirect, request

from player.certification.application import command as cmd
from player.certification.companion import companion
from player.certification.office.desk import File
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, opened, registrar, show_file, to_file
from player.certification.pages.office.review import belongs, read_words
from player.engine.command import MAX_MULTIPLIER
from scenarios.model.text import MAX_TEXT

USUAL = ("1", "1.25", "1.5", "2")
"""Multipliers that are offered first; any other may be entered."""


@blueprint.get("/applications/<application>/accommodation")
def accommodation(application: str) -> Any:
    """The form, with what is granted now."""
    file = belongs(opened(application), cmd.Accommodate)
    granted = file.state.accommodation
    given = {"multiplier": "1.5"}
    if granted:
        given = {"multiplier": f"{granted.multiplier:g}"} | ({"breaks": "on"} if granted.breaks else {})
        given |= {"reason": granted.reason, "approver": granted.approver}
    return _accommodation(file, Entries(given))


def _accommodation(file: File, entries: Entries) -> Any:
    running = [each for each in file.state.assessments if each.result is None]
    return show_file(
        "accommodation",
        file,
        values=entries.given,
        errors=entries.errors,
        usual=USUAL,
        greatest=MAX_MULTIPLIER,
        running=len(running),
        most=MAX_TEXT,
    )


@blueprint.post("/applications/<application>/accommodation")
def accommodate(application: str) -> Any:
    """Grant it, for attempts that are running and for all that will begin."""
    file, entries = belongs(opened(application), cmd.Accommodate), Entries(request.form)
    multiplier = _multiplier(entries)
    reason = read_words(entries, "reason", "Say why it is granted.")
    approver = entries.needed("approver", "who approved it")
    if entries.errors:
        return _accommodation(file, entries)
    companion().assessments.accommodate(
        registrar().id,
        application,
        multiplier,
        breaks=entries.is_ticked("breaks"),
        reason=reason,
        approver=approver,
    )
    flash("The accommodation is granted, and the applicant is told.")
    return redirect(to_file(application, "window"))


def _multiplier(entries: Entries) -> float:
    typed = entries.text("multiplier").replace(",", ".")
    try:
        found = float(typed) if typed.isascii() else 0.0
    except ValueError:
        found = 0.0
    # what is no number compares as false
    if not 1 <= found <= MAX_MULTIPLIER:
        entries.errors["multiplier"] = f"Enter a number from 1 to {MAX_MULTIPLIER}, such as 1.5."
    return round(found, 2) if 1 <= found <= MAX_MULTIPLIER else 1.0
