"""One's own data: the profile, an export of everything that is kept, and erasing what need not be."""

import json
import tempfile
import time
import zipfile
from typing import IO, Any

from flask import flash, redirect, render_template, request, send_file, url_for

from player.certification.companion import Companion, companion
from player.certification.pages.candidate.access import applicant, blueprint
from player.certification.rules.identity import show_id
from player.errors import NotFound
from player.limits import limiter
from player.store import User


def _account() -> str:
    return applicant().id


@blueprint.get("/account")
def account() -> str:
    """The profile: name, address, ID number, and what can be done with one's data."""
    user = applicant()
    number = companion().registration.person(user).id_number
    return render_template(
        "certification/candidate/account.html",
        person=user,
        id_number=show_id(number),
        confirmed=companion().registration.is_confirmed(user),
    )


@blueprint.post("/account/confirmation")
@limiter.limit("5 per hour", key_func=_account)
def confirmation() -> Any:
    """Send the link once more that confirms the address."""
    companion().registration.send_confirmation(applicant())
    flash("The letter is on its way. Earlier links are not good any more.")
    return redirect(url_for("candidate.account"))


@blueprint.post("/account/password")
@limiter.limit("5 per hour", key_func=_account)
def password() -> Any:
    """Send a link to set a new password to one's own address."""
    companion().registration.ask_reset(applicant().email or "")
    flash("The letter with the link to set a new password is on its way.")
    return redirect(url_for("candidate.account"))


@blueprint.get("/account/export")
@limiter.limit("20 per hour", key_func=_account)
def export() -> Any:
    """Everything that is kept of an account: a ZIP of JSON and the documents."""
    packed, name = _packed(companion(), applicant()), "sonocase-data.zip"
    answer = send_file(packed, mimetype="application/zip", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _packed(office: Companion, user: User) -> IO[bytes]:
    """The archive as a file that is gone when it is closed, since it may hold hundreds of megabytes."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed with the answer)
    said = office.applicants.export(user)
    # documents are compressed as they are, and to try it once more takes seconds in which nobody is answered
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("data.json", json.dumps(said, indent=2, ensure_ascii=False))
        for application in said["applications"]:
            for event in application["history"]:
                if event["type"] == "attached":
                    _pack(office, user, archive, event)
                    time.sleep(0)
    target.seek(0)
    return target


def _pack(office: Companion, user: User, archive: zipfile.ZipFile, event: dict[str, Any]) -> None:
    try:
        _, data = office.applicants.document(user, event["document"])
    except NotFound:
        # a file that is gone from the instance keeps nobody from the rest
        return
    archive.writestr(f"documents/{event['document']}-{event['name']}", data)


@blueprint.get("/account/erasure")
def erasure() -> str:
    """What erasing would remove, what stays, and why."""
    return _erasure()


def _erasure(problem: str = "") -> str:
    erasable, kept = companion().applicants.sorted_out(applicant())
    return render_template(
        "certification/candidate/erasure.html",
        erasable=erasable,
        kept=kept,
        problem=problem,
    )


@blueprint.post("/account/erasure")
@limiter.limit("20 per hour", key_func=_account)
def erase() -> Any:
    """Erase the applications in which nothing was audited or decided."""
    user = applicant()
    if "understood" not in request.form:
        return _erasure("Tick the box first: what is erased cannot be brought back."), 400
    erased, kept = companion().applicants.erase(user)
    return render_template("certification/candidate/erased.html", erased=len(erased), kept=len(kept))
