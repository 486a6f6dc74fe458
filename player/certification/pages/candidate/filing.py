"""An application as it is filled in: choice, prerequisites, attestations, handing in.

Every page saves by itself, so that one may leave after each and come back at any time.
"""

from datetime import datetime
from functools import partial
from typing import Any

from flask import flash, jsonify, redirect, request, url_for

from player.certification.application import command as cmd
from player.certification.application.filing import words_of
from player.certification.companion import companion
from player.certification.errors import NotReady
from player.certification.office.desk import File
from player.certification.pages.candidate.access import (
    FILING,
    applicant,
    ask,
    blueprint,
    own,
    reasons_of,
    show,
    to_status,
)
from player.certification.pages.candidate.entries import Entries, as_entered, read_declaration
from player.certification.pages.candidate.telling import parts_of
from player.certification.rules.eligibility import Declaration, assess, missing
from player.errors import Conflict


@blueprint.get("/applications/<application>/choice")
def choice(application: str) -> Any:
    """What can be earned."""
    file = own(application, *FILING)
    return _choice(file, set(file.state.areas), certification=file.state.certification)


def _choice(file: File, areas: set[str], *, certification: bool, problems: tuple[str, ...] = ()) -> Any:
    return show(
        "choice",
        file,
        problems=problems,
        areas=areas,
        certification=certification,
        barred=companion().applicants.barred(applicant(), file.id),
    )


@blueprint.post("/applications/<application>/choice")
def choose(application: str) -> Any:
    """Take what was chosen."""
    file = own(application, *FILING)
    areas, certification = request.form.getlist("area"), "certification" in request.form
    if not areas and not certification:
        return _choice(file, set(), certification=False, problems=("Choose at least one.",))
    if (set(areas), certification) != (set(file.state.areas), file.state.certification):
        try:
            ask(application, lambda by: cmd.Choose(by, tuple(areas), certification=certification))
        except (Conflict, NotReady) as error:
            return _choice(file, set(areas), certification=certification, problems=reasons_of(error))
    return redirect(url_for("candidate.prerequisites", application=application))


@blueprint.get("/applications/<application>/prerequisites")
def prerequisites(application: str) -> Any:
    """The prerequisites, each with what the rules find of it."""
    file = own(application, *FILING)
    if not file.state.targets:
        return redirect(url_for("candidate.choice", application=application))
    return _prerequisites(file, Entries(as_entered(file.state.declaration)))


def _prerequisites(file: File, entries: Entries) -> Any:
    stated = read_declaration(entries, file.policy, file.state.areas) if not entries.errors else None
    findings = assess(file.policy, file.state.areas, stated or file.state.declaration, file.now)
    return show(
        "prerequisites",
        file,
        values=entries.given,
        errors=entries.errors if stated is None else {},
        findings=findings,
        lacking=len(missing(findings)),
        untouched=file.state.declaration == Declaration() and not (entries.errors or request.args),
    )


@blueprint.post("/applications/<application>/prerequisites")
def declare(application: str) -> Any:
    """Keep what was stated, met or not."""
    file = own(application, *FILING)
    entries = Entries(request.form)
    declaration = read_declaration(entries, file.policy, file.state.areas)
    if entries.errors:
        return _prerequisites(file, entries)
    if declaration != file.state.declaration:
        file = ask(application, lambda by: cmd.Declare(by, declaration))
    lacking = missing(assess(file.policy, file.state.areas, declaration, file.now))
    if request.form.get("then") == "next" and not lacking:
        return redirect(url_for("candidate.documents", application=application))
    if request.form.get("then") == "next":
        flash("Saved. You can go on as soon as nothing is missing; what is, is marked below.")
    else:
        flash("Saved. You can come back at any time." if lacking else "Saved.")
    return redirect(url_for("candidate.prerequisites", application=application, saved=1))


@blueprint.post("/applications/<application>/prerequisites/check")
def check(application: str) -> Any:
    """What the rules find of a form that is not saved yet, as JSON."""
    file = own(application, *FILING)
    entries = Entries(request.form)
    declaration = read_declaration(entries, file.policy, file.state.areas)
    findings = assess(file.policy, file.state.areas, declaration, file.now)
    return jsonify(findings=[each.model_dump() for each in findings], errors=entries.errors)


@blueprint.get("/applications/<application>/attestations")
def attestations(application: str) -> Any:
    """The statements to sign, with their exact words."""
    return _attestations(own(application, *FILING))


def _attestations(file: File, typed: str = "", problems: tuple[str, ...] = ()) -> Any:
    state, statements = file.state, file.policy.attestations
    words = (
        {name: words_of(file.policy, state, each) for name, each in statements.items()}
        if state.targets
        else {}
    )
    return show("attestations", file, problems=problems, words=words, typed=typed)


@blueprint.post("/applications/<application>/attestations")
def sign(application: str) -> Any:
    """Sign every statement that was ticked and is not signed yet, with the name as it was typed."""
    file = own(application, *FILING)
    typed, ticked = Entries(request.form).line("typed", "your name"), request.form.getlist("statement")
    unsigned = [name for name in file.policy.attestations if name not in file.state.signed]
    chosen = [name for name in unsigned if name in ticked]
    if not chosen:
        return _attestations(file, typed, ("Tick each statement that you want to sign.",))
    try:
        for name in chosen:
            ask(application, partial(cmd.Sign, statement=name, typed=typed))
    except NotReady as error:
        return _attestations(own(application), typed, reasons_of(error))
    if len(chosen) < len(unsigned):
        return redirect(url_for("candidate.attestations", application=application))
    return redirect(url_for("candidate.submission", application=application))


@blueprint.get("/applications/<application>/submission")
def submission(application: str) -> Any:
    """Everything once more before it is handed in."""
    return _submission(own(application, *FILING))


def _submission(file: File, problems: tuple[str, ...] = ()) -> Any:
    findings = assess(file.policy, file.state.areas, file.state.declaration, file.now)
    parts = parts_of(file)
    return show(
        "submission",
        file,
        problems=problems,
        filing=parts,
        findings=findings,
        lacking=missing(findings),
        complete=all(part.done or part.optional or part.title == "Prerequisites" for part in parts),
        confirmed=companion().registration.is_confirmed(applicant()),
        barred=_barred(file),
    )


def _barred(file: File) -> list[tuple[str, datetime]]:
    """What of the choice cannot be handed in yet, and from when on it can."""
    starts = companion().applicants.barred(applicant(), file.id)
    return [
        (file.policy.title_of(target), starts[target]) for target in file.state.targets if target in starts
    ]


@blueprint.post("/applications/<application>/submission")
def submit(application: str) -> Any:
    """Hand the application in."""
    file = own(application, *FILING)
    insist = request.form.get("insist") == "yes"
    try:
        companion().applicants.submit(applicant(), application, insist=insist)
    except NotReady as error:
        return _submission(file, reasons_of(error))
    flash("Your application has been submitted.")
    return to_status(application)
