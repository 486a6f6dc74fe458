"""Looking into an application: its documents, and the result of an audit."""

from typing import Any

from flask import flash, redirect, request
from pydantic import TypeAdapter, ValidationError

from player.certification.application import command as cmd
from player.certification.application.command import Command
from player.certification.application.transitions import TRANSITIONS
from player.certification.companion import companion
from player.certification.errors import NotReady
from player.certification.office.desk import File
from player.certification.pages.candidate.access import leave, reasons_of
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, opened, registrar, show_file, to_file
from player.certification.rules.eligibility import assess
from scenarios.model.text import MAX_TEXT, Text

_WORDS: TypeAdapter[str] = TypeAdapter(Text)
TICK = "Tick the box: this cannot be undone from here."


def may(file: File, command: type) -> bool:
    """Whether a command belongs where an application is."""
    return (file.state.stage, command) in TRANSITIONS


def belongs(file: File, command: type) -> File:
    """The application, if a command belongs where it is; else an error page."""
    if not may(file, command):
        leave(409, "The application is not where this belongs any more. Go back to its file.")
    return file


def read_words(entries: Entries, name: str, told: str) -> str:
    """Words over several lines; what is wrong with them is in `entries.errors`."""
    try:
        # browsers send two characters for a line's end, and count one
        return _WORDS.validate_python(entries.text(name).replace("\r\n", "\n"))
    except ValidationError:
        entries.errors[name] = f"{told} Up to {MAX_TEXT} characters."
        return ""


@blueprint.get("/applications/<application>/documents/<document>")
def review(application: str, document: str) -> Any:
    """A document, and the form to say what it shows."""
    file = belongs(opened(application), cmd.ReviewDocument)
    known = file.state.reviews.get(document)
    given = {"outcome": "accept" if known.accepted else "refuse", "reason": known.reason} if known else {}
    return _review(file, document, Entries(given))


def _review(file: File, document: str, entries: Entries, problems: tuple[str, ...] = ()) -> Any:
    found = file.state.documents.get(document)
    if found is None:
        leave(404, "This document is not in the application.")
    return show_file(
        "review",
        file,
        problems=problems,
        document=found,
        values=entries.given,
        errors=entries.errors,
        most=MAX_TEXT,
        again=file.state.stage == "audit",
    )


@blueprint.post("/applications/<application>/documents/<document>")
def say_of_document(application: str, document: str) -> Any:
    """Accept a document, or refuse it with a reason."""
    file, entries = belongs(opened(application), cmd.ReviewDocument), Entries(request.form)
    outcome = entries.text("outcome")
    if outcome not in {"accept", "refuse"}:
        entries.errors["outcome-accept"] = "Choose one."
    accepted = outcome == "accept"
    reason = "" if accepted else read_words(entries, "reason", "Say why; the applicant reads it.")
    if entries.errors:
        return _review(file, document, entries)
    command = cmd.ReviewDocument(registrar().id, document, accepted, reason)
    companion().desk.act(application, command)
    flash("The document is accepted." if accepted else "The applicant is told that it is not accepted.")
    return redirect(to_file(application, "documents"))


@blueprint.get("/applications/<application>/audit")
def audit(application: str) -> Any:
    """What to look at in an audit, and the form for its result."""
    return _audit(belongs(opened(application), cmd.PassAudit), Entries({}))


def _audit(file: File, entries: Entries, problems: tuple[str, ...] = ()) -> Any:
    state = file.state
    return show_file(
        "audit",
        file,
        problems=problems,
        values=entries.given,
        errors=entries.errors,
        findings=assess(file.policy, state.areas, state.declaration, file.now),
        unseen=[each for name, each in state.documents.items() if name not in state.reviews],
        most=MAX_TEXT,
    )


@blueprint.post("/applications/<application>/audit")
def record_audit(application: str) -> Any:
    """Record the result: in order, given back, or not eligible."""
    file, entries = belongs(opened(application), cmd.PassAudit), Entries(request.form)
    result = entries.text("result")
    if result not in {"pass", "return", "ineligible"}:
        entries.errors["result-pass"] = "Choose one."
    words = read_words(entries, "words", "Say what you found.")
    if result == "ineligible" and not entries.is_ticked("understood"):
        entries.errors["understood"] = TICK
    if entries.errors:
        return _audit(file, entries)
    try:
        companion().desk.act(application, _result(registrar().id, result, words))
    except NotReady as error:
        return _audit(file, entries, reasons_of(error))
    flash("The result of the audit is recorded, and the applicant is told.")
    return redirect(to_file(application))


def _result(by: str, result: str, words: str) -> Command:
    if result == "pass":
        return cmd.PassAudit(by, words)
    if result == "return":
        return cmd.Return(by, words)
    return cmd.FindIneligible(by, tuple(line.strip() for line in words.splitlines() if line.strip()))
