"""Vouchers: looked through, issued singly, and revoked."""

import secrets
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask import flash, redirect, request, url_for

from player.certification.companion import companion
from player.certification.errors import VoucherRefused
from player.certification.office.vouchers import Issued, Order
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, namer, registrar, show, to_file
from player.certification.pages.office.lists import LONGEST, page_of
from player.certification.pages.office.review import TICK, read_words
from player.certification.pages.office.telling import title_of
from player.certification.store import VoucherRecord
from player.certification.store.vouchers import PAGE, VoucherState
from player.certification.tokens import new_nonce
from scenarios.model.text import MAX_TEXT

STATES: dict[VoucherState, str] = {
    "unused": "Not entered yet",
    "entered": "Entered",
    "revoked": "Revoked",
    "expired": "Expired",
}
EVENTS = {"voucher-issued": "Issued", "voucher-redeemed": "Entered", "voucher-revoked": "Revoked"}


@blueprint.get("/vouchers")
def vouchers() -> Any:
    """A list of vouchers, as its address asks for."""
    entries = Entries(request.args)
    words, page = entries.text("q")[:LONGEST], page_of(entries)
    state: VoucherState | None = next((each for each in STATES if each == entries.text("state")), None)
    number, found = companion().vouchers.find(words, state, page)
    name = namer({each.issued_by for each in found})

    def address(**changes: Any) -> str:
        return url_for("office.vouchers", **({"q": words or None, "state": state} | changes))

    return show(
        "vouchers",
        words=words,
        state=state,
        states=STATES,
        rows=[_row(each, name(each.issued_by)) for each in found],
        number=number,
        page=page,
        pages=max(1, -(-number // PAGE)),
        address=address,
    )


def _row(voucher: VoucherRecord, by: str) -> dict[str, Any]:
    return {"voucher": voucher, "state": STATES[state_of(voucher)], "for": _areas(voucher), "by": by}


def _areas(voucher: VoucherRecord) -> str:
    policy = companion().desk.policy
    return ", ".join(title_of(policy, area) for area in voucher.areas) or "Everything"


def state_of(voucher: VoucherRecord) -> VoucherState:
    """What a voucher is worth now."""
    if voucher.redeemed_at:
        return "entered"
    if voucher.revoked_at:
        return "revoked"
    return "unused" if companion().desk.clock() < voucher.expires_at else "expired"


@blueprint.get("/vouchers/<voucher>")
def voucher(voucher: str) -> Any:
    """One voucher, and what happened to it."""
    return _voucher(voucher, Entries({}))


def _voucher(voucher: str, entries: Entries) -> Any:
    found, noted = companion().vouchers.look(voucher)
    return show(
        "voucher",
        voucher=found,
        state=state_of(found),
        states=STATES,
        areas=_areas(found),
        noted=noted,
        events=EVENTS,
        name=namer({each.by for each in noted}),
        application=to_file(found.application_id) if found.application_id else "",
        values=entries.given,
        errors=entries.errors,
        most=MAX_TEXT,
    )


@blueprint.post("/vouchers/<voucher>/revoke")
def revoke(voucher: str) -> Any:
    """Revoke a voucher that nobody has entered, with a reason."""
    entries = Entries(request.form)
    reason = read_words(entries, "reason", "Say why.")
    if not entries.is_ticked("understood"):
        entries.errors["understood"] = TICK
    if entries.errors:
        return _voucher(voucher, entries)
    companion().vouchers.revoke(registrar().id, voucher, reason)
    flash("The voucher is revoked. Whoever has its code cannot enter it any more.")
    return redirect(url_for("office.voucher", voucher=voucher))


@blueprint.get("/vouchers/new")
def issuing() -> Any:
    """The form to issue one voucher."""
    day = companion().desk.clock() + timedelta(days=365)
    return _issuing(Entries({"expires": f"{day:%Y-%m-%d}"}), ())


def _issuing(entries: Entries, chosen: tuple[str, ...], problems: tuple[str, ...] = ()) -> Any:
    return show(
        "issuing",
        problems=problems,
        titles=companion().desk.policy.titles,
        chosen=chosen,
        values=entries.given,
        errors=entries.errors,
        batch=new_nonce(),
    )


@blueprint.post("/vouchers/new")
def issue() -> Any:
    """Issue one voucher, and show its code."""
    entries, areas = Entries(request.form), tuple(request.form.getlist("area"))
    note, day = entries.line("note", "the note"), entries.day("expires")
    if day is None:
        entries.errors.setdefault("expires", "Enter the last day on which it can be entered.")
    if entries.errors or day is None:
        return _issuing(entries, areas)
    order = Order(areas, datetime.combine(day, time(0), UTC) + timedelta(days=1), note)
    try:
        issued = companion().vouchers.issue(registrar().id, [order], batch_of(entries))
    except VoucherRefused as error:
        return _issuing(entries, areas, tuple(str(error).splitlines()))
    return show_codes(issued)


def batch_of(entries: Entries) -> str:
    """The random name that a form was given, so that it issues once; a form without one is given its own."""
    given = entries.text("batch")
    return given if len(given) == len(new_nonce()) and given.isalnum() else secrets.token_hex(16)


def show_codes(issued: list[Issued]) -> Any:
    """The codes, now and never again."""
    return show("codes", issued=issued, areas_of=_areas)
