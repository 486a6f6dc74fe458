"""Answering an appeal: by a registrar who had no part in the decision."""

from typing import Any

from flask import flash, redirect, request, url_for

from player.certification.companion import companion
from player.certification.errors import NotIndependent
from player.certification.office.desk import File
from player.certification.pages.award.access import blueprint, title_of
from player.certification.pages.candidate.access import leave, reasons_of
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.candidate.telling import refusal_of
from player.certification.pages.office.access import opened, registrar, show_file
from player.certification.pages.office.review import read_words
from player.errors import IllegalTransition
from scenarios.model.text import MAX_TEXT


@blueprint.get("/appeal")
def appeal(application: str) -> Any:
    """The appeal, what it is against, and the form for its answer."""
    return _appeal(opened(application), request.args.get("target", ""), Entries({}))


def _appeal(file: File, target: str, entries: Entries, problems: tuple[str, ...] = ()) -> Any:
    lodged = file.state.appeals.get(target)
    if lodged is None:
        leave(409, "There is no appeal to answer here now.")
    decided, found = file.state.decisions.get(target), file.state.ineligible
    return show_file(
        "appeal",
        file,
        most=MAX_TEXT,
        problems=problems,
        target=target,
        title=title_of(file, target),
        lodged=lodged,
        decided=decided,
        reasons=refusal_of(decided) if decided else found.reasons if found else (),
        conflicts=companion().registry.conflicts_in_appeal(registrar(), file, target),
        values=entries.given,
        errors=entries.errors,
    )


@blueprint.post("/appeal")
def answer(application: str) -> Any:
    """Answer the appeal."""
    file, entries = opened(application), Entries(request.form)
    target, outcome = entries.text("target"), entries.text("outcome")
    if outcome not in {"uphold", "reject"}:
        entries.errors["outcome-uphold"] = "Choose one."
    words = read_words(entries, "words", "Write the answer; the applicant reads it.")
    if entries.errors:
        return _appeal(file, target, entries)
    try:
        companion().registry.answer(registrar(), application, target, words, upheld=outcome == "uphold")
    except (NotIndependent, IllegalTransition) as error:
        return _appeal(opened(application), target, entries, reasons_of(error))
    flash("The appeal is answered, and the applicant is told by e-mail.")
    return redirect(url_for("decision.decision", application=application, target=target or None))
