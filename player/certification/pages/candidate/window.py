"""The window: agreement, voucher, assessments."""

from typing import Any

from flask import flash, redirect, request, url_for

from player.certification.application import command as cmd
from player.certification.application.filing import words_of
from player.certification.companion import companion
from player.certification.errors import NotReady, VoucherRefused
from player.certification.office.desk import File
from player.certification.pages.candidate.access import (
    applicant,
    area_of,
    ask,
    blueprint,
    own,
    reasons_of,
    show,
    to_status,
)
from player.certification.pages.candidate.entries import Entries
from player.certification.policy import AGREEMENT
from player.certification.rules.window import closes_at
from player.errors import NotAdmitted
from player.limits import limiter
from player.sessions import visitor


def _account() -> str:
    user = visitor().user
    return user.id if user else ""


@blueprint.get("/applications/<application>/voucher")
def voucher(application: str) -> Any:
    """The form for a voucher code, and what entering it begins."""
    return _voucher(own(application, "eligible"))


def _voucher(file: File, typed: str = "", problems: tuple[str, ...] = ()) -> Any:
    closes = closes_at(file.policy, file.now)
    return show("voucher", file, problems=problems, typed=typed, closes=closes)


@blueprint.post("/applications/<application>/voucher")
@limiter.limit("100 per hour")
@limiter.limit("10 per 10 minutes", key_func=_account)
def redeem(application: str) -> Any:
    """Enter a voucher: the window opens at this moment."""
    file, typed = own(application, "eligible"), Entries(request.form).text("code")
    if not typed:
        return _voucher(file, problems=("Enter the code of your voucher.",))
    try:
        companion().vouchers.redeem(file.record.user_id, application, typed)
    except VoucherRefused as error:
        return _voucher(file, typed, reasons_of(error))
    flash("Your window is open.")
    return to_status(application)


@blueprint.get("/applications/<application>/agreement")
def agreement(application: str) -> Any:
    """The agreement that is signed before the first assessment."""
    return _agreement(own(application, "eligible", "open"))


def _agreement(file: File, typed: str = "", problems: tuple[str, ...] = ()) -> Any:
    words = words_of(file.policy, file.state, file.policy.agreement)
    signed = file.state.signed.get(AGREEMENT)
    return show("agreement", file, problems=problems, typed=typed, words=words, signed=signed)


@blueprint.post("/applications/<application>/agreement")
def sign_agreement(application: str) -> Any:
    """Sign the agreement with the name as it was typed."""
    file, typed = own(application, "eligible", "open"), Entries(request.form).line("typed", "your name")
    if AGREEMENT in file.state.signed:
        return to_status(application)
    try:
        ask(application, lambda by: cmd.Sign(by, AGREEMENT, typed))
    except NotReady as error:
        return _agreement(file, typed, reasons_of(error))
    flash("You have signed the agreement.")
    return to_status(application)


@blueprint.post("/applications/<application>/areas/<area>/begin")
def begin(application: str, area: str) -> Any:
    """Begin an assessment in the player, or go on with the one that is running."""
    area_of(own(application), area)
    try:
        attempt = companion().assessments.begin(applicant(), application, area)
    except (NotReady, NotAdmitted) as error:
        flash(" ".join(reasons_of(error)))
        return to_status(application)
    return redirect(url_for("sitting.briefing", attempt=attempt))
