"""Documents: attached by their owner, and given to nobody but the owner and registrars."""

from typing import Any
from urllib.parse import quote

from flask import flash, make_response, redirect, request, url_for

from player.certification.companion import companion
from player.certification.documents import MEGABYTE
from player.certification.errors import DocumentRefused
from player.certification.office.desk import File
from player.certification.pages.candidate.access import (
    applicant,
    blueprint,
    own,
    show,
)
from player.certification.pages.candidate.entries import Entries
from player.certification.policy import Policy
from player.limits import limiter
from player.sessions import signed_in

ATTACHING = ("draft", "returned", "audit")
FORM = 100_000
"""Bytes of a form beside its file."""


def _account() -> str:
    return applicant().id


def _most(policy: Policy) -> int:
    return policy.documents.megabytes * MEGABYTE + FORM


@blueprint.url_value_preprocessor
def allow_files(endpoint: str | None, _: dict[str, Any] | None) -> None:
    """Take more where a file is attached; before anything else reads the form."""
    if endpoint == "candidate.attach":
        request.max_content_length = _most(companion().desk.policy)


@blueprint.get("/applications/<application>/documents")
def documents(application: str) -> Any:
    """The documents of an application, and the form to attach one."""
    return _documents(own(application, *ATTACHING), Entries({}))


def _documents(file: File, entries: Entries) -> Any:
    return show(
        "documents",
        file,
        values=entries.given,
        errors=entries.errors,
        removable=file.state.stage != "audit",
        full=len(file.state.documents) >= file.policy.documents.most,
    )


@blueprint.post("/applications/<application>/documents")
@limiter.limit("120 per hour", key_func=_account)
def attach(application: str) -> Any:
    """Keep a file."""
    file = own(application, *ATTACHING)
    entries, sent = Entries(request.form), request.files.get("file")
    about = entries.needed("about", "what the document shows")
    if sent is None or not sent.filename:
        entries.errors["file"] = "Choose a file."
    if entries.errors or sent is None:
        return _documents(file, entries)
    try:
        companion().applicants.attach(applicant(), application, sent.read(), sent.filename or "", about)
    except DocumentRefused as error:
        entries.errors["file"] = str(error)
        return _documents(file, entries)
    flash("The document is attached.")
    return redirect(url_for("candidate.documents", application=application))


@blueprint.post("/applications/<application>/documents/<document>/remove")
def detach(application: str, document: str) -> Any:
    """Take a document out of the application."""
    companion().applicants.detach(applicant(), application, document)
    flash("The document is not in your application any more.")
    return redirect(url_for("candidate.documents", application=application))


@blueprint.get("/documents/<document>")
def download(document: str) -> Any:
    """A document's bytes, to be saved and never to be shown as a page of this site."""
    user = signed_in("candidate", "registrar")
    record, data = companion().applicants.document(user, document)
    answer = make_response(data)
    answer.headers["Content-Type"] = record.kind
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(record.name)}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
