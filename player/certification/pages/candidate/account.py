"""One's own data: the profile, an export of everything that is kept, and erasing what need not be."""

import io
import json
import zipfile
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for

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
    answer = make_response(_packed(companion(), applicant()))
    answer.mimetype = "application/zip"
    answer.headers["Content-Disposition"] = "attachment; filename=sonocase-data.zip"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _packed(office: Companion, user: User) -> bytes:
    target = io.BytesIO()
    said = office.applicants.export(user)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(said, indent=2, ensure_ascii=False))
        for application in said["applications"]:
            for event in application["history"]:
                if event["type"] == "attached":
                    _pack(office, user, archive, event)
    return target.getvalue()


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
